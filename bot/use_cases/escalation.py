"""An alert that nobody claims: reminded of in its thread, then told to who is asked next, once a working day.

The rules are bot/domain/escalation.py. Each is told only while they work, by the clock on their own wall; the ledger
says of each day and person that they were told, late, or why not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.domain.calendar import WorkingHours, local_date
from bot.domain.customers import Customer
from bot.domain.escalation import MOST_DAYS, AskedNext, Step, step, warned_at
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM
from bot.domain.people import chain
from bot.domain.reader import Reader
from bot.use_cases.caretaker import caretakers
from bot.use_cases.reminding import remind, spare
from bot.use_cases.session import Session
from bot.use_cases.story import standing_alert
from storage import customers, escalating, followups, outbox, people

_KINDS = (MessageKind.WARNED, MessageKind.ESCALATED)

TOO_LATE = "nobody who looks after the customer was at work before its deadline, or Rapport was not running"


def due(session: Session) -> list[int]:
    """The follow-ups of whose alert somebody is to be told now. Asked every minute, so it only reads."""
    found = escalating.unclaimed_alerts(session.uow)
    if not found:
        return []
    reader = _team(session)
    steps = [(one, step(one, reader)) for one in found]
    alerts = [(one, how) for one, how in steps if how]
    known = customers.by_id(session.uow, (one.customer_id for one, _ in alerts)) if alerts else {}
    looks = _Looks(session, [one for one, _ in alerts])
    return [
        one.id
        for one, how in alerts
        if one.customer_id in known and any(looks.wanted(one, known[one.customer_id], how))
    ]


def moments(session: Session) -> list[datetime]:
    """When alerts that nobody has claimed yet are reminded of and told, past or to come. Only reads."""
    found = escalating.unclaimed_alerts(session.uow)
    warned = [warned_at(one, session.working_hours) for one in found]
    return [at for at in (*warned, *(one.deadline for one in found)) if at]


def escalate(session: Session, followup_id: int) -> None:
    """Tell who is to be told of one now. The second time there is nothing to do."""
    followup = followups.get(session.uow, followup_id)
    how = step(followup, _team(session)) if followup else None
    customer = customers.get(session.uow, followup.customer_id) if followup else None
    if followup is None or how is None or customer is None:
        return
    looks = _Looks(session, [followup])
    for one in list(looks.wanted(followup, customer, how)):
        one.tell(session, followup)


def asked_in_thread(session: Session, customer: Customer) -> str | None:
    """Who is named before the deadline: of those who look after the customer and are there, the first who is at work.

    None: nobody looks after them, or all are away.
    """
    able = _able(session, customer)
    return next((one for one in able if _is_at_work(session, one)), able[0] if able else None)


def has_gone_on(session: Session, post_id: int) -> bool:
    """Whether somebody was told of the same once more after this message."""
    post = outbox.get(session.uow, post_id)
    if post is None:
        return False
    posts = outbox.posts(session.uow, MessageKind.ESCALATED, post.subject)
    return any(one.id > post.id and one.recipient == post.recipient for one in posts)


@dataclass(frozen=True)
class _Wanted:
    """A reminder that is to be made. `why_not`: it is only noted why it is not; `due_at`: when it was to arrive."""

    kind: MessageKind
    recipient: str
    due_at: datetime
    why_not: str = ""

    def tell(self, session: Session, followup: FollowUp) -> None:
        subject = str(followup.id)
        if self.why_not:
            spare(session, self.kind, subject, self.recipient, self.why_not)
            return
        if self.kind is MessageKind.WARNED:
            alert = standing_alert(session, followup.id)
            thread = alert.id if alert else None
            where = alert.recipient if alert else self.recipient
            remind(session, self.kind, subject, where, due=self.due_at, not_after=followup.deadline, thread_of=thread)
            return
        if remind(session, self.kind, subject, self.recipient, due=self.due_at):
            for post in outbox.posts(session.uow, self.kind, subject)[:-1]:
                outbox.refresh(session.uow, post.id, session.now)


class _Looks:
    """What is to be told now of some alerts; what is asked of the database for that is asked once for all of them."""

    def __init__(self, session: Session, alerts: Sequence[FollowUp]) -> None:
        self._session = session
        self._told = escalating.told(session.uow, _KINDS, [str(one.id) for one in alerts]) if alerts else set()

    def wanted(self, followup: FollowUp, customer: Customer, how: Step) -> Iterator[_Wanted]:
        """What is to be told, or noted, of this one now."""
        if how is Step.WARN:
            yield from self._warning(followup, customer)
            return
        if not self._was(MessageKind.WARNED, followup) and warned_at(followup, self._session.working_hours):
            yield _Wanted(MessageKind.WARNED, FEEDBACK, self._session.now, TOO_LATE)
        yield from self._telling(followup, customer)

    def _warning(self, followup: FollowUp, customer: Customer) -> Iterator[_Wanted]:
        if self._was(MessageKind.WARNED, followup):
            return
        asked = asked_in_thread(self._session, customer)
        if asked and not _is_at_work(self._session, asked):
            return
        hours = _hours(self._session, asked or TEAM)
        at = warned_at(followup, self._session.working_hours) or self._session.now
        yield _Wanted(MessageKind.WARNED, FEEDBACK, hours.add_hours(at, 0))

    def _telling(self, followup: FollowUp, customer: Customer) -> Iterator[_Wanted]:
        session, kind = self._session, MessageKind.ESCALATED
        days = {day for what, subject, _, day in self._told if (what, subject) == (kind, str(followup.id))}
        if len(days) >= MOST_DAYS and max(days) < session.now.date():
            return
        for person in self._asked.of(customer.tier) or [LEAD]:
            reader = session.read_by(person)
            noted = (kind, str(followup.id), person, reader.today) in self._told
            if not noted and reader.working_hours.is_open(session.now):
                yield _Wanted(kind, person, _due_at(followup, reader))
        for person in self._asked.left_out(customer.tier):
            reader = session.read_by(person)
            if (kind, str(followup.id), person, reader.today) not in self._told:
                yield _Wanted(kind, person, session.now, "away")

    def _was(self, kind: MessageKind, followup: FollowUp) -> bool:
        return any((what, subject) == (kind, str(followup.id)) for what, subject, _, _ in self._told)

    @cached_property
    def _asked(self) -> AskedNext:
        session, care = self._session, caretakers(self._session)
        leads, admins, _ = chain(session.settings.leads - care.gone, people.of_the_team(session.uow))
        stewards = escalating.stewards(session.uow)
        return AskedNext(stewards, leads, session.settings.default_owner, admins, care.gone, care.away)


def _due_at(followup: FollowUp, reader: Reader) -> datetime:
    """When somebody was to be told today: at the deadline, or as their day begins, if they work by then."""
    opens = reader.working_hours.hours_of(reader.today)[0]
    deadline = followup.deadline or opens
    return max(opens, deadline) if local_date(deadline, reader.tz) <= reader.today else deadline


def _able(session: Session, customer: Customer) -> list[str]:
    care = caretakers(session)
    named = (customer.owner, customer.backup_owner, session.settings.default_owner)
    return list(dict.fromkeys(one for one in named if one and one not in care.gone and one not in care.away))


def _team(session: Session) -> Reader:
    """As the team reads days, in whose hours deadlines run."""
    return Reader(session.now, session.working_hours)


def _hours(session: Session, recipient: str) -> WorkingHours:
    return session.read_by(recipient).working_hours


def _is_at_work(session: Session, person: str) -> bool:
    return _hours(session, person).is_open(session.now)
