"""One scribbled line, read as a command reads it, with what a card may take for granted since it is shown first."""

import re
from dataclasses import replace
from datetime import date

from bot.domain.touchpoints import TouchpointKind
from bot.reading.abroad import day_in_english
from bot.reading.doubts import Doubt, DoubtError
from bot.reading.kept_line import settled
from bot.reading.line import Line, read_line
from bot.reading.option_value import Found, Readers
from bot.reading.rating import read_rating
from bot.reading.said_day import LONGEST_DAY
from bot.reading.scribble_kinds import FOLLOWUP, RATING, channel_of, ends_with_infinitive, is_to_do, rating_in

_CLAUSES = re.compile(
    r"[,;.!\u2013\u2014]\s+|\s+-\s+|\s+(?:and|then|so|please)\s+|\n"
    r"|\b(?:wants?(?! to\b)|asked for|expects|would like|asked (?:me|us) to|promised to|i'll|we'll|i will|we will"
    r"|need to|must|should)\s+(?:an?\s+|me to\s+|us to\s+)?",
    re.IGNORECASE,
)
"""Where a part of a text begins that may tell what is to be done."""

_TOLD_DAY = re.compile(r"\byesterday\b|\blast (?:night|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b", re.IGNORECASE)

_BY = re.compile(r"\bby\s+", re.IGNORECASE)

_DAY_WORDS = 3

_AFTER_DAY = frozenset(("to", "about", "that", "an", "daran"))
"""Words between a day that stands first and what is to be done: “remind me tomorrow 9am to ring Priya”."""


def read_scribbled(text: str, command: str, readers: Readers) -> Line:
    """The line as the command reads it: how and when they were in touch, and what is to be done."""
    if command == FOLLOWUP:
        text = _day_last(text, readers)
    line = _with_likely_days(read_line(text, command, readers))
    if command == RATING:
        line = _with_rating(line)
    if command in set(TouchpointKind):
        line = _with_plan(_with_day(with_channel(line), readers), readers)
    return line


def _day_last(text: str, readers: Readers) -> str:
    """The text with the day with which it begins, or that stands before the verb, said by its option."""
    words = text.split()
    if "due:" in text.casefold():
        return text
    if ends_with_infinitive(text):
        for at in range(max(1, len(words) - 1 - LONGEST_DAY), len(words) - 1):
            if _is_day(day := " ".join(words[at:-1]), readers):
                return f"{' '.join([*words[:at], words[-1]])} due:{day}"
    for at in range(min(LONGEST_DAY, len(words) - 1), 0, -1):
        day, rest = " ".join(words[:at]), words[at + (words[at].casefold() in _AFTER_DAY) :]
        if rest and _is_day(day, readers):
            return f"{' '.join(rest)} due:{day}"
    return text


def _is_day(words: str, readers: Readers) -> bool:
    """Whether exactly these words name a day to come, in English, German or Spanish."""
    try:
        return ":" not in words and readers.days.said(day_in_english(words), "future") is not None
    except DoubtError:
        return False


def _with_rating(line: Line) -> Line:
    """“dana 9/10, loved it”: a rating after the name, which stays in the text. What is no rating is asked about."""
    found, said = rating_in(line.text), {key: str(line.options[key]) for key in ("nps", "csat") if key in line.options}
    try:
        if not found or said or line.text.startswith(found.typed):
            read_rating(line.text, **said, is_settled=line.is_settled)
            return line
        rating = read_rating(found.typed)
    except DoubtError as error:
        return replace(line, doubts=(*line.doubts, error.doubt))
    options = dict(line.options)
    options[rating.scale] = str(rating.value)
    return replace(line, options=options)


def with_channel(line: Line) -> Line:
    """How they were in touch, where the text says it."""
    channel = channel_of(line.text) if "via" not in line.options else None
    return replace(line, options={**line.options, "via": str(channel)}) if channel else line


def _with_likely_days(line: Line) -> Line:
    """A day that a command would ask about is taken where only one can be meant: the card says it."""
    for doubt in line.doubts:
        likely = [choice for choice in doubt.choices if choice.value]
        if doubt.key in {"on", "due"} and len(likely) == 1:
            others = tuple(one for one in line.doubts if one is not doubt)
            line = replace(settled(line, likely[0]), doubts=others, is_settled=line.is_settled)
    return line


def _with_day(line: Line, readers: Readers) -> Line:
    """“yesterday dana called”, “met kofi yesterday, …”: the day with which it begins, or that is plainly past."""
    words = line.text.split()
    first = [" ".join(words[:count]) for count in range(min(_DAY_WORDS, len(words) - 1), 0, -1)]
    begins = [run.rstrip(",:") for run in first if run[:1].isalpha()]
    told = [found[0] for found in _TOLD_DAY.finditer(line.text)]
    days = filter(None, (_past(run, readers) for run in [*begins, *told]))
    day = None if "on" in line.options else next(days, None)
    return replace(line, options={**line.options, "on": day}) if day else line


def _past(words: str, readers: Readers) -> date | None:
    try:
        said = readers.days.said(words, "past")
    except DoubtError:
        return None
    return said.day if said else None


def _with_plan(line: Line, readers: Readers) -> Line:
    """“…, call her back thursday”: what is to be done by when, where the end of a contact's text says so."""
    begins = [found.end() for found in _CLAUSES.finditer(line.text)]
    clause = next((line.text[at:] for at in reversed(begins) if is_to_do(line.text[at:])), "")
    if "due" in line.options:
        return line
    said: dict[str, Found] = {}
    asked: tuple[Doubt, ...] = ()
    if clause:
        plan = _with_likely_days(read_line(clause, FOLLOWUP, readers))
        said = {key: plan.options[key] for key in ("due", "at") if key in plan.options}
        asked = tuple(doubt for doubt in plan.doubts if doubt.key == "due")
    if not said and not asked and (day := _by_when(line.text, readers)):
        said = {"due": day}
    return replace(line, options={**line.options, **said}, doubts=(*line.doubts, *asked))


def _by_when(text: str, readers: Readers) -> date | None:
    """“wants a quote by tuesday”: a day by which something is wanted, wherever it stands."""
    for found in _BY.finditer(text):
        words = text[found.end() :].split()[:LONGEST_DAY]
        for count in range(len(words), 0, -1):
            try:
                said = readers.days.said(" ".join(words[:count]).rstrip(",.;!?"), "future")
            except DoubtError:
                continue
            if said:
                return said.day
    return None
