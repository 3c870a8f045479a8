"""A file of customers as a table, whichever form it has, and how what stands in it is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.people import Person
from bot.reading.contacts import phone_countries
from bot.reading.csv_file import LARGEST, Table, read_table
from bot.reading.customer_fields import Reader
from bot.reading.import_headings import locale_of, read_heading
from bot.reading.locales import checked_locale
from bot.reading.text_file import Limits, Source, read_text
from bot.reading.vcards import is_vcard, read_vcards


def read_customers(source: Source, limits: Limits = LARGEST) -> Table:
    """The table in a CSV file or in the cards of an address book. Raises NotUnderstoodError where it is neither."""
    text = read_text(source, limits)
    if is_vcard(text):
        return read_vcards(text)
    return read_table(text, lambda heading: bool(read_heading(heading).holds))


def reader_of_file(person: Person, today: date, country: str, header: Sequence[str], locale: str | None) -> Reader:
    """Reads as the writer of a file meant it: by the `locale` named, else that of its headings, else the country's."""
    usual = checked_locale(f"und-{country}") if country else "en-US"
    countries = phone_countries(replace(person, locale=locale or usual), locale[-2:] if locale else country)
    return Reader(replace(person, locale=locale or locale_of(header) or usual), today, countries)
