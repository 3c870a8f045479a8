"""What messages say changes with time alone: a day comes, a deadline passes. Then they are edited, once each time.

Days themselves need no edit (bot/views/days.py). The words around them do: "due" becomes "was due" or "overdue since",
"put off to" ends. A message is edited when that happens to one of its open lines, and at no other time: so each line
costs every message that shows it a handful of edits in all, however long it stays open. A digest is edited a last time
when it is over (`KEPT`): from then on it says only what stays true.
"""

from datetime import datetime, timedelta

from bot.domain.calendar import WorkingHours
from bot.domain.digest import KEPT
from bot.domain.due import turns
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.use_cases import rounds
from bot.use_cases.followups import showing
from bot.use_cases.session import Session
from storage import followups, outbox, settings

_DIGESTS = frozenset({MessageKind.DIGEST, MessageKind.UNCLAIMED})
_MARK = "turned_until"
_LONGEST_BREAK = timedelta(days=33)  # a day off may be so far from the working day before or after it


def is_time(session: Session) -> bool:
    """Whether a quarter of an hour has begun since it was last looked. Only reads."""
    return rounds.is_time(session, _MARK)


def turned(session: Session) -> list[int]:
    """The messages in which time has changed something since it was last looked. Only reads."""
    since = min(settings.reached(session.uow, _MARK) or session.now - KEPT, session.now)
    days = (since.date() - _LONGEST_BREAK, session.now.date() + _LONGEST_BREAK)
    open_ones = followups.open_around(session.uow, *days)
    shown, working_hours = showing(session, (one.id for one in open_ones)), _WorkingHoursOf(session)
    found = {
        post.id for one in open_ones for post in shown[one.id] if _has_turned(session, one, post, since, working_hours)
    }
    over = outbox.made_between(session.uow, _DIGESTS, since - KEPT, session.now - KEPT)
    return sorted(found.union(over))


def edit(session: Session, posts: list[int], looked: datetime) -> None:
    """Have these messages edited, and note when it was looked."""
    for post_id in posts:
        outbox.refresh(session.uow, post_id, session.now)
    rounds.done(session, _MARK, looked)


class _WorkingHoursOf(dict[str, WorkingHours]):
    """Recipient -> when they work. Many messages have one reader, so each is looked at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def __missing__(self, recipient: str) -> WorkingHours:
        self[recipient] = self._session.read_by(recipient).working_hours
        return self[recipient]


def _has_turned(
    session: Session, followup: FollowUp, post: OutboxRow, since: datetime, working_hours: _WorkingHoursOf
) -> bool:
    if post.kind in _DIGESTS and post.created_at <= session.now - KEPT:
        return False
    return any(since < at <= session.now for at in turns(followup, working_hours[post.recipient]))
