"""What the messages about customers who were asked say, as things stand when they are sent."""

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.reader import Reader
from bot.use_cases.counter_answers import who_of
from bot.use_cases.session import Session
from bot.use_cases.survey_telling import told
from bot.views.counters import counter_answer
from bot.views.message import Message
from bot.views.survey import answered


def _answered(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    found = told(session, int(row.subject))
    return answered(found) if found else None


def _at_counter(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    asked = who_of(session, int(row.subject))
    return counter_answer(asked) if asked else None


RENDERERS = {MessageKind.SURVEY_ANSWERED: _answered, MessageKind.COUNTER_ANSWER: _at_counter}
"""Kind of row -> its renderer."""
