"""A lead's view of the week: one message on its first working day, at the hour of their digest, and on demand."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.domain.cadence import tier_cadences
from bot.domain.candidates import Ask
from bot.domain.digest import OF_THE_WEEK, Rhythm
from bot.domain.due import is_overdue
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import LEAD
from bot.domain.promise import broken_days
from bot.domain.reader import Reader
from bot.domain.rights import WEEK
from bot.domain.week import (
    AHEAD,
    LOOKED_BACK,
    SEGMENTS,
    WORTH_FOR,
    AtRisk,
    Risk,
    Week,
    begins_quarter,
    first_day_of_week,
)
from bot.use_cases import rounds
from bot.use_cases.birthdays import birthdays_in
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.reminding import remind, spare
from bot.use_cases.session import Session
from storage import absences, candidates, escalating, followups, ledger, people, plans, segments, watched

_MARK = "week_told_until"
KIND = MessageKind.WEEK

NAMED = 5
"""So many customers at risk are named for each reason."""

MOST_BIRTHDAYS = 12


def is_time(session: Session) -> bool:
    """Whether a quarter of an hour has begun since it was last looked. Only reads."""
    return rounds.is_time(session, _MARK)


def due(session: Session) -> dict[str, date]:
    """The leads whose view of this week is due and not accounted for, and its first working day. Only reads."""
    rhythms = _rhythms_of_leads(session)
    days = {
        one: first_day_of_week(rhythm, session.now, session.working_hours.holidays) for one, rhythm in rhythms.items()
    }
    told = escalating.told(session.uow, [KIND], {str(day) for day in days.values() if day})
    noted = {(subject, recipient) for _, subject, recipient, _ in told}
    return {
        one: day
        for one, day in days.items()
        if day and session.now >= rhythms[one].due_at(day) and (str(day), one) not in noted
    }


def tell(session: Session, lead: str) -> None:
    """Tell one of them, or note why not. The second time there is nothing to do."""
    day = due(session).get(lead)
    if day is None:
        return
    reader, subject = session.read_by(lead), str(day)
    due_at, since = _rhythms_of_leads(session)[lead].due_at(day), people.known_since(session.uow, lead)
    week = week_of(session, reader)
    if since and since > due_at:
        spare(session, KIND, subject, lead, "not known to Rapport yet at that hour")
    elif session.now > due_at + WORTH_FOR:
        spare(session, KIND, subject, lead, "too late to be of use: Rapport was not running")
    elif week.is_empty:
        spare(session, KIND, subject, lead, "nothing to tell")
    elif post := remind(session, KIND, subject, lead, due=due_at):
        named = {customer.id for customer in week.named}
        ledger.queue_all(
            session.uow,
            [(OF_THE_WEEK, f"{customer}:{day}") for customer in sorted(named)],
            recipient=lead,
            local_date=reader.today,
            outbox_id=post,
            now=session.now,
            due=due_at,
        )


def looked(session: Session) -> None:
    """Note that it was looked."""
    rounds.done(session, _MARK, session.now)


def my_week(session: Session) -> Week:
    """The same on demand. Raises NotAllowedError for members."""
    session.check(WEEK)
    return week_of(session, session.reader)


def week_of(session: Session, reader: Reader) -> Week:
    """How things stand, with days as this reader counts them."""
    last = reader.today + AHEAD
    open_ones = followups.open_of_team(session.uow)
    return Week(
        reader.today,
        sum(one.assignee is None for one in open_ones),
        _overdue(session, open_ones, reader),
        _broken(session, reader),
        {risk: _at_risk(session, risk, reader) for risk in Risk},
        birthdays_in(session, reader.today, last)[:MOST_BIRTHDAYS],
        [one for one in absences.standing(session.uow) if one.first <= last and not one.is_over(session.now)],
        watched.count_standing(session.uow),
        _to_ask(session, reader.today),
    )


def _overdue(session: Session, open_ones: Sequence[FollowUp], reader: Reader) -> dict[str, int]:
    """How many are late of whom, by name: nobody is first for having more."""
    late = Counter(one.assignee for one in open_ones if one.assignee and is_overdue(one, reader))
    names = {one.id: one.name.casefold() for one in people.everybody(session.uow)} if late else {}
    return {person: late[person] for person in sorted(late, key=lambda one: (names.get(one, ""), one))}


def _to_ask(session: Session, day: date) -> dict[Ask, int]:
    """How many can be asked for what, in the first week of a quarter."""
    if not begins_quarter(day):
        return {}
    tiers = tier_cadences(session.settings)
    numbers = {ask: candidates.first(session.uow, ask, day, tiers, 0).number for ask in Ask}
    return {ask: number for ask, number in numbers.items() if number}


def _broken(session: Session, reader: Reader) -> int:
    """How many promises were broken in the last week."""
    since = reader.today - LOOKED_BACK
    promised = plans.promised_since(session.uow, since)
    return sum(since <= day for one in promised for day in broken_days(one, reader.today, reader.tz))


def _at_risk(session: Session, risk: Risk, reader: Reader) -> AtRisk:
    segment, tiers = SEGMENTS[risk], tier_cadences(session.settings)
    first = segments.page(session.uow, segment, reader.today, tiers=tiers, limit=NAMED)
    if len(first) == NAMED:
        return AtRisk(segments.count(session.uow, segment, reader.today, tiers=tiers), first)
    return AtRisk(len(first), first)


def _rhythms_of_leads(session: Session) -> dict[str, Rhythm]:
    """When each of them reads; who gets no digest reads of the week as the workspace has it."""
    rules = session.settings
    known = people.rhythms(session.uow, rules.digest_at, rules.working_days)
    leads = [one for one in leads_to_tell(session) if one != LEAD]
    return {
        one: known.get(one) or Rhythm(session.read_by(one).tz, rules.digest_at, rules.working_days) for one in leads
    }
