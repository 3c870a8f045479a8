"""What messages say changes with time alone: a day comes, a deadline passes. Then they are edited, once each time.

Days themselves need no edit (bot/views/days.py). The words around them do: "due" becomes "was due" or "overdue since",
"put off to" ends. A message is edited when that happens to one of its open lines, and at no other time: so each line
costs every message that shows it a handful of edits in all, however long it stays open. A digest is edited a last time
when it is over (`KEPT`): from then on it says only what stays true.
"""

from datetime import datetime, timedelta

from bot.domain.calendar import WorkingTime
from bot.domain.digest import KEPT
from bot.domain.due import turns
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.use_cases import rounds
from bot.use_cases.refresh import showing
from bot.use_cases.work import Work
from storage import followups, outbox, settings

_DIGESTS = frozenset({MessageKind.DIGEST, MessageKind.UNCLAIMED})
_MARK = "turned_until"
_LONGEST_BREAK = timedelta(days=33)  # a day off may be so far from the working day before or after it


def is_time(work: Work) -> bool:
    """Whether a quarter of an hour has begun since it was last looked. Only reads."""
    return rounds.is_time(work, _MARK)


def turned(work: Work) -> list[int]:
    """The messages in which time has changed something since it was last looked. Only reads."""
    since = min(settings.reached(work.uow, _MARK) or work.now - KEPT, work.now)
    days = (since.date() - _LONGEST_BREAK, work.now.date() + _LONGEST_BREAK)
    open_ones = followups.open_around(work.uow, *days)
    shown, working = showing(work, (one.id for one in open_ones)), _WorkingTimes(work)
    found = {post.id for one in open_ones for post in shown[one.id] if _has_turned(work, one, post, since, working)}
    over = outbox.made_between(work.uow, _DIGESTS, since - KEPT, work.now - KEPT)
    return sorted(found.union(over))


def edit(work: Work, posts: list[int], looked: datetime) -> None:
    """Have these messages edited, and note when it was looked."""
    for post_id in posts:
        outbox.refresh(work.uow, post_id, work.now)
    rounds.done(work, _MARK, looked)


class _WorkingTimes(dict[str, WorkingTime]):
    """Recipient -> when they work. Many messages have one reader, so each is looked at once."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, recipient: str) -> WorkingTime:
        self[recipient] = self._work.read_by(recipient).working
        return self[recipient]


def _has_turned(work: Work, followup: FollowUp, post: OutboxRow, since: datetime, working: _WorkingTimes) -> bool:
    if post.kind in _DIGESTS and post.created_at <= work.now - KEPT:
        return False
    return any(since < at <= work.now for at in turns(followup, working[post.recipient]))
