"""Exactly one digest for each local date, in every zone of the world, whatever is done to the clocks and to the bot.

The quick tier drives the real use case over a real database around the days on which clocks are changed, with one
person for each hour and each way in which a zone of the IANA database sets its clocks in those days. The full tier does
so for a year, and asks the rule itself (domain/calendar.digest_due, all that decides it) for every day of 2024-2032,
again once for all zones whose clocks show the same throughout. Its virtual month runs the real job.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

import jobs
from bot.domain.calendar import WorkingHours, digest_due, local_date
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.people import ITSELF, Person
from bot.domain.settings import WorkspaceSettings
from bot.use_cases import digests
from bot.use_cases.session import Session
from jobs import digest
from storage import customers, followups, people
from storage.database import UnitOfWork
from tests import engines
from tests.fake_clock import MONDAY_NINE
from tests.team import Team

pytestmark = pytest.mark.engine("sqlite")  # it is the clock's matter; on PostgreSQL its statements take ten minutes

ZONES = sorted(available_timezones() - {"localtime"})
HOURS = (time(0), time(2, 30), time(9))
EVERY_DAY = frozenset(range(7))
DAY = timedelta(days=1)

SPRING_AND_AUTUMN = (
    date(2026, 3, 8),  # North America
    date(2026, 3, 29),  # Europe
    date(2026, 4, 5),  # Australia, New Zealand, Chile: an hour, and half of one on Lord Howe
    date(2026, 9, 6),  # Chile skips a midnight
    date(2026, 10, 25),  # Europe
    date(2027, 2, 9),  # Morocco around Ramadan
)


def distinct_zones(begin: datetime, end: datetime) -> Iterator[str]:
    """One zone for each way in which clocks are set from one instant to the other, to the quarter of an hour."""
    seen = set()
    for tz in ZONES:
        zone, at = ZoneInfo(tz), begin
        changes: list[tuple[datetime, timedelta | None]] = []
        before = None
        while at < end:
            offset = at.astimezone(zone).utcoffset()
            if offset != before:
                moment = at - DAY
                while before is not None and moment.astimezone(zone).utcoffset() == before:
                    moment += timedelta(minutes=15)
                changes.append((moment, offset))
                before = offset
            at += DAY
        if tuple(changes) not in seen:
            seen.add(tuple(changes))
            yield tz


def moments(zones: list[str], begin: datetime, days: int) -> Iterator[datetime]:
    """Every half hour within two days of a change of any of these clocks, every three hours on days that are alike."""
    for day in (begin + DAY * step for step in range(days)):
        around = [(day - 2 * DAY).astimezone(ZoneInfo(tz)).utcoffset() for tz in zones]
        is_alike = around == [(day + 3 * DAY).astimezone(ZoneInfo(tz)).utcoffset() for tz in zones]
        step = timedelta(hours=3) if is_alike else timedelta(minutes=30)
        yield from (day + step * number for number in range(DAY // step))


def join(uow: UnitOfWork, person: Person, customer_id: int) -> None:
    """Somebody of the team who has something overdue, so that each of their days has a digest."""
    people.save(uow, person, datetime(2020, 1, 1, tzinfo=UTC))
    overdue = FollowUp(0, customer_id, FollowUpKind.OTHER, "call", date(2020, 1, 1), ITSELF.id, MONDAY_NINE)
    followups.add(uow, FollowUp(**{**vars(overdue), "assignee": person.id}))


@pytest.mark.parametrize("change", SPRING_AND_AUTUMN)
def test_one_digest_for_each_local_date_in_every_zone_when_clocks_change(tmp_path: Path, change: date) -> None:
    begin = datetime(change.year, change.month, change.day, tzinfo=UTC) - DAY
    assert_one_for_each_local_date(tmp_path, begin, days=3, hours=HOURS)


@pytest.mark.full
@pytest.mark.parametrize("at", HOURS)
def test_one_digest_for_each_local_date_of_a_year_in_every_zone_through_the_database(tmp_path: Path, at: time) -> None:
    assert_one_for_each_local_date(tmp_path, datetime(2026, 1, 1, tzinfo=UTC), days=365, hours=(at,))


def test_control_without_the_ledger_there_are_many(tmp_path: Path) -> None:
    """Of one person alone it is forgotten, again and again, what they were sent."""
    forgets = (
        "CREATE TRIGGER forgets AFTER INSERT ON ledger WHEN new.recipient = '0900Africa/Abidjan'"
        " BEGIN DELETE FROM ledger WHERE id = new.id; END"
    )
    with pytest.raises(AssertionError):
        assert_one_for_each_local_date(
            tmp_path, datetime(2026, 3, 28, tzinfo=UTC), days=2, hours=(time(9),), spoil=forgets
        )


def assert_one_for_each_local_date(
    folder: Path, begin: datetime, days: int, hours: tuple[time, ...], spoil: str = ""
) -> None:
    """The real use case at so many moments, for one person in each zone with clocks of its own and each hour."""
    engines.clear()
    database = engines.database_of("T0ZONES", folder)
    zones = list(distinct_zones(begin - DAY, begin + (days + 2) * DAY))
    rules = WorkspaceSettings(working_days=EVERY_DAY)
    with database.unit_of_work() as uow:
        if spoil:
            uow.execute(engines.trigger(spoil))
        customer_id = customers.add(uow, Customer(0, "Dana Reyes"), ITSELF.id, MONDAY_NINE)
        for at in hours:
            for tz in zones:
                person = Person(f"{at:%H%M}{tz}", tz, tz)
                join(uow, person, customer_id)
                people.choose_rhythm(uow, person.id, at, EVERY_DAY)
    ticks = list(moments(zones, begin, days))
    for now in ticks:
        with database.unit_of_work() as uow:
            session = Session(uow, ITSELF, now, rules, WorkingHours(days=EVERY_DAY))
            for due in digests.due(session):
                digests.compose(session, due)
    with database.reading() as uow:
        rows = uow.rows("SELECT recipient, local_date FROM ledger WHERE kind = 'digest' AND state = 'queued'")
        posts = uow.rows("SELECT recipient FROM outbox WHERE kind = 'digest'")
    database.close()
    counted = Counter((row["recipient"], row["local_date"]) for row in rows)
    assert len(posts) == len(counted) == len(rows)
    for tz in zones:
        first, last = local_date(ticks[0], tz), local_date(ticks[-1], tz)
        between = [first + DAY * step for step in range(1, (last - first).days)]
        for at in hours:
            assert [counted[f"{at:%H%M}{tz}", str(day)] for day in between] == [1] * len(between), (tz, at)


@pytest.mark.full
@pytest.mark.parametrize("at", HOURS)
def test_every_day_of_nine_years_is_named_once_in_every_zone(at: time) -> None:
    begin, end = datetime(2024, 1, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC)
    for tz in distinct_zones(begin - DAY, end + DAY):
        named: list[date] = []
        for now in moments([tz], begin, (end - begin).days):
            day = digest_due(now, tz, at, EVERY_DAY, frozenset())
            if day and (not named or day != named[-1]):
                named.append(day)
        first = named[0]
        assert named == [first + DAY * step for step in range(len(named))], tz
        assert len(named) >= (end - begin).days, tz


STAFF, WORKING_DAYS = 1_000, frozenset(range(5))


@pytest.mark.full
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_month_of_a_thousand_staff_with_outages_misses_and_doubles_nothing(team: Team, seed: int) -> None:
    """Every person and working day has one row: sent, late, or skipped with a reason. Nobody has two."""
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated, no secret
    deps = team.rapport.deps
    everybody = [Person(f"U{number}", "Somebody", chance.choice(ZONES)) for number in range(STAFF)]
    with deps.database.unit_of_work() as uow:
        customer_id = customers.add(uow, Customer(0, "Dana Reyes"), ITSELF.id, team.clock.now())
        for person in everybody:
            join(uow, person, customer_id)
    begin = team.clock.now()
    while team.clock.now() < begin + 30 * DAY:
        jobs.run(deps, [digest.send])
        is_down = chance.random() < 0.02
        team.clock.advance(chance.choice((3600, 4 * 3600, 26 * 3600)) if is_down else 900)
    rows = team.rows("SELECT recipient, local_date, state, reason, outbox_id FROM ledger WHERE kind = 'digest'")
    noted = Counter((row["recipient"], row["local_date"]) for row in rows)
    assert set(noted.values()) == {1}
    assert all(row["reason"] if row["state"] == "skipped" else row["outbox_id"] for row in rows)
    posts = [row["outbox_id"] for row in rows if row["outbox_id"]]
    assert len(posts) == len(set(posts))
    for person in everybody:
        days = sorted(date.fromisoformat(day) for who, day in noted if who == person.id)
        between = [days[0] + DAY * step for step in range((days[-1] - days[0]).days + 1)]
        assert days == [day for day in between if day.weekday() in WORKING_DAYS], person
        assert local_date(begin + 30 * DAY, person.tz) - days[-1] <= 4 * DAY
