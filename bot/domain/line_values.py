"""The options among the words of a line, each with its longest reading value, and what is doubtful about them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.channel import is_channel, is_severity, read_channel, read_severity
from bot.domain.customers import Kind, Stage, Tier
from bot.domain.doubts import Choice, Doubt, DoubtError, about
from bot.domain.errors import NotUnderstoodError
from bot.domain.line_words import Word
from bot.domain.options import BY_NAME, DAYS, Option, Value, options_of, slip_of, unknown, works_elsewhere
from bot.domain.people_named import PeopleFinder, is_person, one_of, person_at
from bot.domain.rating import is_figure
from bot.domain.said_day import LONGEST_DAY, DayReader, Direction, day_label, no_date
from bot.domain.slack_text import Marks

Found = str | date
_LONGEST = {Value.CHANNEL: 3, Value.SEVERITY: 1, Value.FIGURE: 4}
"""Words of a value: "in person", "high", "9 out of 10"."""
_QUOTED = 5
"""So many words that are no day are quoted: "in 3 working days please"."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_UNKNOWN = 20
"""So many unknown keys of one line are looked at; a text with more is none of options."""
_MOST_DOUBTS = 5
"""More sentences than these nobody reads."""
_JOINING = frozenset({"and", "or", "&", "+", "/", "then"})
"""Words between two values of one option: "via:phone and email"."""
_WITHIN_DAYS = frozenset({"a", "about", "after", "around", "at", "before", "by", "in", "next", "on", "the", "this"})
"""Words after which a day that cannot be read goes on: "in 90 minutes"."""


@dataclass(frozen=True)
class Readers:
    """Who reads what the words of a line name: days, and people. `me` is the id of the one who types.

    `name_of` gives the handle of somebody picked in Slack, by their id.
    """

    days: DayReader
    people: PeopleFinder
    me: str
    name_of: Callable[[str], str] = str


@dataclass(frozen=True)
class _Reading:
    """What the first `count` words after a key mean: a value, or something to ask about. Neither: they do not read.

    `unread` of them belong to the option although they do not read: they leave the text when they are asked about.
    """

    count: int = 0
    value: Found | None = None
    hour: str = ""
    doubt: Doubt | None = None
    unread: int = 1


@dataclass
class Values:
    """Takes the options out of words: what was understood stands in `found` and `tags`.

    `held` are the numbers of the words that stay in the text as the value of another command's option; `unknown`
    counts the keys that no option has.
    """

    command: str
    readers: Readers
    marks: Marks
    found: dict[str, Found] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    held: set[int] = field(default_factory=set)
    unknown: int = 0

    def take(self, words: Sequence[Word]) -> set[int]:
        """Read every option among these words; the numbers of the words that belong to one."""
        taken: set[int] = set()
        self.held = set()
        at = 0
        while at < len(words):
            end = self._take_one(words, at) if words[at].key else at
            taken.update(range(at, end))
            at = max(end, at + 1)
        return taken

    def doubt(self, doubt: Doubt) -> None:
        """Something to ask about; once for each option."""
        asked = {each.key for each in self.doubts if each.key} | {each.sentence for each in self.doubts}
        if not {doubt.key, doubt.sentence} & asked and len(self.doubts) < _MOST_DOUBTS:
            self.doubts.append(doubt)

    def _take_one(self, words: Sequence[Word], at: int) -> int:
        """Where the option that begins here ends; `at` itself where its words stay in the text."""
        head, run = words[at], _run(words, at)
        typed = self.marks.plain(f"{head.key}:{run[0] if run else ''}")
        option = BY_NAME.get(head.key)
        if option is None:
            return at + self._unknown(head, run, typed)
        reading = self._read(option, run)
        if self.command not in option.commands:
            if head.is_glued or (reading.count and (option.value is not Value.WORDS or names_one(option, run[0]))):
                self.doubt(Doubt(works_elsewhere(option, typed, self.command)))
                self.held.update(range(at + 1, at + 1 + reading.count))
            return at
        if not reading.count:
            nothing = Doubt(f"“{typed}” says nothing I can read, as in `{option.example}`.", option.key)
            doubt = reading.doubt or nothing
            self.doubt(doubt)
            is_value = run and (head.is_glued or doubt.choices)
            return at + 1 + (0 if head.bare else reading.unread) if is_value else at
        self._keep(option, reading)
        return at + 1 + (0 if head.bare else reading.count)

    def _unknown(self, head: Word, run: Sequence[str], typed: str) -> int:
        """How many words are an option whose key is unknown: near a known one, or with a value that only they have."""
        self.unknown += 1
        if self.unknown > _MOST_UNKNOWN:
            return 0
        meant = slip_of(head.key, self.command) or slip_of(head.key)
        reading = self._read(meant, run) if meant else _Reading()
        if not meant:
            for option in options_of(self.command):
                reading = self._shaped(option, run)
                if reading.count:
                    meant = option
                    break
        if not meant:
            return 0
        if self.command not in meant.commands:
            self.doubt(Doubt(works_elsewhere(meant, typed, self.command)))
            return 0
        self.doubt(Doubt(unknown(typed, meant), meant.key))
        return 1 + (0 if head.bare else reading.count or reading.unread)

    def _shaped(self, option: Option, run: Sequence[str]) -> _Reading:
        """What these words mean for an option, where they can be nothing but a value of its kind."""
        if not run or option.value in {Value.FIGURE, Value.TAG, Value.WORDS}:
            return _Reading()
        if option.value is Value.PERSON and not is_person(run[0], self.marks):
            return _Reading()
        if option.value in DAYS and run[0][:1].isdigit() and not _ISO_DAY.fullmatch(run[0]):
            return _Reading()
        reading = self._read(option, run)
        return replace(reading, count=reading.count or reading.unread) if option.value is Value.PERSON else reading

    def _keep(self, option: Option, reading: _Reading) -> None:
        if reading.doubt:
            self.doubt(reading.doubt)
        elif option.value is Value.TAG:
            self.tags += [tag for part in str(reading.value).split(",") if (tag := part.strip().lstrip("#"))]
        elif reading.value is not None:
            before = self.found.setdefault(option.key, reading.value)
            if before != reading.value:
                self.doubt(self._twice(option, before, reading.value))
            self.hours += [reading.hour] if reading.hour else []

    def _twice(self, option: Option, *values: Found) -> Doubt:
        del self.found[option.key]
        choices = tuple(Choice(_label(value), option.key, str(value)) for value in values)
        named = option.value is not Value.PERSON  # people are picked in the form, where Slack shows their names
        return Doubt(
            f"`{option.key}:` stands there twice. Which one do you mean?", option.key, choices if named else ()
        )

    def _read(self, option: Option, run: Sequence[str]) -> _Reading:
        if not run or not run[0]:
            return _Reading()
        match option.value:
            case Value.PAST | Value.AHEAD:
                return self._day(option, run)
            case Value.PERSON:
                return self._person(option, run)
            case Value.TAG | Value.WORDS:
                return _Reading(1, self.marks.plain(run[0]))
            case _:
                return self._word(option, run)

    def _day(self, option: Option, run: Sequence[str]) -> _Reading:
        direction: Direction = "past" if option.value is Value.PAST else "future"
        for count in range(len(run), 0, -1):
            words = " ".join(run[:count])
            try:
                said = self.readers.days.said(words, direction)
            except DoubtError as error:
                return _Reading(count, doubt=about(option.key, error.doubt))
            if said and self.readers.days.goes_on(run[count:]):
                more = self.marks.plain(" ".join(run[: count + 2]))
                sentence = f"I can't read “{more}” as a day: is it {day_label(said.day)}?"
                doubt = Doubt(sentence, option.key, (_choice(option, said.day),))
                return _Reading(0, doubt=doubt, unread=min(count + 2, len(run)))
            if said:
                return _Reading(count, said.day, said.hour)
        if near := self.readers.days.misspelt(run[0], direction):
            sentence = f"I can't read “{self.marks.plain(run[0])}” as a day: is it {day_label(near)}?"
            return _Reading(1, doubt=Doubt(sentence, option.key, (_choice(option, near),)))
        unread = self._like_a_day(run)
        words = self.marks.plain(" ".join(run[:_QUOTED]))
        return _Reading(0, doubt=Doubt(no_date(words).sentence, option.key), unread=unread)

    def _like_a_day(self, run: Sequence[str]) -> int:
        """How many words are meant for a day that does not read: "whenever", "in 90 minutes"."""
        end = next((at for at, word in enumerate(run) if at and self._is_named(word)), len(run))
        count = 0
        while count < end - 1 and (run[count].casefold() in _WITHIN_DAYS or run[count][:1].isdigit()):
            count += 1
        return count + 1

    def _is_named(self, word: str) -> bool:
        return word.startswith("#") or self.marks.find(word) is not None or is_person(word, self.marks)

    def _person(self, option: Option, run: Sequence[str]) -> _Reading:
        named = person_at(run, self.marks, self.readers.people, me=self.readers.me)
        if not named.person:
            return _Reading(0, doubt=named.doubt(option.key), unread=named.count)
        at = named.count + (run[named.count : named.count + 1] != [] and run[named.count].casefold() in _JOINING)
        if option.key != "for" or at >= len(run) or not is_person(run[at], self.marks):
            return _Reading(named.count, named.person)
        other = person_at(run[at:], self.marks, self.readers.people)
        words = {named.person: " ".join(run[: named.count]), other.person: " ".join(run[at : at + other.count])}
        doubt = one_of({person: self.marks.plain(name) for person, name in words.items() if person}, self.readers.me)
        is_end = at + other.count == len(run)
        return _Reading(len(run) if is_end else named.count, doubt=doubt)

    def _word(self, option: Option, run: Sequence[str]) -> _Reading:
        """A word of a closed list, or a figure."""
        reads, read = _CLOSED[option.value]
        for count in range(min(len(run), _LONGEST[option.value]), 0, -1):
            words = " ".join(run[:count])
            if reads(words):
                return self._alone(option, run, _Reading(count, str(read(words))))
        return _Reading(0, doubt=_refused(read, option, self.marks.plain(run[0])))

    def _alone(self, option: Option, run: Sequence[str], reading: _Reading) -> _Reading:
        """One value; a second one that is joined to it ("phone and email") is asked about."""
        reads, read = _CLOSED[option.value]
        at = reading.count
        other = run[at + 1] if at + 1 < len(run) and run[at].casefold() in _JOINING else ""
        if option.value is Value.FIGURE or not reads(other):
            return reading
        values = dict.fromkeys((str(reading.value), str(read(other))))
        if len(values) == 1:
            return replace(reading, count=at + 2)
        sentence = f"“{self.marks.plain(' '.join(run[: at + 2]))}” are two for `{option.key}:`. Which one do you mean?"
        choices = tuple(Choice(value.capitalize(), option.key, value) for value in values)
        return _Reading(at + 2, doubt=Doubt(sentence, option.key, choices))


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
    return Doubt(f"“{words}” is no figure for `{option.key}:`, as in `{option.example}`.", option.key)


def _run(words: Sequence[Word], at: int) -> list[str]:
    """The words that may belong to the value of the option that begins here."""
    if words[at].bare:
        return [words[at].bare]
    run = []
    for word in words[at + 1 : at + 1 + LONGEST_DAY]:
        if word.key in BY_NAME:
            break
        run.append(word.bare)
    return run


def _choice(option: Option, day: date) -> Choice:
    return Choice(day_label(day), option.key, day.isoformat())


def _label(value: Found) -> str:
    return day_label(value) if isinstance(value, date) else value.capitalize()
