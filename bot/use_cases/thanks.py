"""Thank-you notes: planning one, adding to one that is there, and how many the team wrote this week."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.domain.calendar import instant_of, local_date
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUp, FollowUpKind
from bot.domain.saying import say
from bot.domain.thanks import Goal, Thanks, added_to, title_of
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.find_customer import keep_typed, take_line
from bot.use_cases.followups import change, create_followup
from bot.use_cases.remark import open_complaints
from bot.use_cases.session import Session, customer_of, touchpoint_of
from storage import thanks

_KEPT = "thanks although"
"""As what a note is kept while somebody is asked about another one."""


def plan_thanks(session: Session, wanted: Thanks) -> Changed:
    """A thank-you note to write: for somebody named, the caretaker, else the one who asks.

    Raises ConflictError where the customer does not want to hear from us.
    """
    customer = customer_of(session, wanted.customer_id)
    if refused := why_not(customer):
        raise ConflictError(refused)
    praise = _praise(session, wanted)
    writer = wanted.writer or caretaker_of(session, customer).id or session.actor.id
    return create_followup(
        session,
        customer,
        title_of(wanted.reason, praise),
        wanted.due or _next_at_work(session, writer),
        kind=FollowUpKind.THANK_YOU,
        assignee=writer,
        touchpoint_id=praise.id if praise else None,
        at=wanted.at,
    )


def _next_at_work(session: Session, writer: str) -> date:
    """Today while the writer still works, else their next working day: no note is late before they have seen it."""
    reader = session.read_by(writer)
    works, today = reader.working_hours, reader.today
    is_over = not works.is_working_day(today) or session.now >= works.hours_of(today)[1]
    return max(session.today, works.next_working_day(today) if is_over else today)


def other_note(session: Session, customer: Customer) -> FollowUp | None:
    """The note that is there already: one still to write, else the last that was sent within `thanks_apart` days."""
    return thanks.last_of(session.uow, customer.id, apart_since(session))


def open_note(session: Session, customer: Customer) -> FollowUp | None:
    """The note that is still to write, to which something can be added."""
    note = other_note(session, customer)
    return note if note and note.is_open else None


def apart_since(session: Session) -> datetime:
    """A note that was sent before this is long enough ago for another one."""
    return session.now - timedelta(days=session.settings.thanks_apart)


def add_to_note(session: Session, followup_id: int, reason: str, praise: Touchpoint | None = None) -> Changed:
    """One note thanks for this too. Raises ConflictError where it was sent meanwhile."""
    return change(session, followup_id, "added to", lambda note: added_to(note, reason, praise))


def add_kept(session: Session, kept_id: int, followup_id: int) -> Changed:
    """The same with what was kept while it was asked whether another note is wanted."""
    wanted = take_wanted(session, kept_id)
    return add_to_note(session, followup_id, wanted.reason, _praise(session, wanted))


def keep_wanted(session: Session, wanted: Thanks) -> int:
    """Keep what a note was to be, until the one who wants it has said what to do about the other one."""
    return keep_typed(session, _KEPT, json.dumps(vars(wanted), default=str, ensure_ascii=False))


def take_wanted(session: Session, kept_id: int) -> Thanks:
    """What was kept; it has one effect. Raises ConflictError where it had it."""
    kept: dict[str, Any] = json.loads(take_line(session, kept_id).line)
    due, at = kept.pop("due"), kept.pop("at")
    return Thanks(**kept, due=date.fromisoformat(due) if due else None, at=time.fromisoformat(at) if at else None)


def why_not(customer: Customer) -> str:
    """Why no note can be planned; "" where one can."""
    return (
        say("{name} does not want to be contacted, so no thank-you note was added.", name=customer.name)
        if (customer.do_not_contact)
        else ""
    )


def may_be_offered(session: Session, customer: Customer) -> bool:
    """Whether to offer one by ourselves: none sooner than apart, nor to somebody whose complaint is still open."""
    return not (why_not(customer) or other_note(session, customer) or open_complaints(session, customer))


def weekly_goal(session: Session, until: datetime | None = None) -> Goal | None:
    """How many notes were sent this week, or in that of `until` up to then; None where the team has no goal.

    Weeks begin on Monday, in the team's zone.
    """
    if not session.settings.thanks_goal:
        return None
    last, tz = until or session.now, session.working_hours.zone
    day = local_date(last, tz)
    first = instant_of(day - timedelta(days=day.weekday()), time(), tz)
    return Goal(thanks.sent_between(session.uow, first, last.astimezone(UTC)), session.settings.thanks_goal)


def _praise(session: Session, wanted: Thanks) -> Touchpoint | None:
    return touchpoint_of(session, wanted.praise_id) if wanted.praise_id else None
