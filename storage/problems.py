"""How much is not as it should be in the outbox, the ledger and the messages on show. Nothing is mended here."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.ledger import WITHHELD
from storage import mails, outbox, people, slack_channels
from storage.database import UnitOfWork
from storage.instants import instant_text

PATIENCE = timedelta(minutes=15)
"""How long a message may wait before that is a problem."""

LONG = timedelta(hours=1)
"""How long a letter may be put off: greylisting takes less (RFC 6647)."""

Count = Callable[[UnitOfWork, datetime], int]


def counts(uow: UnitOfWork, now: datetime) -> dict[str, int]:
    """Code of a problem (bot/domain/problems.py) -> of how many that is so now; all are 0 when all is well."""
    return {code: count(uow, now) for code, count in COUNTS.items()}


def waiting(uow: UnitOfWork, now: datetime) -> int:
    """Messages that are due and do not get through; not edits of what is withheld from its readers on purpose."""
    row = uow.row(
        "SELECT count(*) AS n FROM outbox AS o WHERE state IN ('pending', 'sending')"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE id = o.edits AND withheld_at IS NOT NULL)"
        " AND (not_before <= ? OR (attempts > 0 AND started_at IS NOT NULL AND created_at <= ?))",
        (instant_text(now - PATIENCE),) * 2,
    )
    return row["n"] if row else 0


def doubtful(uow: UnitOfWork, now: datetime) -> int:
    """Messages of which it has been unknown for long whether Slack has them."""
    row = uow.row(
        "SELECT count(*) AS n FROM outbox WHERE state = 'unknown' AND started_at <= ?", (instant_text(now - PATIENCE),)
    )
    return row["n"] if row else 0


def unexplained(uow: UnitOfWork, now: datetime) -> int:
    """Reminders that were due and are neither sent nor skipped nor failed."""
    row = uow.row(
        "SELECT count(*) AS n FROM ledger AS l LEFT JOIN outbox AS o ON o.id = l.outbox_id WHERE l.state = 'queued'"
        " AND ((coalesce(l.due_at, l.created_at) <= ? AND l.created_at <= ?) OR o.id IS NULL"
        " OR o.state IN ('sent', 'failed', 'skipped'))",
        (instant_text(now - PATIENCE),) * 2,
    )
    return row["n"] if row else 0


def gone(uow: UnitOfWork, _now: datetime) -> int:
    """Open follow-ups whose alert was deleted in Slack."""
    row = uow.row(
        "SELECT count(DISTINCT f.id) AS n FROM followups AS f JOIN outbox AS o ON o.subject = CAST(f.id AS TEXT)"
        " WHERE f.status = 'open' AND o.kind = 'alert' AND o.edits IS NULL AND o.error = 'message_not_found'"
        " AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.kind = 'alert' AND other.subject = o.subject"
        " AND other.edits IS NULL AND other.state != 'skipped' AND other.state != 'failed')"
    )
    return row["n"] if row else 0


def readable(uow: UnitOfWork, _now: datetime) -> int:
    """What others than the team can read, because Slack does not let it be edited."""
    failed = uow.rows("SELECT DISTINCT subject FROM ledger WHERE kind = ? AND state = 'failed'", (WITHHELD,))
    if not failed:
        return 0
    open_to_others = {one.id for one in slack_channels.every(uow) if one.id and one.trouble in OPEN_TO_OTHERS}
    theirs = open_to_others.union(people.dms_of_outsiders(uow))
    posts = outbox.by_id(uow, (int(row["subject"]) for row in failed))
    return sum(post.channel in theirs for post in posts.values())


def letters(uow: UnitOfWork, now: datetime) -> int:
    """Letters to customers that should have gone out long ago, and are put off again and again."""
    return mails.put_off_since(uow, now - LONG)


COUNTS: dict[str, Count] = {
    "waiting": waiting,
    "doubtful": doubtful,
    "unexplained": unexplained,
    "gone": gone,
    "readable": readable,
    "letters": letters,
}
