"""What becomes of a message that its readers may not see at this moment: noted, with its reason in the ledger."""

from datetime import datetime, timedelta

from bot.domain.gate import Answer
from bot.domain.message_kinds import OF_THE_TEAM, MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM, OutboxRow
from bot.slack.codes import DELETED
from bot.slack.delivery import NotSent, Outcome, Sent, Unknown
from jobs.sending import dead_letters
from storage import ledger, on_show, outbox
from storage.database import UnitOfWork

PAUSE = timedelta(seconds=30)
"""How long a message waits that was turned away twice for the same reason."""


def turn_away(uow: UnitOfWork, row: OutboxRow, why: str, now: datetime) -> None:
    """A message is not sent there. What is for the team, or for whoever leads it, goes to the next who may know."""
    if row.edits is not None or row.thread_of is not None:
        dead_letters.skip(uow, row, why, now)
    elif row.recipient in {FEEDBACK, TEAM, LEAD}:
        outbox.send_again(uow, row, why, now + PAUSE if row.error == why else now)
    elif row.kind is MessageKind.WHOSE_WORDS:  # others read that channel now
        outbox.readdress(uow, row, LEAD, now)
    elif row.kind in OF_THE_TEAM:
        _tell_another(uow, row, why, now)
    else:
        dead_letters.fail(uow, row, why, now)


def _tell_another(uow: UnitOfWork, row: OutboxRow, why: str, now: datetime) -> None:
    """A notice for somebody who leads no more: it is enough that another one gets it."""
    others = [one for one in outbox.posts(uow, row.kind, row.subject) if one.id != row.id]
    if any(one.created_at == row.created_at and one.state not in {"failed", "skipped"} for one in others):
        dead_letters.skip(uow, row, why, now)
    else:
        outbox.readdress(uow, row, LEAD, now)


def note(uow: UnitOfWork, row: OutboxRow, answer: Answer, why: str, outcome: Outcome, now: datetime) -> None:
    """Remember of an edited message whether what it says is on show, once it is settled what became of the edit."""
    if row.edits is None or isinstance(outcome, Unknown):
        return
    if answer is Answer.SHOW and isinstance(outcome, Sent):
        on_show.withhold(uow, row.edits, None)
    if answer is Answer.NEUTRAL and (isinstance(outcome, Sent) or outcome.final or _has_failed(uow, row)):
        on_show.withhold(uow, row.edits, now)
        _explain(uow, row, why, outcome, now)


def _has_failed(uow: UnitOfWork, row: OutboxRow) -> bool:
    """Whether it was tried for as long as anything is."""
    settled = outbox.get(uow, row.id)
    return settled is not None and settled.state == "failed"


def _explain(uow: UnitOfWork, row: OutboxRow, why: str, outcome: Sent | NotSent, now: datetime) -> None:
    done, can_be_read = "Made neutral", False
    if isinstance(outcome, NotSent):
        can_be_read = outcome.error not in DELETED
        done = f"Slack does not let it be made neutral ({outcome.error})" if can_be_read else "Deleted before"
    reason = f"{done}: {why}"
    ledger.note_withheld(uow, row.edits or 0, row.recipient, now.date(), reason, now, can_be_read=can_be_read)
