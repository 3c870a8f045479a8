"""Messages that failed for good: which they are, sending one again, letting one be."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from bot.domain.errors import ConflictError
from bot.domain.message_kinds import SHOWING_A_FOLLOW_UP, MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM, OutboxRow
from bot.domain.problems import Problem
from bot.domain.saying import say
from bot.use_cases.lists import items
from bot.use_cases.session import Session, lost
from storage import failed_messages, followups, outbox
from storage.database import UnitOfWork

LET_BE = "it was decided to let it be"
"""Why a message that failed is not sent any more."""


def failed(session: Session) -> list[OutboxRow]:
    """What failed and can be sent again, the latest first."""
    return failed_messages.every(session.uow, session.now)


def about(session: Session) -> dict[int, str]:
    """Of the messages that failed and are about one follow-up: message id -> its customer's name. For leads only."""
    subjects = {one.id: int(one.subject) for one in failed(session) if one.kind in SHOWING_A_FOLLOW_UP}
    found = followups.by_id(session.uow, subjects.values())
    names = {item.followup.id: item.customer.name for item in items(session, found.values())}
    return {message_id: names[subject] for message_id, subject in subjects.items() if subject in names}


def untold(uow: UnitOfWork, now: datetime, why: Callable[[str], str]) -> list[Problem]:
    """What failed and can be sent again, where the leads know nothing of it. `why`: Slack's error code -> a sentence.

    Warnings are not among it: one of them would be about itself.
    """
    found = [one for one in failed_messages.every(uow, now) if one.kind != MessageKind.ALARM]
    notices = outbox.posts_about(uow, [MessageKind.UNDELIVERED], (str(one.id) for one in found))
    told = {notice.subject for notice in notices if notice.state not in {"failed", "skipped"}}
    unknown = [one for one in found if str(one.id) not in told]
    if not unknown:
        return []
    counted = Counter(_recipient(one) for one in unknown)
    whom = ", ".join(say("{n} to {whom}", n=n, whom=_WHOM[to][n > 1]) for to, n in counted.items())
    reasons = " ".join(dict.fromkeys(why(one.error) for one in unknown))
    what = "1 message" if len(unknown) == 1 else say("{unknown} messages", unknown=len(unknown))
    sentence = say(
        "{what} could not be delivered: {whom}. {reasons} `/rapport status` lists what can be sent again.",
        what=what,
        whom=whom,
        reasons=reasons,
    )
    return [Problem("untold", sentence)]


_WHOM = {
    FEEDBACK: ("the feedback channel", "the feedback channel"),
    TEAM: ("the team channel", "the team channel"),
    LEAD: ("the leads", "the leads"),
    "person": ("a person", "people"),
    "channel": ("another channel", "other channels"),
}
"""Recipient -> in words, for one message and for more."""


def _recipient(message: OutboxRow) -> str:
    if message.recipient in _WHOM:
        return message.recipient
    return "person" if message.recipient.startswith(("U", "W")) else "channel"


def send_again(session: Session, message_id: int) -> OutboxRow:
    """Try one once more, with the reminders it carries; what may be in Slack after all is looked for first.

    Gives it as it was. Raises ConflictError where it is on its way, delivered or let be already.
    """
    message = _failed(session, message_id)
    _take_up(session, message)
    return message


def send_all_again(session: Session) -> list[OutboxRow]:
    """Try every one of them once more, the oldest first. An alert that somebody has, or is to have, is not among them.

    Where Slack refused it in the channel it went to a person instead: a second copy would be a second matter. It can
    still be sent there by itself.
    """
    messages = []
    for message in failed(session)[::-1]:
        if not _is_had(session, message):
            _take_up(session, message)
            messages.append(message)
    return messages


def _is_had(session: Session, message: OutboxRow) -> bool:
    if message.kind != MessageKind.ALERT or message.edits is not None:
        return False
    posts = outbox.posts(session.uow, message.kind, message.subject)
    return any(post.state not in {"failed", "skipped"} for post in posts)


def sent_again(session: Session, message_id: int) -> OutboxRow:
    """One that was sent again, as it is now. Raises ConflictError where there is no such message."""
    message = outbox.get(session.uow, message_id)
    if message is None:
        raise ConflictError(say("This message is no longer kept. `/rapport status` lists what can be sent again."))
    return message


def let_be(session: Session, message_id: int) -> OutboxRow:
    """It is not sent any more; the ledger keeps why its reminders failed. Raises ConflictError, as above."""
    message = _failed(session, message_id)
    outbox.settle(session.uow, message, "skipped", LET_BE, session.now)
    correct(session.uow, message, session.now)
    session.record("message let be", ("message", message.id), None)
    return message


def correct(uow: UnitOfWork, message: OutboxRow, now: datetime) -> None:
    """Have what the leads were told of a message edited: it is otherwise now."""
    for notice in outbox.posts(uow, MessageKind.UNDELIVERED, str(message.id)):
        outbox.refresh(uow, notice.id, now)


def _take_up(session: Session, message: OutboxRow) -> None:
    failed_messages.take_up(session.uow, message, session.now)
    correct(session.uow, message, session.now)
    session.record("message sent again", ("message", message.id), None)


def is_kept(session: Session, message_id: int) -> bool:
    """Whether there is such a message at all."""
    return outbox.get(session.uow, message_id) is not None


def _failed(session: Session, message_id: int) -> OutboxRow:
    found = next((message for message in failed(session) if message.id == message_id), None)
    if found is None:
        raise (None if is_kept(session, message_id) else lost(session, "outbox", message_id)) or ConflictError(
            say("This message is on its way, delivered or let be already. `/rapport status` lists the others.")
        )
    return found
