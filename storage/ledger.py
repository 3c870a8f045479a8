"""The reminder ledger: each reminder once for each person and local day, and what became of it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from sqlite3 import Row

from bot.domain.ledger import LATE_AFTER, WITHHELD, Reminder
from storage.conditions import AT_ONCE, one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, instant, instant_text


def queue(
    uow: UnitOfWork,
    *,
    kind: str,
    subject: str,
    recipient: str,
    local_date: date,
    outbox_id: int,
    now: datetime,
    due: datetime | None = None,
) -> bool:
    """Note that a message will remind somebody of something. False when that was noted already: do not remind again.

    `due` is when the reminder was to arrive (default: now); from it follows whether it was late.
    """
    what = [(kind, subject)]
    noted = queue_all(
        uow, what, recipient=recipient, local_date=local_date, outbox_id=outbox_id, now=now, due=due or now
    )
    return noted == 1


def queue_all(
    uow: UnitOfWork,
    lines: Iterable[tuple[str, str]],
    *,
    recipient: str,
    local_date: date,
    outbox_id: int,
    now: datetime,
    due: datetime,
) -> int:
    """The same for each (kind, subject) that one message reminds somebody of; gives how many were not noted before."""
    shared = {"recipient": recipient, "local_date": local_date.isoformat(), "state": "queued", "reason": ""}
    moments = {"due_at": instant_text(due), "created_at": instant_text(now), "outbox_id": outbox_id}
    each = ({"kind": kind, "subject": subject, **shared, **moments} for kind, subject in lines)
    return _note(uow, *each)


def skip(
    uow: UnitOfWork, *, kind: str, subject: str, recipient: str, local_date: date, reason: str, now: datetime
) -> bool:
    """Note why somebody is not reminded. False when that reminder was noted already."""
    what = {"kind": kind, "subject": subject, "recipient": recipient, "local_date": local_date.isoformat()}
    moments = dict.fromkeys(("due_at", "created_at", "settled_at"), instant_text(now))
    return _note(uow, {**what, **moments, "state": "skipped", "reason": reason}) == 1


def note_withheld(
    uow: UnitOfWork, post_id: int, recipient: str, local_date: date, reason: str, now: datetime, *, can_be_read: bool
) -> None:
    """Note why a message was made neutral, or was to be and `can_be_read` by others all the same. Once a day."""
    what = {"kind": WITHHELD, "subject": str(post_id), "recipient": recipient, "local_date": local_date.isoformat()}
    moments = dict.fromkeys(("due_at", "created_at", "settled_at"), instant_text(now))
    _note(uow, {**what, **moments, "state": "failed" if can_be_read else "skipped", "reason": reason})


def is_noted(uow: UnitOfWork, *, kind: str, subject: str, recipient: str, local_date: date) -> bool:
    """Whether this reminder is accounted for already, sent or not."""
    found = uow.row(
        "SELECT 1 FROM ledger WHERE kind = ? AND subject = ? AND recipient = ? AND local_date = ?",
        (kind, subject, recipient, local_date.isoformat()),
    )
    return found is not None


def noted(uow: UnitOfWork, kind: str, subjects: Iterable[str]) -> set[str]:
    """Those of these of which anybody was reminded, is about to be, or is not for a reason that is noted."""
    found = set()
    for portion in portions(subjects):
        where, parameters = one_of("subject", portion)
        rows = uow.rows(f"SELECT DISTINCT subject FROM ledger WHERE kind = ? AND {where}", (kind, *parameters))  # noqa: S608  # question marks
        found |= {row["subject"] for row in rows}
    return found


def last_told(uow: UnitOfWork, *, kind: str, subjects: Iterable[str], recipient: str) -> dict[str, date]:
    """The latest local day on which somebody was reminded of each of these, or is about to be; if ever."""
    found = {}
    for portion in portions(subjects):
        where, parameters = one_of("subject", portion)
        for row in uow.rows(
            "SELECT subject, max(local_date) AS day FROM ledger WHERE kind = ? AND recipient = ?"  # noqa: S608  # question marks
            f" AND state IN ('queued', 'sent', 'late') AND {where} GROUP BY subject",
            (kind, recipient, *parameters),
        ):
            found[row["subject"]] = day(row["day"])
    return found


def noted_since(uow: UnitOfWork, kinds: Collection[str], since: date) -> set[tuple[str, date]]:
    """(recipient, local day) of every reminder of these kinds from that local day on."""
    where, parameters = one_of("kind", kinds)
    rows = uow.rows(
        f"SELECT recipient, local_date FROM ledger WHERE local_date >= ? AND {where}",  # noqa: S608  # question marks
        (since.isoformat(), *parameters),
    )
    return {(row["recipient"], date.fromisoformat(row["local_date"])) for row in rows}


def last_day(uow: UnitOfWork, *, kind: str, subject: str, recipient: str) -> date | None:
    """The latest local day for which this reminder is accounted for."""
    row = uow.row(
        "SELECT max(local_date) AS day FROM ledger WHERE kind = ? AND subject = ? AND recipient = ?",
        (kind, subject, recipient),
    )
    return day(row["day"]) if row else None


def reasons_since(uow: UnitOfWork, kind: str, since: date, limit: int) -> list[tuple[int, date, str]]:
    """What was left out since a day, and why: (subject, an id; day; reason), the latest first."""
    rows = uow.rows(
        "SELECT subject, local_date, reason FROM ledger WHERE kind = ? AND local_date >= ? AND state = 'skipped'"
        " ORDER BY id DESC LIMIT ?",
        (kind, since.isoformat(), limit),
    )
    return [(int(row["subject"]), day(row["local_date"]), row["reason"]) for row in rows]


def settle_sent(uow: UnitOfWork, outbox_id: int, now: datetime) -> None:
    """The message that carries these reminders is in Slack: on time, or late."""
    uow.execute(
        "UPDATE ledger SET state = CASE WHEN coalesce(due_at, created_at) < ? THEN 'late' ELSE 'sent' END,"
        " settled_at = ? WHERE outbox_id = ? AND state = 'queued'",
        (instant_text(now - LATE_AFTER), instant_text(now), outbox_id),
    )


def settle(uow: UnitOfWork, outbox_id: int, state: str, reason: str, now: datetime) -> None:
    """The message that carries these reminders was "skipped" or "failed", and why."""
    uow.execute(
        "UPDATE ledger SET state = ?, reason = ?, settled_at = ? WHERE outbox_id = ? AND state = 'queued'",
        (state, reason, instant_text(now), outbox_id),
    )


def take_up(uow: UnitOfWork, outbox_id: int) -> None:
    """The message that carries these reminders, and failed, is tried once more."""
    uow.execute(
        "UPDATE ledger SET state = 'queued', reason = '', settled_at = NULL WHERE outbox_id = ? AND state = 'failed'",
        (outbox_id,),
    )


def items_of(uow: UnitOfWork, outbox_id: int) -> list[Reminder]:
    """Which reminders a message carries, in the order in which they were queued."""
    return [_reminder(row) for row in uow.rows("SELECT * FROM ledger WHERE outbox_id = ? ORDER BY id", (outbox_id,))]


def carriers(uow: UnitOfWork, kinds: Collection[str], subjects: Iterable[str]) -> set[tuple[str, int]]:
    """(subject, outbox row) of every message that carries a reminder of one of these kinds of one of these."""
    found = set()
    of_kind, kind_parameters = one_of("kind", kinds)
    for portion in portions(subjects):
        where, parameters = one_of("subject", portion)
        for row in uow.rows(
            f"SELECT DISTINCT subject, outbox_id FROM ledger WHERE {of_kind} AND {where} AND outbox_id IS NOT NULL",  # noqa: S608  # question marks
            (*kind_parameters, *parameters),
        ):
            found.add((row["subject"], row["outbox_id"]))
    return found


def shown_about(uow: UnitOfWork, kinds: Collection[str], customer_id: int) -> set[int]:
    """The messages (outbox rows) with a line of these kinds, whose subject begins with the customer's id."""
    where, parameters = one_of("kind", kinds)
    rows = uow.rows(
        f"SELECT DISTINCT outbox_id FROM ledger WHERE {where} AND subject LIKE ? AND outbox_id IS NOT NULL",  # noqa: S608  # question marks
        (*parameters, f"{customer_id}:%"),
    )
    return {row["outbox_id"] for row in rows}


def of_day(uow: UnitOfWork, local_date: date) -> list[Reminder]:
    """Every reminder of a local day."""
    rows = uow.rows("SELECT * FROM ledger WHERE local_date = ? ORDER BY recipient, id", (local_date.isoformat(),))
    return [_reminder(row) for row in rows]


def of_person(uow: UnitOfWork, recipient: str, since: date) -> list[Reminder]:
    """Somebody's reminders from a local day on, newest first."""
    rows = uow.rows(
        "SELECT * FROM ledger WHERE recipient = ? AND local_date >= ? ORDER BY local_date DESC, id",
        (recipient, since.isoformat()),
    )
    return [_reminder(row) for row in rows]


def _note(uow: UnitOfWork, *reminders: dict[str, object]) -> int:
    """Write those that are not noted yet, in their order, and give how many they were. All have the same columns."""
    noted = 0
    for start in range(0, len(reminders), AT_ONCE):
        portion = reminders[start : start + AT_ONCE]
        names = ", ".join(portion[0])
        places = ", ".join([f"({', '.join('?' * len(portion[0]))})"] * len(portion))
        values = tuple(value for reminder in portion for value in reminder.values())
        noted += uow.execute(f"INSERT INTO ledger ({names}) VALUES {places} ON CONFLICT DO NOTHING", values).rowcount  # noqa: S608  # names are ours
    return noted


def _reminder(row: Row) -> Reminder:
    plain = {name: row[name] for name in ("id", "kind", "subject", "recipient", "state", "reason", "outbox_id")}
    created_at = instant(row["created_at"])
    return Reminder(
        **plain,
        local_date=date.fromisoformat(row["local_date"]),
        due_at=instant(row["due_at"]) or created_at,
        created_at=created_at,
        settled_at=instant(row["settled_at"]),
    )
