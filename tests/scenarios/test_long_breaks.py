"""A team that is away for a month: what falls into it is announced before, and turns after."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.customers import Birthday, Customer
from bot.domain.people import ITSELF
from bot.use_cases import occasions, turning
from bot.use_cases.session import Session
from storage import settings
from storage.database import UnitOfWork
from tests.team import ANA, BEN, Team

DAY = timedelta(days=1)


def away(team: Team, uow: UnitOfWork, now: datetime, first: date, days: int) -> Session:
    """The work of a team that is away for so many days from the first on, at this instant."""
    session = team.rapport.deps.session(uow, ITSELF)
    off = frozenset(first + DAY * step for step in range(days))
    return replace(session, now=now, working_hours=replace(session.working_hours, holidays=off))


def test_a_birthday_at_the_end_of_a_month_off_comes_up_on_the_last_working_day_before(team: Team) -> None:
    team.add_customer(Customer(0, "Dana Reyes", owner=ANA, birthday=Birthday(12, 25)))
    for day, comes_up in ((date(2026, 11, 23), False), (date(2026, 11, 24), True)):
        now = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        with team.rapport.database.reading() as uow:
            session = away(team, uow, now, date(2026, 11, 25), 31)
            assert bool(occasions.arising(session)) is comes_up


def test_what_was_due_at_the_beginning_of_a_month_off_becomes_overdue_in_its_messages_after_it(dana: Team) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:2026-12-01 <@{BEN}>")
    midnight = datetime(2027, 1, 2, 5, tzinfo=UTC)  # in New York; the first working day has passed without it
    with dana.rapport.database.unit_of_work() as uow:
        settings.reach(uow, turning._MARK, midnight - timedelta(minutes=10))  # noqa: SLF001  # it was looked just before
        session = away(dana, uow, midnight + timedelta(minutes=5), date(2026, 12, 1), 31)
        assert len(turning.turned(session)) == 1
