"""What figures count of each follow-up, in one narrow row: how long a complaint took, whether a thing was on time.

Whatever changes one marks it (`mark`), in the same transaction; marked ones are counted anew by a job, a few at a time
(`count_some`). While one is marked it counts as it stands at this moment (`marked`), so no figure is behind the facts.
Working hours are those of the calendar that all rows were counted by (`calendar`): when it is another one, all are
counted anew. Of who is erased the rows stay, as those of nobody (`leave`).
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, time
from operator import attrgetter
from sqlite3 import Row

from bot.domain.calendar import WorkingHours, local_date
from bot.domain.followups import FollowUpKind
from bot.domain.joining import JOINED
from bot.domain.promise import WITHDRAWN
from bot.domain.resolving import State
from bot.domain.worked import Worked
from storage import many
from storage.conditions import EVERYBODY, Condition, one_of
from storage.database import UnitOfWork
from storage.instants import day_text, instant

AT_ONCE = 500
"""So many follow-ups are counted anew in one unit of work: 60 ms of processor time."""

COUNTED_NOW = 400
"""So many are counted while somebody waits."""


@dataclass(frozen=True)
class FollowUpFacts:
    """One of them. Days are the team's, times are working minutes since a complaint was logged; None: not, or not yet.

    `opened`: the day of a complaint, as it is that of its touchpoint. `righted`: when what was done about it was noted
    last; `is_given`: whether anything was given, worth `given` altogether, in hundredths of `given_in`. `due` is the
    day for which it stands, `promised` the one that the customer was told, `broken` one before that which passed;
    `thanked`: when a thank-you note was done.
    """

    opened: str | None = None
    category: str = ""
    cause: str = ""
    claim: int | None = None
    acknowledge: int | None = None
    resolve: int | None = None
    reopened: int = 0
    is_joined: int = 0
    righted: str | None = None
    is_given: int = 0
    given: int = 0
    given_in: str = ""
    due: str | None = None
    on_time: int = 0
    promised: str | None = None
    kept: int = 0
    broken: str | None = None
    thanked: str | None = None


_NAMES = tuple(field.name for field in fields(FollowUpFacts))
COLUMNS = ", ".join(_NAMES)
_values = attrgetter(*_NAMES)


def mark(uow: UnitOfWork, followup_id: int) -> None:
    """Something of it is another now."""
    uow.execute("INSERT INTO followup_marks (followup_id) VALUES (?)", (followup_id,))


def mark_behind(uow: UnitOfWork, *touchpoint_ids: int) -> None:
    """Something of the touchpoints of which they arose is another now."""
    where, parameters = one_of("touchpoint_id", touchpoint_ids)
    uow.execute(f"INSERT INTO followup_marks (followup_id) SELECT id FROM followups WHERE {where}", parameters)  # noqa: S608  # question marks


def mark_joined(uow: UnitOfWork, customer_ids: Collection[int]) -> None:
    """What was put together with follow-ups of these customers stands alone now."""
    theirs, parameters = one_of("customer_id", customer_ids)
    uow.execute(
        "INSERT INTO followup_marks (followup_id) SELECT id FROM followups WHERE joined_to IN"  # noqa: S608  # ours
        f" (SELECT id FROM followups WHERE {theirs})",
        parameters,
    )


def mark_all(uow: UnitOfWork) -> None:
    """Count all of them anew."""
    uow.execute("INSERT INTO followup_marks (followup_id) SELECT id FROM followups")


def look(uow: UnitOfWork) -> tuple[bool, WorkingHours | None]:
    """Whether days (storage/rollups.py) or follow-ups are marked, and the calendar. Asked every minute."""
    row = uow.row(
        "SELECT (SELECT max(id) FROM day_marks) AS days, (SELECT max(id) FROM followup_marks) AS followups,"
        " (SELECT calendar FROM counted_by WHERE id = 1) AS calendar"
    )
    if row is None:
        return False, None
    return bool(row["days"] or row["followups"]), _calendar(row["calendar"])


def calendar(uow: UnitOfWork) -> WorkingHours | None:
    """By which all are counted; None: none was yet."""
    row = uow.row("SELECT calendar FROM counted_by WHERE id = 1")
    return _calendar(row["calendar"]) if row else None


def _calendar(kept: str | None) -> WorkingHours | None:
    if kept is None:
        return None
    zone, days, start, end, holidays = json.loads(kept)
    hours = time.fromisoformat(start), time.fromisoformat(end)
    return WorkingHours(zone, frozenset(days), *hours, frozenset(date.fromisoformat(one) for one in holidays))


def count_by(uow: UnitOfWork, hours: WorkingHours) -> None:
    """From now on by this calendar."""
    kept = [hours.zone, sorted(hours.days), str(hours.start), str(hours.end), sorted(map(str, hours.holidays))]
    uow.execute(
        "INSERT INTO counted_by (id, calendar) VALUES (1, ?)"
        " ON CONFLICT (id) DO UPDATE SET calendar = excluded.calendar",
        (json.dumps(kept),),
    )


def count_some(uow: UnitOfWork, hours: WorkingHours) -> bool:
    """Count some of those marked, the latest first. Whether there may be more."""
    rows = uow.rows("SELECT DISTINCT followup_id FROM followup_marks ORDER BY followup_id DESC LIMIT ?", (AT_ONCE,))
    _count(uow, [row["followup_id"] for row in rows], hours)
    return len(rows) == AT_ONCE


def marked(
    uow: UnitOfWork, hours: WorkingHours, who: Condition | None = None, *, are_all: bool = False
) -> tuple[dict[int, FollowUpFacts], bool]:
    """Those marked, by id, as they stand at this moment, and whether there are more, which are as they were counted.

    `who`: a condition on `followup_id`. `are_all`: as if all were marked, as they will be by another calendar.
    """
    where, parameters = who or EVERYBODY
    found = "(SELECT id AS followup_id FROM followups) AS every_one" if are_all else "followup_marks"
    rows = uow.rows(
        f"SELECT DISTINCT followup_id FROM {found} WHERE {where} ORDER BY followup_id DESC LIMIT ?",  # noqa: S608  # ours
        (*parameters, COUNTED_NOW + 1),
    )
    ids = [row["followup_id"] for row in rows]
    there = _facts(uow, ids[:COUNTED_NOW], hours)
    return {one: there.get(one, FollowUpFacts()) for one in ids[:COUNTED_NOW]}, len(ids) > COUNTED_NOW


def leave(uow: UnitOfWork, customer_ids: Collection[int], on: date) -> None:
    """Before these customers are erased: what was counted of their follow-ups is nobody's. Later days do not count."""
    theirs, parameters = one_of("customer_id", customer_ids)
    behind = f"followup_id IN (SELECT id FROM followups WHERE {theirs})"  # noqa: S608  # question marks
    rows = uow.rows(f"SELECT DISTINCT followup_id FROM followup_marks WHERE {behind}", parameters)  # noqa: S608  # ours
    _count(uow, [row["followup_id"] for row in rows], calendar(uow) or WorkingHours())
    uow.execute(
        "UPDATE followup_facts SET due = CASE WHEN on_time = 0 AND due >= ? THEN NULL ELSE due END,"  # noqa: S608  # ours
        " promised = CASE WHEN kept = 0 AND promised >= ? THEN NULL ELSE promised END, followup_id = NULL"
        f" WHERE {behind}",
        (day_text(on), day_text(on), *parameters),
    )


def _count(uow: UnitOfWork, ids: Collection[int], hours: WorkingHours) -> None:
    if not ids:
        return
    where, parameters = one_of("followup_id", ids)
    uow.execute(f"DELETE FROM followup_facts WHERE {where}", parameters)  # noqa: S608  # question marks
    marks = f"(?{', ?' * len(_NAMES)})"
    found = _facts(uow, ids, hours)
    many.insert(
        uow, f"followup_facts (followup_id, {COLUMNS})", marks, ((one, *_values(facts)) for one, facts in found.items())
    )
    uow.execute(f"DELETE FROM followup_marks WHERE {where}", parameters)  # noqa: S608  # question marks


def _facts(uow: UnitOfWork, ids: Collection[int], hours: WorkingHours) -> dict[int, FollowUpFacts]:
    if not ids:
        return {}
    where, parameters = one_of("f.id", ids)
    rows = uow.rows(
        "SELECT f.*, t.kind AS logged, t.undone_at, t.category, t.cause, t.happened_on FROM followups AS f"  # noqa: S608  # question marks
        f" LEFT JOIN touchpoints AS t ON t.id = f.touchpoint_id WHERE {where}",
        parameters,
    )
    complaints = [row["id"] for row in rows if _is_complaint(row)]
    claimed = _by_entries(uow, complaints, "min(at)", "'follow-up claimed', 'follow-up assigned'")
    reopened, done = _by_entries(uow, complaints, "count(*)", "'follow-up reopened'"), _done(uow, complaints)
    found = {}
    for row in rows:
        one, of_complaint = row["id"], {}
        if _is_complaint(row):
            of_complaint = _complaint(row, claimed.get(one), hours) | _righted(row, done.get(one, ()), hours.zone)
            of_complaint["reopened"] = reopened.get(one, 0)
        found[one] = FollowUpFacts(**of_complaint, **_work(row, hours.zone))  # type: ignore[arg-type]  # each has its own columns
    return found


def _is_complaint(row: Row) -> bool:
    return row["kind"] == FollowUpKind.COMPLAINT == row["logged"] and row["undone_at"] is None


def _by_entries(uow: UnitOfWork, ids: Collection[int], what: str, actions: str) -> dict[int, object]:
    """By follow-up, what its entries of these actions say that were not taken back."""
    where, parameters = one_of("subject_id", ids)
    rows = uow.rows(
        f"SELECT subject_id, {what} AS what FROM audit WHERE subject_kind = 'followup' AND action IN ({actions})"  # noqa: S608  # ours
        f" AND undone_at IS NULL AND {where} GROUP BY subject_id",
        parameters,
    )
    return {row["subject_id"]: row["what"] for row in rows}


def _done(uow: UnitOfWork, ids: Collection[int]) -> dict[int, list[Row]]:
    """By complaint, what was done about it and counts, the oldest first."""
    where, parameters = one_of("followup_id", ids)
    rows = uow.rows(
        "SELECT followup_id, category, root_cause, compensation, amount, currency, resolved_at FROM resolutions"  # noqa: S608  # ours
        f" WHERE state = ? AND {where} ORDER BY id",
        (State.RESOLVED, *parameters),
    )
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["followup_id"], []).append(row)
    return found


def _righted(row: Row, done: Sequence[Row], tz: str) -> dict[str, object]:
    """What it was about, by the touchpoint's own word first, and what was given, in the currency of the last time."""
    last = done[-1] if done else None
    paid = [one for one in done if one["amount"] is not None]
    currency = paid[-1]["currency"] if paid else ""
    return {
        "category": row["category"] or (last["category"] if last else ""),
        "cause": row["cause"] or (last["root_cause"] if last else ""),
        "righted": day_text(local_date(instant(last["resolved_at"]), tz)) if last else None,
        "is_given": int(any(one["compensation"] or one["amount"] is not None for one in done)),
        "given": sum(one["amount"] for one in paid if one["currency"] == currency),
        "given_in": currency,
    }


def _complaint(row: Row, claimed: object, hours: WorkingHours) -> dict[str, object]:
    created = instant(row["created_at"])
    is_joined = row["joined_to"] is not None or row["outcome"] == JOINED
    is_right = row["status"] == "done" and not is_joined

    def since(at: object) -> int | None:
        until = instant(str(at)) if at else None
        return round(Worked.between(hours, created, until).hours(created, until) * 60) if until else None

    return {
        "opened": row["happened_on"],
        "claim": since(claimed or row["assigned_at"]),
        "acknowledge": since(row["acknowledged_at"]),
        "resolve": since(row["closed_at"]) if is_right else None,
        "is_joined": int(is_joined),
    }


def _work(row: Row, tz: str) -> dict[str, object]:
    if row["status"] == "cancelled" or row["outcome"] == WITHDRAWN:
        return {}
    closed = day_text(local_date(instant(row["closed_at"]), tz)) if row["status"] == "done" else None
    due = None if row["kind"] == FollowUpKind.COMPLAINT else row["snoozed_until"] or row["due"]
    promised = row["promised_on"]
    return {
        "due": due,
        "on_time": _by(closed, due),
        "promised": promised,
        "kept": _by(closed, promised),
        "broken": row["broken_on"],
        "thanked": closed if row["kind"] == FollowUpKind.THANK_YOU else None,
    }


def _by(closed: str | None, on: str | None) -> int:
    return int(closed is not None and on is not None and closed <= on)
