"""What the weekly report, and a file of figures, say when they are sent."""

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.reader import Reader
from bot.slack.delivery import KEY_LENGTH
from bot.use_cases.report_file import file_asked_for
from bot.use_cases.session import Session
from bot.use_cases.weekly_report import weekly_report
from bot.views.message import Message
from bot.views.report import report
from bot.views.report_file import report_file


def _weekly(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    return report(weekly_report(session, row.subject), is_public=True)


def _file(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    asked = None if row.edits else file_asked_for(session, int(row.subject))
    return report_file(*asked, session.now, row.key[:KEY_LENGTH]) if asked else None


RENDERERS = {MessageKind.REPORT: _weekly, MessageKind.REPORT_FILE: _file}
"""Kind of row -> its renderer."""
