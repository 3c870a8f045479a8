"""Handing over everything of one person: to one other, or shared out among several."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.errors import ConflictError, NotUnderstoodError, Who
from bot.domain.saying import say

MOST_TAKERS = 20
"""So many people at most share it out: each is told."""

Care = tuple[str | None, str | None]
"""Owner and backup owner of a customer."""


class Part(StrEnum):
    """What can be handed over."""

    CUSTOMERS = "customers"
    BACKUP = "backup"
    FOLLOWUPS = "followups"


@dataclass(frozen=True)
class Belongings:
    """What one person has.

    `care`: by customer, of those whom they own or stand in for; `followups`: id -> (its customer, that one's owner).
    """

    person: str
    care: Mapping[int, Care]
    followups: Mapping[int, tuple[int, str | None]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[Part, int]:
        """How much there is of each part; nothing of what there is none."""
        counted = {
            Part.CUSTOMERS: sum(owner == self.person for owner, _ in self.care.values()),
            Part.BACKUP: sum(backup == self.person for _, backup in self.care.values()),
            Part.FOLLOWUPS: len(self.followups),
        }
        return {part: number for part, number in counted.items() if number}


@dataclass(frozen=True)
class Shares:
    """Who gets what: the owner and backup owner of each customer from now on, and the assignee of each follow-up.

    Only what changes is here.
    """

    care: Mapping[int, Care]
    assignees: Mapping[int, str]

    def of(self, taker: str, before: Belongings) -> dict[Part, int]:
        """How much one person gets of each part."""
        pairs = [(before.care[customer], after) for customer, after in self.care.items()]
        return {
            Part.CUSTOMERS: sum(was[0] != taker == now[0] for was, now in pairs),
            Part.BACKUP: sum(was[1] != taker == now[1] for was, now in pairs),
            Part.FOLLOWUPS: sum(taker == assignee for assignee in self.assignees.values()),
        }


@dataclass(frozen=True)
class Handover:
    """What was handed over, by who got it; `undo_id` is the audit entry that takes it back.

    `given_by`: who gave it, where it was no one person's (`giver` is nobody).
    """

    giver: str
    shares: Mapping[str, Mapping[Part, int]]
    undo_id: int = 0
    given_by: str = ""


def check_takers(giver: str, takers: Sequence[str]) -> None:
    """Raise an error for the field `takers` where these people cannot share it out."""
    if giver in takers:
        raise ConflictError(Who(giver), say(" has it all already. Please choose others."), field="takers")
    if not takers or len(takers) > MOST_TAKERS:
        raise NotUnderstoodError(
            say("Please choose 1 to {most_takers} people.", most_takers=MOST_TAKERS), field="takers"
        )


def share_out(what: Belongings, takers: Sequence[str], parts: Collection[Part]) -> Shares:
    """Share it out evenly. Whoever is a customer's backup owner knows them, and gets them first.

    A follow-up goes with its customer: to the new owner, or to whoever owns the customer and is among the takers.
    Nobody is owner and backup owner of the same customer.
    """
    owners = _owners(what, takers) if Part.CUSTOMERS in parts else {}
    care: dict[int, Care] = {}
    backups = Counter(dict.fromkeys(takers, 0))
    for customer, (owner, backup) in what.care.items():
        now = owners.get(customer, owner)
        stands_in: str | None = None if backup == now else backup
        if backup == what.person and Part.BACKUP in parts:
            able = [taker for taker in takers if taker != now]
            stands_in = _least(backups, able) if able else None
            backups.update([stands_in] if stands_in else [])
        if (now, stands_in) != (owner, backup):
            care[customer] = (now, stands_in)
    return Shares(care, _assignees(what, takers, owners) if Part.FOLLOWUPS in parts else {})


def _owners(what: Belongings, takers: Sequence[str]) -> dict[int, str]:
    theirs = {customer: backup for customer, (owner, backup) in what.care.items() if owner == what.person}
    owners = {customer: backup for customer, backup in theirs.items() if backup in takers and backup}
    load = Counter({**dict.fromkeys(takers, 0), **Counter(owners.values())})
    for customer in [one for one in theirs if one not in owners]:
        owners[customer] = _least(load, takers)
        load[owners[customer]] += 1
    return owners


def _assignees(what: Belongings, takers: Sequence[str], owners: Mapping[int, str]) -> dict[int, str]:
    load = Counter(dict.fromkeys(takers, 0))
    assignees = {}
    for followup, (customer, owned_by) in what.followups.items():
        owner = owners.get(customer, owned_by)
        assignees[followup] = owner if owner and owner in takers else _least(load, takers)
        load[assignees[followup]] += 1
    return assignees


def _least(load: Mapping[str, int], among: Sequence[str]) -> str:
    """Whoever has least so far; of equals the one who was named first."""
    return min(among, key=lambda one: load[one])
