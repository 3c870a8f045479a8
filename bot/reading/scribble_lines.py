"""One scribbled line, read as a command reads it, with what a card may take for granted since it is shown first."""

import re
from dataclasses import replace
from datetime import date

from bot.domain.touchpoints import TouchpointKind
from bot.reading.doubts import DoubtError
from bot.reading.kept_line import settled
from bot.reading.line import Line, read_line
from bot.reading.option_value import Readers
from bot.reading.rating import read_rating
from bot.reading.scribble_kinds import FOLLOWUP, RATING, channel_of, is_to_do, rating_in

_CLAUSES = re.compile(
    r"[,;.!\u2013\u2014]\s+|\s+-\s+|\s+(?:and|then|so|please)\s+|\n"
    r"|\b(?:wants?(?! to\b)|asked for|expects|would like|asked (?:me|us) to|promised to|i'll|we'll|i will|we will"
    r"|need to|must|should)\s+(?:an?\s+|me to\s+|us to\s+)?",
    re.IGNORECASE,
)
"""Where a part of a text begins that may tell what is to be done."""

_TOLD_DAY = re.compile(r"\byesterday\b|\blast (?:night|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b", re.IGNORECASE)

_DAY_WORDS = 3


def read_scribbled(text: str, command: str, readers: Readers) -> Line:
    """The line as the command reads it: how and when they were in touch, and what is to be done."""
    line = _with_likely_days(read_line(text, command, readers))
    if command == RATING:
        line = _with_rating(line)
    if command in set(TouchpointKind):
        line = _with_plan(_with_day(with_channel(line), readers), readers)
    return line


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
    if not clause or "due" in line.options:
        return line
    plan = _with_likely_days(read_line(clause, FOLLOWUP, readers))
    said = {key: plan.options[key] for key in ("due", "at") if key in plan.options}
    asked = tuple(doubt for doubt in plan.doubts if doubt.key == "due")
    return replace(line, options={**line.options, **said}, doubts=(*line.doubts, *asked))
