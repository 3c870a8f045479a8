"""Lines as Ana (British, in Lisbon) means them on Thursday, 26 November 2026, in a team of seven."""

from datetime import date, time

from bot.domain.people import Person, Role, called
from bot.reading.dates import DateWords
from bot.reading.line import Line, read_line
from bot.reading.option_value import Readers

TODAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)
PEOPLE = [
    Person("U0ANA", "Ana Silva", handle="ana"),
    Person("U0BEN", "Ben Okafor", handle="ben"),
    Person("U0CARA", "Cara Diaz", handle="cara"),
    Person("U0SAM1", "Sam Lee", handle="samlee"),
    Person("U0SAM2", "Sam Roy", handle="samroy"),
    Person("U0GUS", "Gus Guest", handle="gus", role=Role.GUEST),
    Person("U0OLGA", "Olga Gone", handle="olga", role=Role.DEACTIVATED),
]
HANDLES = {person.id: person.handle for person in PEOPLE}
READERS = Readers(
    DateWords(TODAY, "en-GB", time(12)),
    lambda name: called(PEOPLE, name),
    "U0ANA",
    lambda user: HANDLES.get(user, user),
    categories=lambda: ("product", "delivery", "billing", "Late food"),
)


def read(raw: str, command: str = "touchpoint") -> Line:
    """What Ana means by a line."""
    return read_line(raw, command, READERS)


def understood(raw: str, command: str = "touchpoint") -> Line:
    """The same, where nothing of it is to be asked about."""
    line = read(raw, command)
    assert line.doubts == ()
    return line
