"""The audit log: who changed what, and what it was before, so that it can be undone.

`before` and `after` are JSON of the row that changed (None: it was not there). Erasing a customer removes both.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.forgetting import FORGOTTEN
from bot.domain.one_of_many import ONE_OF_MANY, Parts
from storage import many
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant, instant_text
from storage.sight import IN_SIGHT


@dataclass(frozen=True)
class AuditEntry:
    """One change. `action` is a subject and a verb in the past: "touchpoint logged". `part_of`: of another's id."""

    id: int
    at: datetime
    actor: str
    action: str
    subject_kind: str
    subject_id: int
    customer_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undone_at: datetime | None
    undone_by: str | None
    part_of: int | None = None


def record(
    uow: UnitOfWork,
    *,
    actor: str,
    action: str,
    subject: tuple[str, int],
    now: datetime,
    customer_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> int:
    """Write one entry and give its id."""
    return uow.insert(
        "INSERT INTO audit (at, actor, action, subject_kind, subject_id, customer_id, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (instant_text(now), actor, action, *subject, customer_id, _json(before), _json(after)),
    )


def record_parts(uow: UnitOfWork, whole: AuditEntry, action: str, customer_ids: Iterable[int]) -> None:
    """Write what one entry did to each of many customers, of whom nothing was there before."""
    same = (instant_text(whole.at), whole.actor, action, "customer")
    many.insert(
        uow,
        "audit (at, actor, action, subject_kind, subject_id, customer_id, part_of)",
        "(?, ?, ?, ?, ?, ?, ?)",
        ((*same, one, one, whole.id) for one in customer_ids),
    )


def record_changes(uow: UnitOfWork, whole_id: int, action: str, changes: Parts) -> None:
    """Write what an entry that was just written did to each of many customers."""
    whole = get(uow, whole_id)
    same = (instant_text(whole.at), whole.actor, action, ONE_OF_MANY) if whole else ()
    many.insert(
        uow,
        "audit (at, actor, action, subject_kind, subject_id, customer_id, part_of, before, after)",
        "(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*same, one, one, whole_id, _json(was), _json(became)) for one, (was, became) in changes.items()),
    )


def mark_changes_undone(uow: UnitOfWork, whole_id: int, kept: Iterable[int], actor: str, now: datetime) -> None:
    """Remember that what an entry did to many customers was taken back, but for those who are `kept` as they are."""
    uow.execute("UPDATE audit SET undone_at = ?, undone_by = ? WHERE part_of = ?", (instant_text(now), actor, whole_id))
    for portion in portions(kept):
        where, parameters = one_of("subject_id", portion)
        uow.execute(
            f"UPDATE audit SET undone_at = NULL, undone_by = NULL WHERE part_of = ? AND {where}",  # noqa: S608  # question marks
            (whole_id, *parameters),
        )


def set_after(uow: UnitOfWork, entry_id: int, after: dict[str, Any]) -> None:
    """Say what an entry did, where that is known only once it is done."""
    uow.execute("UPDATE audit SET after = ? WHERE id = ?", (_json(after), entry_id))


def make_part(uow: UnitOfWork, entry_id: int, whole_id: int) -> None:
    """An entry belongs to another, and is taken back with it."""
    uow.execute("UPDATE audit SET part_of = ? WHERE id = ?", (whole_id, entry_id))


def parts_of(uow: UnitOfWork, whole_id: int, before: int, limit: int) -> list[AuditEntry]:
    """The last of the parts of an entry that come before one of them and are not undone, the last first."""
    rows = uow.rows(
        "SELECT * FROM audit WHERE part_of = ? AND id < ? AND undone_at IS NULL ORDER BY id DESC LIMIT ?",
        (whole_id, before, limit),
    )
    return [_entry(dict(row)) for row in rows]


def count_parts(uow: UnitOfWork, whole_id: int) -> dict[str, int]:
    """By action how many parts an entry has."""
    rows = uow.rows("SELECT action, count(*) AS n FROM audit WHERE part_of = ? GROUP BY action", (whole_id,))
    return {row["action"]: row["n"] for row in rows}


def get(uow: UnitOfWork, entry_id: int) -> AuditEntry | None:
    """One entry."""
    row = uow.row("SELECT * FROM audit WHERE id = ?", (entry_id,))
    return _entry(dict(row)) if row else None


def latest_of(uow: UnitOfWork, actor: str, actions: frozenset[str], *, since: datetime, limit: int) -> list[AuditEntry]:
    """What this person did lately and has not undone, the newest first; of who is forgotten that alone."""
    where, parameters = one_of("action", sorted(actions))
    rows = uow.rows(
        "SELECT * FROM audit WHERE actor = ? AND undone_at IS NULL AND part_of IS NULL AND at >= ?"  # noqa: S608  # question marks
        f" AND {where}"
        f" AND (customer_id IS NULL OR action = ? OR {IN_SIGHT}) ORDER BY id DESC LIMIT ?",
        (actor, instant_text(since), *parameters, FORGOTTEN, limit),
    )
    return [_entry(dict(row)) for row in rows]


def latest_merges(uow: UnitOfWork, action: str, *, since: datetime, limit: int) -> list[AuditEntry]:
    """What anybody merged lately (entries of this action) and nobody has undone, the newest first."""
    rows = uow.rows(
        "SELECT * FROM audit WHERE subject_kind = 'customer' AND subject_id IN"  # noqa: S608  # ours
        " (SELECT kept_id FROM merges WHERE undone_at IS NULL AND gone != '')"
        f" AND action = ? AND undone_at IS NULL AND at >= ? AND {IN_SIGHT} ORDER BY id DESC LIMIT ?",
        (action, instant_text(since), limit),
    )
    return [_entry(dict(row)) for row in rows]


def of_customer(uow: UnitOfWork, customer_id: int, before: int, limit: int) -> list[AuditEntry]:
    """What was changed about a customer, the latest first, from the entry before this one on.

    That something was undone is said of what was, not in an entry of its own.
    """
    rows = uow.rows(
        "SELECT * FROM audit WHERE customer_id = ? AND id < ? AND action != 'undone' ORDER BY id DESC LIMIT ?",
        (customer_id, before, limit),
    )
    return [_entry(dict(row)) for row in rows]


def standing_about(uow: UnitOfWork, kind: str, subject_id: int) -> list[AuditEntry]:
    """What was done to one thing and not taken back, the latest first."""
    rows = uow.rows(
        "SELECT * FROM audit WHERE subject_kind = ? AND subject_id = ? AND undone_at IS NULL ORDER BY id DESC",
        (kind, subject_id),
    )
    return [_entry(dict(row)) for row in rows]


def last_about(uow: UnitOfWork, action: str, person: str) -> AuditEntry | None:
    """The latest entry of this action whose `after` is about this person."""
    rows = uow.rows("SELECT * FROM audit WHERE subject_kind = 'person' AND action = ? ORDER BY id DESC", (action,))
    entries = (_entry(dict(row)) for row in rows)
    return next((entry for entry in entries if (entry.after or {}).get("person") == person), None)


def given_by(uow: UnitOfWork, followup_id: int, assignee: str) -> str | None:
    """Who changed a follow-up so that this person has it, the last time that was not taken back.

    None: they have had it from the beginning.
    """
    for entry in standing_about(uow, "followup", followup_id):
        before, after = ((kept or {}).get("assignee") for kept in (entry.before, entry.after))
        if after == assignee != before:
            return entry.actor
    return None


def taken_from(uow: UnitOfWork, followup_id: int, person: str) -> str | None:
    """Who changed a follow-up so that this person has it no more, the last time that was not taken back."""
    entry = _taking(uow, followup_id, person)
    return entry.actor if entry else None


def had_since(uow: UnitOfWork, followup_id: int, person: str) -> datetime | None:
    """Since when this person had a follow-up that they have no more."""
    entry = _taking(uow, followup_id, person)
    return instant((entry.before or {}).get("assigned_at")) if entry else None


def _taking(uow: UnitOfWork, followup_id: int, person: str) -> AuditEntry | None:
    """The last change not taken back by which this person has a follow-up no more."""
    for entry in standing_about(uow, "followup", followup_id):
        before, after = ((kept or {}).get("assignee") for kept in (entry.before, entry.after))
        if before == person != after:
            return entry
    return None


def is_untouched(uow: UnitOfWork, followup_id: int, since: str) -> bool:
    """Whether nobody changed a follow-up since the last entry of this action about it."""
    row = uow.row(
        "SELECT action FROM audit WHERE subject_kind = 'followup' AND subject_id = ? AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 1",
        (followup_id,),
    )
    return row is None or row["action"] == since


def is_about_followup(uow: UnitOfWork, followup_id: int) -> bool:
    """Whether anything was ever done to a follow-up, taken back or not."""
    row = uow.row("SELECT 1 FROM audit WHERE subject_kind = 'followup' AND subject_id = ? LIMIT 1", (followup_id,))
    return row is not None


def of_followups(uow: UnitOfWork, action: str, followup_ids: Iterable[int]) -> dict[int, list[AuditEntry]]:
    """Follow-up -> the entries of this action about it that were not taken back, in their order."""
    found: dict[int, list[AuditEntry]] = {}
    for portion in portions(followup_ids):
        where, parameters = one_of("subject_id", portion)
        for row in uow.rows(
            f"SELECT * FROM audit WHERE subject_kind = 'followup' AND action = ? AND undone_at IS NULL AND {where}"  # noqa: S608  # question marks
            " ORDER BY id",
            (action, *parameters),
        ):
            found.setdefault(row["subject_id"], []).append(_entry(dict(row)))
    return found


def mark_undone(uow: UnitOfWork, entry_id: int, actor: str, now: datetime) -> None:
    """Remember that a change was taken back."""
    uow.execute("UPDATE audit SET undone_at = ?, undone_by = ? WHERE id = ?", (instant_text(now), actor, entry_id))


def _json(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, default=str)


def _entry(row: dict[str, Any]) -> AuditEntry:
    row["at"] = instant(row["at"])
    row["undone_at"] = instant(row["undone_at"])
    row["before"] = json.loads(row["before"]) if row["before"] else None
    row["after"] = json.loads(row["after"]) if row["after"] else None
    return AuditEntry(**row)
