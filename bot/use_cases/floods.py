"""A watched channel that brings more alarms than anybody can work through: the rest waits in a list.

One message says so, edited as the list grows and is worked through.
Nothing is lost: what waits is a touchpoint where its customer is known, and kept in words where not.
"""

from datetime import datetime

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, Priority
from bot.domain.watching import FLOOD_WINDOW, Watch, floods, is_flood_over
from bot.use_cases.session import Session
from storage import outbox, watched, watches


def is_too_much(session: Session, watch: Watch) -> bool:
    """Whether one more alarm of this channel is to wait; where it is the first such, that is told."""
    recent = watched.negative_since(session.uow, watch.id, session.now - FLOOD_WINDOW)
    flood_id = watches.flood_underway(session.uow, watch.id)
    if flood_id and is_flood_over(recent):
        _end(session, flood_id)
        return False
    if flood_id:
        _refresh(session, flood_id)
        return True
    if floods(recent):
        flood_id = watches.begin_flood(session.uow, watch.id, session.now)
        outbox.put(
            session.uow,
            kind=MessageKind.FLOOD,
            subject=str(flood_id),
            recipient=FEEDBACK,
            priority=Priority.ALERT,
            now=session.now,
        )
        return True
    return False


def over(session: Session) -> list[int]:
    """The floods that are over by now. Asked every minute."""
    since = session.now - FLOOD_WINDOW
    return [
        flood_id
        for flood_id, watch_id in watches.floods_underway(session.uow).items()
        if is_flood_over(watched.negative_since(session.uow, watch_id, since))
    ]


def end_those_over(session: Session) -> None:
    """Alarms come one by one again."""
    for flood_id in over(session):
        _end(session, flood_id)


def flood_of(session: Session, flood_id: int) -> tuple[Watch, datetime, datetime | None, int] | None:
    """Where it is, since when and until when, and how much waits."""
    found = watches.flood(session.uow, flood_id)
    watch = watches.get(session.uow, found[0]) if found else None
    return (watch, found[1], found[2], watched.count_held(session.uow, watch.id)) if found and watch else None


def refresh_list(session: Session, watch_id: int) -> None:
    """What waits there has become less: the message that says how much is brought up to date."""
    if flood_id := watches.last_flood(session.uow, watch_id):
        _refresh(session, flood_id)


def _end(session: Session, flood_id: int) -> None:
    watches.end_flood(session.uow, flood_id, session.now)
    _refresh(session, flood_id)


def _refresh(session: Session, flood_id: int) -> None:
    for post in outbox.posts(session.uow, MessageKind.FLOOD, str(flood_id)):
        outbox.refresh(session.uow, post.id, session.now)
