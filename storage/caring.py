"""Who looks after customers: the caretaker rule (bot/domain/caretaker.py) as a condition, owners and backup owners."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Row

from bot.domain.calendar import local_date
from bot.domain.caretaker import Caretakers
from bot.domain.handover import Care
from bot.domain.people import Role
from storage.conditions import Condition, one_of, portions
from storage.database import UnitOfWork
from storage.people import IS_GONE

_GONE, _ROLES = IS_GONE
_LEFT = f"IN (SELECT id FROM people WHERE {_GONE})"  # noqa: S608  # question marks


def looked_after_by(person: str, caretakers: Caretakers) -> Condition:
    """For whom this person does what comes due now, as the database has it who has left.

    A branch can use an index of its own.
    """
    if person in caretakers.gone or person in caretakers.away:
        return "1 = 0", ()
    away = sorted(caretakers.away)
    no_owner, no_backup = (_nobody(column, away) for column in ("owner", "backup_owner"))
    condition, parameters = f"owner = ? OR (backup_owner = ? AND {no_owner[0]})", [person, person, *no_owner[1]]
    if person == caretakers.default_owner:
        condition = f"{condition} OR ({no_owner[0]} AND {no_backup[0]})"
        parameters += [*no_owner[1], *no_backup[1]]
    return f"({condition})", tuple(parameters)


def _nobody(column: str, away: Collection[str]) -> Condition:
    """There is nobody there, or they have left, or are away."""
    where, ids = one_of(column, away)
    return f"({column} IS NULL OR {column} {_LEFT}{f' OR {where}' if away else ''})", (*_ROLES, *(ids if away else ()))


@dataclass(frozen=True)
class NotThere:
    """Who is known not to be of the team, with what they are now; and who is away now, until which day."""

    gone: Mapping[str, Role]
    away: Mapping[str, date]


def not_there(uow: UnitOfWork, now: datetime) -> NotThere:
    """Both in one statement, as it is asked wherever a customer is shown."""
    rows = uow.rows(
        f"SELECT id, role, NULL AS first, NULL AS back_on, tz FROM people WHERE {_GONE}"  # noqa: S608  # question marks
        " UNION ALL SELECT a.person, NULL, a.first, a.back_on, p.tz FROM absences AS a"
        " LEFT JOIN people AS p ON p.id = a.person WHERE a.ended_at IS NULL",
        _ROLES,
    )
    away = {row["id"]: date.fromisoformat(row["back_on"]) for row in rows if row["first"] and _is_on(row, now)}
    return NotThere({row["id"]: Role(row["role"]) for row in rows if row["role"]}, away)


def _is_on(row: Row, now: datetime) -> bool:
    return bool(row["first"] <= str(local_date(now, row["tz"] or "UTC")) < row["back_on"])


def of_person(uow: UnitOfWork, person: str) -> dict[int, Care]:
    """Owner and backup owner of every customer who names this person as one of them, by the customer's id."""
    rows = uow.rows(
        "SELECT id, owner, backup_owner FROM customers WHERE (owner = ? OR backup_owner = ?) AND removed_at IS NULL"
        " ORDER BY id",
        (person, person),
    )
    return {row["id"]: (row["owner"], row["backup_owner"]) for row in rows}


def owned(uow: UnitOfWork) -> dict[str, int]:
    """How many customers each owner has who are still with us."""
    rows = uow.rows(
        "SELECT owner, count(*) AS n FROM customers WHERE owner IS NOT NULL AND removed_at IS NULL AND lost_on IS NULL"
        " GROUP BY owner"
    )
    return {row["owner"]: row["n"] for row in rows}


def of_customers(uow: UnitOfWork, customer_ids: Iterable[int]) -> dict[int, Care]:
    """The same of these customers, as far as they are there."""
    found: dict[int, Care] = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("id", portion)
        for row in uow.rows(
            f"SELECT id, owner, backup_owner FROM customers WHERE {where} AND removed_at IS NULL",  # noqa: S608  # question marks
            parameters,
        ):
            found[row["id"]] = (row["owner"], row["backup_owner"])
    return found


def set_care(uow: UnitOfWork, care: Mapping[int, Care]) -> None:
    """Who looks after these customers from now on; those with the same people at once."""
    alike: dict[Care, list[int]] = {}
    for customer_id, who in care.items():
        alike.setdefault(who, []).append(customer_id)
    for who, ids in alike.items():
        for portion in portions(ids):
            where, parameters = one_of("id", portion)
            uow.execute(
                f"UPDATE customers SET owner = ?, backup_owner = ? WHERE {where}",  # noqa: S608  # question marks
                (*who, *parameters),
            )
