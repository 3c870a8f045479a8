"""What playbooks begin with, found where it is kept anyway: who is new, turns of lives, what was done.

Files and changes of many at once begin none: a customer whom a file brought is "customers imported: added" in the audit
log, and a stage that either of them changed has an entry of it beside it.
"""

from datetime import date, datetime

from bot.domain.followups import FollowUpKind
from bot.domain.life import Turn
from bot.domain.one_of_many import CHANGED
from bot.domain.playbook import Beginning
from bot.domain.playbook_run import Cause
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant, instant_text
from storage.sight import IN_SIGHT

Found = list[tuple[Beginning, Cause]]


def added(uow: UnitOfWork, since: datetime) -> Found:
    """Customers whom somebody added since then, one by one."""
    rows = uow.rows(
        "SELECT customer_id, at FROM audit WHERE action = 'customer added' AND at >= ? AND undone_at IS NULL"  # noqa: S608  # a constant
        f" AND customer_id IS NOT NULL AND {IN_SIGHT} ORDER BY id",
        (instant_text(since),),
    )
    return [
        (Beginning.NEW, Cause(f"added:{row['customer_id']}", row["customer_id"], instant(row["at"]))) for row in rows
    ]


def turns(uow: UnitOfWork, since: datetime) -> Found:
    """Stages that customers came to, and those who came back, since then; not of many at once."""
    rows = uow.rows(
        "SELECT id, customer_id, event, after, noted_at FROM life AS l WHERE noted_at >= ? AND undone_at IS NULL"  # noqa: S608  # a constant
        f" AND event <> ? AND {IN_SIGHT} AND NOT EXISTS (SELECT 1 FROM audit AS a WHERE a.customer_id = l.customer_id"
        " AND a.at = l.noted_at AND (a.action LIKE 'customers imported:%' OR a.action = ?)) ORDER BY id",
        (instant_text(since), Turn.LOST, CHANGED),
    )
    return [
        (
            Beginning.WON_BACK if row["event"] == Turn.WON_BACK else Beginning(f"stage:{row['after']}"),
            Cause(f"life:{row['id']}", row["customer_id"], instant(row["noted_at"]), life_id=row["id"]),
        )
        for row in rows
    ]


def done(uow: UnitOfWork, since: datetime) -> Found:
    """Complaints that were put right and renewals that were done since then."""
    rows = uow.rows(
        "SELECT id, customer_id, kind, closed_at FROM followups WHERE status = 'done' AND closed_at >= ?"  # noqa: S608  # a constant
        f" AND kind IN (?, ?) AND joined_to IS NULL AND (origin IS NULL OR origin NOT LIKE 'playbook:%') AND {IN_SIGHT}"
        " ORDER BY id",
        (instant_text(since), FollowUpKind.COMPLAINT, FollowUpKind.RENEWAL),
    )
    return [
        (
            Beginning.RESOLVED if row["kind"] == FollowUpKind.COMPLAINT else Beginning.RENEWED,
            Cause(
                *(f"done:{row['id']}:{row['closed_at']}", row["customer_id"], instant(row["closed_at"])),
                followup_id=row["id"],
            ),
        )
        for row in rows
    ]


def renewing(uow: UnitOfWork, first: date, last: date, now: datetime) -> Found:
    """Customers whose renewal is on one of these days."""
    rows = uow.rows(
        "SELECT id, renewal FROM customers WHERE renewal BETWEEN ? AND ? AND removed_at IS NULL AND lost_on IS NULL"
        " AND do_not_contact = 0 AND id NOT IN (SELECT customer_id FROM forgotten_customers) ORDER BY id",
        (day_text(first), day_text(last)),
    )
    return [
        (
            Beginning.BEFORE_RENEWAL,
            Cause(f"renewal:{row['id']}:{row['renewal']}", row["id"], now, renewal=day(row["renewal"])),
        )
        for row in rows
    ]


def gone_quiet(uow: UnitOfWork, since: datetime) -> Found:
    """Check-ins that came up since then because nobody was in touch (bot/use_cases/check_ins.py), a few a day."""
    rows = uow.rows(
        "SELECT id, customer_id, origin, created_at FROM followups WHERE origin LIKE 'check-in:%' AND created_at >= ?"  # noqa: S608  # a constant
        f" AND {IN_SIGHT} ORDER BY id",
        (instant_text(since),),
    )
    return [
        (
            Beginning.QUIET,
            Cause(
                *(f"quiet:{row['id']}", row["customer_id"], instant(row["created_at"])),
                quiet_since=day(row["origin"].rpartition(":")[2]),
            ),
        )
        for row in rows
    ]
