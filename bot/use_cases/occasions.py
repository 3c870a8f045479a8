"""Follow-ups that arise by themselves, each once: birthdays to wish, thank-you notes to write.

A birthday comes up on the day it is announced (its own, or the working day before), where that was missed on any day up
to the birthday itself. Anniversaries as a customer and renewals bring a thank-you note, but not sooner after
another one than the team has set, and none while a complaint or other alert is open: that is put right first. One that
was missed is made up for within a week. Days are those of whoever looks after the customer.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar import announced_on, birthdays_between
from bot.domain.customers import Customer
from bot.domain.digest import AHEAD, FOLLOW_UP, years_on
from bot.domain.errors import NotFoundError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import TEAM
from bot.domain.people import ITSELF
from bot.domain.saying import say
from bot.use_cases.birthdays import birthdays_in
from bot.use_cases.caretaker import WorkingCaretaker, WorkingCaretakers
from bot.use_cases.followups import store_arisen
from bot.use_cases.session import Session
from bot.use_cases.thanks import apart_since
from storage import customers, followups, ledger, occasions, outbox, renewals, thanks

LONGEST_BREAK = timedelta(days=31)
"""How long before a birthday it may be announced: the team may be on holiday in between."""

MADE_UP_FOR = timedelta(days=7)
_DAY = timedelta(days=1)


def arising(session: Session) -> list[tuple[FollowUp, WorkingCaretaker]]:
    """What comes up now and has not come up before. Only reads."""
    caretakers = WorkingCaretakers(session)
    found = [*_birthdays(session, caretakers), *_thanks(session, caretakers)]
    before = followups.arisen(session.uow, (one.origin or "" for one, _ in found))
    return [(one, caretaker) for one, caretaker in found if one.origin not in before]


def arise(session: Session) -> list[FollowUp]:
    """Store what comes up now. A birthday that no digest of the day will show any more is told by itself."""
    stored = []
    found = arising(session)
    to_come = {caretaker.id: digest_to_come(session, caretaker) for caretaker in {one for _, one in found}}
    for arisen, caretaker in found:
        followup = store_arisen(session, arisen)
        if followup.kind is FollowUpKind.BIRTHDAY and not to_come[caretaker.id]:
            _tell(session, followup, caretaker)
        stored.append(followup)
    return stored


def birthday_of(session: Session, customer: Customer) -> FollowUp:
    """What there is to do about a customer's birthday of this week. Where it has not come up yet, it does now.

    It is for whoever looks after the customer, else for the one who asks. Raises NotFoundError where there is none.
    """
    of_theirs = ("id = ?", (customer.id,))
    coming = birthdays_in(session, session.today, session.today + AHEAD, of_theirs)
    if not coming:
        name = customer.name
        raise NotFoundError(say("{name} has no birthday this week to wish. Nothing was changed.", name=name))
    on = coming[0][0]
    origin = birthday_origin(customer.id, on)
    there = followups.of_origin(session.uow, origin)
    if there:
        return there
    caretaker = WorkingCaretakers(session).of(customer)
    followup, _ = _followup(session, customer, caretaker, FollowUpKind.BIRTHDAY, "Birthday", on, origin)
    assignee = caretaker.id or session.actor.id
    return store_arisen(session, replace(followup, created_by=ITSELF.id, assignee=assignee, assigned_at=session.now))


def birthday_origin(customer_id: int, on: date) -> str:
    """What is unique about the follow-up of one birthday."""
    return f"birthday:{customer_id}:{on}"


def _birthdays(session: Session, caretakers: WorkingCaretakers) -> Iterator[tuple[FollowUp, WorkingCaretaker]]:
    first = session.now.date() - _DAY  # it is yesterday somewhere, and tomorrow
    days = [first + timedelta(days=step) for step in range(LONGEST_BREAK.days + 3)]
    for customer in occasions.born_on(session.uow, days):
        caretaker, born = caretakers.of(customer), customer.birthday
        if born is None:
            continue
        last = caretaker.today + LONGEST_BREAK
        for on in birthdays_between(caretaker.today, last, born.month, born.day, session.settings.leap_birthday):
            if announced_on(on, caretaker.working_hours) <= caretaker.today:
                origin = birthday_origin(customer.id, on)
                yield _followup(session, customer, caretaker, FollowUpKind.BIRTHDAY, "Birthday", on, origin)


def _thanks(session: Session, caretakers: WorkingCaretakers) -> Iterator[tuple[FollowUp, WorkingCaretaker]]:
    deserved = list(_deserved(session, caretakers))
    ids = [customer.id for customer, _, _ in deserved]
    not_now = thanks.customers_with(session.uow, ids, apart_since(session)) | followups.with_open_alert(
        session.uow, ids
    )
    for customer, reason, origin in deserved:
        if customer.id in not_now:
            continue
        not_now.add(customer.id)
        caretaker = caretakers.of(customer)
        due = caretaker.today
        if not caretaker.working_hours.is_working_day(due):
            due = caretaker.working_hours.next_working_day(due)
        title = f"Thank-you note for {reason}"
        yield _followup(session, customer, caretaker, FollowUpKind.THANK_YOU, title, due, origin)


def _deserved(session: Session, caretakers: WorkingCaretakers) -> Iterator[tuple[Customer, str, str]]:
    """(customer, what to thank for, origin) of the days up to now."""
    first, last = session.now.date() - MADE_UP_FOR - _DAY, session.now.date() + _DAY
    for customer in occasions.since_on(
        session.uow, (first + timedelta(days=step) for step in range((last - first).days + 1))
    ):
        today, since = caretakers.of(customer).today, customer.since
        for on in birthdays_between(today - MADE_UP_FOR, today, since.month, since.day) if since else ():
            years = years_on(on, since) if since else 0
            if years:
                reason = f"{years} year{'s' if years > 1 else ''} as a customer"
                yield customer, reason, f"anniversary:{customer.id}:{on.year}"
    passed = occasions.renewed_between(session.uow, first, last)
    unsure = followups.open_of_kind_of(session.uow, FollowUpKind.RENEWAL, (customer.id for customer in passed))
    for customer in passed:
        today, renewal = caretakers.of(customer).today, customer.renewal
        if renewal and today - MADE_UP_FOR <= renewal < today and customer.id not in unsure:
            yield customer, "the renewal", f"renewed:{customer.id}:{renewal}"
    done = renewals.done_since(session.uow, session.now - MADE_UP_FOR)
    theirs = customers.by_id(session.uow, (customer_id for customer_id, _ in done))
    for customer_id, renewal in done:
        if customer_id in theirs and theirs[customer_id].renewal and not theirs[customer_id].do_not_contact:
            yield theirs[customer_id], "the renewal", f"renewed:{customer_id}:{renewal}"


def _followup(
    session: Session,
    customer: Customer,
    caretaker: WorkingCaretaker,
    kind: FollowUpKind,
    title: str,
    due: date,
    origin: str,
) -> tuple[FollowUp, WorkingCaretaker]:
    assigned_at = session.now if caretaker.id else None
    followup = FollowUp(
        *(0, customer.id, kind, title, due, session.actor.id, session.now),
        assignee=caretaker.id,
        assigned_at=assigned_at,
        origin=origin,
    )
    return followup, caretaker


def digest_to_come(session: Session, caretaker: WorkingCaretaker) -> bool:
    """Whether a digest of today is still to be written for this caretaker (the team, where there is none)."""
    today, rhythm = caretaker.today, caretaker.rhythm
    if not caretaker.working_hours.is_working_day(today) or session.now > rhythm.worth_until(
        today, session.settings.digest_until
    ):
        return False
    kind, recipient = (MessageKind.DIGEST, caretaker.id) if caretaker.id else (MessageKind.UNCLAIMED, TEAM)
    return not ledger.is_noted(session.uow, kind=kind, subject=recipient, recipient=recipient, local_date=today)


def _tell(session: Session, followup: FollowUp, caretaker: WorkingCaretaker) -> None:
    recipient, subject = caretaker.id or TEAM, str(followup.id)
    post = outbox.put(session.uow, kind=MessageKind.ARISEN, subject=subject, recipient=recipient, now=session.now)
    ledger.queue(
        session.uow,
        kind=FOLLOW_UP,
        subject=subject,
        recipient=recipient,
        local_date=caretaker.today,
        outbox_id=post,
        now=session.now,
    )
