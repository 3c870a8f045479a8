"""Stretches of days on which a team is closed, as they are read and can be typed again."""

from datetime import date

from babel.dates import format_skeleton

from bot.domain.closing_days import Closing
from bot.domain.saying import ENGLISH, language, listed, say


def stretch(code: str) -> str:
    """As in its line of the form: "24 Dec", "14 Aug - 21 Aug 2027"."""
    found = Closing.of(code)
    last = _day(found.last, has_year=not found.is_yearly)
    if found.first == found.last:
        return last
    has_year = not found.is_yearly and found.first.year != found.last.year
    return f"{_day(found.first, has_year=has_year)} - {last}"


def stretches(codes: tuple[str, ...]) -> str:
    """In words: "24 Dec each year and 14 Aug - 21 Aug 2027"."""
    return listed(
        [say("{days} each year", days=stretch(one)) if Closing.of(one).is_yearly else stretch(one) for one in codes]
    )


def _day(day: date, *, has_year: bool) -> str:
    if language() == ENGLISH:
        return f"{day.day} {day:%b}{f' {day.year}' if has_year else ''}"
    return format_skeleton("yMMMd" if has_year else "MMMd", day, locale=language())
