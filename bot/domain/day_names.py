"""Days by their names in the language in force, as they stay true whenever they are read."""

from datetime import date

from babel.dates import format_date, format_skeleton, get_day_names

from bot.domain.saying import ENGLISH, capital, language

_LONG = {"de": "EEEE, d. MMMM", "es": "EEEE, d 'de' MMMM"}
"""CLDR's full date of a language without the year."""


def short_day(on: date, *, with_year: bool = False) -> str:
    """A day with short names: "Mon 30 Nov", "Mon 30 Nov 2026"."""
    if language() == ENGLISH:
        return f"{on:%a} {on.day} {on:%b}{f' {on.year}' if with_year else ''}"
    return format_skeleton("yMMMEd" if with_year else "MMMEd", on, locale=language())


def long_day(on: date) -> str:
    """A day with its names in full, without the year: "Friday 27 November"."""
    if language() == ENGLISH:
        return f"{on:%A} {on.day} {on:%B}"
    return format_date(on, _LONG[language()], locale=language())


def dated(on: date) -> str:
    """A day with its year, without that of the week: "14 March 2027"."""
    return f"{on.day} {on:%B %Y}" if language() == ENGLISH else format_date(on, "long", locale=language())


def short_date(on: date, *, with_year: bool = True) -> str:
    """The same with a short name: "14 Mar 2027", "14 Mar"."""
    if language() == ENGLISH:
        return f"{on.day} {on:%b}{f' {on.year}' if with_year else ''}"
    return format_skeleton("yMMMd" if with_year else "MMMd", on, locale=language())


def weekday_named(number: int) -> str:
    """A day of the week, Monday as 0, to begin a line with: "Monday"."""
    return capital(get_day_names("wide", context="stand-alone", locale=language())[number])


def weekday_short(number: int) -> str:
    """The same in short: "Mon", in German "Mo"."""
    names = get_day_names("abbreviated", context="stand-alone", locale=language())
    return capital(names[number]).removesuffix(".")


def month_named(on: date) -> str:
    """A month and its year: "Mar 2027"."""
    return f"{on:%b %Y}" if language() == ENGLISH else format_skeleton("yMMM", on, locale=language())
