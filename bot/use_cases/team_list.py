"""The team's list of what nobody has: one message that is edited, not the same lines anew every morning.

A new message comes only when something is in it that the last one does not show, when that one is gone (deleted, or in
a channel that is the team's no more), or is so old that nobody scrolls up to it. The last one then says that the list
has moved on.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.use_cases.digest_lines import Entry
from bot.use_cases.session import Session
from storage import ledger, outbox

STANDS = timedelta(days=7)
"""So long a list is found where it stands; what is left of it then comes once more, where people look."""


def standing(session: Session, lines: Sequence[Entry]) -> OutboxRow | None:
    """The message that shows all of these lines already, where it still stands."""
    last = outbox.latest(session.uow, MessageKind.UNCLAIMED)
    if last is None or last.created_at <= session.now - STANDS or _is_elsewhere(session, last):
        return None
    carried = {(one.kind, one.subject) for one in ledger.items_of(session.uow, last.id)}
    return last if carried.issuperset(lines) else None


def has_moved_on(session: Session, post_id: int) -> bool:
    """Whether there is a newer list than this one."""
    last = outbox.latest(session.uow, MessageKind.UNCLAIMED)
    return last is not None and last.id > post_id


def _is_elsewhere(session: Session, post: OutboxRow) -> bool:
    chosen = session.settings.team_channel
    return chosen is not None and post.channel is not None and post.channel != chosen
