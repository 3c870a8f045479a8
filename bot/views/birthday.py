"""A birthday in words."""

from datetime import date

from bot.domain.customers import Birthday


def birthday_words(birthday: Birthday) -> str:
    """A birthday as it can be typed again: "14 March", "14 March 1980"."""
    some_year = date(birthday.year or 2000, birthday.month, birthday.day)
    return f"{birthday.day} {some_year:%B}{f' {birthday.year}' if birthday.year else ''}"
