"""Who has left the team, and what of theirs is still to be handed over."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from bot.domain.people import INSIDE
from storage.conditions import none_of, one_of
from storage.database import UnitOfWork
from storage.instants import instant_text
from storage.sight import IN_SIGHT


def waiting(uow: UnitOfWork, also: Collection[str]) -> list[str]:
    """Who is known not to be of the team and still has open follow-ups.

    Also who was not noticed so far and owns customers, is covered for, is a steward, is to mend a
    theme, or is among `also` (leads, the
    default owner).
    """
    outside, roles = none_of("role", INSIDE)
    chosen, ids = one_of("id", also)
    rows = uow.rows(
        f"SELECT id FROM people AS p WHERE name != '' AND {outside} AND ("  # noqa: S608  # question marks
        f" EXISTS (SELECT 1 FROM followups WHERE status = 'open' AND assignee = p.id AND {IN_SIGHT})"
        f" OR (left_at IS NULL AND ({chosen}"
        " OR EXISTS (SELECT 1 FROM customers WHERE owner = p.id AND removed_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM followups WHERE cover_for = p.id AND status = 'open')"
        " OR EXISTS (SELECT 1 FROM stewards WHERE person = p.id)"
        " OR EXISTS (SELECT 1 FROM themes WHERE owner = p.id AND standing != 'mended' AND removed_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM absences WHERE person = p.id AND ended_at IS NULL)))) ORDER BY id",
        (*roles, *ids),
    )
    return [row["id"] for row in rows]


def note(uow: UnitOfWork, person_id: str, now: datetime) -> bool:
    """Remember that somebody left. False when that was noticed before."""
    noted = uow.execute(
        "UPDATE people SET left_at = ? WHERE id = ? AND left_at IS NULL", (instant_text(now), person_id)
    )
    return noted.rowcount == 1


def back(uow: UnitOfWork) -> list[str]:
    """Who left, as was noticed, and is of the team again. Asked every minute."""
    inside, roles = one_of("role", INSIDE)
    rows = uow.rows(f"SELECT id FROM people WHERE left_at IS NOT NULL AND {inside} ORDER BY id", roles)  # noqa: S608  # question marks
    return [row["id"] for row in rows]


def forget(uow: UnitOfWork, person_id: str) -> None:
    """Somebody is back: when they leave again, that is news."""
    uow.execute("UPDATE people SET left_at = NULL WHERE id = ?", (person_id,))


def customers_by_backup(uow: UnitOfWork, owner: str) -> Counter[str | None]:
    """How many customers name this owner, by their backup owner."""
    rows = uow.rows(
        "SELECT backup_owner, count(*) AS n FROM customers WHERE owner = ? AND removed_at IS NULL"
        " GROUP BY backup_owner",
        (owner,),
    )
    return Counter({row["backup_owner"]: row["n"] for row in rows})


def names_by_backup(uow: UnitOfWork, owner: str, backups: Collection[str | None], limit: int) -> list[str]:
    """Some of the customers who name this owner, and one of these backup owners (None: none)."""
    named, parameters = one_of("backup_owner", [one for one in backups if one])
    of_none = " OR backup_owner IS NULL" if None in backups else ""
    rows = uow.rows(
        f"SELECT name FROM customers WHERE owner = ? AND removed_at IS NULL AND ({named}{of_none})"  # noqa: S608  # question marks
        " ORDER BY sort_key, id LIMIT ?",
        (owner, *parameters, limit),
    )
    return [row["name"] for row in rows]


def alerts_that_name(uow: UnitOfWork, person_id: str) -> list[int]:
    """The open follow-ups whose alert says that this person looks after the customer, or would be next."""
    rows = uow.rows(
        "SELECT f.id FROM followups AS f JOIN customers AS c ON c.id = f.customer_id"
        " WHERE f.status = 'open' AND f.deadline IS NOT NULL AND ? IN (c.owner, c.backup_owner) ORDER BY f.id",
        (person_id,),
    )
    return [row["id"] for row in rows]
