"""Complaints of a span with their times: one by one, as there are few of them and a median needs every value."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from sqlite3 import Row
from typing import Any

from bot.domain.calendar import local_date
from bot.domain.facts import ComplaintTimes
from bot.domain.resolving import State
from bot.domain.worked import Worked
from storage import many
from storage.conditions import EVERYBODY, Condition
from storage.database import UnitOfWork
from storage.instants import instant, instant_text

_WHICH = (
    "FROM followups AS f JOIN touchpoints AS t ON t.id = f.touchpoint_id"
    " WHERE f.kind = 'complaint' AND t.kind = 'complaint' AND t.undone_at IS NULL"
)


@dataclass(frozen=True)
class _Story:
    """When what became of one, as the database has it. `resolved_at`: put right, as long as it stays so."""

    created_at: str
    claimed_at: str | None
    acknowledged_at: str | None
    resolved_at: str | None
    category: str
    cause: str
    reopened: int
    is_joined: int


_COLUMNS = "created_at, claimed_at, acknowledged_at, resolved_at, category, cause, reopened, is_joined"


def complaints(
    uow: UnitOfWork, between: tuple[datetime, datetime], worked: Worked, tz: str, who: Condition | None = None
) -> list[ComplaintTimes]:
    """Those logged from one instant until before another, without what was undone. Days are those of a zone.

    `who`: a condition on `f.customer_id`; without one also of those who were erased since. Category and cause
    are the touchpoint's, else those chosen when it was put right.
    """
    first, then = map(instant_text, between)
    where, parameters = who or EVERYBODY
    found = _stories(uow, (f"f.created_at >= ? AND f.created_at < ? AND ({where})", (first, then, *parameters)))
    if who is None:
        rows = uow.rows(
            f"SELECT {_COLUMNS} FROM erased_complaints WHERE created_at >= ? AND created_at < ?",  # noqa: S608  # a constant
            (first, then),
        )
        found += [_Story(*row) for row in rows]
    return [_times(one, worked, tz) for one in found]


def leave(uow: UnitOfWork, who: Condition) -> None:
    """What is left of the complaints of customers who are erased: no words, no ids. `who`: as for `complaints`."""
    stories: Iterable[tuple[object, ...]] = [astuple(one) for one in _stories(uow, who)]
    many.insert(uow, f"erased_complaints ({_COLUMNS})", "(?, ?, ?, ?, ?, ?, ?, ?)", stories)


def _stories(uow: UnitOfWork, who: Condition) -> list[_Story]:
    which, parameters = f"{_WHICH} AND {who[0]}", who[1]
    claimed = _by_entries(uow, "min(a.at)", "'follow-up claimed', 'follow-up assigned'", (which, parameters))
    reopened = _by_entries(uow, "count(*)", "'follow-up reopened'", (which, parameters))
    chosen = _chosen(uow, (which, parameters))
    rows = uow.rows(
        "SELECT f.id, f.created_at, f.assigned_at, f.acknowledged_at, f.status, f.closed_at, f.joined_to, t.category,"
        f" t.cause {which} ORDER BY f.id",
        parameters,
    )
    return [
        _Story(
            *(row["created_at"], claimed.get(row["id"]) or row["assigned_at"], row["acknowledged_at"]),
            row["closed_at"] if row["status"] == "done" and row["joined_to"] is None else None,
            *_about(row, *chosen.get(row["id"], ("", ""))),
            int(reopened.get(row["id"], 0)),
            int(row["joined_to"] is not None),
        )
        for row in rows
    ]


def _about(row: Row, category: str, cause: str) -> tuple[str, str]:
    """Category and cause as the touchpoint has them, else as they were chosen when it was put right."""
    return row["category"] or category, row["cause"] or cause


def _by_entries(uow: UnitOfWork, what: str, actions: str, which: Condition) -> dict[int, Any]:
    """By complaint, what its entries of these actions say that were not taken back."""
    rows = uow.rows(
        f"SELECT a.subject_id, {what} AS what FROM audit AS a WHERE a.subject_kind = 'followup'"  # noqa: S608  # ours
        f" AND a.action IN ({actions}) AND a.undone_at IS NULL"
        f" AND a.subject_id IN (SELECT f.id {which[0]}) GROUP BY a.subject_id",
        which[1],
    )
    return {row["subject_id"]: row["what"] for row in rows}


def _chosen(uow: UnitOfWork, which: Condition) -> dict[int, tuple[str, str]]:
    """Category and cause, as they were chosen last."""
    rows = uow.rows(
        "SELECT r.followup_id, r.category, r.root_cause FROM resolutions AS r WHERE r.state = ?"  # noqa: S608  # ours
        f" AND r.followup_id IN (SELECT f.id {which[0]}) ORDER BY r.id",
        (State.RESOLVED, *which[1]),
    )
    return {row["followup_id"]: (row["category"], row["root_cause"]) for row in rows}


def _times(story: _Story, worked: Worked, tz: str) -> ComplaintTimes:
    created = instant(story.created_at)

    def since(at: str | None) -> float | None:
        return worked.hours(created, instant(at)) if at else None

    return ComplaintTimes(
        opened=local_date(created, tz),
        category=story.category,
        cause=story.cause,
        claim=since(story.claimed_at),
        acknowledge=since(story.acknowledged_at),
        resolve=since(story.resolved_at),
        reopened=story.reopened,
        is_joined=bool(story.is_joined),
    )
