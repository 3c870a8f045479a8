"""What people write about a customer, in the options of `/customer add` or in its form, read field by field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.customers import Birthday, Kind, Stage, Tier, read_word
from bot.domain.errors import NotUnderstoodError
from bot.domain.options import Direction, no_date, nobody_called
from bot.domain.people import Person
from bot.use_cases.contacts import read_email, read_phone, region_of
from handlers.asking import Asking
from handlers.dates import DateWords, read_birthday

Fields = dict[str, Any]
"""Fields of bot.domain.customers.Customer, by their names there."""

LONGEST_CADENCE = 3 * 365
MOST_VALUE = 10**12
_USER_ID = re.compile(r"[UW][A-Z0-9]{2,20}")
_YES = frozenset({"yes", "y", "true", "1", "ok", "on"})
_NO = frozenset({"no", "n", "false", "0", "off"})


@dataclass(frozen=True)
class Reader:
    """Reads as the person means it: their day, the date order of their locale, the phone numbers of their country."""

    person: Person
    today: date

    @classmethod
    def of(cls, asking: Asking) -> "Reader":
        """The reader for the one who asks."""
        return cls(asking.person, asking.today)

    def fields(self, written: Mapping[str, str]) -> Fields:
        """The fields behind these words; "" empties a field. Raises NotUnderstoodError with the field's name."""
        found: Fields = {}
        for name, words in written.items():
            field, read = READERS[name]
            try:
                found[field] = read(self, words.strip())
            except NotUnderstoodError as error:
                raise NotUnderstoodError(error.sentence, field=name) from error
        return found

    def day(self, words: str, direction: Direction) -> date | None:
        """A day in words; None for no words."""
        if not words:
            return None
        day = DateWords(self.today, self.person.locale)(words, direction)
        if day is None:
            raise no_date(words)
        return day


def _several(words: str) -> list[str]:
    """What stands between commas or semicolons."""
    return [part.strip() for part in re.split(r"[,;\n]", words) if part.strip()]


def _names(_reader: Reader, words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for name in _several(words)))


def _emails(_reader: Reader, words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(read_email(part) for part in _several(words)))


def _phones(reader: Reader, words: str) -> tuple[str, ...]:
    region = region_of(reader.person.locale)
    return tuple(dict.fromkeys(read_phone(part, region) for part in _several(words)))


def _birthday(reader: Reader, words: str) -> Birthday | None:
    return Birthday(*read_birthday(words, reader.person.locale, today=reader.today)) if words else None


def _tags(_reader: Reader, words: str) -> tuple[str, ...]:
    return tuple(tag for part in re.split(r"[,;\s]", words) if (tag := part.strip("#")))


def _whole(words: str, most: int, what: str) -> int | None:
    """A whole number, perhaps with separators of thousands; None for no words."""
    if not words:
        return None
    digits = re.sub(r"(?<=\d)[,.\s'\u2019](?=\d{3}(?!\d))", "", words)
    if not re.fullmatch(r"\d{1,15}", digits, re.ASCII) or int(digits) > most:
        raise NotUnderstoodError(f"“{words[:40]}” does not work here. {what}")
    return int(digits)


def _cadence(_reader: Reader, words: str) -> int | None:
    what = f"Give a number of days from 1 to {LONGEST_CADENCE}, like 30."
    days = _whole(words, LONGEST_CADENCE, what)
    if days == 0:
        raise NotUnderstoodError(what)
    return days


def _yes(_reader: Reader, words: str) -> bool:
    if words.casefold() in _YES | _NO:
        return words.casefold() in _YES
    raise NotUnderstoodError(f"“{words[:40]}” is neither yes nor no. Write one of them.")


def _text(_reader: Reader, words: str) -> str:
    return words


def read_person(user_id: str) -> str | None:
    """The id of somebody picked in Slack; None for nobody. Raises NotUnderstoodError for a name that is only typed."""
    if user_id and not _USER_ID.fullmatch(user_id):
        raise nobody_called(user_id)
    return user_id or None


READERS: dict[str, tuple[str, Callable[[Reader, str], Any]]] = {
    "name": ("name", _text),
    "kind": ("kind", lambda _, words: read_word(Kind, words, "kind")),
    "company": ("company", _text),
    **dict.fromkeys(("alias", "aliases"), ("aliases", _names)),
    "email": ("emails", _emails),
    "phone": ("phones", _phones),
    "birthday": ("birthday", _birthday),
    "owner": ("owner", lambda _, words: read_person(words)),
    "backup": ("backup_owner", lambda _, words: read_person(words)),
    "tier": ("tier", lambda _, words: read_word(Tier, words, "tier")),
    "stage": ("stage", lambda _, words: read_word(Stage, words, "stage")),
    **dict.fromkeys(("tag", "tags"), ("tags", _tags)),
    "since": ("since", lambda reader, words: reader.day(words, "past")),
    "renewal": ("renewal", lambda reader, words: reader.day(words, "future")),
    "value": ("lifetime_value", lambda _, words: _whole(words, MOST_VALUE, "Give a whole number, like 12500.")),
    "cadence": ("cadence_days", _cadence),
    "wishes": ("wishes_ok", _yes),
}
"""Option or field of the form -> the field of the customer, and how it is read."""

OPTIONS = frozenset(READERS) - {"name", "aliases", "tags"}
"""What `/customer add` and `edit` take after a name."""
