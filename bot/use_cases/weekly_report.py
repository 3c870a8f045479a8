"""The weekly report to the team channel: one message a week, once, brought up to date for a week where it stands.

It is of the seven days before its day; what is logged late, undone or done since changes it where it stands, so it is
never posted a second time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import instant_of, local_date
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import TEAM
from bot.domain.reported import Period, Report, ReportPlace
from bot.domain.settings import WEEKDAYS, WorkspaceSettings
from bot.use_cases import rounds
from bot.use_cases.reminding import remind, spare
from bot.use_cases.report import report_of
from bot.use_cases.session import Session
from storage import ledger, outbox, report_facts, settings

KIND = MessageKind.REPORT
WORTH_FOR = timedelta(days=2)
"""So long after its hour it is still posted."""

KEPT_FOR = timedelta(days=6)
"""So long it is brought up to date; then the next one comes."""

_MARK = "report_looked_until"
_REFRESHED = "report_refreshed_until"
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Weekly:
    """The report of this week: the last of its seven days, and when it is to be posted."""

    last: date
    due_at: datetime

    @property
    def subject(self) -> str:
        """What it is called in outbox and ledger."""
        return str(self.last)


def is_time(session: Session) -> bool:
    """Whether a quarter of an hour has begun since it was last looked. Only reads."""
    return rounds.is_time(session, _MARK)


def weekly(session: Session) -> Weekly | None:
    """The latest report whose hour has come; None: none is wanted. Only reads."""
    day = _chosen_day(session.settings)
    if day is None:
        return None
    hours = session.working_hours
    today = local_date(session.now, hours.zone)
    chosen = today - timedelta(days=(today.weekday() - day) % 7)
    found = [_weekly(session, one) for one in (chosen, chosen - _WEEK)]
    return next((one for one in found if one.due_at <= session.now), None)


def look(session: Session) -> None:
    """Post it, bring the one that stands there up to date, or note why there is none. Again there is nothing to do."""
    wanted = weekly(session)
    if wanted and not ledger.noted(session.uow, KIND, [wanted.subject]):
        _tell(session, wanted)
    elif wanted:
        _refresh(session, wanted)
    rounds.done(session, _MARK, session.now)


def weekly_report(session: Session, subject: str) -> Report:
    """What the message of this subject says now: as members see it, since the whole channel reads it."""
    return report_of(session, ReportPlace(Period.WEEK, last=date.fromisoformat(subject)))


def _tell(session: Session, wanted: Weekly) -> None:
    begun, first = report_facts.in_use_since(session.uow), report_facts.first_logged(session.uow)
    if begun is None or begun > wanted.due_at:
        spare(session, KIND, wanted.subject, TEAM, "not in use yet at that hour")
    elif session.now > wanted.due_at + WORTH_FOR:
        spare(session, KIND, wanted.subject, TEAM, "too late to be of use: Rapport was not running")
    elif first is None or first > wanted.last:
        spare(session, KIND, wanted.subject, TEAM, "nothing to tell: nothing was ever logged")
    else:
        remind(session, KIND, wanted.subject, TEAM, due=wanted.due_at)


def _refresh(session: Session, wanted: Weekly) -> None:
    """Once a day, at the same hour."""
    until = settings.reached(session.uow, _REFRESHED) or wanted.due_at
    if session.now > wanted.due_at + KEPT_FOR or session.now < max(until, wanted.due_at) + timedelta(days=1):
        return
    for post in outbox.posts(session.uow, KIND, wanted.subject):
        outbox.refresh(session.uow, post.id, session.now)
    settings.reach(session.uow, _REFRESHED, session.now)


def _weekly(session: Session, chosen: date) -> Weekly:
    hours = session.working_hours
    day = chosen if hours.is_working_day(chosen) else hours.next_working_day(chosen)
    return Weekly(chosen - timedelta(days=1), instant_of(day, session.settings.report_at, hours.zone))


def _chosen_day(rules: WorkspaceSettings) -> int | None:
    """Its weekday, Monday is 0; None: off."""
    return next((place for place, name in enumerate(WEEKDAYS) if name.lower() == rules.report_on), None)
