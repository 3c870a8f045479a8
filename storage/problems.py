"""What is not as it should be in the outbox, the ledger and the messages on show. Nothing is mended here, only seen."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.ledger import WITHHELD
from bot.domain.problems import Problem
from storage import outbox, people, slack_channels
from storage.database import UnitOfWork
from storage.instants import instant_text

PATIENCE = timedelta(minutes=15)
"""How long a message may wait before that is a problem."""

Check = Callable[[UnitOfWork, datetime], list[Problem]]


def found(uow: UnitOfWork, now: datetime) -> list[Problem]:
    """Everything that is not as it should be now; empty when all is well."""
    return [problem for check in CHECKS for problem in check(uow, now)]


def waiting(uow: UnitOfWork, now: datetime) -> list[Problem]:
    """Messages that are due and do not get through; not edits of what is withheld from its readers on purpose."""
    row = uow.row(
        "SELECT count(*) AS n FROM outbox AS o WHERE state IN ('pending', 'sending')"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE id = o.edits AND withheld_at IS NOT NULL)"
        " AND (not_before <= ? OR (attempts > 0 AND started_at IS NOT NULL AND created_at <= ?))",
        (instant_text(now - PATIENCE),) * 2,
    )
    what = "{n} to Slack could not be sent for 15 minutes or longer. Rapport keeps trying; `/rapport status` says more."
    return _problem("waiting", row["n"] if row else 0, "message", what)


def doubtful(uow: UnitOfWork, now: datetime) -> list[Problem]:
    """Messages of which it has been unknown for long whether Slack has them."""
    row = uow.row(
        "SELECT count(*) AS n FROM outbox WHERE state = 'unknown' AND started_at <= ?", (instant_text(now - PATIENCE),)
    )
    what = "{n} may be in Slack or not, and the channel could not be read to find out. Rapport keeps looking."
    return _problem("doubtful", row["n"] if row else 0, "message", what)


def unexplained(uow: UnitOfWork, now: datetime) -> list[Problem]:
    """Reminders that were due and are neither sent nor skipped nor failed."""
    row = uow.row(
        "SELECT count(*) AS n FROM ledger AS l LEFT JOIN outbox AS o ON o.id = l.outbox_id WHERE l.state = 'queued'"
        " AND ((coalesce(l.due_at, l.created_at) <= ? AND l.created_at <= ?) OR o.id IS NULL"
        " OR o.state IN ('sent', 'failed', 'skipped'))",
        (instant_text(now - PATIENCE),) * 2,
    )
    what = "{n} due by now reached nobody, for no reason that is known. `/rapport status` lists them."
    return _problem("unexplained", row["n"] if row else 0, "reminder", what)


def gone(uow: UnitOfWork, _now: datetime) -> list[Problem]:
    """Open follow-ups whose alert was deleted in Slack."""
    row = uow.row(
        "SELECT count(DISTINCT f.id) AS n FROM followups AS f JOIN outbox AS o ON o.subject = CAST(f.id AS TEXT)"
        " WHERE f.status = 'open' AND o.kind = 'alert' AND o.edits IS NULL AND o.error = 'message_not_found'"
        " AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.kind = 'alert' AND other.subject = o.subject"
        " AND other.edits IS NULL AND other.state != 'skipped' AND other.state != 'failed')"
    )
    what = "The alert of {n} was deleted in Slack. They are still to be done: see `/followup unclaimed`."
    return _problem("gone", row["n"] if row else 0, "open follow-up", what)


def channels(uow: UnitOfWork, _now: datetime) -> list[Problem]:
    """Channels of ours in which nothing can be posted."""
    return [problem for channel in slack_channels.every(uow) for problem in channel.problems]


def readable(uow: UnitOfWork, _now: datetime) -> list[Problem]:
    """What others than the team can read, because Slack does not let it be edited."""
    failed = uow.rows("SELECT DISTINCT subject FROM ledger WHERE kind = ? AND state = 'failed'", (WITHHELD,))
    if not failed:
        return []
    open_to_others = {one.id for one in slack_channels.every(uow) if one.id and one.trouble in OPEN_TO_OTHERS}
    theirs = open_to_others.union(people.dms_of_outsiders(uow))
    posts = outbox.by_id(uow, (int(row["subject"]) for row in failed))
    what = "{n} about customers can be read by others: Slack lets nobody edit so late. To be deleted there."
    return _problem("readable", sum(post.channel in theirs for post in posts.values()), "message", what)


CHECKS: list[Check] = [waiting, doubtful, unexplained, gone, channels, readable]


def _problem(code: str, count: int, noun: str, sentence: str) -> list[Problem]:
    counted = f"1 {noun}" if count == 1 else f"{count} {noun}s"
    return [Problem(code, sentence.format(n=counted))] if count else []
