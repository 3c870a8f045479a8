"""What each outcome of a call means for its outbox row, and for the rows that hang on it."""

from datetime import datetime, timedelta

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import MAY_BE_THERE, TAKEN_UP, OutboxRow
from bot.slack.codes import DELETED, DM_GONE, NO_THREAD, NOT_EDITABLE, NOT_OURS, SCOPE
from bot.slack.delivery import NotSent, Outcome, Sent, Unknown
from bot.use_cases.failed_messages import correct
from bot.use_cases.told_again import refresh_earlier
from jobs.sending import dead_letters
from jobs.sending.anew import post_anew
from storage import ledger, outbox, people
from storage.database import UnitOfWork

READ_BACK_AFTER = timedelta(seconds=15)
"""How long after a doubtful call the channel is read back: longer than the client's 10 s, so that Slack has made up its
mind. A post that Slack commits later than this would be missed."""

TRIED_FOR = timedelta(days=1)
"""So long a message is tried that Slack refuses by a code nobody knows, or that turns out not to be there."""

OPENED_ANEW = "the direct message was gone and is opened anew"
"""Why a row is sent a second time; the third time it fails."""

_SHORTEST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)


def record(uow: UnitOfWork, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
    """Settle a row that was being sent, or say when it is to be tried or read back."""
    match outcome:
        case Sent(channel, ts):
            _sent(uow, row, channel, ts, now)
        case Unknown(error):
            outbox.settle_unknown(uow, row, error, now + READ_BACK_AFTER)
        case NotSent(final=True):
            _refused(uow, row, outcome.error, now)
        case NotSent(is_down=True):
            outbox.send_again(uow, row, outcome.error, now)
        case NotSent(retry_after_s=float() as seconds):
            outbox.send_again(uow, row, outcome.error, now + timedelta(seconds=seconds))
        case NotSent():
            try_again(uow, row, outcome.error, now)


def record_astray(uow: UnitOfWork, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
    """Nothing can be posted in its channel for now: a message goes elsewhere at once.

    An edit of what stands there, or a reply to it, is dropped: once the channel is mended it is brought up to date.
    """
    error = "" if isinstance(outcome, Sent) else outcome.error
    if row.edits is None and row.thread_of is None:
        outbox.send_again(uow, row, error, now)
    else:
        dead_letters.skip(uow, row, error, now)


def record_read_back(uow: UnitOfWork, row: OutboxRow, found: Sent | NotSent | Unknown | None, now: datetime) -> None:
    """Settle a row that was unknown: `found` is where it is, None (it is not there), or why that cannot be told."""
    match found:
        case Sent(channel, ts):
            _sent(uow, row, channel, ts, now)
        case None:
            try_again(uow, row, row.error, now)
        case NotSent(error) if (found.final or error in SCOPE) and row.error == TAKEN_UP:
            outbox.send_again(uow, row, "", now)
        case NotSent(error) if found.final or error in SCOPE:
            dead_letters.fail(uow, row, f"{MAY_BE_THERE}, and the channel cannot be read back ({error}).", now)
        case NotSent(retry_after_s=float() as seconds):
            outbox.settle_unknown(uow, row, row.error, now + timedelta(seconds=seconds))
        case _:
            outbox.settle_unknown(uow, row, row.error, now + READ_BACK_AFTER)


def try_again(uow: UnitOfWork, row: OutboxRow, error: str, now: datetime) -> None:
    """It is not in Slack: first at once, then each time after as long as it has been so, up to 5 minutes, for a day."""
    if row.refused_since is None:
        outbox.send_again(uow, row, error, now, refused_since=now)
        return
    refused_for = now - row.refused_since
    if refused_for >= TRIED_FOR:
        dead_letters.fail(uow, row, error, now)
        return
    pause = min(max(refused_for, _SHORTEST_PAUSE), _LONGEST_PAUSE)
    outbox.send_again(uow, row, error, now + pause, refused_since=row.refused_since)


def _sent(uow: UnitOfWork, row: OutboxRow, channel: str, ts: str, now: datetime) -> None:
    outbox.settle_sent(uow, row, channel, ts, now)
    ledger.settle_sent(uow, row.edits or row.id, now)  # an edit may have brought more lines
    correct(uow, row, now)
    refresh_earlier(uow, row, now)
    if row.kind == MessageKind.ALERT and row.edits is None:
        for notice in outbox.posts(uow, MessageKind.UNHEARD, row.subject):
            outbox.refresh(uow, notice.id, now)


def _refused(uow: UnitOfWork, row: OutboxRow, error: str, now: datetime) -> None:
    """Slack will not take it. Where a message that it edits or replies to was deleted, that one is settled as gone.

    A deleted message is not posted anew: somebody took it away, and its follow-up stays in lists, digests and Home. An
    alert that is still to be put right is, once, so that its thread goes on (jobs/sending/anew.py).
    A message that cannot be edited stays as it is; whoever uses its buttons is told how things stand.
    A reply is news of its own and goes to the channel instead; a direct message is opened anew, once.
    """
    if row.edits is not None and error in DELETED:
        _gone(uow, row.edits, now)
        dead_letters.skip(uow, row, error, now)
    elif row.edits is not None and error in NOT_EDITABLE:
        if error == NOT_OURS:
            post_anew(uow, row.edits, now)
        dead_letters.skip(uow, row, error, now)
    elif row.thread_of is not None and error in NO_THREAD:
        _gone(uow, row.thread_of, now)
        outbox.send_again(uow, row, error, now)
    elif error in DM_GONE and _open_anew(uow, row, now):
        outbox.send_again(uow, row, OPENED_ANEW, now)
    else:
        dead_letters.fail(uow, row, error, now)


def _open_anew(uow: UnitOfWork, row: OutboxRow, now: datetime) -> bool:
    """Forget the direct message that it was sent to. False where it went elsewhere, or was opened anew already."""
    sending = outbox.get(uow, row.id)
    channel = (sending.channel if sending else None) or ""
    if row.error == OPENED_ANEW or row.recipient == channel or not channel.startswith("D"):
        return False
    people.forget_dm_channel(uow, channel)
    if row.thread_of is not None:
        _gone(uow, row.thread_of, now)
    return True


def _gone(uow: UnitOfWork, post_id: int, now: datetime) -> None:
    post = outbox.get(uow, post_id)
    if post is not None:
        outbox.settle(uow, post, "skipped", "message_not_found", now)
        post_anew(uow, post_id, now)
