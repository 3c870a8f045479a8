"""What was done about complaints, or is to be approved, and the days on which their customers are asked about it."""

from collections.abc import Collection
from datetime import date, datetime
from sqlite3 import Row

from bot.domain.resolving import Resolution, Resolved, State
from storage import followup_facts
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant, instant_text

_WHAT = ("resolution", "apology", "compensation", "root_cause", "category", "amount", "currency")


def add(
    uow: UnitOfWork,
    followup_id: int,
    what: Resolution,
    *,
    by: str,
    now: datetime,
    state: State = State.RESOLVED,
    check_on: date | None = None,
) -> int:
    """Keep what was done, or what is to be approved, and give its id."""
    followup_facts.mark(uow, followup_id)
    return uow.insert(
        "INSERT INTO resolutions (followup_id, resolution, apology, compensation, root_cause, category, amount,"
        " currency, resolved_at, resolved_by, state, check_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(followup_id, *(getattr(what, name) for name in _WHAT)),
            *(instant_text(now), by, state, day_text(check_on)),
        ),
    )


def get(uow: UnitOfWork, resolution_id: int) -> Resolved | None:
    """One of them."""
    row = uow.row("SELECT * FROM resolutions WHERE id = ?", (resolution_id,))
    return _read(row) if row else None


def last_of(uow: UnitOfWork, followup_id: int, states: Collection[State] = (State.RESOLVED,)) -> Resolved | None:
    """The last one of a complaint that is in one of these states."""
    where, parameters = one_of("state", states)
    row = uow.row(
        f"SELECT * FROM resolutions WHERE followup_id = ? AND {where} ORDER BY id DESC LIMIT 1",  # noqa: S608  # question marks
        (followup_id, *parameters),
    )
    return _read(row) if row else None


def counted(uow: UnitOfWork, followup_id: int) -> list[Resolved]:
    """All that was done about a complaint and counts, the oldest first."""
    rows = uow.rows(
        "SELECT * FROM resolutions WHERE followup_id = ? AND state = ? ORDER BY id", (followup_id, State.RESOLVED)
    )
    return [_read(row) for row in rows]


def last_of_customer(uow: UnitOfWork, customer_id: int) -> Resolved | None:
    """What was done last about any complaint of a customer that stays put right."""
    row = uow.row(
        "SELECT r.* FROM resolutions AS r JOIN followups AS f ON f.id = r.followup_id"
        " WHERE f.customer_id = ? AND f.status = 'done' AND r.state = ? ORDER BY r.id DESC LIMIT 1",
        (customer_id, State.RESOLVED),
    )
    return _read(row) if row else None


def decide(
    uow: UnitOfWork, resolution_id: int, state: State, *, by: str | None, why: str = "", now: datetime | None = None
) -> None:
    """It stands so from now on, as somebody decided; nobody: as if nobody had."""
    uow.execute(
        "UPDATE resolutions SET state = ?, decided_by = ?, decided_why = ?, decided_at = ? WHERE id = ?",
        (state, by, why, instant_text(now), resolution_id),
    )
    if decided := get(uow, resolution_id):
        followup_facts.mark(uow, decided.followup_id)


def check_on(uow: UnitOfWork, resolution_id: int, on: date | None) -> None:
    """The customer is asked on that day; None: that is settled."""
    uow.execute("UPDATE resolutions SET check_on = ? WHERE id = ?", (day_text(on), resolution_id))


def to_check(uow: UnitOfWork, until: date) -> list[Resolved]:
    """Those about which the customer is to be asked by that day, the oldest first. Asked every minute."""
    rows = uow.rows(
        "SELECT * FROM resolutions WHERE check_on IS NOT NULL AND check_on <= ? AND state = ? ORDER BY id",
        (day_text(until), State.RESOLVED),
    )
    return [_read(row) for row in rows]


def of_followup(uow: UnitOfWork, followup_id: int) -> list[int]:
    """The ids of all there were of a complaint."""
    return [row["id"] for row in uow.rows("SELECT id FROM resolutions WHERE followup_id = ?", (followup_id,))]


def _read(row: Row) -> Resolved:
    return Resolved(
        id=row["id"],
        followup_id=row["followup_id"],
        what=Resolution(**{name: row[name] for name in _WHAT}),
        by=row["resolved_by"],
        at=instant(row["resolved_at"]),
        state=State(row["state"]),
        decided_by=row["decided_by"],
        decided_why=row["decided_why"],
        check_on=day(row["check_on"]),
    )
