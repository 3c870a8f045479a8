"""People of the team by the name that somebody typed, where Slack did not resolve it (an @ within a longer word)."""

from bot.domain.folding import fold
from bot.domain.line import PersonFinder
from handlers.asking import Asking
from storage import people


def named(asking: Asking) -> PersonFinder:
    """Finds those whom Rapport has met, by full name or first name; nobody where two have it."""
    with asking.deps.looking(asking.person) as work:
        everybody = people.everybody(work.uow)

    def find(name: str) -> str | None:
        wanted = fold(name.replace(".", " "))
        found = [one.id for one in everybody if one.is_inside and _fits(wanted, fold(one.name))]
        return found[0] if len(found) == 1 else None

    return find


def _fits(wanted: str, name: str) -> bool:
    return bool(wanted) and wanted in {name, name.partition(" ")[0], name.replace(" ", "")}
