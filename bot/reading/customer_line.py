"""What follows `/customer add` and `edit`: a name, perhaps, and options; there is no text.

    Amy March amy@march.example 555-1234 company:Blue Door tier:gold @ana

The value of an option runs on to the next one. Addresses and numbers are taken for what they are, wherever they stand.
"""

import re

from bot.domain.saying import say
from bot.reading.commands import ADD, TAKES_OWN
from bot.reading.contact_words import email_in, is_link, phone_at
from bot.reading.doubts import Doubt
from bot.reading.line import Line
from bot.reading.line_words import QUOTES, Word, unquoted, words_of
from bot.reading.name_words import not_of_a_name
from bot.reading.option_value import Readers
from bot.reading.options import (
    BY_NAME,
    Option,
    Value,
    examples_of,
    keys_of,
    slip_of,
    unknown,
    works_elsewhere,
)
from bot.reading.own_options import FIGURES, own_options, with_keys
from bot.reading.people_named import LONGEST_NAME, is_person, person_at
from bot.reading.slack_text import Marks, unescape_with

SEVERAL = frozenset({"email", "phone", "alias", "tag"})
"""Options that may stand there more than once; their values are joined by commas."""

_FIGURES = frozenset({"phone", "birthday", "since", "renewal", "value", "cadence"})
"""Options whose value has figures of its own, so that a number in it is no phone's."""

_TAG = re.compile(r"#([^\W\d_](?:[^\W\d]|-)*)")
_SHORT_KEY = re.compile(r"[^\W\d_]{2,4}[:=](?![/=:])[^\W_]")
"""A key of fewer letters than those that line_words.py finds: where there is no text, "city:Lisbon" is none either."""

_MOST_OWN = 8
"""So many of the team's own fields are told as examples."""

_NAME = ""


def read_customer_line(raw: str, command: str, readers: Readers) -> Line:
    """Read it as Slack sends it (still escaped). `options` holds words by key, and ids of people."""
    reading = _Reading(raw, command, readers)
    reading.read()
    return reading.line()


class _Reading:
    """A line being read: `_key` is the option whose value the next words are, `_NAME` before the first."""

    def __init__(self, raw: str, command: str, readers: Readers) -> None:
        self._marks = Marks(readers.name_of)
        self._command, self._readers = command, readers
        self._fields = {one.key: one for one in readers.custom} if command in TAKES_OWN else {}
        self._own = own_options(self._fields.values())
        self._text = with_keys(unescape_with(raw, self._marks.set_aside), self._fields.values())
        self._words = words_of(self._text, self._own)
        self._takes = keys_of(command) | self._own.keys()
        self._key = _NAME
        self._values: dict[str, list[str]] = {_NAME: []}
        self._people: dict[str, str] = {}
        self._tags: list[str] = []
        self._doubts: list[Doubt] = []
        self._last_word = -2  # the place of the last word that was none of an option, a person or a contact

    def read(self) -> None:
        """Word by word."""
        at = 0
        while at < len(self._words):
            at += self._option(at) or self._person(at) or self._contact(at) or self._word(at)

    def line(self) -> Line:
        """What was read."""
        values = {key: self._value(key) for key in self._values if key in self._takes}
        name = " ".join(self._values[_NAME]).strip(", ")
        if self._command == ADD and (more := not_of_a_name(name)):
            self._doubts.append(
                Doubt(say("“{more}” may not belong to the name. If so, move it to its own field.", more=more))
            )
        return Line(
            unquoted(name),
            "",
            {**values, **self._people},
            tuple(dict.fromkeys(self._tags)),
            doubts=tuple(self._doubts),
        )

    def _value(self, key: str) -> str:
        return unquoted(" ".join(self._values[key])).strip(",; ")

    def _option(self, at: int) -> int:
        """A key: its value begins."""
        word = self._words[at]
        option = self._own.get(word.key) or BY_NAME.get(word.key)
        if option is None:
            self._unknown(at)
            return 0
        if not word.is_glued and self._is_other(option):
            return 0
        if self._is_other(option):
            self._doubts.append(Doubt(works_elsewhere(option, self._typed(at), self._command)))
        if option.key in self._values and option.key not in SEVERAL:
            self._doubts.append(
                Doubt(say("`{key}:` stands there twice. Keep the one you mean.", key=option.key), option.key)
            )
        self._key = option.key
        values = self._values.setdefault(option.key, [])
        if values:
            values[-1] = values[-1].rstrip(",;") + ","
        if word.bare:
            values.append(word.bare)
        return 1

    def _is_other(self, option: Option) -> bool:
        return option.key not in self._takes

    def _person(self, at: int) -> int:
        """Somebody of the team: after a key that takes a person, or the owner."""
        run = [word.bare for word in self._words[at : at + LONGEST_NAME] if not word.key]
        option = BY_NAME.get(self._key)
        is_wanted = bool(option and option.value is Value.PERSON and not self._is_set(self._key))
        if not run or not (is_wanted or is_person(run[0], self._marks)):
            return 0
        key = self._key if is_wanted else "owner"
        named = person_at(run, self._marks, self._readers.people, me=self._readers.me if is_wanted else "")
        if not named.person:
            self._doubts.append(named.doubt(key))
        elif self._people.setdefault(key, named.person) != named.person:
            self._doubts.append(Doubt(say("One person can look after a customer. Keep the one you mean."), key))
        return named.count

    def _is_set(self, key: str) -> bool:
        return key in self._people or any(doubt.key == key for doubt in self._doubts)

    def _contact(self, at: int) -> int:
        """An address, a number or a tag without its key."""
        word, takes = self._words[at].bare, self._takes
        if self._key in self._own and not self._values[self._key]:
            return 0  # the first word after an own field's key is its value, whatever it looks like
        if "email" in takes and self._key != "email" and (email := email_in(word)):
            return self._also("email", email, 1)
        if "phone" in takes and not self._has_figures:
            number, count = phone_at([self._shown(each).rstrip(",;") for each in self._words[at : at + 6]])
            if count:
                return self._also("phone", number, count)
        if is_link(word) and self._key == _NAME:
            self._doubts.append(
                Doubt(
                    say(
                        "A customer has no field for a link ({word}). Leave it out, or remember it later.",
                        word=word[:200],
                    )
                )
            )
            return 1
        mention = self._marks.find(word)
        tag = _TAG.fullmatch(mention.words if mention else word)
        if tag and "tag" in takes and self._key != "tag":
            self._tags.append(tag[1])
            return 1
        return 0

    @property
    def _has_figures(self) -> bool:
        """Whether the value being read has figures of its own."""
        own = self._fields.get(self._key)
        return self._key in _FIGURES or (own is not None and own.type in FIGURES)

    def _also(self, key: str, value: str, count: int) -> int:
        values = self._values.setdefault(key, [])
        if values:
            values[-1] = values[-1].rstrip(",;") + ","
        values.append(value)
        return count

    def _word(self, at: int) -> int:
        """A word of the name, or of the value of the last option; an unknown key and its value are one, as typed."""
        values, shown = self._values[self._key], self._marks.plain(self._shown(self._words[at]))
        if at - 1 == self._last_word and self._words[at - 1].end == self._words[at].start:
            values[-1] += shown
        else:
            values.append(shown)
        self._last_word = at
        return 1

    def _typed(self, at: int) -> str:
        return self._marks.plain("".join(self._shown(each) for each in self._words[at : at + 2]))

    def _shown(self, word: Word) -> str:
        return self._text[word.start : word.end].strip()

    def _unknown(self, at: int) -> None:
        """A mistyped option ("birthdy:14-Mar") must not become part of a name or value."""
        word = self._words[at]
        is_short = bool(not word.key and self._command == ADD and _SHORT_KEY.match(word.bare))
        if not (is_short or (word.key and word.is_glued)) or self._text.lstrip().startswith(tuple(QUOTES)):
            return
        typed = self._shown(word) if is_short else self._typed(at)
        meant = slip_of(word.key, self._command, self._own)
        known = say("These work here: {examples}. Quotes allow a colon in a name.", examples=self._examples())
        self._doubts.append(
            Doubt(
                unknown(typed, meant)
                if meant
                else say("I don't know the option “{typed}”. {known}", typed=typed, known=known)
            )
        )

    def _examples(self) -> str:
        own = [f"`{option.example}`" for option in list(self._own.values())[:_MOST_OWN]]
        return " ".join([examples_of(self._command), *own])
