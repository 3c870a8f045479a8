"""The value of one condition of a segment, as people write it -> as it is kept (bot/domain/segment.py).

60d · 2 months · june · >10000 · 1000-5000 · 10k · 2024 · 2024-05..2024-08 · >1 May 2024 · past · none
"""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import say
from bot.domain.segment import FIELD, MONTHS, MOST_DAYS, NONE, PAST, Asks, ConditionKind
from bot.reading.abroad import day_in_english
from bot.reading.categories import read_category
from bot.reading.custom_values import read_value
from bot.reading.customer_fields import Reader
from bot.reading.languages import read_language
from bot.reading.yes_no import read_yes

_NOTHING = frozenset({NONE, "nothing", "empty", "missing"})
_OVER = frozenset({"past", "overdue", "over", "expired", "lapsed"})
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SPAN = re.compile(
    r"(?:(?:for|in|within|next|last|over|the|>=?)\s*)*(?P<number>\d{1,4}|a|one)?\s*"
    r"(?P<unit>d|days?|w|wks?|weeks?|m|mths?|months?|y|yrs?|years?)?",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?P<sign>>=|<=|=>|=<|[><\u2265\u2264]"
    r"|(?:more than|less than|over|above|after|since|under|below|before|from|until)\s)?"
    r"\s*(?P<first>.+?)(?:\s*(?:\.\.+|\u2026|\s(?:to|until|and)\s|\s-\s|(?<=\w)\s*[\u2013\u2014])\s*(?P<last>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = {
    **dict.fromkeys((">=", "=>", "\u2265", "from", "since"), ">="),
    **dict.fromkeys(("<=", "=<", "\u2264", "until"), "<="),
    **dict.fromkeys((">", "more than", "over", "above", "after"), ">"),
    **dict.fromkeys(("<", "less than", "under", "below", "before"), "<"),
}
_YEARS = re.compile(r"(\d{4})\s*-\s*(\d{4})")
_TWO_NUMBERS = re.compile(r"([\d.,'k]+)\s*-\s*([\d.,'km]+)", re.IGNORECASE)
_MULTIPLES = {"k": 1_000, "m": 1_000_000}


@dataclass(frozen=True)
class ValueReader:
    """Reads values as the one who writes them means them. Each raises NotUnderstoodError for what it cannot read."""

    reader: Reader
    categories: Callable[[], Sequence[str]] = tuple

    def read(self, kind: ConditionKind, words: str) -> str:
        """The value that all of these words say."""
        words = " ".join(words.split())
        nothing = {NONE} if kind.asks in {Asks.TAG, Asks.TEXT} else _NOTHING
        if kind.can_be_none and words.casefold() in nothing:
            return NONE
        return _READERS[kind.asks](self, kind, words)

    def listed(self, kind: ConditionKind, words: str) -> str:
        """One of a few words."""
        plain = words.casefold()
        shown = {say(choice).casefold(): choice for choice in kind.choices}
        if found := {**shown, **{choice: choice for choice in kind.choices}}.get(plain):
            return found
        if kind.choices == ("yes", "no"):
            return "yes" if read_yes(words) else "no"
        close = get_close_matches(plain, kind.choices, n=1)
        meant = say(" Do you mean “{close}”?", close=close[0]) if close else ""
        also = ", none" if kind.can_be_none else ""
        raise NotUnderstoodError(
            say(
                "I don't know the {key} “{words}”.{meant} These work: {choices}{also}.",
                key=kind.key,
                words=words[:40],
                meant=meant,
                choices=", ".join(map(say, kind.choices)),
                also=also,
            )
        )

    def category(self, _kind: ConditionKind, words: str) -> str:
        """One of the words by which the team says what things are about."""
        return read_category(words, self.categories())

    def silent(self, kind: ConditionKind, words: str) -> str:
        """A time, in days."""
        days = span(words)
        if days is None:
            raise NotUnderstoodError(
                say(
                    "“{words}” is no time for `{key}:`. Write days, as in `{example}`.",
                    words=words[:40],
                    key=kind.key,
                    example=kind.shown,
                )
            )
        return f"{days}d"

    def birthday(self, _kind: ConditionKind, words: str) -> str:
        """A month, or within so many days."""
        today = self.reader.today
        named = {"today": "0d", "this month": MONTHS[today.month - 1], "next month": MONTHS[today.month % 12]}
        if known := named.get(words.casefold()) or month(day_in_english(words)):
            return known
        if days := span(words, needs_unit=True):
            return f"{days}d"
        raise NotUnderstoodError(
            say(
                "“{words}” is no month. Write one, as in `birthday:june`, or a number of days: `birthday:30d`.",
                words=words[:40],
            )
        )

    def day(self, kind: ConditionKind, words: str) -> str:
        """A day between two others, before or after one; within days; a month of any year; past."""
        if kind.asks is Asks.DAY and words.casefold() in _OVER:
            return PAST
        if known := month(words):
            return known
        days = span(words, needs_unit=True)
        if days is not None:
            return f"{days}d"
        return self._compared(_YEARS.sub(r"\1..\2", words), self._days)

    def number(self, _kind: ConditionKind, words: str) -> str:
        """A whole amount, compared."""
        return self._compared(_apart(words), self._amount)

    def any_number(self, _kind: ConditionKind, words: str) -> str:
        """A number with a fraction, compared."""
        return self._compared(_apart(words), self._number)

    def _compared(self, words: str, read: Callable[[str], tuple[str, str]]) -> str:
        found = _COMPARED.fullmatch(words)
        sign = _SIGNS.get((found["sign"] or "").strip().casefold(), "") if found else ""
        if not found or (sign and found["last"]):
            raise NotUnderstoodError(
                say("“{words}” compares nothing I can read. Write >10, <10 or 10..20.", words=words[:40])
            )
        low, high = read(found["first"])
        if sign:
            return f"{sign}{low if sign in {'>=', '<'} else high}"
        high = read(found["last"])[1] if found["last"] else high
        return low if low == high else f"{low}..{high}"

    def _amount(self, words: str) -> tuple[str, str]:
        multiple = _MULTIPLES.get(words[-1:].casefold(), 1)
        units = self.reader.amount(words if multiple == 1 else words[:-1]).units * multiple
        return str(units), str(units)

    def _number(self, words: str) -> tuple[str, str]:
        number = format(self.reader.number(words).normalize(), "f")
        return number, number

    def _days(self, words: str) -> tuple[str, str]:
        """The first and last day of a year, of a month, or a day."""
        if re.fullmatch(r"(19|20)\d\d", words, re.ASCII):
            return f"{words}-01-01", f"{words}-12-31"
        if (found := re.fullmatch(r"((?:19|20)\d\d)-(\d\d?)", words, re.ASCII)) and 1 <= int(found[2]) <= len(MONTHS):
            last = monthrange(int(found[1]), int(found[2]))[1]
            return f"{found[1]}-{int(found[2]):02}-01", f"{found[1]}-{int(found[2]):02}-{last}"
        on: date = self.reader.any_day(words, "")
        return on.isoformat(), on.isoformat()


def _text(_: ValueReader, kind: ConditionKind, words: str) -> str:
    if not fold(words):
        raise NotUnderstoodError(
            say("`{key}:` says nothing I can read, as in `{example}`.", key=kind.key, example=kind.shown)
        )
    return _language(words) if kind.key == "language" else words


def _language(words: str) -> str:
    """As it is kept ("pt" is Portuguese); one that was kept before there was a list of them, as it is written."""
    try:
        return read_language(words)
    except NotUnderstoodError:
        return words


def _tag(_: ValueReader, kind: ConditionKind, words: str) -> str:
    tag = " ".join(words.strip("#").casefold().split())
    if not tag:
        raise NotUnderstoodError(
            say("`{key}:` says nothing I can read, as in `{example}`.", key=kind.key, example=kind.shown)
        )
    return tag


_READERS: dict[Asks, Callable[[ValueReader, ConditionKind, str], str]] = {
    Asks.TAG: _tag,
    Asks.TEXT: _text,
    Asks.LISTED: ValueReader.listed,
    Asks.CATEGORY: ValueReader.category,
    Asks.SILENT: ValueReader.silent,
    Asks.BIRTHDAY: ValueReader.birthday,
    Asks.DAY: ValueReader.day,
    Asks.PAST_DAY: ValueReader.day,
    Asks.NUMBER: ValueReader.number,
    Asks.OWN_NUMBER: ValueReader.any_number,
}
"""How a value is asked for -> what reads it. People and free words are read by the line itself."""

_OWN = {
    FieldType.TEXT: Asks.TEXT,
    FieldType.NUMBER: Asks.OWN_NUMBER,
    FieldType.DATE: Asks.DAY,
    FieldType.CHOICE: Asks.LISTED,
    FieldType.YES_NO: Asks.LISTED,
}
_OWN_EXAMPLES = {FieldType.TEXT: "nuts", FieldType.NUMBER: ">5", FieldType.DATE: "90d", FieldType.YES_NO: "yes"}


def own_kind(field: CustomField) -> ConditionKind:
    """A field of the team's own as something that can be asked."""
    example = _OWN_EXAMPLES.get(field.type) or next(iter(field.choices), "…")
    return ConditionKind(
        field.key, field.name, f"{field.key}:{example}", _OWN[field.type], choices=field.choices, can_be_none=True
    )


def read_own(reader: ValueReader, field: CustomField, words: str) -> str:
    """The value of a condition on a field of the team's own."""
    is_chosen = field.type in {FieldType.CHOICE, FieldType.YES_NO}
    words = " ".join(words.split())
    if is_chosen and words.casefold() not in _NOTHING:
        return read_value(field, words, reader.reader)
    return reader.read(own_kind(field), words)


def kind_of(field: CustomField) -> str:
    """The kind of conditions on this field."""
    return f"{FIELD}{field.id}"


def span(words: str, *, needs_unit: bool = False) -> int | None:
    """A time in days: "60d", "60 days", "2 months", "60"; None for what is none, or is longer than can be asked."""
    found = _SPAN.fullmatch(words.strip())
    if not found or not (found["number"] or found["unit"]) or (needs_unit and not found["unit"]):
        return None
    number = int(found["number"]) if (found["number"] or "").isdigit() else 1
    days = number * _UNITS[(found["unit"] or "d")[0].casefold()]
    return days if days <= MOST_DAYS else None


def month(words: str) -> str:
    """The month that a word names, in full or by three letters and more; "" where it names none."""
    plain = words.casefold().rstrip(".")
    least = 3
    return next((name for name in MONTHS if len(plain) >= least and name.startswith(plain)), "")


def _apart(words: str) -> str:
    """Two numbers with a hyphen between them: from one to the other."""
    found = _TWO_NUMBERS.fullmatch(words)
    return f"{found[1]}..{found[2]}" if found else words
