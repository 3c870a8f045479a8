"""Follow-ups."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.domain.channel import Severity
from bot.domain.followups import FollowUp, FollowUpKind, Status
from storage import followup_facts
from storage.conditions import EVERYBODY, Condition, one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant, instant_text
from storage.sight import IN_SIGHT

COLUMNS = [
    *(
        "customer_id",
        "kind",
        "title",
        "due",
        "deadline",
        "status",
        "assignee",
        "assigned_at",
        "snoozed_until",
        "back_at",
        "snooze_reason",
    ),
    *(
        "touchpoint_id",
        "severity",
        "created_by",
        "created_at",
        "closed_at",
        "closed_by",
        "outcome",
        "origin",
        "joined_to",
    ),
    *("due_at", "repeats", "promised_on", "broken_on", "acknowledged_at", "acknowledged_by", "cover_for"),
    *("acknowledged_touch", "again_at"),
]

_SINCE = {
    **dict.fromkeys(
        ("back_at", "joined_to", "due_at", "promised_on", "broken_on", "acknowledged_at", "acknowledged_by")
    ),
    **dict.fromkeys(("snooze_reason", "repeats"), ""),
    **dict.fromkeys(("cover_for", "acknowledged_touch", "again_at")),
}
"""What follow-ups did not have in the first Rapport, as it is where there is nothing of it."""


def add(uow: UnitOfWork, followup: FollowUp) -> int:
    """Store a new follow-up and give its id."""
    followup_id = uow.insert(
        f"INSERT INTO followups ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})",  # noqa: S608  # names are ours
        _values(followup),
    )
    followup_facts.mark(uow, followup_id)
    return followup_id


def arisen(uow: UnitOfWork, origins: Iterable[str]) -> set[str]:
    """Those of these origins from which a follow-up has arisen before (done or not)."""
    found = set()
    for portion in portions(origins):
        where, parameters = one_of("origin", portion)
        found |= {row["origin"] for row in uow.rows(f"SELECT origin FROM followups WHERE {where}", parameters)}  # noqa: S608  # question marks
    return found


def update(uow: UnitOfWork, followup: FollowUp) -> None:
    """Store every field as it is now."""
    assignments = ", ".join(f"{column} = ?" for column in COLUMNS)
    uow.execute(f"UPDATE followups SET {assignments} WHERE id = ?", (*_values(followup), followup.id))  # noqa: S608  # names are ours
    followup_facts.mark(uow, followup.id)


def get(uow: UnitOfWork, followup_id: int) -> FollowUp | None:
    """One follow-up, open or closed."""
    return by_id(uow, [followup_id]).get(followup_id)


def by_id(uow: UnitOfWork, ids: Iterable[int]) -> dict[int, FollowUp]:
    """These follow-ups, open or closed."""
    found = [one for portion in portions(ids) for one in found_where(uow, *one_of("id", portion))]
    return {one.id: one for one in found}


def of_touchpoint(uow: UnitOfWork, touchpoint_id: int) -> list[FollowUp]:
    """What arose from a touchpoint."""
    return found_where(uow, "touchpoint_id = ?", (touchpoint_id,))


def with_alert(uow: UnitOfWork, touchpoint_ids: Iterable[int]) -> list[int]:
    """The ids of those that the alerts of these touchpoints carry."""
    found = [one for portion in portions(touchpoint_ids) for one in found_where(uow, *one_of("touchpoint_id", portion))]
    return [one.id for one in found if one.deadline]


def of_customer(uow: UnitOfWork, customer_id: int) -> list[FollowUp]:
    """Everything that ever was to do for a customer."""
    return found_where(uow, "customer_id = ?", (customer_id,))


def of_origin(uow: UnitOfWork, origin: str) -> FollowUp | None:
    """What arose from this, open or closed."""
    found = found_where(uow, "origin = ?", (origin,))
    return found[0] if found else None


def of_origins(uow: UnitOfWork, origins: Iterable[str]) -> dict[str, FollowUp]:
    """The same for each of several origins from which something arose."""
    found = [one for portion in portions(origins) for one in found_where(uow, *one_of("origin", portion))]
    return {one.origin: one for one in found if one.origin}


def acknowledged_by_touch(uow: UnitOfWork, touchpoint_id: int) -> list[FollowUp]:
    """The complaints that count as acknowledged because of a touchpoint."""
    return found_where(uow, "acknowledged_touch = ?", (touchpoint_id,))


def joined_to(uow: UnitOfWork, followup_id: int) -> list[FollowUp]:
    """The complaints that were put together with this one, in the order they came."""
    return sorted(found_where(uow, "joined_to = ?", (followup_id,)), key=lambda one: one.id)


def open_of_customer(uow: UnitOfWork, customer_id: int) -> list[FollowUp]:
    """What is still to do for a customer, the most urgent first."""
    return found_where(uow, "customer_id = ? AND status = 'open'", (customer_id,))


def open_of(uow: UnitOfWork, assignee: str, until: date | None = None) -> list[FollowUp]:
    """What somebody has to do; with `until`, what is shown by that day."""
    return found_where(
        uow,
        "status = 'open' AND assignee = ? AND coalesce(snoozed_until, due) <= ?",
        (assignee, day_text(until or date.max)),
    )


def unclaimed(uow: UnitOfWork, until: date | None = None, of: Condition = EVERYBODY) -> list[FollowUp]:
    """What nobody has yet. `of`: which customers, a condition over their table."""
    customers, parameters = of
    return found_where(
        uow,
        "status = 'open' AND assignee IS NULL AND coalesce(snoozed_until, due) <= ?"  # noqa: S608  # question marks
        f" AND customer_id IN (SELECT id FROM customers WHERE {customers})",
        (day_text(until or date.max), *parameters),
    )


def open_of_team(uow: UnitOfWork) -> list[FollowUp]:
    """What anybody has to do."""
    return found_where(uow, "status = 'open'", ())


def open_of_kind(uow: UnitOfWork, kind: FollowUpKind) -> list[FollowUp]:
    """What anybody has to do of one kind."""
    return found_where(uow, "status = 'open' AND kind = ?", (kind,))


def open_of_kind_of(uow: UnitOfWork, kind: FollowUpKind, customer_ids: Iterable[int]) -> list[int]:
    """The customer of each open one of this kind, among these."""
    found = []
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        rows = uow.rows(
            f"SELECT customer_id FROM followups WHERE status = 'open' AND kind = ? AND {where}",  # noqa: S608  # question marks
            (kind, *parameters),
        )
        found += [row["customer_id"] for row in rows]
    return found


def open_around(uow: UnitOfWork, first: date, last: date) -> list[FollowUp]:
    """What is due, put off or at its deadline between two days, both included."""
    between = "BETWEEN ? AND ?"
    return found_where(
        uow,
        f"status = 'open' AND (due {between} OR snoozed_until {between} OR substr(deadline, 1, 10) {between})",
        (day_text(first), day_text(last)) * 3,
    )


def closed_by(uow: UnitOfWork, person: str, since: datetime) -> list[FollowUp]:
    """What somebody has done or cancelled since then, the latest first."""
    return _latest_first(
        found_where(uow, "status != 'open' AND closed_by = ? AND closed_at >= ?", (person, instant_text(since)))
    )


def closed_since(uow: UnitOfWork, since: datetime, customer_id: int | None = None) -> list[FollowUp]:
    """What anybody has done or cancelled since then, perhaps for one customer; the latest first."""
    of_one, parameters = ("", ()) if customer_id is None else (" AND customer_id = ?", (customer_id,))
    return _latest_first(
        found_where(
            uow,
            f"status != 'open' AND closed_by IS NOT NULL AND closed_at >= ?{of_one}",
            (instant_text(since), *parameters),
        )
    )


def _latest_first(found: list[FollowUp]) -> list[FollowUp]:
    return sorted(found, key=lambda one: (one.closed_at or one.created_at, one.id), reverse=True)


def with_open_alert(uow: UnitOfWork, customer_ids: Iterable[int]) -> set[int]:
    """Those of these customers who have a complaint or other alert still to put right."""
    return _customers_with(uow, "status = 'open' AND deadline IS NOT NULL", (), customer_ids)


def assignees(uow: UnitOfWork) -> set[str]:
    """Everybody who has something to do."""
    rows = uow.rows(
        f"SELECT DISTINCT assignee FROM followups WHERE status = 'open' AND assignee IS NOT NULL AND {IN_SIGHT}"  # noqa: S608  # a constant
    )
    return {row["assignee"] for row in rows}


def snapshot(followup: FollowUp) -> dict[str, object]:
    """A follow-up as the audit log keeps it."""
    return dict(zip(COLUMNS, _values(followup), strict=True))


def from_snapshot(followup_id: int, kept: dict[str, Any]) -> FollowUp:
    """The follow-up behind a snapshot, also one of an older Rapport that knew less about it."""
    return _read({"id": followup_id, **_SINCE, **kept})


def as_kept(now: FollowUp, kept: dict[str, Any]) -> FollowUp:
    """A follow-up as a snapshot has it; whose it is, and from what it arose, can change by a merge of customers."""
    return replace(from_snapshot(now.id, kept), customer_id=now.customer_id, origin=now.origin)


def _customers_with(
    uow: UnitOfWork, where: str, parameters: tuple[object, ...], customer_ids: Iterable[int]
) -> set[int]:
    found = set()
    for portion in portions(customer_ids):
        of_these, ids = one_of("customer_id", portion)
        rows = uow.rows(f"SELECT DISTINCT customer_id FROM followups WHERE {where} AND {of_these}", (*parameters, *ids))  # noqa: S608  # all ours
        found |= {row["customer_id"] for row in rows}
    return found


_ORDER = "promised_on IS NULL, coalesce(deadline, '9'), coalesce(snoozed_until, due), coalesce(due_at, '9'), id"


def found_where(
    uow: UnitOfWork, where: str, parameters: tuple[object, ...] = (), *, order: str = _ORDER, limit: int | None = None
) -> list[FollowUp]:
    """Those of customers in sight that meet a condition over the table: what was promised first, then by their day.

    In another `order`, and at most `limit`, where it is given; both are SQL and figures of ours.
    """
    most = f" LIMIT {limit}" if limit is not None else ""
    rows = uow.rows(f"SELECT * FROM followups WHERE ({where}) AND {IN_SIGHT} ORDER BY {order}{most}", parameters)  # noqa: S608  # all ours
    return [_read(row) for row in rows]


def _values(followup: FollowUp) -> tuple[object, ...]:
    return (
        followup.customer_id, followup.kind, followup.title, day_text(followup.due), instant_text(followup.deadline),
        followup.status, followup.assignee, instant_text(followup.assigned_at), day_text(followup.snoozed_until),
        instant_text(followup.back_at), followup.snooze_reason,
        followup.touchpoint_id, followup.severity, followup.created_by, instant_text(followup.created_at),
        instant_text(followup.closed_at), followup.closed_by, followup.outcome, followup.origin,
        followup.joined_to, instant_text(followup.due_at), followup.repeats, day_text(followup.promised_on),
        day_text(followup.broken_on),
        instant_text(followup.acknowledged_at), followup.acknowledged_by, followup.cover_for,
        followup.acknowledged_touch, instant_text(followup.again_at),
    )  # fmt: skip  # in the order of COLUMNS


def _read(row: sqlite3.Row | dict[str, Any]) -> FollowUp:
    return FollowUp(
        id=row["id"],
        customer_id=row["customer_id"],
        kind=FollowUpKind(row["kind"]),
        title=row["title"],
        due=day(row["due"]),
        created_by=row["created_by"],
        created_at=instant(row["created_at"]),
        deadline=instant(row["deadline"]),
        status=Status(row["status"]),
        assignee=row["assignee"],
        assigned_at=instant(row["assigned_at"]),
        snoozed_until=day(row["snoozed_until"]),
        back_at=instant(row["back_at"]),
        snooze_reason=row["snooze_reason"],
        touchpoint_id=row["touchpoint_id"],
        severity=Severity(row["severity"]) if row["severity"] else None,
        closed_at=instant(row["closed_at"]),
        closed_by=row["closed_by"],
        outcome=row["outcome"],
        origin=row["origin"],
        joined_to=row["joined_to"],
        due_at=instant(row["due_at"]),
        repeats=row["repeats"],
        promised_on=day(row["promised_on"]),
        broken_on=day(row["broken_on"]),
        acknowledged_at=instant(row["acknowledged_at"]),
        acknowledged_by=row["acknowledged_by"],
        cover_for=row["cover_for"],
        acknowledged_touch=row["acknowledged_touch"],
        again_at=instant(row["again_at"]),
    )
