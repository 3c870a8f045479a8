"""How much each of the team has, for leads who share work out. It says nothing of how well anybody does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.away import Absence
from bot.domain.due import is_overdue
from bot.domain.followups import FollowUp
from bot.domain.people import Person
from bot.domain.reader import Reader

AHEAD = timedelta(days=14)
"""Days away are told so far ahead: what is planned now falls into them."""


@dataclass(frozen=True)
class Load:
    """What one person has: open follow-ups, of which some are overdue and some alerts; customers whom they own.

    `away`: when they are away from now on, or soon.
    """

    person: str
    name: str
    open: int = 0
    overdue: int = 0
    alerts: int = 0
    customers: int = 0
    away: tuple[Absence, ...] = ()


def loads(
    team: Iterable[Person],
    open_ones: Iterable[FollowUp],
    customers: Mapping[str, int],
    absences: Iterable[Absence],
    reader: Reader,
) -> list[Load]:
    """Everybody of the team and what they have, by name: nobody is first for having more or less.

    `customers`: how many each owns. Days are as this reader counts them.
    """
    theirs: dict[str, list[FollowUp]] = {}
    for one in open_ones:
        theirs.setdefault(one.assignee or "", []).append(one)
    last = reader.today + AHEAD
    ahead = [one for one in absences if one.first <= last and not one.is_over(reader.now)]
    return [
        Load(
            who.id,
            who.name,
            len(mine := theirs.get(who.id, [])),
            sum(is_overdue(one, reader) for one in mine),
            sum(one.deadline is not None for one in mine),
            customers.get(who.id, 0),
            tuple(one for one in ahead if one.person == who.id),
        )
        for who in sorted(team, key=lambda one: (one.name.casefold(), one.id))
    ]
