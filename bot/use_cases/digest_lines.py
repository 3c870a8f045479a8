"""What stands in a digest: which follow-ups, and which lines without anything to tick off."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from bot.domain.calendar import local_date
from bot.domain.digest import (
    AHEAD,
    COMING_BIRTHDAY,
    COVER,
    FOLLOW_UP,
    MAY_LEAVE,
    NOTES,
    STILL_OPEN,
    STILL_OPEN_FOR,
    Content,
    Due,
    Note,
    is_left_out,
)
from bot.domain.due import first_day, is_put_off, last_day
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind
from bot.domain.health import NOTHING_KNOWN
from bot.domain.ledger import Reminder
from bot.domain.reader import Reader
from bot.domain.urgency import Urgency, urgency
from bot.use_cases import churn
from bot.use_cases.birthdays import birthdays_in, is_kept
from bot.use_cases.caretaker import caretakers
from bot.use_cases.lists import items
from bot.use_cases.occasions import birthday_origin
from bot.use_cases.session import Session
from storage import customers, followups, health, ledger, my_digest, people
from storage.caring import looked_after_by
from storage.conditions import EVERYBODY, Condition

Entry = tuple[str, str]
"""Kind and subject of a ledger row."""


def of_person(session: Session, one: Due) -> list[Entry]:
    """Somebody's day: theirs to do, alerts of their customers that nobody has, birthdays to come."""
    person, day = one.recipient, one.day
    theirs, (_, without) = looked_after_by(person, caretakers(session)), my_digest.chosen(session.uow, person)
    alerts = [] if Content.UNCLAIMED in without else _unclaimed(session, one, theirs)
    birthdays = [] if Content.BIRTHDAYS in without else _coming_birthdays(session, theirs, day)
    mine = (item for item in _mine(session, one) if not is_left_out(item.followup, without))
    return [
        *_as_lines(session, one, list(mine)),
        *_lines(item for item in alerts if item.followup.deadline),
        *((MAY_LEAVE, f"{risk.customer_id}:{risk.began_on}") for risk in churn.to_tell(session, person, theirs)),
        *birthdays,
    ]


def of_team(session: Session, one: Due) -> list[Entry]:
    """What nobody has. An alert stands in the feedback channel already: it is a line of its caretaker's digest.

    Only where nobody would be reminded of it there it is the team's, from the day after it came. What nobody covers
    was asked for in a message of its own on the day on which it came due.
    """
    found, reminds = _unclaimed(session, one), _reminds(session)
    wanted = _told(session, one, COVER, (str(item.followup.id) for item in found if item.followup.cover_for))
    asked = {subject for subject, day in wanted.items() if day == one.day}
    left = (item for item in found if str(item.followup.id) not in asked)
    return list(_lines(item for item in left if reminds(item) is None and not _is_fresh(item, one)))


def _lines(found: Iterable[FollowUpItem]) -> Iterator[Entry]:
    return ((FOLLOW_UP, str(item.followup.id)) for item in found)


def _as_lines(session: Session, one: Due, found: list[FollowUpItem]) -> Iterator[Entry]:
    """What was shown as overdue lately goes into one line: the same list each morning is not read. What is new is."""
    reader = _reader(session, one)
    overdue = [item.followup for item in found if urgency(item.followup, reader) is Urgency.OVERDUE]
    old = _overdue_before(session, overdue, one, reader)
    for item in found:
        yield STILL_OPEN if item.followup.id in old else FOLLOW_UP, str(item.followup.id)


def _overdue_before(session: Session, found: list[FollowUp], one: Due, reader: Reader) -> set[int]:
    """Which of them digests of the last days showed as overdue already."""
    told, lately = _told(session, one, FOLLOW_UP, (str(followup.id) for followup in found)), one.day - STILL_OPEN_FOR
    return {
        followup.id
        for followup in found
        if told.get(str(followup.id), date.min) > max(last_day(followup, reader.working_hours), lately)
    }


def _told(session: Session, one: Due, kind: str, subjects: Iterable[str]) -> dict[str, date]:
    """When the one who gets this digest was reminded of each of these last, if ever."""
    return ledger.last_told(session.uow, kind=kind, subjects=subjects, recipient=one.recipient)


def _mine(session: Session, one: Due) -> list[FollowUpItem]:
    reader = _reader(session, one)
    open_ones = followups.open_of(session.uow, one.recipient, _before_the_next(one.day, reader))
    found = list(_shown_by(open_ones, one.day, reader))
    nagging = _nagging(session, found, one)
    return items(session, (followup for followup in found if followup.id not in nagging))


def _unclaimed(session: Session, one: Due, of: Condition = EVERYBODY) -> list[FollowUpItem]:
    reader = _reader(session, one)
    found = followups.unclaimed(session.uow, _before_the_next(one.day, reader), of)
    return items(session, _shown_by(found, one.day, reader))


def _reminds(session: Session) -> Callable[[FollowUpItem], str | None]:
    """In whose digest an alert that nobody has is a line; None: in nobody's, or it is no alert."""
    rules, able = session.settings, caretakers(session)
    able_to_read = people.rhythms(session.uow, rules.digest_at, rules.working_days).keys()
    reached = able_to_read - my_digest.who_leave_out(session.uow, Content.UNCLAIMED)

    def reminded(item: FollowUpItem) -> str | None:
        caretaker = able.of(item.customer).acting if item.followup.deadline else None
        return caretaker if caretaker in reached else None

    return reminded


def _is_fresh(item: FollowUpItem, one: Due) -> bool:
    """An alert of this very day."""
    return item.followup.deadline is not None and local_date(item.followup.created_at, one.rhythm.tz) == one.day


def _nagging(session: Session, found: list[FollowUp], one: Due) -> set[int]:
    """Late wishes are asked for once after the birthday, not every morning until it lapses."""
    late = [followup for followup in found if followup.kind is FollowUpKind.BIRTHDAY and followup.due < one.day]
    told = _told(session, one, FOLLOW_UP, (str(followup.id) for followup in late))
    return {followup.id for followup in late if told.get(str(followup.id), date.min) > followup.due}


def _coming_birthdays(session: Session, whose: Condition, day: date) -> Iterator[Entry]:
    coming = birthdays_in(session, day + timedelta(days=1), day + AHEAD, whose)
    arisen = followups.arisen(session.uow, (birthday_origin(customer.id, on) for on, customer in coming))
    for on, customer in coming:
        if birthday_origin(customer.id, on) not in arisen:  # else it is a line of its own
            yield COMING_BIRTHDAY, f"{customer.id}:{on}"


def _reader(session: Session, one: Due) -> Reader:
    return Reader(session.now, one.rhythm.working_hours(session.working_hours.holidays))


def _before_the_next(day: date, reader: Reader) -> date:
    """The last day before the next digest: what is due on days off in between is shown in this one."""
    return reader.working_hours.next_working_day(day) - timedelta(days=1)


def _shown_by(found: list[FollowUp], day: date, reader: Reader) -> Iterator[FollowUp]:
    return (one for one in found if first_day(one, reader.working_hours) <= day and not is_put_off(one, reader))


def notes_of(session: Session, carried: Iterable[Reminder]) -> list[Note]:
    """Lines of ledger rows that are no follow-ups, as long as they are so; a subject begins with customer and day."""
    said = [(one.kind, *one.subject.split(":")[:2]) for one in carried if one.kind in NOTES]
    about = customers.by_id(session.uow, (int(customer_id) for _, customer_id, _ in said))
    stands = health.of_customers(session.uow, (int(one) for kind, one, _ in said if kind == MAY_LEAVE))
    notes = [
        Note(kind, about[int(one)], date.fromisoformat(day), stands.get(int(one), NOTHING_KNOWN))
        for kind, one, day in said
        if int(one) in about
    ]
    return [note for note in notes if _is_so(session, note)]


def _is_so(session: Session, note: Note) -> bool:
    """Whether the customer still is one, and may still leave or has this birthday."""
    if note.customer.lost_on:
        return False
    return note.health.cause is not None if note.kind == MAY_LEAVE else is_kept(session, note.customer, note.on)
