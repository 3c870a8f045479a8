"""The options at the end of a line: `via:phone`, `due:in 3 days`, `@ben`, `#vip`, read from the last word backwards."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, Protocol

from bot.domain.channel import is_channel
from bot.domain.errors import NotUnderstoodError
from bot.domain.slack_text import Marks

Direction = Literal["past", "future"]
DATE_KEYS: Mapping[str, Direction] = MappingProxyType({"on": "past", "due": "future"})
DATE_EXAMPLES = "today, friday, in 3 days, 14 March, 2026-11-20"
LONGEST_RUN = 5
"""Words that the value of one option may take: "the day after tomorrow" has four, "Fri, 14th of March 2027" five."""

QUOTES = "\"“”„«»'\u2018\u2019"
INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_OPTION = re.compile(r"([\w-]{1,20}):(.*)", re.DOTALL)
_TAG = re.compile(r"#([^\W\d_][\w-]*)")
_TYPED_PERSON = re.compile(r"@([^\W\d_][\w.-]*)")


class DateReader(Protocol):
    """Reads one date in words, in the person's own zone and language."""

    def __call__(self, words: str, direction: Direction) -> date | None:
        """The day that exactly these words name, or None.

        "past" looks back (friday is the last one), "future" ahead; today counts in both.
        Raises NotUnderstoodError for a date that reads but lies on the wrong side.
        """


PersonFinder = Callable[[str], str | None]
"""The user id of the person with this name, None where nobody or more than one has it."""


def no_date(words: str) -> NotUnderstoodError:
    """These words name no day."""
    return NotUnderstoodError(f"I can't read “{words}” as a date. These work: {DATE_EXAMPLES}.")


def nobody_called(name: str) -> NotUnderstoodError:
    """A person who was typed and is not known; with their own list Slack sends an id."""
    return NotUnderstoodError(
        f"I don't know who {name[:40]} is. Pick the person from the list Slack offers after “@”.", field="owner"
    )


def unquoted(words: str) -> str:
    """The same words with single spaces, without the quotes around them."""
    words = " ".join(words.split()).strip(INVISIBLE)
    if len(words) > 1 and words[0] in QUOTES and words[-1] in QUOTES:
        return words[1:-1].strip()
    return words


@dataclass
class Options:
    """Reads them off the end of a line. `people` and `tags` are found last first.

    With `runs_on` the line has no text: the value of any option takes all words up to the next one.
    """

    keys: frozenset[str]
    read_date: DateReader
    find_person: PersonFinder
    marks: Marks
    runs_on: bool
    values: dict[str, str | date] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def take(self, words: list[str]) -> int:
        """Read the options off the end of these words; how many words are left."""
        words = [word.strip(INVISIBLE).rstrip(",;") for word in words]
        stray = words[-1] if words and _TYPED_PERSON.fullmatch(words[-1]) and not self._person(words[-1]) else ""
        end = last = len(words) - bool(stray)
        while end and (start := self._take_one(words, end)) < end:
            end = start
        if stray and end < last:
            raise nobody_called(stray)
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
            if key in self.values:
                raise NotUnderstoodError(f"“{key}:” stands there twice. Keep the one you mean.")
            self.values[key] = value
            return start
        return end

    def _value(self, key: str, words: Sequence[str]) -> str | date | None:
        """What these words mean as the value of this option; None where they are text."""
        if key in DATE_KEYS:
            return self._date(DATE_KEYS[key], words)
        run = unquoted(" ".join(words))
        if self.runs_on or (words[0] and len(words) == 1) or (key == "via" and is_channel(run)):
            return self._person(run) or self.marks.plain(run)
        return None

    def _date(self, direction: Direction, words: Sequence[str]) -> date | None:
        run = unquoted(" ".join(words))
        if day := self.read_date(run, direction):
            return day
        apart = not words[0]  # "we agreed on: prices": the value of an option follows its colon at once
        if apart or any(self._reads(" ".join(words[:count]), direction) for count in range(1, len(words))):
            return None  # a date, then more words: it stands inside the text
        raise no_date(self.marks.plain(run))

    def _reads(self, words: str, direction: Direction) -> bool:
        try:
            return self.read_date(words, direction) is not None
        except NotUnderstoodError:
            return True

    def _person(self, word: str) -> str | None:
        """The user id that this word stands for."""
        if mention := self.marks.find(word):
            return mention.id if mention.kind == "person" else None
        typed = _TYPED_PERSON.fullmatch(word)
        return self.find_person(typed[1]) if typed else None

    def _tag(self, word: str) -> str:
        """The tag that this word stands for; a picked channel counts by its name."""
        mention = self.marks.find(word)
        if mention:
            return mention.name if mention.kind == "channel" else ""
        typed = _TAG.fullmatch(word)
        return typed[1] if typed else ""
