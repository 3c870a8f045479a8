"""The options among the words of a line, wherever they stand and however they are spelled."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.plan import HERE
from bot.domain.saying import say
from bot.reading.doubts import Choice, Doubt
from bot.reading.hours import on_the_clock
from bot.reading.line_words import Word
from bot.reading.option_value import Found, Readers, Reading, ValueReader, names_one
from bot.reading.options import BY_NAME, Option, Value, options_of, slip_of, unknown, works_elsewhere
from bot.reading.said_day import LONGEST_DAY, day_label
from bot.reading.slack_text import Marks

_MOST_UNKNOWN = 20
"""So many unknown keys of one line are looked at; a text with more is none of options."""
_ANY_WORDS = frozenset({Value.CATEGORY, Value.WORDS})
"""Values that are words of any text."""
_MOST_DOUBTS = 5
"""More sentences than these nobody reads."""


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

    @property
    def _value(self) -> ValueReader:
        return ValueReader(self.readers, self.marks, self.command)

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
        reading = self._value.read(option, run)
        if self.command not in option.commands:
            if head.is_glued or (reading.count and (option.value not in _ANY_WORDS or names_one(option, run[0]))):
                self.doubt(Doubt(works_elsewhere(option, typed, self.command)))
                self.held.update(range(at + 1, at + 1 + reading.count))
            return at
        if not reading.count:
            nothing = Doubt(
                say("“{typed}” says nothing I can read, as in `{example}`.", typed=typed, example=option.shown),
                option.key,
            )
            doubt = reading.doubt or nothing
            if option.value is Value.CATEGORY and not (head.is_glued or doubt.choices):
                return at  # “called about: the invoice” is text
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
        reading = self._value.read(meant, run) if meant else Reading()
        if not meant:
            for option in options_of(self.command):
                reading = self._value.shaped(option, run)
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

    def _keep(self, option: Option, reading: Reading) -> None:
        self.say_hour(reading.hour, is_ahead=option.value in {Value.AHEAD, Value.PROMISE})
        if option.value is Value.PROMISE and isinstance(reading.value, date):
            self._keep(BY_NAME["due"], replace(reading, hour=""))
            reading = replace(reading, value="yes")
        if reading.doubt:
            self.doubt(reading.doubt)
        elif option.value is Value.TAG:
            self.tags += [tag for part in str(reading.value).split(",") if (tag := part.strip().lstrip("#"))]
        elif reading.value is not None:
            before = self.found.setdefault(option.key, reading.value)
            if before != reading.value:
                self.doubt(self._twice(option, before, reading.value))

    def say_hour(self, hour: str, *, is_ahead: bool) -> None:
        """An hour said with a day: of one to come it is the time at which it is due, where a clock has it."""
        at = on_the_clock(hour.removesuffix(f" {HERE}")) if hour and is_ahead else None
        if at is None:
            self.hours += [hour] if hour else []
            return
        said = f"{at:%H:%M} {HERE}" if hour.endswith(HERE) else f"{at:%H:%M}"
        if (before := self.found.setdefault("at", said)) != said:
            self.doubt(self._twice(BY_NAME["at"], before, said))

    def _twice(self, option: Option, *values: Found) -> Doubt:
        del self.found[option.key]
        choices = tuple(Choice(_label(value), option.key, str(value)) for value in values)
        named = option.value is not Value.PERSON  # people are picked in the form, where Slack shows their names
        return Doubt(
            say("`{key}:` stands there twice. Which one do you mean?", key=option.key),
            option.key,
            choices if named else (),
        )


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


def _label(value: Found) -> str:
    return day_label(value) if isinstance(value, date) else value.capitalize()
