"""What follows `/customer list`: conditions and free words, in any order (bot/domain/segment.py has what there is).

    tag:wholesale,press tier:gold owner:@ana silent:60d value:>10000 "blue door" -tag:closed -lost

The value of a condition is the longest that reads; what is left of it are free words. `-` before a condition or a word
negates it. Nothing is guessed or raised: what is not understood comes back as `doubts`, and as typed in `unread`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import say
from bot.domain.segment import (
    BY_NAME,
    KINDS,
    ME,
    MOST_CONDITIONS,
    NOBODY,
    WORD,
    Asks,
    Condition,
    ConditionKind,
    Segment,
)
from bot.reading.abroad import KEYS, OF_LISTS
from bot.reading.customer_fields import Reader
from bot.reading.doubts import Doubt
from bot.reading.line_words import INVISIBLE, QUOTES
from bot.reading.option_value import Readers
from bot.reading.own_options import with_keys
from bot.reading.people_named import is_person, person_at
from bot.reading.segment_values import ValueReader, kind_of, own_kind, read_own
from bot.reading.slack_text import Marks, unescape_with

_MINUS = "(?:[-!\u2212\u2013\u2014]|not[ ](?=[^ ]+[:=]))"
_SIGN = "[:=\uff1a]"
_QUOTED = '["“”„«](?P<{}>[^"“”„«»\n]*)["“”»]'
_LONGEST_TAG, _LONGEST_VALUE = 6, 6
"""Words of a tag, and of a time, a number or a day."""
_MOST_DOUBTS = 5
_EVERYBODY = frozenset({"all", "everybody", "everyone", "*", "any", "everything"})
_MINE, _FILLING = frozenset({"mine", "my"}), frozenset({"customers", "with", "and"})
"""Words of a line that say whose, and those that say nothing: "my customers with tier:gold and tag:press"."""
_BARE = frozenset({Asks.LISTED, Asks.SILENT, Asks.BIRTHDAY})
"""How conditions are asked that are read without their sign, where a value follows: "tier gold"."""
_NO_PERSON = frozenset({"nobody", "none", "noone", "unassigned", "no-one", "unowned"})
_SLIP = 0.75
"""From this likeness (difflib's, 0 to 1) on an unknown key is a slip of the keyboard."""
_WORDS_OF_ONE = frozenset({Asks.TAG, Asks.LISTED})
"""How conditions are asked of which several values may stand between commas, each of one word."""


ABROAD = {name: kind for kind in KINDS for name in {**KEYS, **OF_LISTS}.get(kind.key, ())}
"""Name of a condition in German or Spanish -> its kind; a field of the team's own of that name goes before."""


@dataclass(frozen=True)
class SegmentLine:
    """What was typed, as far as it is understood; `unread` is the rest, `typed` all of it, in plain words."""

    segment: Segment
    doubts: tuple[Doubt, ...] = ()
    unread: str = ""
    typed: str = field(default="", compare=False)


@dataclass(frozen=True)
class _Part:
    """A key with all that follows it up to the next; `kind` is None where no condition has the key."""

    key: str
    kind: ConditionKind | None
    own: CustomField | None
    is_not: bool
    words: str
    typed: str


def read_segment(raw: str, readers: Readers, reader: Reader) -> SegmentLine:
    """Read it as Slack sends it (still escaped)."""
    marks = Marks(readers.name_of)
    text = with_keys(unescape_with(raw, marks.set_aside).strip(INVISIBLE), readers.custom)
    reading = _Reading(readers, marks, ValueReader(reader, readers.categories))
    reading.read(text)
    segment = Segment.of(*reading.found)
    doubts = reading.doubts
    if len(segment.conditions) > MOST_CONDITIONS:
        doubts = [
            Doubt(
                say(
                    "These are more than {most_conditions} conditions. Please leave some out.",
                    most_conditions=MOST_CONDITIONS,
                )
            ),
            *doubts,
        ]
    return SegmentLine(
        segment, tuple(doubts[:_MOST_DOUBTS]), " ".join(map(marks.plain, reading.unread)), marks.plain(text).strip()
    )


class _Reading:
    """A line being read."""

    def __init__(self, readers: Readers, marks: Marks, values: ValueReader) -> None:
        self._readers, self._marks, self._values = readers, marks, values
        self._own = {one.key: one for one in readers.custom if one.key not in BY_NAME}
        self.found: list[Condition] = []
        self.doubts: list[Doubt] = []
        self.unread: list[str] = []

    def read(self, text: str) -> None:
        """The free words before the first key, then key by key."""
        heads = list(_head(tuple(self._own)).finditer(text))
        self._free(text[: heads[0].start()] if heads else text)
        ends = [*(one.start() for one in heads), len(text)]
        for head, following in zip(heads, ends[1:], strict=True):
            part = self._part(head, text[head.end() : following].strip(), text[head.start() : following].strip())
            try:
                self._condition(part)
            except NotUnderstoodError as error:
                self._doubt(error.sentence, part.key, part.typed)

    def _part(self, head: re.Match[str], words: str, typed: str) -> _Part:
        key = (head["key"] or head["other"]).casefold()
        own = self._own.get(key)
        kind = BY_NAME.get(key) or (own_kind(own) if own else ABROAD.get(key))
        return _Part(kind.key if kind else key, kind, own, bool(head["minus"]), words, typed)

    def _condition(self, part: _Part) -> None:
        """The condition of a key, and what its value leaves over as free words."""
        if part.kind is None:
            raise NotUnderstoodError(self._unknown(part))
        if not part.words:
            raise NotUnderstoodError(
                say(
                    "“{plain}” needs a value, as in `{example}`.",
                    plain=self._marks.plain(part.typed),
                    example=part.kind.shown,
                )
            )
        if part.kind.asks is Asks.PERSON:
            return self._people(part, part.kind)
        values, rest = self._taken(part, part.kind)
        name = kind_of(part.own) if part.own else part.kind.key
        self.found += [Condition(name, value, part.is_not) for value in values]
        self._free(rest)
        return None

    def _taken(self, part: _Part, kind: ConditionKind) -> tuple[list[str], str]:
        """The values that the words begin with, and the rest of them."""
        if quoted := re.match(_QUOTED.format("inside"), part.words):
            return [self._value(part, quoted["inside"])], part.words[quoted.end() :].lstrip(" ,")
        words = part.words.split()
        if kind.asks is Asks.TEXT and (part.own is None or part.own.type is FieldType.TEXT):
            return [self._value(part, part.words)], ""
        if kind.asks is Asks.TAG and (count := self._known_tag(words)) > 1:
            return [self._value(part, " ".join(words[:count]))], " ".join(words[count:])
        if part.own and part.own.type is FieldType.CHOICE:
            return self._longest(part, words)
        listed, rest = _between_commas(part.words)
        if kind.asks in _WORDS_OF_ONE or (kind.asks is Asks.CATEGORY and len(listed) > 1):
            return [self._value(part, one) for one in listed], rest
        return self._longest(part, words)

    def _longest(self, part: _Part, words: Sequence[str]) -> tuple[list[str], str]:
        error = None
        for count in range(min(len(words), _LONGEST_VALUE), 0, -1):
            try:
                return [self._value(part, " ".join(words[:count]).rstrip(",;"))], " ".join(words[count:])
            except NotUnderstoodError as refused:
                error = refused
        raise error or NotUnderstoodError(say("“{typed}” says nothing I can read.", typed=part.typed))

    def _value(self, part: _Part, words: str) -> str:
        words = self._marks.plain(words)
        if part.own:
            return read_own(self._values, part.own, words)
        assert part.kind is not None, "asked before"  # noqa: S101  # for mypy
        return self._values.read(part.kind, words)

    def _known_tag(self, words: Sequence[str]) -> int:
        """How many of these words are one tag that customers have."""
        for count in range(min(len(words), _LONGEST_TAG), 1, -1):
            if self._readers.is_tag(" ".join(words[:count]).casefold().lstrip("#")):
                return count
        return 1

    def _people(self, part: _Part, kind: ConditionKind) -> None:
        words = part.words.replace(",", " , ").split()
        at = 0
        while at < len(words):
            count = self._one_person(kind.key, words[at:], is_not=part.is_not)
            if not count:
                named = person_at(words[at:], self._marks, self._readers.people, also_left=True)
                self._doubt(named.doubt(kind.key).sentence, kind.key, part.typed)
                return
            at += count
            if at < len(words) and words[at] == ",":
                at += 1
            elif at < len(words):
                break
        self._free(" ".join(words[at:]))

    def _one_person(self, key: str, words: Sequence[str], *, is_not: bool) -> int:
        """How many of the words are somebody of the team, or nobody."""
        plain = words[0].casefold()
        if plain in _NO_PERSON:
            self.found.append(Condition(key, NOBODY, is_not))
            return 1
        if plain.lstrip("@") in {ME, "myself", "mine"}:
            self.found.append(Condition(key, ME, is_not))
            return 1
        named = person_at(words, self._marks, self._readers.people, also_left=True)
        if not named.person:
            return 0
        self.found.append(Condition(key, named.person, is_not))
        return named.count

    def _free(self, text: str) -> None:
        """Free words, people (as owners), tags, and keys that say something alone ("lost")."""
        if text.casefold().strip() in _EVERYBODY:
            return
        words_left = list(_free_words(text))
        while words_left:
            found = words_left.pop(0)
            is_not, words = bool(found["minus"]), found["quoted"] or found["word"] or ""
            if not found["quoted"] and self._said_bare(words, words_left, is_not=is_not):
                continue
            if not found["quoted"] and is_person(words, self._marks):
                self._people(_Part("owner", BY_NAME["owner"], None, is_not, words, words), BY_NAME["owner"])
            elif not found["quoted"] and words.startswith("#") and words.strip("#"):
                self.found.append(Condition("tag", self._marks.plain(words).strip("#,;").casefold(), is_not))
            elif fold(self._marks.plain(words)):
                self.found.append(Condition(WORD, self._marks.plain(words).strip(",;"), is_not))

    def _said_bare(self, word: str, following: list[re.Match[str]], *, is_not: bool) -> bool:
        """Whether a word without its sign says something alone ("lost", "mine"), or with the next one ("tier gold")."""
        plain = word.casefold().strip(",;")
        if plain in _FILLING:
            return True
        if plain in _MINE or plain in _NO_PERSON - {"none"}:
            self.found.append(Condition("owner", ME if plain in _MINE else NOBODY, is_not))
            return True
        kind = BY_NAME.get(plain)
        if kind and kind.asks in _BARE and following and following[0]["word"] and not following[0]["minus"]:
            try:
                value = self._values.read(kind, self._marks.plain(following[0]["word"]).strip(",;"))
            except NotUnderstoodError:
                value = ""
            if value:
                following.pop(0)
                self.found.append(Condition(kind.key, value, is_not))
                return True
        if kind and kind.alone:
            self.found.append(Condition(kind.key, kind.alone, is_not))
            return True
        return False

    def _unknown(self, part: _Part) -> str:
        known: Mapping[str, str] = {**{name: kind.shown for name, kind in BY_NAME.items()}, **self._own_examples}
        typed = self._marks.plain(f"{part.key}:{part.words.split(maxsplit=1)[0] if part.words else ''}")
        close = get_close_matches(part.key, known, n=1, cutoff=_SLIP)
        if close:
            return say(
                "I don't know “{typed}”. Do you mean `{close}:`, as in `{known}`?",
                typed=typed,
                close=close[0],
                known=known[close[0]],
            )
        works = " ".join(f"`{kind.key}:`" for kind in KINDS)
        own = " ".join(f"`{key}:`" for key in self._own)
        return say(
            "I don't know “{typed}”. These work: {works} {own}", typed=typed, works=works, own=own
        ).strip() + say(". Quotes allow a colon in a word.")

    @property
    def _own_examples(self) -> dict[str, str]:
        return {key: own_kind(one).example for key, one in self._own.items()}

    def _doubt(self, sentence: str, key: str, typed: str) -> None:
        self.doubts.append(Doubt(self._marks.plain(sentence), key))
        self.unread.append(typed)


def _head(own: Sequence[str]) -> re.Pattern[str]:
    """Where a condition begins: a known key, also apart from its sign, or any word with a value at once."""
    names = "|".join(sorted(map(re.escape, {*BY_NAME, *ABROAD, *own}), key=len, reverse=True))
    return re.compile(
        rf"(?<!\S)(?P<minus>{_MINUS})?(?:(?P<key>{names})(?:[ ]?{_SIGN}(?!//)\s*|(?=[<>\u2264\u2265]))"
        rf"|(?P<other>[^\W\d_][\w-]{{1,40}}){_SIGN}(?=[^\s:=/]))",
        re.IGNORECASE,
    )


def _free_words(text: str) -> Iterator[re.Match[str]]:
    minus = r"(?P<minus>(?:[-!\u2212\u2013\u2014]|\bnot[ ]+)(?=\S))?"
    return re.finditer(rf"{minus}(?:{_QUOTED.format('quoted')}|(?P<word>\S+))", text)


def _between_commas(text: str) -> tuple[list[str], str]:
    """The values that stand between commas at the beginning, and the rest."""
    found = re.match(r"\s*[^\s,]+(?:\s*,\s*[^\s,]+)*,?", text)
    taken = found[0] if found else ""
    return [one.strip().strip(QUOTES) for one in taken.split(",") if one.strip()], text[len(taken) :]
