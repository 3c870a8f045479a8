"""Birthdays as people type them and programs export them: a month and a day, the year where it was given."""

import re
from datetime import date

from bot.domain.customers import Birthday
from bot.domain.day_names import dated
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.reading.written_dates import DateOrder, order_of, read_written_day

EXAMPLES = "14 March, 14-Mar, March 14 1980, 1980-03-14"
OLDEST = 123
"""Years; nobody on record lived longer than 122."""

NO_YEAR = frozenset({0, 1, 1604})
"""Years that stand for none: Apple's address book writes 1604 where no year was given."""


def read_birthday(words: str, locale: str = "en-US", *, today: date, order: DateOrder | None = None) -> Birthday:
    """The birthday these words name ("14-Mar", "March 14, 1980", "03-14", "--0314", "19800314", "29 Feb").

    Figures are in the order of the locale, unless `order` says. Raises NotUnderstoodError where there is no such day,
    or nobody born on it is alive.
    """
    try:
        written = read_written_day(_known_year(words), order or order_of(words, locale), latest=today.year)
    except NotUnderstoodError as error:
        raise NotUnderstoodError(error.sentence, field="birthday") from error
    if written is None:
        raise NotUnderstoodError(
            say("I can't read “{words}” as a birthday. These work: {examples}.", words=words, examples=EXAMPLES),
            field="birthday",
        )
    birthday = Birthday(written.month, written.day, None if written.year in NO_YEAR else written.year)
    if birthday.year and not (today.year - OLDEST <= birthday.year and _born(birthday) <= today):
        raise NotUnderstoodError(
            say("Nobody alive was born on {day}. Check the year, or leave it out.", day=dated(_born(birthday))),
            field="birthday",
        )
    return birthday


def _born(birthday: Birthday) -> date:
    return date(birthday.year or 2000, birthday.month, birthday.day)


def _known_year(words: str) -> str:
    """0000 is no year of any calendar here."""
    return re.sub(r"(?<!\d)0000(?!\d)", "1604", words)
