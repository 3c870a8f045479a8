"""Alerts that nobody claimed: which they are, who is asked next, and who was told."""

from collections.abc import Collection, Mapping
from datetime import date

from bot.domain.followups import FollowUp
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.followups import found_where


def unclaimed_alerts(uow: UnitOfWork) -> list[FollowUp]:
    """The open ones, the nearest deadline first."""
    return found_where(uow, "status = 'open' AND assignee IS NULL AND deadline IS NOT NULL", ())


def told(uow: UnitOfWork, kinds: Collection[str], subjects: Collection[str]) -> set[tuple[str, str, str, date]]:
    """(kind, subject, recipient, local day) of every reminder of these kinds of these subjects, sent or not."""
    found = set()
    of_kind, kind_parameters = one_of("kind", kinds)
    for portion in portions(subjects):
        where, parameters = one_of("subject", portion)
        for row in uow.rows(
            f"SELECT kind, subject, recipient, local_date FROM ledger WHERE {of_kind} AND {where}",  # noqa: S608  # question marks
            (*kind_parameters, *parameters),
        ):
            found.add((row["kind"], row["subject"], row["recipient"], date.fromisoformat(row["local_date"])))
    return found


def stewards(uow: UnitOfWork) -> dict[str, str]:
    """Tier -> who is asked next."""
    return {row["tier"]: row["person"] for row in uow.rows("SELECT tier, person FROM stewards ORDER BY tier")}


def set_stewards(uow: UnitOfWork, chosen: Mapping[str, str]) -> None:
    """These and no others."""
    uow.execute("DELETE FROM stewards")
    for tier, person in sorted(chosen.items()):
        uow.execute("INSERT INTO stewards (tier, person) VALUES (?, ?)", (tier, person))
