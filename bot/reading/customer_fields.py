"""What people write about a customer, in the options of `/customer add`, in its form or in a file, field by field."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.channel import read_channel
from bot.domain.custom_fields import CustomField
from bot.domain.customers import Birthday, Kind, Stage, Tier, read_word
from bot.domain.errors import NotUnderstoodError, RapportError
from bot.domain.people import Person
from bot.domain.saying import figure, say
from bot.reading.amounts import Amount, read_amount, read_number
from bot.reading.birthdays import read_birthday
from bot.reading.contacts import phone_countries, read_emails, read_phones
from bot.reading.custom_values import read_value
from bot.reading.dates import DateWords
from bot.reading.doubts import WrongSideError
from bot.reading.languages import read_language
from bot.reading.line_words import unquoted
from bot.reading.locales import decimal_sign
from bot.reading.people_named import nobody_called
from bot.reading.said_day import Tense, no_date
from bot.reading.written_dates import DateOrder, order_of, read_written_day
from bot.reading.yes_no import read_yes
from bot.reading.zones import read_zone

Fields = dict[str, Any]
"""Fields of bot.domain.customers.Customer, by their names there."""

LONGEST_CADENCE = 3 * 365
SHORT_LENGTH = 200
FAR_AHEAD = 50
"""Years ahead up to which a day to come is meant by two figures (31.01.27)."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_USER_ID = re.compile(r"[UW][A-Z0-9]{2,20}")


@dataclass(frozen=True)
class Reader:
    """Reads as the person means it: their day, the date order of their locale, the phone numbers of their countries.

    `orders` says for an option what its figures mean (03/04), `decimal` what stands before cents, where these are known
    better than from the locale. `custom`: the team's own fields. `is_exact`: a program wrote it, with `:::` alone
    between several values.
    """

    person: Person
    today: date
    countries: tuple[str, ...]
    orders: Mapping[str, DateOrder] = field(default_factory=dict)
    decimal: str = ""
    custom: Sequence[CustomField] = ()
    is_exact: bool = False

    @classmethod
    def of(cls, person: Person, today: date, country: str, custom: Sequence[CustomField] = ()) -> "Reader":
        """The reader for somebody whose team is in `country` ("" where that is not set)."""
        return cls(person, today, phone_countries(person, country), custom=custom)

    def fields(self, written: Mapping[str, str]) -> Fields:
        """The fields behind these words; "" empties a field. Raises NotUnderstoodError with the field's name."""
        found, problems = self.readable(written)
        for problem in problems.values():
            raise problem
        return found

    def readable(self, written: Mapping[str, str]) -> tuple[Fields, dict[str, RapportError]]:
        """The fields behind those words that can be read, and by its name what is wrong with each of the others.

        The team's own go by their keys; what they say is in `custom`, "" where one is to be emptied.
        """
        found: Fields = {}
        problems: dict[str, RapportError] = {}
        own = {one.key: one for one in self.custom if one.key not in READERS}
        for name, words in written.items():
            try:
                if one := own.get(name):
                    found["custom"] = (*found.get("custom", ()), (one.id, read_value(one, words, self)))
                else:
                    field_name, read = READERS[name]
                    found[field_name] = read(self, words.strip())
            except NotUnderstoodError as error:
                problems[name] = NotUnderstoodError(error.sentence, field=one.slot if one else name)
        return found, problems

    def day(self, words: str, tense: Tense, name: str) -> date | None:
        """A day in words; None for no words."""
        if not words:
            return None
        if self.is_exact and _ISO.fullmatch(words):
            return _iso_day(words)
        order = self.orders.get(name) or order_of(words, self.person.locale)
        latest = self.today.year + (0 if tense == "past" else FAR_AHEAD)
        written = read_written_day(words, order, latest=latest)
        plain = f"{written.year}-{written.month:02}-{written.day:02}" if written and written.year else words
        day = DateWords(self.today, self.person.locale)(plain, tense)
        if day is None:
            raise no_date(words)
        return day

    def any_day(self, words: str, name: str) -> date:
        """A day of which only its year tells whether it is past or to come. Raises NotUnderstoodError."""
        order = self.orders.get(name) or order_of(words, self.person.locale)
        written = read_written_day(words, order, latest=self.today.year + FAR_AHEAD)
        if written and written.year:
            return date(written.year, written.month, written.day)
        if written:
            raise NotUnderstoodError(
                say("“{words}” needs its year, like {words} {year}.", words=words[:40], year=self.today.year)
            )
        day = DateWords(self.today, self.person.locale)
        try:
            found = day(words, "future")
        except WrongSideError:
            found = day(words, "past")
        if found is None:
            raise no_date(words[:40])
        return found

    def number(self, words: str) -> Decimal:
        """A number, perhaps with a fraction. Raises NotUnderstoodError."""
        return read_number(words, self.decimal or decimal_sign(self.person.locale), is_open=not self.decimal)

    def amount(self, words: str) -> Amount:
        """An amount of money. Raises NotUnderstoodError."""
        return read_amount(words, self.decimal or decimal_sign(self.person.locale), is_open=not self.decimal)


def _iso_day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise no_date(words) from None


def _names(reader: Reader, words: str) -> tuple[str, ...]:
    between = ":::" if reader.is_exact else r"[,;\n]|:::"
    return _unique(" ".join(name.split()) for name in re.split(between, words))


def _birthday(reader: Reader, words: str) -> Birthday | None:
    order = reader.orders.get("birthday")
    return read_birthday(words, reader.person.locale, today=reader.today, order=order) if words else None


def _tags(reader: Reader, words: str) -> tuple[str, ...]:
    """Between commas, so that a tag may have blanks ("late payer"); without their # and quotes."""
    if reader.is_exact:
        return _unique(tag.strip() for tag in words.split(":::"))
    return _unique(unquoted(tag).strip('#" ') for tag in re.split(r"[,;\n|]|:::|\s(?=#)", words))


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))


def _cadence(_reader: Reader, words: str) -> int | None:
    if not words:
        return None
    if not re.fullmatch(r"\d{1,4}", words, re.ASCII) or not 0 < int(words) <= LONGEST_CADENCE:
        raise NotUnderstoodError(
            say(
                "“{words}” does not work here. Give a number of days from 1 to {longest_cadence}, like 30.",
                words=words[:40],
                longest_cadence=LONGEST_CADENCE,
            )
        )
    return int(words)


def _value(reader: Reader, words: str) -> int | None:
    return reader.amount(words).units if words else None


def _short(_reader: Reader, words: str) -> str:
    if len(words) > SHORT_LENGTH:
        raise NotUnderstoodError(
            say(
                "This has {words} characters, and {short_length} are the most. Shorten it.",
                words=figure(len(words)),
                short_length=SHORT_LENGTH,
            )
        )
    return " ".join(words.split())


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
    "email": ("emails", lambda _, words: read_emails(words)),
    "phone": ("phones", lambda reader, words: read_phones(words, reader.countries)),
    "birthday": ("birthday", _birthday),
    "owner": ("owner", lambda _, words: read_person(words)),
    "backup": ("backup_owner", lambda _, words: read_person(words)),
    "tier": ("tier", lambda _, words: read_word(Tier, words, "tier")),
    "stage": ("stage", lambda _, words: read_word(Stage, words, "stage")),
    **dict.fromkeys(("tag", "tags"), ("tags", _tags)),
    "since": ("since", lambda reader, words: reader.day(words, "past", "since")),
    "renewal": ("renewal", lambda reader, words: reader.day(words, "future", "renewal")),
    "value": ("lifetime_value", _value),
    "cadence": ("cadence_days", _cadence),
    "language": ("language", lambda _, words: read_language(words)),
    "timezone": ("timezone", lambda _, words: read_zone(words)),
    "prefers": ("channel", lambda _, words: str(read_channel(words)) if words else ""),
    "wishes": ("wishes_ok", lambda _, words: read_yes(words)),
    **dict.fromkeys(("mailing", "email_ok"), ("email_ok", lambda _, words: read_yes(words))),
    "email_opt_out": ("email_ok", lambda _, words: not read_yes(words)),
    **dict.fromkeys(("do-not-contact", "do_not_contact"), ("do_not_contact", lambda _, words: read_yes(words))),
    "lost_on": ("lost_on", lambda reader, words: reader.day(words, "past", "lost_on")),
    "lost_reason": ("lost_reason", _short),
}
"""Option or field of the form -> the field of the customer, and how it is read."""
