"""A message scribbled to Rapport, as one writes to a colleague: what it wants, read generously and never half.

    dana called, upset about the invoice, call her back thursday

Lines of the commands read as they do there (bot/reading/line.py), with or without their slash. Other sentences are
looked through for what kind of thing they tell (scribble_kinds.py) and for names (scribble_names.py). Nothing is done
with what comes out of it: it is shown to the one who wrote it, who says whether it is so. What looks like a question,
a greeting or a list is told apart first.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.touchpoints import TouchpointKind
from bot.reading.commands import RAPPORT
from bot.reading.line import Line, read_line
from bot.reading.list_words import list_meant, read_list
from bot.reading.option_value import Readers
from bot.reading.scribble_kinds import (
    COMPLAINT,
    DETAIL,
    FOLLOWUP,
    RATING,
    THANKS,
    TOUCHPOINT,
    is_to_do,
    kind_of,
    tells_of_contact,
)
from bot.reading.scribble_lines import read_scribbled, with_channel
from bot.reading.scribble_names import has_other_words, is_name, names_in, single_words
from bot.reading.small_talk import ASKS, EMOJI, HAILED, HELLO, HELP, LOOK_UP, THANKED

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
    COMMAND = "command"
    """What only a slash command does; how to type it is the listing."""


@dataclass(frozen=True)
class Scribble:
    """What was understood. `command` and `line` are of a LINE; with THIS, `command` says as what.

    `names`: who may be meant where no customer stands before a colon; of a CARD whom to look up; of a LIST the id of
    the person whose it is. `perhaps`: words of which one may be a name where none of `names` is. `listing`: the list's
    name (bot/use_cases/lists.py).
    """

    sort: Sort
    command: str = ""
    line: Line | None = None
    names: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    listing: str = ""


_OF_RAPPORT = ({line.split()[0] for line in RAPPORT} | {"mood"}) - {"home", "week"}
_WITH_MORE = frozenset(("away", "handover", "audit"))
_OF_CUSTOMER = re.compile(
    r"customer\s+(add|edit|lists?|merge|export|duplicates|playbook|access|forget|search|lost|back|brief)\b\s*",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"(?:(?:add|new|create)\s+(?:an?\s+)?(?:new\s+)?customer\b:?|add(?=.*\s(?:email|phone|company|birthday|tier):))\s*",
    re.IGNORECASE,
)
_WONDERS = re.compile(
    r"(?:(?:who|what|when|how|why|where|which|what's|where's) "
    r"|(?:did|does|do|has|have) (?:any(?:one|body)|some(?:one|body)|we|you|they|he|she) "
    r"|(?:wer|wann|wie|wo|warum|welche[rs]?|was (?:ist|hat|haben|macht|steht|wissen|muss)) "
    r"|(?:qui[eé]n|qu[eé]|cu[aá]ndo|c[oó]mo|d[oó]nde|cu[aá]l(?:es)?) )(?!.*:)",
    re.IGNORECASE,
)
"""A question whose mark was forgotten."""
_CHANGES = re.compile(
    r"(?:(?:please|pls|plz|can you|could you) )*(?:cancel|delete|remove|drop|close|reopen|finish|complete|move|reassign"
    r"|hand over|transfer|snooze|postpone|put off|unclaim|claim|rename|change|edit|update|merge|undo|erase|forget)"
    r"\b(?:(?=.*\b(?:follow-?ups?|tasks?|to-?dos?|reminders?|things?|stuff|everything|customers?|touch ?points?"
    r"|complaints?|ratings?|notes?|entr(?:y|ies))\b)|(?= \S+(?: \S+)?$))(?!.*:)",
    re.IGNORECASE,
)
"""“cancel ivo's follow-up”, “delete dana”: to be done to what is kept already, by the buttons on the card."""
_FROM = r"(?:\s+(?:from|by|of|for|about|to|with)\b(?!:))?[\s,\u2013\u2014-]*"
_LOG = (
    r"(?:(?:please |pls |plz )?(?:log|add|record|create|make|file|note|new)\s+(?:(?:this|that|it)\s+)?(?:down\s+)?"
    r"(?:as\s+)?(?:an?\s+)?(?:new\s+)?)"
)
_HEADS = tuple(
    (
        re.compile(
            rf"/?(?:rapport\s+)?(?:(?:please|pls|plz)\s+)?{_LOG}?(?:{words})(?![\w'-]){_FROM}:?\s*", re.IGNORECASE
        ),
        command,
    )
    for words, command in (
        (r"complaint", COMPLAINT),
        (r"rating", RATING),
        (
            (
                r"follow[ -]?up(?!\s+(?:with|on|about)\b)|to-?do|task|reminder|remind me to|remind me"
                r"|erinner[en]? mich(?: bitte)?(?: daran| an)?|recu[eé]rdame(?: que)?"
            ),
            FOLLOWUP,
        ),
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
_TELLS = re.compile(
    r"(?P<name>\S+(?: \S+){0,2}) (?:called|rang|phoned|e-?mailed|mailed|texted|wrote|visited|came|spoke|complained"
    r"|replied|answered)\b",
    re.IGNORECASE,
)
"""Somebody was in touch: “marlow quist emailed, wants prices”."""
_PICKED = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>(?:'s)?")
_BEFORE = re.compile(r"^(?:[-*\u2022]|\d{1,2}[.)])\s+")
_LONGEST_NAME = 5


def read_scribble(raw: str, readers: Readers) -> Scribble:
    """What somebody wants who wrote this, as Slack sends it (still escaped). Raises nothing and guesses no customer."""
    raw = _BEFORE.sub("", raw.strip())
    raw = (HAILED.sub("", raw) or raw).strip()
    plain = " ".join(EMOJI.sub(" ", raw).split()).rstrip("!. ")
    if not any(map(str.isalnum, plain)) and plain != "?":
        return Scribble(Sort.NOTHING if raw else Sort.HELLO)  # of a mention alone nothing is left
    told_apart = _small_talk(plain) or _about_this(plain) or _command(plain) or _change(plain, raw)
    return told_apart or _looked_up(raw, plain, readers) or _line(raw, readers)


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
    return read_scribbled(text, command, readers)


def _begins(line: str) -> bool:
    """Whether a line begins something of its own: a bullet, a command, a name before a colon, who was in touch."""
    if _BEFORE.match(line) or any(head.match(line) for head, _ in _HEADS):
        return True
    name, colon, rest = line.partition(": ")
    if colon and rest.strip() and 0 < len(name.split()) <= _LONGEST_NAME and (name[:1].isupper() or is_name(name)):
        return True
    found = _TELLS.match(line)
    return found is not None and names_in(found["name"])[:1] == [found["name"]]


def _small_talk(plain: str) -> Scribble | None:
    for sort, words in ((Sort.HELLO, HELLO), (Sort.HELP, HELP), (Sort.THANKED, THANKED)):
        if words.fullmatch(plain) or words.fullmatch(plain.rstrip("? ")):
            return Scribble(sort)
    return None


def _command(plain: str) -> Scribble | None:
    """“undo”, “customer add Petra Novak”: what has forms or files and is asked for by its command."""
    words = re.sub(r"^/?(?:rapport\s+)?", "", plain, flags=re.IGNORECASE)
    first, _, rest = words.partition(" ")
    if first.casefold() in _OF_RAPPORT and (not rest or plain.startswith("/") or first.casefold() in _WITH_MORE):
        return Scribble(Sort.COMMAND, listing=f"/rapport {words}")
    if found := _OF_CUSTOMER.match(words):
        return Scribble(Sort.COMMAND, listing=f"/customer {found[1].lower()} {words[found.end() :]}".strip())
    if found := _ADDS.match(words):
        return Scribble(Sort.COMMAND, listing=f"/customer add {words[found.end() :]}".strip())
    return None


def _change(plain: str, raw: str) -> Scribble | None:
    """What is to be done to something that is kept: whose it is, is shown with its buttons."""
    found = None if raw.startswith("/") else _CHANGES.match(plain)
    return Scribble(Sort.QUESTION, names=tuple(names_in(plain[found.end() :]))) if found else None


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
    if theirs := _list_of_person(plain, readers):
        return theirs
    if found := LOOK_UP.fullmatch(plain):
        name = found["name"].strip(" ?.,!\"'“”")
        return Scribble(Sort.CARD, names=(name, *(one for one in names_in(name) if one != name)))
    if plain.endswith("?") or _WONDERS.match(plain):
        name = plain.rstrip("? ")
        if len(name.split()) <= _LONGEST_NAME and not ASKS.match(name):
            return Scribble(Sort.CARD, names=(name, *(one for one in names_in(name) if one != name)))
        is_question = not is_to_do(plain) and ASKS.match(plain) and not raw.startswith("/") and ": " not in plain
        return Scribble(Sort.QUESTION, names=tuple(names_in(plain))) if is_question else None
    return None


def _list_of_person(plain: str, readers: Readers) -> Scribble | None:
    """“@ben overdue”: a list of the one who was picked."""
    picked = _PICKED.search(plain)
    if not picked or ":" in plain:
        return None
    wanted = read_list(_unasked(f"{plain[: picked.start()]} {plain[picked.end() :]}".strip() or "all"), readers.days)
    if not wanted or wanted.rest or wanted.whose in {"mine", "unclaimed"}:
        return None
    return Scribble(Sort.LIST, names=(picked[1],), listing=wanted.name("person"))


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
    line = read_scribbled(text, command, readers)
    if line.customer and not has_other_words(line.customer):
        return Scribble(Sort.LINE, command, line)
    names = names_in(line.customer or line.typed)
    if line.customer:
        names, line = [line.customer, *names], replace(line, customer="", text=f"{line.customer}: {line.text}")
        line = with_channel(line) if command in set(TouchpointKind) else line
    return Scribble(Sort.LINE, command, line, names=tuple(names), perhaps=tuple(single_words(line.typed)))


def _is_name_alone(text: str) -> bool:
    """“Dana Reyes”, “dana”: some words that tell nothing, of which the first may be a name."""
    words = text.strip(" .,!").split()
    if not 0 < len(words) <= 3 or re.search(r":|(?<!\d)\d{1,2}/", text):  # noqa: PLR2004  # first, middle, last
        return False
    return names_in(" ".join(words))[:1] == [" ".join(word.strip(".,!") for word in words)]
