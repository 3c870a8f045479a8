"""The one line a person types after a slash command: `<customer>: <text>`, then options (product.md section 3).

    Dana Reyes: call back about the refund due:friday @ben #vip

Only the keys a command knows are options, and only at the end of the line. Everything else stays text, so
"order #1234", "spoke with @ana about it" and "10:30" survive. Nothing is guessed: a line that cannot be read
raises NotUnderstoodError, and the handler opens the form with everything typed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal, Protocol

from bot.domain.channel import Channel, Severity, is_channel, read_channel, read_severity
from bot.domain.errors import NotUnderstoodError
from bot.domain.slack_text import Mention, unescape, unescape_with

__all__ = [
    "DATE_EXAMPLES",
    "DATE_KEYS",
    "Channel",
    "DateReader",
    "Direction",
    "Line",
    "PersonFinder",
    "Severity",
    "read_channel",
    "read_line",
    "read_severity",
    "unescape",
]

Direction = Literal["past", "future"]
DATE_KEYS: Mapping[str, Direction] = MappingProxyType({"on": "past", "due": "future"})
DATE_EXAMPLES = "today, friday, in 3 days, 14 March, 2026-11-20"
LONGEST_RUN = 5
"""Words that the value of one option may take: "the day after tomorrow" has four, "Fri, 14th of March 2027" five."""

_MARK = re.compile("\ufdd0([0-9]+)\ufdd1")  # stands for a mention while we read: noncharacters, which no text contains
_WORD = re.compile(r'[\w-]{1,20}:["“”„][^"“”„]*["“”„]|\S+')
_OPTION = re.compile(r"([\w-]{1,20}):(.*)", re.DOTALL)
_TAG = re.compile(r"#([^\W\d_][\w-]*)")
_TYPED_PERSON = re.compile(r"@([^\W\d_][\w.-]*)")
_QUOTED_CUSTOMER = re.compile(r"""\s*(?:["“”„«](.+?)["“”»]|['\u2018](.+?)['\u2019])\s*[:\uff1a](.*)""", re.DOTALL)
_QUOTES = "\"“”„«»'\u2018\u2019"
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


class DateReader(Protocol):
    """Reads one date in words, in the person's own zone and language."""

    def __call__(self, words: str, direction: Direction) -> date | None:
        """The day that exactly these words name, or None.

        "past" looks back (friday is the last one), "future" ahead; today counts in both.
        Raises NotUnderstoodError for a date that reads but lies on the wrong side.
        """


PersonFinder = Callable[[str], str | None]


@dataclass(frozen=True)
class Line:
    """What was typed.

    `options` holds dates for `on` and `due`, else the words; a user id where a person was picked (`owner:@ana`).
    `people` are user ids, `tags` stand without their #, both in the order typed.
    """

    customer: str
    text: str
    options: Mapping[str, str | date] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def _nobody(_name: str) -> None:
    """The finder of a caller who knows no names."""


def read_line(
    raw: str,
    *,
    keys: frozenset[str],
    read_date: DateReader,
    needs_colon: bool = True,
    needs_text: bool = True,
    find_person: PersonFinder = _nobody,
) -> Line:
    """Read a slash command's text as Slack sends it (still escaped).

    `keys` are the options of this command. `needs_colon=False` is for what follows `/customer add`, such as
    `Dana Reyes company:Blue Door tier:gold`: no text, the customer may be empty, and a value runs on to the next
    option. `needs_text=False` allows `Dana Reyes: nps:9`. `find_person` gives the user id for a name typed as @ben
    that Slack did not resolve.
    Raises NotUnderstoodError.
    """
    mentions: list[Mention] = []

    def mark(mention: Mention) -> str:
        mentions.append(mention)
        return f"\ufdd0{len(mentions) - 1}\ufdd1"

    marked = unescape_with(raw, mark)
    customer, rest = _split_customer(marked, keys) if needs_colon else ("", marked)
    found = list(_WORD.finditer(rest))
    ending = _Ending(keys, read_date, find_person, mentions, runs_on=not needs_colon)
    left = ending.take([word.group() for word in found])
    text = rest[: found[left].start()] if left < len(found) else rest
    if not needs_colon:
        customer, text = _unquoted(_known(text, keys)), ""
    line = ending.line(_plain(customer, mentions), _plain(text, mentions).strip())
    if needs_colon and not (line.customer and (line.text or not needs_text)):
        raise _not_a_line()
    return line


def _not_a_line() -> NotUnderstoodError:
    return NotUnderstoodError(
        "Write the customer, a colon and the text, for example “Dana Reyes: called about the renewal”."
    )


def _split_customer(marked: str, keys: frozenset[str]) -> tuple[str, str]:
    """The customer and what follows the colon."""
    if quoted := _QUOTED_CUSTOMER.match(marked):
        return quoted[1] or quoted[2], quoted[3]
    for colon in _colons(keys).finditer(marked):
        if colon["option"]:
            break  # an option before the text: not this grammar
        if colon["separator"]:
            return _tidy(marked[: colon.start()]), marked[colon.end() :]
    raise _not_a_line()


@cache
def _colons(keys: frozenset[str]) -> re.Pattern[str]:
    """Every colon of a line: one that may end the customer's name ("separator"), an option's, or neither."""
    known = "|".join(map(re.escape, sorted(keys))) or "(?!)"
    emoji = r"(?<!\w):[\w+'-]{1,60}:"  # :coffee:, as Slack sends an emoji
    time_or_link = r"(?<=\d):(?=\d)|:(?=//)"
    option = rf"(?<!\S)(?P<option>{known}):(?=\S)"
    return re.compile(rf"{emoji}|{time_or_link}|{option}|(?P<separator>[:\uff1a])", re.IGNORECASE)


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(_INVISIBLE)


def _unquoted(words: str) -> str:
    words = _tidy(words)
    if len(words) > 1 and words[0] in _QUOTES and words[-1] in _QUOTES:
        return words[1:-1].strip()
    return words


def _known(customer: str, keys: frozenset[str]) -> str:
    """The same customer, unless a mistyped option stands in it ("birthdy:14-Mar")."""
    if customer.lstrip()[:1] in set(_QUOTES):
        return customer
    for word in customer.split():
        if re.match(r"[^\W\d_]+:[^\s:/]", word):
            known = ", ".join(f"{key}:" for key in sorted(keys))
            raise NotUnderstoodError(f"I don't know the option “{word}”. These work here: {known}")
    return customer


def _plain(marked: str, mentions: Sequence[Mention]) -> str:
    return _MARK.sub(lambda mark: mentions[int(mark[1])].words, marked)


@dataclass
class _Ending:
    """The options at the end of a line, read from the last word backwards."""

    keys: frozenset[str]
    read_date: DateReader
    find_person: PersonFinder
    mentions: Sequence[Mention]
    runs_on: bool
    options: dict[str, str | date] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def line(self, customer: str, text: str) -> Line:
        """What was read, in the order it was typed."""
        people = dict.fromkeys(reversed(self.people))
        tags = dict.fromkeys(reversed(self.tags))
        return Line(customer, text, dict(reversed(self.options.items())), tuple(people), tuple(tags))

    def take(self, words: list[str]) -> int:
        """Read the options off the end of these words; how many words are left."""
        words = [word.strip(_INVISIBLE).rstrip(",;") for word in words]
        stray = words[-1] if words and _TYPED_PERSON.fullmatch(words[-1]) and not self._person(words[-1]) else ""
        end = last = len(words) - bool(stray)
        while end and (start := self._take_one(words, end)) < end:
            end = start
        if stray and end < last:
            raise NotUnderstoodError(
                f"I don't know who {stray} is. Pick the person from the list Slack offers after “@”."
            )
        return end if end < last else len(words)

    def _take_one(self, words: list[str], end: int) -> int:
        """Where the option that ends before `end` begins; `end` itself where there is none."""
        word = words[end - 1]
        if person := self._person(word):
            self.people.append(person)
            return end - 1
        if tag := self._tag(word):
            self.tags.append(tag)
            return end - 1
        return self._take_value(words, end)

    def _take_value(self, words: list[str], end: int) -> int:
        for start in range(end - 1, -1 if self.runs_on else max(-1, end - 1 - LONGEST_RUN), -1):
            option = _OPTION.fullmatch(words[start])
            if not (option and option[1].casefold() in self.keys):
                continue
            key = option[1].casefold()
            value = self._value(key, [option[2], *words[start + 1 : end]])
            if value is None:
                return end
            if key in self.options:
                raise NotUnderstoodError(f"“{key}:” stands there twice. Keep the one you mean.")
            self.options[key] = value
            return start
        return end

    def _value(self, key: str, words: list[str]) -> str | date | None:
        """What these words mean as the value of this option; None where they are text."""
        run = _unquoted(" ".join(words))
        if key in DATE_KEYS:
            return self._date(DATE_KEYS[key], run)
        if self.runs_on or (words[0] and len(words) == 1) or (key == "via" and is_channel(run)):
            return self._person(run) or _plain(run, self.mentions)
        return None

    def _date(self, direction: Direction, run: str) -> date | None:
        if day := self.read_date(run, direction):
            return day
        words = run.split()
        if any(self._reads(" ".join(words[:count]), direction) for count in range(1, len(words))):
            return None  # a date, then more words: it stands inside the text
        raise NotUnderstoodError(f"I can't read “{_plain(run, self.mentions)}” as a date. These work: {DATE_EXAMPLES}.")

    def _reads(self, words: str, direction: Direction) -> bool:
        try:
            return self.read_date(words, direction) is not None
        except NotUnderstoodError:
            return True

    def _mention(self, word: str) -> Mention | None:
        mark = _MARK.fullmatch(word)
        return self.mentions[int(mark[1])] if mark else None

    def _person(self, word: str) -> str | None:
        """The user id that this word stands for."""
        if mention := self._mention(word):
            return mention.id if mention.kind == "person" else None
        typed = _TYPED_PERSON.fullmatch(word)
        return self.find_person(typed[1]) if typed else None

    def _tag(self, word: str) -> str:
        """The tag that this word stands for; a picked channel counts by its name."""
        mention = self._mention(word)
        if mention:
            return mention.name if mention.kind == "channel" else ""
        typed = _TAG.fullmatch(word)
        return typed[1] if typed else ""
