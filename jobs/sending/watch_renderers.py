"""What the messages about watched channels say, as things stand when they are sent."""

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow, thread_in
from bot.domain.reader import Reader
from bot.use_cases import backfills
from bot.use_cases.floods import flood_of
from bot.use_cases.session import Session
from bot.use_cases.watched_questions import question_of
from bot.views import watched as views
from bot.views.backfill import backfill
from bot.views.message import Message


def _whose_words(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    asked = question_of(session, int(row.subject))
    return views.whose_words(asked, reader.today, is_beside=thread_in(row.recipient) is not None) if asked else None


def _flood(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    found = flood_of(session, int(row.subject))
    return views.flood(*found) if found else None


def _backfill(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    seen = backfills.progress(session, int(row.subject))
    return backfill(seen) if seen else None


RENDERERS = {
    MessageKind.WHOSE_WORDS: _whose_words,
    MessageKind.FLOOD: _flood,
    MessageKind.BACKFILL: _backfill,
}
"""Kind of row -> its renderer."""
