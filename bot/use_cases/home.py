"""What somebody sees on the Home tab."""

from collections.abc import Iterable

from bot.domain.digest import AHEAD
from bot.domain.due import shown_until
from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.home import FEW, TEAM, ComingBirthday, Home, Rows
from bot.domain.reader import Reader
from bot.domain.rights import IMPORT, SETTINGS, WEEK, Extent
from bot.domain.urgency import places
from bot.domain.week import SEGMENTS, Risk
from bot.use_cases.away import running
from bot.use_cases.birthdays import birthdays_in
from bot.use_cases.caretaker import caretakers
from bot.use_cases.currency import currency_of
from bot.use_cases.lists import items
from bot.use_cases.my_week import my_week
from bot.use_cases.occasions import birthday_origin
from bot.use_cases.segments import count_of
from bot.use_cases.session import Session
from bot.use_cases.set_up import is_under_way
from bot.use_cases.thanks import weekly_goal
from bot.use_cases.theme_menders import to_mend
from storage import coming_up, customers, first_visits, followups, people
from storage.coming_up import By
from storage.conditions import Condition

MANY = 60
"""So many of what is due are put into their order, of which the first few are shown."""


def home_of(session: Session, whose: str = "") -> Home:
    """The Home tab of the one who asks, as it stands now; `whose` things it shows is as Home says."""
    uow, reader, leads = session.uow, session.reader, session.extent(WEEK) is Extent.ALL
    by, condition = _by(reader), _whose(session, whose)
    counted = coming_up.counts(uow, condition, by)
    found = {
        "due": _few(coming_up.things(uow, condition, by, MANY), reader) if counted.due else [],
        "notes": coming_up.notes(uow, condition, by, FEW) if counted.notes else [],
        "unclaimed": coming_up.unclaimed(uow, FEW),
        "next": coming_up.soonest(uow, condition, by) if counted.later and not counted.due else [],
    }
    shown = {item.followup.id: item for item in items(session, (one for some in found.values() for one in some))}
    parts = {name: [shown[one.id] for one in some if one.id in shown] for name, some in found.items()}
    unclaimed = coming_up.count_unclaimed(uow) if len(found["unclaimed"]) == FEW else len(parts["unclaimed"])
    return Home(
        person=session.actor,
        reader=reader,
        due=Rows(parts["due"], counted.due),
        notes=Rows(parts["notes"], counted.notes),
        unclaimed=Rows(parts["unclaimed"], unclaimed),
        birthdays=_birthdays(session, parts["due"]),
        later=counted.later,
        next_one=next(iter(parts["next"]), None),
        back_at=counted.back_at,
        is_new=first_visits.is_first(uow, session.actor.id),
        is_to_set_up=session.extent(SETTINGS) is Extent.ALL and is_under_way(session),
        may_import=session.extent(IMPORT) is Extent.ALL,
        leads=leads,
        may_leave=count_of(session, SEGMENTS[Risk.MAY_LEAVE]) if leads else 0,
        to_mend=[] if whose else to_mend(session),
        currency=currency_of(session.settings),
        has_customers=customers.is_any(uow),
        week=None if whose else my_week(session, reader),
        away=running(session, session.actor.id),
        goal=weekly_goal(session),
        whose=whose,
        name=_name(session, whose),
    )


def _by(reader: Reader) -> By:
    return By(reader.now, reader.today, *shown_until(reader.working_hours, reader.today))


def _whose(session: Session, whose: str) -> Condition:
    """Theirs, somebody's, or the whole team's; what nobody has stands in a part of its own."""
    return ("assignee IS NOT NULL", ()) if whose == TEAM else ("assignee = ?", (whose or session.actor.id,))


def _few(found: list[FollowUp], reader: Reader) -> list[FollowUp]:
    """The first few, in the order of a digest."""
    return [found[at] for _, at in places(found, reader)][:FEW]


def _name(session: Session, whose: str) -> str:
    person = people.get(session.uow, whose) if whose not in {"", TEAM} else None
    return person.name if person else ""


def _birthdays(session: Session, shown: Iterable[FollowUpItem]) -> list[ComingBirthday]:
    """Those of the week; not the ones to be wished among what is shown, which would stand there twice."""
    there = {item.followup.origin for item in shown}
    coming = [
        (birthday_origin(customer.id, on), on, customer)
        for on, customer in birthdays_in(session, session.today, session.today + AHEAD)
    ]
    left = [one for one in coming if one[0] not in there]
    if not left:
        return []
    owners = caretakers(session)
    wishes = followups.of_origins(session.uow, (origin for origin, _, _ in left))
    return [ComingBirthday(on, customer, owners.of(customer).id, wishes.get(origin)) for origin, on, customer in left]


def dismiss_welcome(session: Session) -> None:
    """They know the three things now. Nothing of customers, so the audit log has nothing of it."""
    first_visits.dismiss(session.uow, session.actor.id, session.now)
