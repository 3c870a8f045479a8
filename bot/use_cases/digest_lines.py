"""What stands in a digest: which follow-ups, and which lines without anything to tick off."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from bot.domain.calendar import local_date
from bot.domain.digest import (
    AHEAD,
    COMING_BIRTHDAY,
    FOLLOW_UP,
    NOTES,
    QUIET,
    QUIET_AGAIN,
    RENEWAL,
    RENEWAL_WINDOW,
    STILL_OPEN,
    STILL_OPEN_FOR,
    Due,
    Note,
    renewal_stage,
)
from bot.domain.due import first_day, is_put_off, last_day
from bot.domain.followup_item import FollowUpItem
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.ledger import Reminder
from bot.domain.reader import Reader
from bot.domain.urgency import Urgency, urgency
from bot.use_cases.birthdays import birthdays_in, is_kept
from bot.use_cases.caretaker import caretakers
from bot.use_cases.lists import items
from bot.use_cases.occasions import birthday_origin
from bot.use_cases.work import Work
from storage import customers, followups, ledger, occasions, people, touchpoints
from storage.caring import looked_after_by
from storage.conditions import Condition

Entry = tuple[str, str]
"""Kind and subject of a ledger row."""


def of_person(work: Work, one: Due) -> list[Entry]:
    """Somebody's day: theirs to do, alerts of their customers that nobody has, renewals, quiet customers, birthdays."""
    person, day = one.recipient, one.day
    theirs, reminds = looked_after_by(person, caretakers(work)), _reminds(work)
    return [
        *_mine_as_lines(work, one),
        *_lines(item for item in _unclaimed(work, one) if reminds(item) == person),
        *_renewals(work, one, theirs),
        *_quiet(work, one, theirs),
        *_coming_birthdays(work, theirs, day),
    ]


def of_team(work: Work, one: Due) -> list[Entry]:
    """What nobody has. An alert stands in the feedback channel already: it is a line of its caretaker's digest.

    Only where nobody would be reminded of it there it is the team's, from the day after it came.
    """
    found, reminds = _unclaimed(work, one), _reminds(work)
    return list(_lines(item for item in found if reminds(item) is None and not _is_fresh(item, one)))


def _lines(found: Iterable[FollowUpItem]) -> Iterator[Entry]:
    return ((FOLLOW_UP, str(item.followup.id)) for item in found)


def _mine_as_lines(work: Work, one: Due) -> Iterator[Entry]:
    """What is overdue is one line where all of it was shown as such lately: the same list each morning is not read."""
    found, reader = _mine(work, one), _reader(work, one)
    overdue = [item for item in found if urgency(item.followup, reader) is Urgency.OVERDUE]
    is_old = _were_overdue_before(work, [item.followup for item in overdue], one, reader)
    for item in found:
        yield STILL_OPEN if is_old and item in overdue else FOLLOW_UP, str(item.followup.id)


def _were_overdue_before(work: Work, found: list[FollowUp], one: Due, reader: Reader) -> bool:
    """Whether digests of the last days showed all of them as overdue already."""
    told, lately = _told(work, one, FOLLOW_UP, (str(followup.id) for followup in found)), one.day - STILL_OPEN_FOR
    return all(
        told.get(str(followup.id), date.min) > max(last_day(followup, reader.working), lately) for followup in found
    )


def _told(work: Work, one: Due, kind: str, subjects: Iterable[str]) -> dict[str, date]:
    """When the one who gets this digest was reminded of each of these last, if ever."""
    return ledger.last_told(work.uow, kind=kind, subjects=subjects, recipient=one.recipient)


def _mine(work: Work, one: Due) -> list[FollowUpItem]:
    reader = _reader(work, one)
    open_ones = followups.open_of(work.uow, one.recipient, _before_the_next(one.day, reader))
    found = list(_shown_by(open_ones, one.day, reader))
    nagging = _nagging(work, found, one)
    return items(work.uow, (followup for followup in found if followup.id not in nagging))


def _unclaimed(work: Work, one: Due) -> list[FollowUpItem]:
    reader = _reader(work, one)
    found = _shown_by(followups.unclaimed(work.uow, _before_the_next(one.day, reader)), one.day, reader)
    return items(work.uow, found)


def _reminds(work: Work) -> Callable[[FollowUpItem], str | None]:
    """In whose digest an alert that nobody has is a line; None: in nobody's, or it is no alert."""
    rules, able = work.settings, caretakers(work)
    reached = people.rhythms(work.uow, rules.digest_at, rules.working_days).keys()

    def reminded(item: FollowUpItem) -> str | None:
        caretaker = able.of(item.customer).id if item.followup.deadline else None
        return caretaker if caretaker in reached else None

    return reminded


def _is_fresh(item: FollowUpItem, one: Due) -> bool:
    """An alert of this very day."""
    return item.followup.deadline is not None and local_date(item.followup.created_at, one.rhythm.tz) == one.day


def _nagging(work: Work, found: list[FollowUp], one: Due) -> set[int]:
    """Late wishes are asked for once after the birthday, not every morning until it lapses."""
    late = [followup for followup in found if followup.kind is FollowUpKind.BIRTHDAY and followup.due < one.day]
    told = _told(work, one, FOLLOW_UP, (str(followup.id) for followup in late))
    return {followup.id for followup in late if told.get(str(followup.id), date.min) > followup.due}


def _renewals(work: Work, one: Due, whose: Condition) -> Iterator[Entry]:
    day = one.day
    near = occasions.renewing(work.uow, whose, day, day + timedelta(days=90))
    stages = ((customer, renewal_stage(customer.renewal, day) if customer.renewal else None) for customer in near)
    subjects = [f"{customer.id}:{customer.renewal}:{stage}" for customer, stage in stages if stage]
    return _unless_told(work, one, RENEWAL, subjects, day - timedelta(days=RENEWAL_WINDOW))


def _quiet(work: Work, one: Due, whose: Condition) -> Iterator[Entry]:
    subjects = [f"{customer.id}:{last}" for customer, last in occasions.quiet(work.uow, whose, one.day)]
    return _unless_told(work, one, QUIET, subjects, one.day - QUIET_AGAIN + timedelta(days=1))


def _unless_told(work: Work, one: Due, kind: str, subjects: list[str], since: date) -> Iterator[Entry]:
    """A line of each of these of which they were not reminded on that day or later."""
    told = _told(work, one, kind, subjects)
    return ((kind, subject) for subject in subjects if told.get(subject, date.min) < since)


def _coming_birthdays(work: Work, whose: Condition, day: date) -> Iterator[Entry]:
    coming = birthdays_in(work, day + timedelta(days=1), day + AHEAD, whose)
    arisen = followups.arisen(work.uow, (birthday_origin(customer.id, on) for on, customer in coming))
    for on, customer in coming:
        if birthday_origin(customer.id, on) not in arisen:  # else it is a line of its own
            yield COMING_BIRTHDAY, f"{customer.id}:{on}"


def _reader(work: Work, one: Due) -> Reader:
    return Reader(work.now, one.rhythm.working(work.working_time.holidays))


def _before_the_next(day: date, reader: Reader) -> date:
    """The last day before the next digest: what is due on days off in between is shown in this one."""
    return reader.working.next_working_day(day) - timedelta(days=1)


def _shown_by(found: list[FollowUp], day: date, reader: Reader) -> Iterator[FollowUp]:
    return (one for one in found if first_day(one, reader.working) <= day and not is_put_off(one, reader))


def notes_of(work: Work, carried: Iterable[Reminder]) -> list[Note]:
    """Lines of ledger rows that are no follow-ups, as long as they are so; a subject begins with customer and day."""
    said = [(one.kind, *one.subject.split(":")[:2]) for one in carried if one.kind in NOTES]
    about = customers.by_id(work.uow, (int(customer_id) for _, customer_id, _ in said))
    notes = [
        Note(kind, about[int(customer_id)], date.fromisoformat(day))
        for kind, customer_id, day in said
        if int(customer_id) in about
    ]
    touched = touchpoints.last_days(work.uow, (note.customer.id for note in notes if note.kind == QUIET))
    return [note for note in notes if _is_so(work, note, touched.get(note.customer.id, date.min))]


def _is_so(work: Work, note: Note, touched: date) -> bool:
    """Whether the customer still has this birthday or renewal, or was not touched since."""
    customer, on = note.customer, note.on
    if note.kind == QUIET:
        return touched <= on
    return customer.renewal == on if note.kind == RENEWAL else is_kept(work, customer, on)
