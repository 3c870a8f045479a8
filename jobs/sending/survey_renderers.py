"""What the messages about customers who were asked say, as things stand when they are sent."""

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.reader import Reader
from bot.use_cases.session import Session
from bot.use_cases.survey_answers import told
from bot.views.message import Message
from bot.views.survey import answered


def _answered(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    found = told(session, int(row.subject))
    return answered(found) if found else None


RENDERERS = {MessageKind.SURVEY_ANSWERED: _answered}
"""Kind of row -> its renderer."""
