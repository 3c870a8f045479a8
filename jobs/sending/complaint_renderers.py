"""What the messages about putting complaints right say, as things stand when they are sent."""

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.reader import Reader
from bot.use_cases.compensation import asked_for
from bot.use_cases.lists import items
from bot.use_cases.reopening import last_reopening
from bot.use_cases.session import Session
from bot.use_cases.story import event_of
from bot.use_cases.theme_menders import mender_told
from bot.views.mender import mender, nothing_to_mend
from bot.views.message import Message
from bot.views.resolving import approval, decided, opened_again
from bot.views.story import story_line
from storage import followups


def _story(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    event = event_of(session, row, reader)
    return story_line(event) if event else None


def _approval(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    asked = asked_for(session, int(row.subject))
    return approval(asked.entry_id, asked.resolved, asked.followup, asked.customer) if asked else None


def _decided(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    asked = asked_for(session, int(row.subject))
    return decided(asked.resolved, asked.followup, asked.customer) if asked else None


def _reopened(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    found = followups.get(session.uow, int(row.subject))
    lines = items(session, [found]) if found else []
    return opened_again(lines[0], reader, last_reopening(session, int(row.subject))) if lines else None


def _mender(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """None where it is somebody else's, mended or gone before this was sent; what was posted is edited."""
    told = mender_told(session, int(row.subject), reader.person)
    if row.edits:
        return mender(told) if told else nothing_to_mend()
    return mender(told) if told and told.is_theirs else None


RENDERERS = {
    MessageKind.STORY: _story,
    MessageKind.APPROVAL: _approval,
    MessageKind.DECIDED: _decided,
    MessageKind.REOPENED: _reopened,
    MessageKind.MENDER: _mender,
}
"""Kind of row -> its renderer."""
