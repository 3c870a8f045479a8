"""Who looks after customers: the caretaker rule (bot/domain/caretaker.py) as a condition, owners and backup owners."""

from collections.abc import Collection, Iterable, Mapping

from bot.domain.caretaker import Caretakers
from bot.domain.handover import Care
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


def of_person(uow: UnitOfWork, person: str) -> dict[int, Care]:
    """Owner and backup owner of every customer who names this person as one of them, by the customer's id."""
    rows = uow.rows(
        "SELECT id, owner, backup_owner FROM customers WHERE (owner = ? OR backup_owner = ?) AND removed_at IS NULL"
        " ORDER BY id",
        (person, person),
    )
    return {row["id"]: (row["owner"], row["backup_owner"]) for row in rows}


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
