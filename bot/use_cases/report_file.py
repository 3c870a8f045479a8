"""The figures of a report as a file, to the one who asks."""

from datetime import date

from bot.domain.figures import Figures
from bot.domain.message_kinds import MessageKind
from bot.domain.reported import Period, Report, ReportPlace
from bot.domain.segment import Segment
from bot.domain.span import Span
from bot.use_cases.figures import figures_of
from bot.use_cases.report import my_report, report_of
from bot.use_cases.session import Session
from storage import audit, outbox

EXPORTED = "report exported"
"""In the audit log: the figures of which days and segment were taken along; nobody can be told from it."""

_WEEK = 7


def ask_for_file(session: Session, place: ReportPlace) -> None:
    """Have the file written and sent to the one who asks, and to nobody else.

    Raises NotAllowedError and NotFoundError as the report itself does.
    """
    shown = my_report(session, place)
    segment = shown.segment.seen_by(session.actor.id)
    last = str(shown.figures.span.last)
    after = {"period": place.period.value, "last": last, "segment": segment.text, "lead": shown.for_leads}
    entry = session.record(EXPORTED, ("workspace", 0), None, after=after)
    recipient = session.actor.id
    outbox.put(session.uow, kind=MessageKind.REPORT_FILE, subject=str(entry), recipient=recipient, now=session.now)


def file_asked_for(session: Session, entry_id: int) -> tuple[Report, list[Figures]] | None:
    """The report that an entry of the audit log is about, and the figures of each of its weeks, the first one first.

    None: the entry is not there any more.
    """
    entry = audit.get(session.uow, entry_id)
    if entry is None or entry.action != EXPORTED or not entry.after:
        return None
    asked = entry.after
    place = ReportPlace(Period(asked["period"]), last=date.fromisoformat(asked["last"]))
    segment = Segment.from_text(asked["segment"])
    shown = report_of(session, place, segment, for_leads=asked["lead"])
    spans = _weeks(shown.figures.span)
    return shown, [figures_of(session, one, segment if segment.conditions else None) for one in spans]


def _weeks(span: Span) -> list[Span]:
    """Seven days at a time, and what is left; of a week alone it is itself, which is told already."""
    if span.days <= _WEEK:
        return []
    days = span.each_day()
    weeks = (days[at : at + _WEEK] for at in range(0, len(days), _WEEK))
    return [Span(week[0], week[-1]) for week in weeks]
