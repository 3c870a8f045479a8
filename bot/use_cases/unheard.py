"""Alerts that reached nobody, neither in the channel nor a lead: who logged them knows, and they are tried again."""

from dataclasses import dataclass

from bot.domain.caretaker import Caretaker
from bot.domain.followup_item import FollowUpItem
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.lists import items
from bot.use_cases.session import Session
from storage import failed_messages, followups, outbox


@dataclass(frozen=True)
class Unheard:
    """What an alert that reached nobody was about. `error`: Slack's code or a sentence; "" once it has arrived."""

    item: FollowUpItem
    caretaker: Caretaker
    error: str


def unheard(session: Session, followup_id: int) -> Unheard | None:
    """How it stands with the alert of a follow-up that had reached nobody; None once either is gone."""
    found = followups.get(session.uow, followup_id)
    lines = items(session.uow, [found]) if found else []
    alerts = outbox.posts(session.uow, MessageKind.ALERT, str(followup_id))
    if not lines or not alerts:
        return None
    has_arrived = any(alert.state == "sent" for alert in alerts)
    errors = [alert.error for alert in alerts if alert.error]
    error = "" if has_arrived else (errors[0] if errors else "it is on its way")
    return Unheard(lines[0], caretaker_of(session, lines[0].customer), error)


def due_again(session: Session) -> list[OutboxRow]:
    """The alerts to try now: the oldest, to find out; and every one that failed before Slack took a message last."""
    alerts = failed_messages.unheard(session.uow, session.now)
    works = failed_messages.last_post(session.uow) if alerts else None
    return [
        alert for alert in alerts if alert is alerts[0] or (works and alert.settled_at and alert.settled_at < works)
    ]


def tell_again(session: Session) -> None:
    """Have those alerts sent to the leads, with what tells of the failure and was refused as well."""
    for alert in due_again(session):
        failed_messages.take_up(session.uow, alert, session.now)
        posts = outbox.posts(session.uow, MessageKind.ALERT, alert.subject)
        notices = [
            notice for post in posts for notice in outbox.posts(session.uow, MessageKind.UNDELIVERED, str(post.id))[-1:]
        ]
        for notice in [*notices, *outbox.posts(session.uow, MessageKind.UNHEARD, alert.subject)]:
            if notice.state == "failed":
                failed_messages.take_up(session.uow, notice, session.now)
