"""Problems that the leads were told of: each once, until it is mended."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import LEAD
from bot.domain.problems import APP_REFUSED, Alarm, Problem
from storage import outbox
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def unmended(uow: UnitOfWork) -> list[Alarm]:
    """The alarms that stand, oldest first."""
    rows = uow.rows("SELECT * FROM alarms WHERE cleared_at IS NULL ORDER BY id")
    return [_alarm(dict(row)) for row in rows]


def told_by(uow: UnitOfWork, outbox_id: int) -> Alarm | None:
    """The alarm that a message tells."""
    row = uow.row("SELECT * FROM alarms WHERE outbox_id = ?", (outbox_id,))
    return _alarm(dict(row)) if row else None


def sound(uow: UnitOfWork, problem: Problem, now: datetime, leads: Sequence[str] = (LEAD,)) -> None:
    """Tell each of the leads of a problem. Nothing happens when they know of it already."""
    if any(alarm.problem.code == problem.code for alarm in unmended(uow)):
        return
    for lead in leads:
        row_id = outbox.put(uow, kind=MessageKind.ALARM, subject=problem.code, recipient=lead, now=now)
        uow.execute(
            "INSERT INTO alarms (code, sentence, raised_at, outbox_id, recipient) VALUES (?, ?, ?, ?, ?)",
            (problem.code, problem.sentence, instant_text(now), row_id, lead),
        )


def clear(uow: UnitOfWork, alarm: Alarm, now: datetime) -> None:
    """The problem is mended: the message says so, or is not sent at all if it has not been yet.

    That Slack refused the app is told all the same, once it can be, and says by itself that it is over.
    """
    uow.execute("UPDATE alarms SET cleared_at = ? WHERE outbox_id = ?", (instant_text(now), alarm.outbox_id))
    if alarm.problem.code == APP_REFUSED:
        return
    if not outbox.withdraw(uow, alarm.outbox_id, "mended before it was told", now, states=("pending", "failed")):
        outbox.refresh(uow, alarm.outbox_id, now)


def _alarm(row: dict[str, str]) -> Alarm:
    problem = Problem(row["code"], row["sentence"])
    return Alarm(problem, instant(row["raised_at"]), instant(row["cleared_at"]), int(row["outbox_id"]))
