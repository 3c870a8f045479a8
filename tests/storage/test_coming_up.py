"""What the database finds for Home is what the rules of bot/domain say of the same follow-ups."""

import itertools
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.calendar import WorkingHours
from bot.domain.customers import Customer
from bot.domain.due import first_day, is_put_off, shown_until
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from storage import coming_up, customers, followups
from storage.coming_up import By
from storage.database import UnitOfWork
from tests.team import ANA, Team

FRIDAY = date(2026, 11, 27)
HOLIDAYS = frozenset({date(2026, 11, 30)})


def _reader(today: date) -> Reader:
    now = datetime.combine(today, time(15), UTC)
    return Reader(now, WorkingHours(holidays=HOLIDAYS), ANA)


def _each(reader: Reader) -> list[FollowUp]:
    """Due, put off and back on every day around today."""
    days = [reader.today + timedelta(days=step) for step in range(-4, 6)]
    kinds = itertools.cycle(FollowUpKind)
    found = [FollowUp(0, 1, next(kinds), "call", day, ANA, reader.now, assignee=ANA) for day in days]
    for due, off in itertools.product(days[::3], days):
        found.append(FollowUp(0, 1, next(kinds), "call", due, ANA, reader.now, assignee=ANA, snoozed_until=off))
    for hours in (-1, 1):
        at = reader.now + timedelta(hours=hours)
        found.append(
            FollowUp(
                *(0, 1, next(kinds), "call", days[0], ANA, reader.now),
                assignee=ANA,
                snoozed_until=at.date(),
                back_at=at,
            )
        )
    return found


def _fill(uow: UnitOfWork, reader: Reader) -> None:
    customers.add(uow, Customer(0, "Dana Reyes"), ANA, reader.now)
    for one in _each(reader):
        followups.add(uow, one)


@pytest.mark.parametrize("today", [FRIDAY + timedelta(days=step) for step in range(5)])
def test_what_is_shown_by_today_is_what_the_rule_says_also_around_days_off(team: Team, today: date) -> None:
    reader, database = _reader(today), team.rapport.database
    database.write(lambda uow: _fill(uow, reader))
    by = By(reader.now, today, *shown_until(reader.working_hours, today))

    with database.reading() as uow:
        mine = followups.open_of(uow, ANA)
        shown = {
            one.id for one in mine if first_day(one, reader.working_hours) <= today and not is_put_off(one, reader)
        }
        things, notes = (find(uow, ("assignee = ?", (ANA,)), by, 100) for find in (coming_up.things, coming_up.notes))
        counted = coming_up.counts(uow, ("assignee = ?", (ANA,)), by)
        soonest = coming_up.soonest(uow, ("assignee = ?", (ANA,)), by)

    assert {one.id for one in (*things, *notes)} == shown
    assert (counted.due, counted.notes, counted.later) == (len(things), len(notes), len(mine) - len(shown))
    assert {one.kind for one in notes} <= {FollowUpKind.THANK_YOU}
    assert soonest[0].id not in shown
    assert counted.back_at == reader.now + timedelta(hours=1)
