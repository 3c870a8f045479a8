"""Reading back what was written in a channel before it was watched, a page of its history at a time.

Each page is one unit of work, with how far it is: after a crash it goes on with the page that was not stored, and what
was taken in already is taken in once, by channel and ts.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.backfill import Backfill, Progress
from bot.domain.calendar import instant_of
from bot.domain.errors import ConflictError
from bot.domain.message_kinds import MessageKind
from bot.domain.saying import say
from bot.domain.watching import Heard, Watch
from bot.use_cases.session import Session
from bot.use_cases.watched_messages import take_in
from storage import backfills, outbox, watched, watches


def begin(session: Session, watch: Watch, since: date) -> Backfill:
    """Have the past of a channel read from this day on. Raises ConflictError while that goes on already."""
    if backfills.underway_of(session.uow, watch.id):
        raise ConflictError(
            say(
                "The past of #{channel} is being read already; our direct message says how far it is.",
                channel=watch.name,
            )
        )
    oldest = instant_of(since, time(), session.actor.tz)
    new = Backfill(
        *(0, watch.id, session.actor.id, session.now, _ts(oldest), _ts(session.now), 0),
        not_before=session.now,
    )
    begun = backfills.add(session.uow, new)
    session.record("backfill begun", ("watch", watch.id), None, after={"since": since.isoformat()})
    outbox.put(
        session.uow,
        kind=MessageKind.BACKFILL,
        subject=str(begun.id),
        recipient=session.actor.id,
        now=session.now,
    )
    return begun


def due(session: Session) -> tuple[Backfill, Watch] | None:
    """The next that may go on, with its channel. Asked every minute."""
    one = backfills.due(session.uow, session.now)
    watch = watches.get(session.uow, one.watch_id) if one else None
    return (one, watch) if one and watch else None


def underway(session: Session, backfill_id: int) -> Backfill | None:
    """It, while it goes on."""
    one = backfills.get(session.uow, backfill_id)
    return one if one and not one.ended_at else None


def take_in_page(session: Session, backfill_id: int, read: Sequence[Heard], reached: str, looked_at: int) -> bool:
    """What a page of the history says. `reached`: the ts of its oldest message, "" where it was the last page.

    Whether there is more. A page that was stored meanwhile, or of a channel that is watched no more, has no effect.
    """
    one = backfills.get(session.uow, backfill_id)
    watch = watches.get(session.uow, one.watch_id) if one else None
    if one is None or watch is None or one.ended_at:
        return False
    if watch.ended_at:
        _end(session, replace(one, error=say("This channel is not watched any more.")))
        return False
    if reached and reached >= one.reached:
        return True
    for heard in sorted(read, key=lambda each: each.posted.ts, reverse=True):
        take_in(session, watch, heard, backfill_id=one.id)
    one = replace(one, reached=reached or one.oldest, looked_at=one.looked_at + looked_at)
    if not reached:
        _end(session, one)
        return False
    backfills.update(session.uow, one)
    _tell(session, one)
    return True


def wait(session: Session, backfill_id: int, until: datetime) -> None:
    """Slack may not be asked before then."""
    one = backfills.get(session.uow, backfill_id)
    if one and not one.ended_at:
        backfills.update(session.uow, replace(one, not_before=until))


def give_up(session: Session, backfill_id: int, why: str) -> None:
    """It cannot go on; what it found stays."""
    one = backfills.get(session.uow, backfill_id)
    if one and not one.ended_at:
        _end(session, replace(one, error=why))


def progress(session: Session, backfill_id: int) -> Progress | None:
    """How it stands, for the message about it."""
    one = backfills.get(session.uow, backfill_id)
    watch = watches.get(session.uow, one.watch_id) if one else None
    if one is None or watch is None:
        return None
    found = watched.of_backfill(session.uow, one.id)
    return Progress(one, watch, found, watched.count_held(session.uow, watch.id))


def _end(session: Session, one: Backfill) -> None:
    backfills.update(session.uow, replace(one, ended_at=session.now))
    _tell(session, one)


def _tell(session: Session, one: Backfill) -> None:
    for post in outbox.posts(session.uow, MessageKind.BACKFILL, str(one.id)):
        outbox.refresh(session.uow, post.id, session.now)


def _ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"
