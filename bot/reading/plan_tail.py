"""What the text of a follow-up says without a key: at what time, how often it comes again, whether they were told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from bot.domain.repeating import Repeat
from bot.domain.saying import say
from bot.reading import hours, repeats
from bot.reading.doubts import Choice, Doubt, DoubtError, about
from bot.reading.line_values import Values
from bot.reading.line_words import Word
from bot.reading.repeats import read_repeat
from bot.reading.said_day import LONGEST_DAY, SaidDay
from bot.reading.typed_dates import WEEKDAY, trimmed

_LONGEST_TIME = 5
"""Words of a time: "in half an hour", "at half past 3 pm"."""
_TIME = re.compile(
    r"(?:at |@ ?)?(?:\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?|\d{1,2}[:h]\d\d|noon|midday)|(?:at|@) ?\d{1,2}(?: ?o'clock)?"
    r"|in (?:an?|half an|\d{1,3}|one|two|three|four|five) (?:hours?|hrs?|h|minutes?|mins?)"
)
_IS_CALL = re.compile(r"(?:call|ring|phone|talk|speak|chat|remind|text|message|e?mail|write|reply)", re.IGNORECASE)
_HOLDS_TIME = frozenset(
    ("until", "till", "before", "after", "by", "from", "to", "for", "of", "since", "the", "between")
)
"""Words that make a time a part of the sentence: "call about the table for 7pm", "open until 5pm"."""

_RINGS = frozenset(("call", "ring", "phone", "back", "again", "her", "him", "them"))
"""Words after which a bare number is likely the time of a call: "call 8", "ring him 1500"."""

_MONDAYS = re.compile(rf"(?:on )?(?:{WEEKDAY})s")
_EVERY = frozenset(("every", "each"))
_BEGINNINGS = ("from", "starting", "beginning", "starting on", "starting from", "beginning on", "as of")
_PROMISED = frozenset(("promised", "(promised)"))
_OPENS_PROMISE = re.compile(r"(?:(?:i|we|have|i've|we've) )*promised (?!by\b|in\b|on\b|for\b)\S", re.IGNORECASE)
"""“I promised her the pics by friday”."""
_OPENS_WORD = re.compile(
    r"(?:(?:i|we) )?(?:told|assured) \S+(?: \S+)? (?:that )?(?:i|we)\b|(?:(?:i|we) )?said (?:i|we)\b"
    r"|(?:she|he|they) (?:was|were) promised\b",
    re.IGNORECASE,
)
"""“told him we'd call by friday”."""

_BEFORE = """
    a an and as be been had has have he i is it of or she that the they this to was we were what who you
"""
_TELLS_OF_IT = frozenset(_BEFORE.split())
"""Words before "promised" that make it a part of a sentence: "send what we promised"."""


@dataclass
class PlanTail:
    """Takes both out of the words of a text, whose `taken` ones are something else already."""

    values: Values
    words: Sequence[Word]
    taken: set[int]
    day_words: str = ""

    def take(self) -> None:
        """What stands at the end, beyond doubt, or is asked about. The second time, once more of the end was taken."""
        self._promised()
        self._repeats()

    def _promised(self) -> None:
        open_ = self._open()
        if len(open_) < 2 or trimmed(self.words[open_[-1]].bare) not in _PROMISED or self._is_settled("promised"):  # noqa: PLR2004  # a text too
            return
        last, before = open_[-1], self.words[open_[-2]]
        if trimmed(before.bare) in _TELLS_OF_IT and not before.stops:
            return
        is_apart = before.stops or {last - 1, last + 1} & self.taken or self.words[last].bare.startswith("(")
        if is_apart or self._ends_with_day([self.words[at].bare for at in open_[:-1]]):
            self.taken.add(last)
            self.values.found["promised"] = "yes"
        else:
            self._ask_promised()

    def take_opening(self) -> None:
        """“I promised her the pics by friday”: promised by that day; without a day, or in other words, asked about."""
        if self._is_settled("promised"):
            return
        text = " ".join(self.words[at].bare for at in self._open()[:8]).replace("\u2019", "'")
        if _OPENS_PROMISE.match(text) and "due" in self.values.found:
            self.values.found["promised"] = "yes"
        elif _OPENS_PROMISE.match(text) or _OPENS_WORD.match(text):
            self._ask_promised()

    def _ask_promised(self) -> None:
        choices = (Choice(say("Yes, promised"), "promised", "yes"), Choice(say("No, it is text"), "promised", "no"))
        self.values.doubt(Doubt(say("Was the customer told that it will be done by then?"), "promised", choices))

    def _ends_with_day(self, run: Sequence[str]) -> bool:
        """Or with a time of day."""
        ends = (trimmed(" ".join(run[-count:])) for count in range(1, _LONGEST_TIME + 1))
        if any(_TIME.fullmatch(words) for words in ends):
            return True
        try:
            return bool(self.values.readers.days.at_end(run[-LONGEST_DAY:]))
        except DoubtError:
            return True

    def _repeats(self) -> None:
        """“check in every 6 months”, “… every monday at 9”, “… every 2 weeks from friday”."""
        open_ = self._open()
        for count in range(min(len(open_) - 1, repeats.LONGEST + LONGEST_DAY), 0, -1):
            run = [self.words[at].bare for at in open_[-count:]]
            is_plural = bool(_MONDAYS.fullmatch(trimmed(" ".join(run))))
            if self._is_settled("every") or not (is_plural or trimmed(run[0]).split()[:1] in _BEGIN_RULES):
                continue
            try:
                rule = self._rule(run)
            except DoubtError as error:
                self.values.doubt(_or_text(error.doubt))
                return
            if rule and (is_plural or trimmed(" ".join(run)) in repeats.ADVERBS):
                self._ask_whether(rule.repeat)
            elif rule:
                self.taken.update(open_[-count:])
                self._keep(rule)

    def take_time(self) -> None:
        """“call back at 3pm”, “… in 2 hours”: taken of a call, for other things may have a time of their own."""
        open_ = self._open()
        if self._is_settled("at") or self._is_settled("every"):
            return
        if len(open_) > 1 and self._ask_bare_time(self.words[open_[-1]].bare, self.words[open_[-2]].bare):
            return
        for count in range(min(len(open_) - 1, _LONGEST_TIME), 0, -1):
            run = [self.words[at].bare for at in open_[-count:]]
            plain = trimmed(" ".join(run))
            if not _TIME.fullmatch(plain) or trimmed(self.words[open_[-count - 1]].bare) in _HOLDS_TIME:
                continue
            if _IS_CALL.match(self.words[open_[0]].bare) or hours.from_now(plain):
                self._take_time(run, open_[-count:])
            elif not plain.isdecimal() and (clock := hours.on_the_clock(plain)):
                self._ask_time(" ".join(run), clock)
            return

    def _ask_bare_time(self, word: str, before: str) -> bool:
        """“call 8”, “ring him 1500”: likely a time, or the number of a room."""
        clock = hours.on_the_clock(word) if word.isdecimal() and trimmed(before) in _RINGS else None
        if clock:
            self._ask_time(word, clock)
        return clock is not None

    def _ask_time(self, words: str, clock: time) -> None:
        yes = Choice(say("Yes, at {clock}", clock=f"{clock:%H:%M}"), "at", f"{clock:%H:%M}")
        no = Choice(say("No, it is text"), "at", "")
        self.values.doubt(Doubt(say("Is “{words}” the time it is due?", words=words), "at", (yes, no)))

    def _take_time(self, run: Sequence[str], places: Sequence[int]) -> None:
        clock = hours.on_the_clock(trimmed(" ".join(run)))
        if clock and self._is_settled("due"):
            self.values.found["at"] = f"{clock:%H:%M}"
            self.taken.update(places)
            return
        try:
            said = self.values.readers.days.said(" ".join(run), "future")
        except DoubtError as error:
            doubt = about("due", error.doubt)
            no = Choice(say("No, it is text"), "due", "")
            self.values.doubt(Doubt(doubt.sentence, "due", (*doubt.choices, no)))
            self.values.say_hour(error.hour, is_ahead=True)
            return
        if said:
            self.values.found["due"] = said.day
            self.values.say_hour(said.hour, is_ahead=True)
            self.taken.update(places)
            self.day_words = " ".join(run)

    def _keep(self, rule: "_Rule") -> None:
        self.values.found["every"] = str(rule.repeat)
        if rule.begins:
            self.values.found.setdefault("due", rule.begins.day)
        for hour in (rule.hour, rule.begins.hour if rule.begins else ""):
            self.values.say_hour(hour, is_ahead=True)

    def _rule(self, run: Sequence[str]) -> "_Rule | None":
        """The rule that these words are, perhaps with an hour and a day on which it begins."""
        words, day = self._split(run)
        begins = self.values.readers.days.said(" ".join(day), "future") if day else None
        if day and begins is None:
            return None
        if repeat := read_repeat(" ".join(words)):
            return _Rule(repeat, "", begins)
        plain, hour = hours.apart(trimmed(" ".join(words)))
        repeat = read_repeat(plain) if hour else None
        return _Rule(repeat, hour, begins) if repeat else None

    @staticmethod
    def _split(run: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        plain = [trimmed(word) for word in run]
        for at in range(1, len(run) - 1):
            for words in _BEGINNINGS:
                length = len(words.split())
                if " ".join(plain[at : at + length]) == words and at + length < len(run):
                    longer = " ".join(plain[at : at + length + 1])
                    return run[:at], run[at + length + (longer in _BEGINNINGS) :]
        return run, ()

    def within(self) -> None:
        """“call every monday about the invoice”, “weekly check in”: asked about, and the text stays whole."""
        open_ = self._open()
        if len(open_) > 1 and not self._is_settled("every") and trimmed(self.words[open_[0]].bare) in repeats.ADVERBS:
            self._ask_about_rule(self.words[open_[0]].bare)
            return
        for start, at in enumerate(open_):
            if self._is_settled("every") or trimmed(self.words[at].bare) not in _EVERY:
                continue
            for count in range(min(repeats.LONGEST, len(open_) - start), 1, -1):
                words = " ".join(self.words[each].bare for each in open_[start : start + count])
                try:
                    rule = read_repeat(words)
                except DoubtError as error:
                    self.values.doubt(_or_text(error.doubt))
                    return
                if rule:
                    self._ask_whether(rule)
                    return

    def _ask_about_rule(self, words: str) -> None:
        try:
            rule = read_repeat(words)
        except DoubtError as error:
            self.values.doubt(_or_text(error.doubt))
            return
        if rule:
            self._ask_whether(rule)

    def _ask_whether(self, rule: Repeat) -> None:
        yes = Choice(f"{str(rule)[:1].upper()}{str(rule)[1:]}", "every", str(rule))
        self.values.doubt(_or_text(Doubt(say("Is it to come again {rule}?", rule=rule), "every", (yes,))))

    def _open(self) -> list[int]:
        return [at for at in range(len(self.words)) if at not in self.taken]

    def _is_settled(self, key: str) -> bool:
        return key in self.values.found or any(doubt.key == key for doubt in self.values.doubts)


@dataclass(frozen=True)
class _Rule:
    """How often, at what hour, and the day on which it begins, where it was said."""

    repeat: Repeat
    hour: str
    begins: SaidDay | None


_BEGIN_RULES = [
    [word] for word in (*_EVERY, *{word.split()[0] for word in repeats.ADVERBS}, "first", "last", "the", "third")
]
"""How a rule begins at the end of a text; "on Mondays" and "the 15th" alone tell of other things."""


def _or_text(doubt: Doubt) -> Doubt:
    """The same question about how often, with no for an answer."""
    return Doubt(doubt.sentence, "every", (*doubt.choices, Choice(say("No, it is text"), "every", "")))
