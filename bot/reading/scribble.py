"""A message scribbled to Rapport, as one writes to a colleague: what it wants, read generously and never half.

    dana called, upset about the invoice, call her back thursday

Lines of the commands read as they do there (bot/reading/line.py), with or without their slash. Other sentences are
looked through for what kind of thing they tell (scribble_kinds.py) and for names (scribble_names.py). Nothing is done
with what comes out of it: it is shown to the one who wrote it, who says whether it is so. What looks like a question,
a greeting or a list is told apart first.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.touchpoints import TouchpointKind
from bot.reading.doubts import DoubtError
from bot.reading.kept_line import settled
from bot.reading.line import Line, read_line
from bot.reading.list_words import list_meant
from bot.reading.option_value import Readers
from bot.reading.rating import read_rating
from bot.reading.scribble_kinds import (
    COMPLAINT,
    DETAIL,
    FOLLOWUP,
    RATING,
    THANKS,
    TOUCHPOINT,
    channel_of,
    is_to_do,
    kind_of,
    rating_in,
    tells_of_contact,
)
from bot.reading.scribble_names import has_other_words, names_in
from bot.reading.small_talk import ASKS, EMOJI, HELLO, HELP, LOOK_UP, THANKED

MOST_LINES = 5
"""So many things of one message are taken in: more is a file, and better imported."""


class Sort(StrEnum):
    """What a message wants."""

    LINE = "line"
    CARD = "card"
    LIST = "list"
    HELP = "help"
    HELLO = "hello"
    THANKED = "thanked"
    QUESTION = "question"
    NOTHING = "nothing"
    """Only emoji, or no words at all."""
    THIS = "this"
    """The message that it replies to: “log this”."""
    FILE = "file"
    """A file of customers; its id in Slack and its name are the names."""
    OTHER_FILE = "other file"
    TOO_MANY = "too many"
    """More things than MOST_LINES; how many is the listing. The same for characters:"""
    TOO_LONG = "too long"


@dataclass(frozen=True)
class Scribble:
    """What was understood. `command` and `line` are of a LINE; with THIS, `command` says as what.

    `names`: who may be meant where no customer stands before a colon; of a CARD whom to look up. `listing`: the list's
    name (bot/use_cases/lists.py).
    """

    sort: Sort
    command: str = ""
    line: Line | None = None
    names: tuple[str, ...] = ()
    listing: str = ""


_FROM = r"(?:\s+(?:from|by|of|for|about|to|with)\b(?!:))?[\s,\u2013\u2014-]*"
_LOG = (
    r"(?:(?:please |pls |plz )?(?:log|add|record|create|make|file|note|new)\s+(?:(?:this|that|it)\s+)?(?:down\s+)?"
    r"(?:as\s+)?(?:an?\s+)?(?:new\s+)?)"
)
_HEADS = tuple(
    (re.compile(rf"/?(?:rapport\s+)?{_LOG}?(?:{words})(?![\w'-]){_FROM}:?\s*", re.IGNORECASE), command)
    for words, command in (
        (r"complaint", COMPLAINT),
        (r"rating", RATING),
        (r"follow[ -]?up(?!\s+(?:with|on|about)\b)|to-?do|task|reminder|remind me to|remind me", FOLLOWUP),
        (r"thank[- ]you(?: note| card)|thanks(?= for\b| to\b)|thanks(?=\s+[^\s:]+(?:\s+[^\s:]+){0,2}:)", THANKS),
        (r"(?:customer\s+)?remember(?: that)?|detail", DETAIL),
        (r"touch ?point|contact", TOUCHPOINT),
    )
)
_SLASH_THANKS = re.compile(r"/(?:rapport\s+)?thanks\s+", re.IGNORECASE)
_BARE_LOG = re.compile(
    r"/?(?:please |pls |plz )?(?:log|note|record|fyi)(?:\s+(?:this|that|it))?(?![\w'-])\s*[:,]?\s*(?:that\s+)?",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"(?:(?:please|pls|plz|can you|could you)\s+)*(?:log|note|record|add|save|keep|take|remember)?\s*"
    r"(?:this|that|it|the above|above)?(?:\s+(?:down|please|pls))?(?:\s*(?:as\s+)?(?:an?\s+)?"
    r"(?P<kind>touch ?point|complaint|rating|follow[ -]?up|task|to-?do|thank[- ]you(?: note)?"
    r"|detail))?[\s.!]*(?:please)?[\s.!]*",
    re.IGNORECASE,
)
_AS = {"touch": TOUCHPOINT, "compl": COMPLAINT, "ratin": RATING, "follo": FOLLOWUP, "task": FOLLOWUP, "to-do": FOLLOWUP}
_AS |= {"todo": FOLLOWUP, "thank": THANKS, "detai": DETAIL}
_BEFORE = re.compile(r"^(?:[-*\u2022]|\d{1,2}[.)])\s+")
_CLAUSES = re.compile(
    r"[,;.!\u2013\u2014]\s+|\s+-\s+|\s+(?:and|then|so|please)\s+|\n"
    r"|\b(?:wants?(?! to\b)|asked for|expects|would like|asked (?:me|us) to|promised to|i'll|we'll|i will|we will"
    r"|need to|must|should)\s+(?:an?\s+|me to\s+|us to\s+)?",
    re.IGNORECASE,
)
"""Where a part of a text begins that may tell what is to be done."""
_TOLD_DAY = re.compile(r"\byesterday\b|\blast (?:night|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b", re.IGNORECASE)
_LONGEST_NAME = 5
_DAY_WORDS = 3


def read_scribble(raw: str, readers: Readers) -> Scribble:
    """What somebody wants who wrote this, as Slack sends it (still escaped). Raises nothing and guesses no customer."""
    raw = _BEFORE.sub("", raw.strip())
    plain = " ".join(EMOJI.sub(" ", raw).split()).rstrip("!. ")
    if not any(map(str.isalnum, plain)) and plain != "?":
        return Scribble(Sort.NOTHING)
    return _small_talk(plain) or _about_this(plain) or _looked_up(raw, plain, readers) or _line(raw, readers)


def entries(raw: str) -> list[str]:
    """The things that a message tells, each on lines of its own: what follows one and begins no other belongs to it."""
    lines = [line for line in raw.split("\n") if line.strip()]
    if sum(map(_begins, lines)) < 2 or not _begins(lines[0]):  # noqa: PLR2004  # one thing has no need to be told apart
        return [raw] if lines else []
    found: list[str] = []
    for line in lines:
        found += [line] if _begins(line) else []
        found[-1] += "" if _begins(line) else f"\n{line}"
    return found


def as_kind(raw: str, command: str, readers: Readers) -> Line:
    """The same text read as what somebody says it is."""
    text = _headless(_BEFORE.sub("", raw.strip()))[0]
    return _read(text, command, readers)


def _begins(line: str) -> bool:
    """Whether a line begins something of its own: a bullet, a command, or a name before a colon."""
    if _BEFORE.match(line) or any(head.match(line) for head, _ in _HEADS):
        return True
    name, colon, rest = line.partition(": ")
    return bool(colon and rest.strip()) and 0 < len(name.split()) <= _LONGEST_NAME and name[:1].isupper()


def _small_talk(plain: str) -> Scribble | None:
    for sort, words in ((Sort.HELLO, HELLO), (Sort.HELP, HELP), (Sort.THANKED, THANKED)):
        if words.fullmatch(plain):
            return Scribble(sort)
    return None


def _about_this(plain: str) -> Scribble | None:
    """“log this as a complaint”: of whatever it replies to."""
    found = _THIS.fullmatch(plain)
    if not found:
        return None
    kind = (found["kind"] or "").casefold()
    return Scribble(Sort.THIS, next((command for word, command in _AS.items() if kind.startswith(word)), ""))


def _looked_up(raw: str, plain: str, readers: Readers) -> Scribble | None:
    """A list, a customer's card, or a question that Rapport may have an answer to."""
    if ":" not in plain and (listing := list_meant(_unasked(plain), readers.days)):
        return Scribble(Sort.LIST, listing=listing)
    if found := LOOK_UP.fullmatch(plain):
        name = found["name"].strip(" ?.,!\"'“”")
        return Scribble(Sort.CARD, names=(name, *(one for one in names_in(name) if one != name)))
    if plain.endswith("?"):
        name = plain.rstrip("? ")
        if len(name.split()) <= _LONGEST_NAME and not ASKS.match(name):
            return Scribble(Sort.CARD, names=(name, *(one for one in names_in(name) if one != name)))
        is_question = not is_to_do(plain) and ASKS.match(plain) and not raw.startswith("/") and ": " not in plain
        return Scribble(Sort.QUESTION, names=tuple(names_in(plain))) if is_question else None
    return None


def _unasked(plain: str) -> str:
    return re.sub(r"^/?(?:rapport\s+)?followups?\s+", "", plain, flags=re.IGNORECASE).rstrip("?")


def _headless(raw: str) -> tuple[str, str]:
    """The text without the word that says what it is, and what that says; "" where there is none."""
    if slash := _SLASH_THANKS.match(raw):
        return raw[slash.end() :], THANKS
    for head, command in _HEADS:
        if (found := head.match(raw)) and found.end() < len(raw):
            return raw[found.end() :], command
    if found := _BARE_LOG.match(raw):
        return raw[found.end() :] or raw, ""
    return raw, ""


def _line(raw: str, readers: Readers) -> Scribble:
    text, command = _headless(raw)
    if not command and _is_name_alone(text):
        return Scribble(Sort.CARD, names=(text.strip(" .,!"), *names_in(text)))
    if not command:
        said = read_line(text, TOUCHPOINT, readers)
        command = kind_of(said.text or said.customer)
        is_noted = re.match(r"/?(?:note|fyi)\b", raw, re.IGNORECASE)
        command = DETAIL if is_noted and command == TOUCHPOINT and not tells_of_contact(said.text) else command
    line = _read(text, command, readers)
    if line.customer and not has_other_words(line.customer):
        return Scribble(Sort.LINE, command, line)
    names = names_in(line.customer or line.typed)
    if line.customer:
        names, line = [line.customer, *names], replace(line, customer="", text=f"{line.customer}: {line.text}")
    return Scribble(Sort.LINE, command, line, names=tuple(names))


def _is_name_alone(text: str) -> bool:
    """“Dana Reyes”, “dana”: some words that tell nothing, of which the first may be a name."""
    words = text.strip(" .,!").split()
    if not 0 < len(words) <= 3 or re.search(r":|(?<!\d)\d{1,2}/", text):  # noqa: PLR2004  # first, middle, last
        return False
    return names_in(" ".join(words))[:1] == [" ".join(word.strip(".,!") for word in words)]


def _read(text: str, command: str, readers: Readers) -> Line:
    """The line as the command reads it, with what a card may take for granted since it is shown before it counts."""
    line = _with_likely_days(read_line(text, command, readers))
    if command == RATING:
        line = _with_rating(line)
    if command in set(TouchpointKind):
        line = _with_plan(_with_day(_with_channel(line), readers), readers)
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


def _with_channel(line: Line) -> Line:
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
