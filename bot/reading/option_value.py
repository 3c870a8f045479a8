"""The value of one option: what the words after its key mean, as far as they read, and what is doubtful about them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.channel import is_channel, is_severity, read_channel, read_severity
from bot.domain.custom_fields import CustomField
from bot.domain.customers import Kind, Stage, Tier
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.reading import hours
from bot.reading.abroad import day_in_english
from bot.reading.categories import near, read_category
from bot.reading.commands import TAKES_CATEGORY
from bot.reading.doubts import Choice, Doubt, DoubtError, about
from bot.reading.options import DAYS, Option, Value
from bot.reading.people_named import PeopleFinder, is_person, one_of, person_at
from bot.reading.rating_words import is_figure
from bot.reading.repeats import rule_of
from bot.reading.said_day import DayReader, Tense, day_label, no_date
from bot.reading.slack_text import Marks
from bot.reading.yes_no import read_yes

Found = str | date
_LONGEST = {Value.CLOCK: 3, Value.CHANNEL: 3, Value.SEVERITY: 1, Value.FIGURE: 4, Value.CATEGORY: 4}
"""Words of a value: "in person", "high", "9 out of 10"."""
_QUOTED = 5
"""So many words that are no day are quoted: "in 3 working days please"."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
JOINING = frozenset({"and", "or", "&", "+", "/", "then"})
"""Words between two values of one option: "via:phone and email"."""
_WITHIN_DAYS = frozenset({"a", "about", "after", "around", "at", "before", "by", "in", "next", "on", "the", "this"})
"""Words after which a day that cannot be read goes on: "in 90 minutes"."""


@dataclass(frozen=True)
class Readers:
    """Who reads what the words of a line name: days, and people. `me` is the id of the one who types.

    `name_of` gives the handle of somebody picked in Slack, by their id. `is_tag` knows the tags that customers have.
    `custom` are the team's own fields. `categories` gives the words by which it says what things are about.
    """

    days: DayReader
    people: PeopleFinder
    me: str
    name_of: Callable[[str], str] = str
    is_tag: Callable[[str], bool] = lambda _: False
    custom: Sequence[CustomField] = ()
    categories: Callable[[], Sequence[str]] = tuple


@dataclass(frozen=True)
class Reading:
    """What the first `count` words after a key mean: a value, or something to ask about. Neither: they do not read.

    `unread` of them belong to the option although they do not read: they leave the text when they are asked about.
    """

    count: int = 0
    value: Found | None = None
    hour: str = ""
    doubt: Doubt | None = None
    unread: int = 1


@dataclass(frozen=True)
class ValueReader:
    """Reads the words after a key (`run`) as the value of its option; `marks` stand for who was picked in Slack."""

    readers: Readers
    marks: Marks
    command: str

    def read(self, option: Option, run: Sequence[str]) -> Reading:
        """The longest value that these words begin with."""
        if not run or not run[0]:
            return Reading()
        if option.value in {Value.TAG, Value.WORDS}:
            return Reading(1, self.marks.plain(run[0]))
        readers: dict[Value, Callable[[Option, Sequence[str]], Reading]] = {
            Value.PAST: self._day,
            Value.AHEAD: self._day,
            Value.CLOCK: self._clock,
            Value.RHYTHM: self._rhythm,
            Value.PROMISE: self._promise,
            Value.PERSON: self._person,
            Value.CATEGORY: self._category,
        }
        return readers.get(option.value, self._word)(option, run)

    def _day(self, option: Option, run: Sequence[str]) -> Reading:
        tense: Tense = "past" if option.value is Value.PAST else "future"
        for count in range(len(run), 0, -1):
            words = " ".join(run[:count])
            try:
                said = self.readers.days.said(day_in_english(words), tense)
            except DoubtError as error:
                return Reading(count, hour=error.hour, doubt=about(option.key, error.doubt))
            if said and self.readers.days.goes_on(run[count:]):
                more = self.marks.plain(" ".join(run[: count + 2]))
                sentence = say(
                    "I can't read “{more}” as a day: is it {day_label}?", more=more, day_label=day_label(said.day)
                )
                doubt = Doubt(sentence, option.key, (_choice(option, said.day),))
                return Reading(0, doubt=doubt, unread=min(count + 2, len(run)))
            if said:
                return Reading(count, said.day, said.hour)
        if near := self.readers.days.misspelt(run[0], tense):
            sentence = say(
                "I can't read “{plain}” as a day: is it {day_label}?",
                plain=self.marks.plain(run[0]),
                day_label=day_label(near),
            )
            return Reading(1, doubt=Doubt(sentence, option.key, (_choice(option, near),)))
        unread = self._like_a_day(run)
        words = self.marks.plain(" ".join(run[:_QUOTED]))
        return Reading(0, doubt=Doubt(no_date(words).sentence, option.key), unread=unread)

    def _clock(self, option: Option, run: Sequence[str]) -> Reading:
        for count in range(min(len(run), _LONGEST[option.value]), 0, -1):
            if at := hours.on_the_clock(" ".join(run[:count]).casefold()):
                return Reading(count, f"{at:%H:%M}")
        words = self.marks.plain(run[0])
        return Reading(
            0,
            doubt=Doubt(
                say("I can't read “{words}” as a time of day, as in `{example}`.", words=words, example=option.shown),
                option.key,
            ),
        )

    def _rhythm(self, option: Option, run: Sequence[str]) -> Reading:
        """“2 weeks”, “monday”, “every 6 months”: the key says "every" already."""
        nothing = ""
        for count in range(len(run), 0, -1):
            words = " ".join(run[:count])
            try:
                return Reading(count, str(rule_of(words)))
            except DoubtError as error:
                return Reading(count, doubt=about(option.key, error.doubt))
            except NotUnderstoodError as error:
                nothing = error.sentence
        return Reading(0, doubt=Doubt(nothing, option.key))

    def _promise(self, option: Option, run: Sequence[str]) -> Reading:
        try:
            return Reading(1, "yes" if read_yes(run[0]) else "no")
        except NotUnderstoodError:
            reading = self._day(option, run)
        if reading.doubt and not reading.count:
            words = self.marks.plain(run[0])
            return replace(
                reading,
                doubt=Doubt(say("“{words}” is neither yes, no, nor a day that was promised.", words=words), option.key),
            )
        return reading

    def _category(self, option: Option, run: Sequence[str]) -> Reading:
        """A word of the team's; the kind of a detail is read by its command."""
        if self.command not in TAKES_CATEGORY:
            return Reading(1, self.marks.plain(run[0]))
        known = self.readers.categories()
        refused = ""
        for count in range(min(len(run), _LONGEST[option.value]), 0, -1):
            try:
                return Reading(count, read_category(self.marks.plain(" ".join(run[:count])), known))
            except NotUnderstoodError as error:
                refused = error.sentence
        likely = near(self.marks.plain(run[0]), known)
        return Reading(0, doubt=Doubt(refused, option.key, tuple(Choice(one, option.key, one) for one in likely)))

    def _like_a_day(self, run: Sequence[str]) -> int:
        """How many words are meant for a day that does not read: "whenever", "in 90 minutes"."""
        end = next((at for at, word in enumerate(run) if at and self._is_named(word)), len(run))
        count = 0
        while count < end - 1 and (run[count].casefold() in _WITHIN_DAYS or run[count][:1].isdigit()):
            count += 1
        return count + 1

    def _is_named(self, word: str) -> bool:
        return word.startswith("#") or self.marks.find(word) is not None or is_person(word, self.marks)

    def _person(self, option: Option, run: Sequence[str]) -> Reading:
        named = person_at(run, self.marks, self.readers.people, me=self.readers.me)
        if not named.person:
            return Reading(0, doubt=named.doubt(option.key), unread=named.count)
        at = named.count + (run[named.count : named.count + 1] != [] and run[named.count].casefold() in JOINING)
        if option.key != "for" or at >= len(run) or not is_person(run[at], self.marks):
            return Reading(named.count, named.person)
        other = person_at(run[at:], self.marks, self.readers.people)
        words = {named.person: " ".join(run[: named.count]), other.person: " ".join(run[at : at + other.count])}
        doubt = one_of({person: self.marks.plain(name) for person, name in words.items() if person}, self.readers.me)
        is_end = at + other.count == len(run)
        return Reading(len(run) if is_end else named.count, doubt=doubt)

    def _word(self, option: Option, run: Sequence[str]) -> Reading:
        """A word of a closed list, or a figure."""
        reads, read = _CLOSED[option.value]
        for count in range(min(len(run), _LONGEST[option.value]), 0, -1):
            words = " ".join(run[:count])
            if reads(words):
                return self._alone(option, run, Reading(count, str(read(words))))
        return Reading(0, doubt=_refused(read, option, self.marks.plain(run[0])))

    def _alone(self, option: Option, run: Sequence[str], reading: Reading) -> Reading:
        """One value; a second one that is joined to it ("phone and email") is asked about."""
        reads, read = _CLOSED[option.value]
        at = reading.count
        other = run[at + 1] if at + 1 < len(run) and run[at].casefold() in JOINING else ""
        if option.value is Value.FIGURE or not reads(other):
            return reading
        values = dict.fromkeys((str(reading.value), str(read(other))))
        if len(values) == 1:
            return replace(reading, count=at + 2)
        sentence = say(
            "“{plain}” are two for `{key}:`. Which one do you mean?",
            plain=self.marks.plain(" ".join(run[: at + 2])),
            key=option.key,
        )
        choices = tuple(Choice(value.capitalize(), option.key, value) for value in values)
        return Reading(at + 2, doubt=Doubt(sentence, option.key, choices))

    def shaped(self, option: Option, run: Sequence[str]) -> Reading:
        """What these words mean for an option, where they can be nothing but a value of its kind."""
        if not run or option.value in {Value.FIGURE, Value.TAG, Value.CATEGORY, Value.WORDS}:
            return Reading()
        if option.value is Value.PERSON and not is_person(run[0], self.marks):
            return Reading()
        if option.value in DAYS and run[0][:1].isdigit() and not _ISO_DAY.fullmatch(run[0]):
            return Reading()
        reading = self.read(option, run)
        return replace(reading, count=reading.count or reading.unread) if option.value is Value.PERSON else reading


_CLOSED: dict[Value, tuple[Callable[[str], bool], Callable[[str], str]]] = {
    Value.CHANNEL: (is_channel, read_channel),
    Value.SEVERITY: (is_severity, read_severity),
    Value.FIGURE: (is_figure, str),
}
"""Whether words are such a value, and which."""


_LISTED = {"tier": frozenset(Tier), "stage": frozenset(Stage), "kind": frozenset(Kind)}


def names_one(option: Option, word: str) -> bool:
    """Whether a word is one of the few that an option takes: "severity: high", not "phone: 555-1234"."""
    if option.value in _CLOSED:
        return _CLOSED[option.value][0](word)
    return word.casefold() in _LISTED.get(option.key, ())


def _refused(read: Callable[[str], object], option: Option, words: str) -> Doubt:
    try:
        read(words)
    except NotUnderstoodError as error:
        return Doubt(error.sentence, option.key)
    return Doubt(
        say(
            "“{words}” is no figure for `{key}:`, as in `{example}`.",
            words=words,
            key=option.key,
            example=option.shown,
        ),
        option.key,
    )


def _choice(option: Option, day: date) -> Choice:
    return Choice(day_label(day), option.key, day.isoformat())
