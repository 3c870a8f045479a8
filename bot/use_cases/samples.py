"""Somebody who changes the settings wants to see what a message looks like."""

from datetime import timedelta

from bot.domain.errors import OutdatedError
from bot.domain.message_kinds import MessageKind
from bot.domain.rights import SETTINGS
from bot.domain.samples import SAMPLES
from bot.use_cases.session import Session
from storage import outbox

ONE_IN = timedelta(minutes=1)
"""Whoever clicks twice gets one sample."""


def send_sample(session: Session, key: str) -> None:
    """To the one who asks. Raises NotAllowedError for members, OutdatedError where there is no such sample."""
    session.check(SETTINGS)
    if all(key != one.key for one in SAMPLES):
        raise OutdatedError
    me = session.actor.id
    sent = [row for row in outbox.posts_to(session.uow, MessageKind.SAMPLE, me) if row.subject == key]
    if not sent or session.now - sent[-1].created_at > ONE_IN:
        outbox.put(session.uow, kind=MessageKind.SAMPLE, subject=key, recipient=me, now=session.now)
