"""How somebody is greeted, and which day it is for them."""

from babel.dates import format_date

from bot.domain.home import PartOfDay, part_of_day
from bot.domain.people import Person
from bot.domain.reader import Reader
from bot.domain.saying import ENGLISH, language, later, say

_WORDS = {
    PartOfDay.NIGHT: later("Good evening, {name}"),
    PartOfDay.MORNING: later("Good morning, {name}"),
    PartOfDay.AFTERNOON: later("Good afternoon, {name}"),
    PartOfDay.EVENING: later("Good evening, {name}"),
}

_LONGEST_NAME = 40


def greeting(person: Person, reader: Reader) -> str:
    """By the first of their names, or by the whole of it where that is a title."""
    first, _, rest = person.name.strip().partition(" ")
    name = person.name.strip() if first.endswith(".") or not rest else first
    return say(_WORDS[part_of_day(reader)], name=name[:_LONGEST_NAME])


def today_words(reader: Reader) -> str:
    """Such as: Thursday, 26 November 2026."""
    locale = "en_GB" if language() == ENGLISH else language()
    return format_date(reader.today, "full", locale=locale)
