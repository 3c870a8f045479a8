"""People of the team by the name that somebody typed, where Slack did not resolve it (an @ within a longer word)."""

from collections.abc import Iterable

from bot.domain.folding import fold
from bot.domain.line import PersonFinder
from bot.domain.people import Person
from handlers.asking import Asking
from storage import people


def named(asking: Asking) -> PersonFinder:
    """Finds those whom Rapport has met, by full name or first name; nobody where two have it."""
    with asking.deps.looking(asking.person) as work:
        everybody = [person for person in people.everybody(work.uow) if person.is_inside]

    def find(name: str) -> str | None:
        found = find_among(everybody, name)
        return found[0].id if len(found) == 1 else None

    return find


def find_among(everybody: Iterable[Person], name: str) -> list[Person]:
    """Everybody of this full name ("ana.silva", "Ana Silva") or first name."""
    wanted = fold(name.replace(".", " "))
    return [person for person in everybody if wanted and _fits(wanted, fold(person.name))]


def _fits(wanted: str, name: str) -> bool:
    return wanted in {name, name.partition(" ")[0], name.replace(" ", "")}
