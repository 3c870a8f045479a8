"""What stands in the text of a line without a key: `@ben`, `#vip`, and the day of a follow-up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from bot.domain.channel import is_severity, read_severity
from bot.domain.saying import say
from bot.reading.commands import CAN_BE_GIVEN
from bot.reading.doubts import TEXT, Choice, Doubt, DoubtError, about
from bot.reading.line_values import Values
from bot.reading.line_words import Word
from bot.reading.options import BY_NAME, keys_of
from bot.reading.people_named import LONGEST_NAME, Named, is_person, one_of, person_at
from bot.reading.plan_tail import PlanTail
from bot.reading.said_day import LONGEST_DAY, day_label

_TAG = re.compile(r"#([^\W\d_](?:[^\W\d]|-)*)")
_BEFORE_DAYS = """
    a about after an and before each every for from last like my next of or our since than that the their this till to
    until with your
"""
_BEFORE_PEOPLE = """
    again are as ask at be by call called cc chase email give her him in into invite is join mail meet message met near
    on over pay ping re regarding remind ring see send show tell text thank them under via visit was without
"""
_HOLDS_DAY = frozenset(_BEFORE_DAYS.split())
"""Words that hold on to a day: that of "prepare for monday" and "the list of friday" is asked about."""

_HOLDS_PERSON = _HOLDS_DAY | frozenset(_BEFORE_PEOPLE.split())
"""Words that hold on to a person or a tag: "lunch with @ben", "call @ben" and "about #delivery" are text."""

_SEVERITY_NAMES = {name for name, option in BY_NAME.items() if option.key == "severity"}
LONGEST_TAG = 4
"""Words of a tag with blanks: "prefers to call first"."""
_MOST_PEOPLE = 5
"""So many people of one line are looked at; the second is asked about already."""


@dataclass
class Tail:
    """Takes these out of the words of a text whose options are `taken` already."""

    values: Values
    words: Sequence[Word]
    taken: set[int]
    day_words: str = ""

    def take(self) -> None:
        """A day may stand before or after the person."""
        plan = PlanTail(self.values, self.words, self.taken)
        if self.values.command == "followup":
            self._plan(plan)
        if self.values.command in CAN_BE_GIVEN:
            self._people()
        elif "for" in keys_of(self.values.command):
            self._person_after_option()
        if "severity" in keys_of(self.values.command):
            self._severity()
        if self.values.command == "followup":
            self._plan(plan)
            plan.take_opening()
            plan.within()
            self._days_within()
        if "on" in keys_of(self.values.command):
            self._past_day()
        if "tag" in keys_of(self.values.command):
            self._long_tags()
            self._tags()

    def _plan(self, plan: PlanTail) -> None:
        """What may stand at the end in any order: how often, a day, a time, that it was promised."""
        plan.take()
        self._day()
        plan.take()
        plan.take_time()
        self.day_words = self.day_words or plan.day_words

    def _people(self) -> None:
        """One person gets it: who stands first, last or after an option. Anybody else is asked about."""
        named = list(self._everybody())
        is_settled = self._is_settled("for")
        if is_settled:  # then others are text, but for one that stands for itself
            named = [(at, person) for at, person in named if self._stands_apart(at, person)]
        ids = {person.person for _, person in named} | {str(self.values.found.get("for", ""))} - {""}
        unknown = [person for _, person in named if not person.person]
        if unknown:
            self.values.doubt(unknown[0].doubt("for"))
            for at, person in named:
                if not person.person and self._stands_apart(at, person):
                    self.taken.update(range(at, at + person.count))
        elif len(ids) > 1:
            first = str(self.values.found.pop("for", ""))
            typed = {first: f"@{self.values.readers.name_of(first)}"} if first else {}
            self.values.doubt(one_of({**typed, **self._typed(named)}, self.values.readers.me))
        elif len(named) == 1 and self._stands_apart(*named[0]):
            at, person = named[0]
            self.taken.update(range(at, at + person.count))
            self.values.found["for"] = person.person
        elif named and not is_settled:
            question = one_of(self._typed(named), self.values.readers.me)
            self.values.doubt(replace(question, sentence=say("Who is to do it?")))

    def _everybody(self) -> Iterator[tuple[int, Named]]:
        """The people named in the text, and where."""
        marks, find, left, free = self.values.marks, self.values.readers.people, _MOST_PEOPLE, 0
        for at in self._open():
            if left and at >= free and at not in self.values.held and is_person(self.words[at].bare, marks):
                near = range(at, min(at + LONGEST_NAME, len(self.words)))
                run = [self.words[each].bare for each in takewhile(lambda each: each not in self.taken, near)]
                person = person_at(run, marks, find)
                left, free = left - 1, at + person.count
                yield at, person

    def _stands_apart(self, at: int, person: Named) -> bool:
        """Whether a person is no part of a sentence."""
        open_ = self._open()
        place = open_.index(at)
        if place == 0 or at - 1 in self.taken:
            return True
        after = open_[place + person.count :]
        return not any(not self._tag(each) for each in after) and self._bare(open_[place - 1]) not in _HOLDS_PERSON

    def _typed(self, named: Sequence[tuple[int, Named]]) -> dict[str, str]:
        """Their ids -> the words with which they are named."""
        words = {person.person: self.words[at : at + person.count] for at, person in named}
        return {person: self.values.marks.plain(" ".join(word.bare for word in run)) for person, run in words.items()}

    def _person_after_option(self) -> None:
        """“lunch due:friday @ben”, where a person has no place without `for:`: to whom it goes, or text."""
        if self._is_settled("for"):
            return
        for at, person in list(self._everybody()):
            if person.person and at - 1 in self.taken and self._stands_apart(at, person) and at >= self._open()[-1]:
                self.taken.update(range(at, at + person.count))
                words = self._typed([(at, person)])[person.person]
                give = Choice(say("Give it to {words}", words=words), "for", person.person)
                self.values.doubt(
                    Doubt(
                        say("Is {words} to do it?", words=words), "for", (give, Choice(say("It is text"), TEXT, words))
                    )
                )
                return

    def _long_tags(self) -> None:
        """“tag:big spender” at the end: one tag where a customer has it, else asked; the rest of it is text so far."""
        open_ = self._open()
        for at, word in enumerate(self.words):
            if BY_NAME.get(word.key) is not BY_NAME["tag"] or word.bare or at + 1 not in self.taken:
                continue
            more = list(takewhile(lambda each: each not in self.taken, range(at + 2, len(self.words))))
            if not 0 < len(more) < LONGEST_TAG or more[-1] != open_[-1] or open_[0] > at or self.words[at + 1].stops:
                continue
            first = self.words[at + 1].bare
            whole = self.values.marks.plain(" ".join([first, *(self.words[each].bare for each in more)]))
            if self.values.readers.is_tag(whole):
                self.taken.update(more)
                self.values.tags = [whole if tag == first else tag for tag in self.values.tags]
            elif not self.values.readers.is_tag(first):
                choices = (
                    Choice(say("The tag “{whole}”", whole=whole), "tag", whole),
                    Choice(say("The tag “{first}”", first=first), "tag", ""),
                )
                self.values.doubt(Doubt(say("Is “{whole}” one tag?", whole=whole), "tag", choices))

    def _tags(self) -> None:
        """Tags after an option, and those that end the text. One that may be of its sentence stays in it as well."""
        for at in self._open():
            if at - 1 in self.taken and (tag := self._tag(at)):
                self.taken.add(at)
                self.values.tags.append(tag)
        open_ = self._open()
        first = len(open_)
        while first and self._tag(open_[first - 1]):
            first -= 1
        if first > 0 and self._bare(open_[first - 1]) not in _HOLDS_PERSON:
            self.values.tags += [self._tag(at) for at in open_[first:]]
            if self.words[open_[first - 1]].stops or len(open_) - first > 1:
                self.taken.update(open_[first:])

    def _tag(self, at: int) -> str:
        """The tag that this word stands for; a picked channel is none. No digit: `#A1234` is an order."""
        found = _TAG.fullmatch(self.words[at].bare)
        return found[1] if found else ""

    def _severity(self) -> None:
        """“high severity” in words is asked about and stays in the text; “--severity high” is an option."""
        open_ = self._open()
        for at, after in pairwise(open_):
            words = (self._bare(at), self._bare(after))
            name, level = words if is_severity(words[1]) else words[::-1]
            if name.lstrip("-") in _SEVERITY_NAMES and is_severity(level) and not self._is_settled("severity"):
                severity = str(read_severity(level))
                if name.startswith("--"):
                    self.values.found["severity"] = severity
                    self.taken.update((at, after))
                else:
                    choices = (
                        Choice(severity.capitalize(), "severity", severity),
                        Choice(say("It is text"), "severity", ""),
                    )
                    self.values.doubt(Doubt(say("Is the severity {severity}?", severity=severity), "severity", choices))

    def _day(self) -> None:
        """“call back next week”: the day is taken and said, unless a word holds on to it, or a name ends with it."""
        if self._is_settled("due") or any(doubt.key == "every" for doubt in self.values.doubts):
            return
        open_ = self._open()
        run = [self.words[at].bare for at in open_[-LONGEST_DAY - 1 :]]
        try:
            ending = self.values.readers.days.at_end(run[1:])
        except DoubtError as error:
            self._ask_day(about("due", error.doubt))
            return
        if not ending:
            return
        count, said = ending
        if run[-count - 1].casefold() in _HOLDS_DAY or _is_name(run[-count - 1], run[-count]):
            return
        self.values.found["due"] = said.day
        self.day_words = " ".join(run[-count:])
        self.taken.update(open_[-count:])
        self.values.say_hour(said.hour, is_ahead=True)

    def _days_within(self) -> None:
        """“call monday about the refund”: a day anywhere else is asked about, and the text stays whole."""
        if self._is_settled("due") or self._is_settled("every"):
            return
        run = [self.words[at].bare for at in self._open()]
        try:
            mentions = self.values.readers.days.mentioned(run)
        except DoubtError as error:
            self._ask_day(about("due", error.doubt))
            return
        if mentions:
            named = self.values.marks.plain("” or “".join(" ".join(run[at : at + count]) for at, count, _ in mentions))
            days = dict.fromkeys(said.day for _, _, said in mentions)
            choices = tuple(Choice(day_label(day), "due", day.isoformat()) for day in days)
            self._ask_day(Doubt(say("Is “{named}” the day it is due?", named=named), "due", choices))

    def _past_day(self) -> None:
        """“chat yesterday”: asked about, for what is logged counts for today unless a day is given."""
        run = [self.words[at].bare for at in self._open()][-LONGEST_DAY - 1 :]
        ending = None if self._is_settled("on") else self.values.readers.days.past_at_end(run)
        if ending:
            count, said = ending
            words, day = self.values.marks.plain(" ".join(run[-count:])), said.day
            choices = (Choice(day_label(day), "on", day.isoformat()), Choice(say("Today"), "on", ""))
            self.values.doubt(
                Doubt(
                    say("Was it on {day_label} (“{words}”), or today?", day_label=day_label(day), words=words),
                    "on",
                    choices,
                )
            )

    def _ask_day(self, doubt: Doubt) -> None:
        """Ask, with the default day as the last answer."""
        self.values.doubt(Doubt(doubt.sentence, "due", (*doubt.choices, Choice(say("No, it is text"), "due", ""))))

    def _open(self) -> list[int]:
        """The words that are text so far."""
        return [at for at in range(len(self.words)) if at not in self.taken]

    def _bare(self, at: int) -> str:
        return self.words[at].bare.casefold()

    def _is_settled(self, key: str) -> bool:
        """Whether an option says it, or is asked about."""
        return key in self.values.found or any(doubt.key == key for doubt in self.values.doubts)


def _is_name(before: str, day: str) -> bool:
    """Whether both words may be one name: "Black Friday", "Ruby Tuesday"."""
    return before[:1].isupper() and before[1:].islower() and day.istitle()
