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
from bot.use_cases.arising import birthday_origin
from bot.use_cases.birthdays import birthdays_in, is_kept
from bot.use_cases.caretaker import caretakers
from bot.use_cases.lists import items
from bot.use_cases.work import Work
from storage import customers, followups, ledger, occasions, people, touchpoints
from storage.caring import Condition, looked_after_by

Line = tuple[str, str]
"""Kind and subject of a ledger row."""


def of_person(work: Work, one: Due) -> list[Line]:
    """Somebody's day: theirs to do, alerts of their customers that nobody has, renewals, quiet customers, birthdays."""
    person, day = one.recipient, one.day
    theirs, reminds = looked_after_by(person, caretakers(work)), _reminds(work)
    return [
        *_mine_as_lines(work, one),
        *_lines(item for item in _unclaimed(work, one) if reminds(item) == person),
        *_renewals(work, person, theirs, day),
        *_quiet(work, person, theirs, day),
        *_coming_birthdays(work, theirs, day),
    ]


def of_team(work: Work, one: Due) -> list[Line]:
    """What nobody has. An alert stands in the feedback channel already: it is a line of its caretaker's digest.

    Only where nobody would be reminded of it there it is the team's, from the day after it came.
    """
    found, reminds = _unclaimed(work, one), _reminds(work)
    return list(_lines(item for item in found if reminds(item) is None and not _is_fresh(item, one)))


def _lines(found: Iterable[FollowUpItem]) -> Iterator[Line]:
    return ((FOLLOW_UP, str(item.followup.id)) for item in found)


def _mine_as_lines(work: Work, one: Due) -> Iterator[Line]:
    """What is overdue is one line where all of it was shown as such lately: the same list each morning is not read."""
    found, reader = _mine(work, one), _reader(work, one)
    overdue = [item for item in found if urgency(item.followup, reader) is Urgency.OVERDUE]
    is_old = all(_was_overdue_before(work, item.followup, one, reader) for item in overdue)
    for item in found:
        yield STILL_OPEN if is_old and item in overdue else FOLLOW_UP, str(item.followup.id)


def _was_overdue_before(work: Work, followup: FollowUp, one: Due, reader: Reader) -> bool:
    """Whether a digest of the last days showed it as overdue already."""
    since = max(last_day(followup, reader.working) + timedelta(days=1), one.day - STILL_OPEN_FOR + timedelta(days=1))
    return ledger.was_told(work.uow, kind=FOLLOW_UP, subject=str(followup.id), recipient=one.recipient, since=since)


def _mine(work: Work, one: Due) -> list[FollowUpItem]:
    reader = _reader(work, one)
    found = _shown_by(followups.open_of(work.uow, one.recipient, _before_the_next(one.day, reader)), one.day, reader)
    return items(work.uow, (followup for followup in found if not _nags(work, followup, one)))


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


def _nags(work: Work, followup: FollowUp, one: Due) -> bool:
    """Late wishes are asked for once after the birthday, not every morning until it lapses."""
    return (
        followup.kind is FollowUpKind.BIRTHDAY
        and followup.due < one.day
        and ledger.was_told(
            work.uow,
            kind=FOLLOW_UP,
            subject=str(followup.id),
            recipient=one.recipient,
            since=followup.due + timedelta(days=1),
        )
    )


def _renewals(work: Work, person: str, whose: Condition, day: date) -> Iterator[Line]:
    for customer in occasions.renewing(work.uow, whose, day, day + timedelta(days=90)):
        stage = renewal_stage(customer.renewal, day) if customer.renewal else None
        subject = f"{customer.id}:{customer.renewal}:{stage}"
        since = day - timedelta(days=RENEWAL_WINDOW)
        if stage and not ledger.was_told(work.uow, kind=RENEWAL, subject=subject, recipient=person, since=since):
            yield RENEWAL, subject


def _quiet(work: Work, person: str, whose: Condition, day: date) -> Iterator[Line]:
    since = day - QUIET_AGAIN + timedelta(days=1)
    for customer, last in occasions.quiet(work.uow, whose, day):
        subject = f"{customer.id}:{last}"
        if not ledger.was_told(work.uow, kind=QUIET, subject=subject, recipient=person, since=since):
            yield QUIET, subject


def _coming_birthdays(work: Work, whose: Condition, day: date) -> Iterator[Line]:
    for on, customer in birthdays_in(work, day + timedelta(days=1), day + AHEAD, whose):
        if not followups.has_origin(work.uow, birthday_origin(customer.id, on)):  # else it is a line of its own
            yield COMING_BIRTHDAY, f"{customer.id}:{on}"


def _reader(work: Work, one: Due) -> Reader:
    return Reader(work.now, one.rhythm.working(work.working_time.holidays))


def _before_the_next(day: date, reader: Reader) -> date:
    """The last day before the next digest: what is due on days off in between is shown in this one."""
    return reader.working.next_working_day(day) - timedelta(days=1)


def _shown_by(found: list[FollowUp], day: date, reader: Reader) -> Iterator[FollowUp]:
    return (one for one in found if first_day(one, reader.working) <= day and not is_put_off(one, reader))


def note_of(work: Work, one: Reminder) -> Note | None:
    """The line of a ledger row that is no follow-up, as long as it is so; its subject begins with customer and day."""
    if one.kind not in NOTES:
        return None
    customer_id, day, *_ = one.subject.split(":")
    customer = customers.get(work.uow, int(customer_id))
    note = Note(one.kind, customer, date.fromisoformat(day)) if customer else None
    return note if note and _is_so(work, note) else None


def _is_so(work: Work, note: Note) -> bool:
    """Whether the customer still has this birthday or renewal, or was not touched since."""
    customer, on = note.customer, note.on
    if note.kind == QUIET:
        return all(last.happened_on <= on for last in touchpoints.latest(work.uow, customer.id, 1))
    return customer.renewal == on if note.kind == RENEWAL else is_kept(work, customer, on)
