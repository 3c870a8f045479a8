"""Working hours, deadlines and birthdays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import calendar
from bot.domain.calendar import LeapRule, WorkingHours
from bot.domain.errors import RapportError

BERLIN = WorkingHours("Europe/Berlin", holidays=frozenset({date(2026, 12, 25)}))  # Monday to Friday, nine to five


def berlin(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Europe/Berlin"))


ZONES = sorted(available_timezones() - {"localtime"})
minutes = st.integers(0, 12 * 365 * 24 * 60)
instants = minutes.map(lambda passed: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=passed))
clocks = st.times().map(lambda at: at.replace(microsecond=0))


def half_hour(number: int) -> time:
    return time(number // 2, number % 2 * 30)


@st.composite
def working_hours_of_any_team(draw: st.DrawFn) -> WorkingHours:
    start, end = sorted(draw(st.sets(st.integers(0, 47), min_size=2, max_size=2)))
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    holidays = draw(st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=9))
    return WorkingHours(
        draw(st.sampled_from(sorted(available_timezones()))), days, half_hour(start), half_hour(end), holidays
    )


@pytest.mark.parametrize(
    ("filed", "hours", "due"),
    [
        ("2026-11-18 10:00", 4, "2026-11-18 14:00"),
        ("2026-11-18 15:00", 4, "2026-11-19 11:00"),
        ("2026-11-20 16:30", 4, "2026-11-23 12:30"),  # over the weekend
        ("2026-11-21 12:00", 4, "2026-11-23 13:00"),  # filed on a Saturday
        ("2026-11-18 06:00", 4, "2026-11-18 13:00"),  # before opening
        ("2026-11-18 22:00", 4, "2026-11-19 13:00"),  # after closing
        ("2026-12-24 15:00", 4, "2026-12-28 11:00"),  # over Christmas Day, a Friday
        ("2026-11-18 09:00", 8, "2026-11-18 17:00"),
        ("2026-11-18 09:00", 20, "2026-11-20 13:00"),
    ],
)
def test_working_hours_pass_only_while_the_team_works(filed: str, hours: float, due: str) -> None:
    assert BERLIN.add_hours(berlin(filed), hours) == berlin(due)


@pytest.mark.parametrize(
    ("filed", "days", "due"),
    [
        ("2026-11-18 10:00", 1, "2026-11-19 10:00"),
        ("2026-11-20 10:00", 1, "2026-11-23 10:00"),
        ("2026-11-20 10:00", 3, "2026-11-25 10:00"),
        ("2026-11-18 22:00", 1, "2026-11-19 17:00"),
        ("2026-11-18 06:00", 1, "2026-11-19 09:00"),
        ("2026-11-21 12:00", 1, "2026-11-23 17:00"),  # Saturday counts as Friday's closing time
        ("2026-12-24 10:00", 1, "2026-12-28 10:00"),
        ("2026-10-23 10:00", 1, "2026-10-26 10:00"),  # the clocks go back on the 25th
    ],
)
def test_a_working_day_later_is_the_same_clock_time(filed: str, days: int, due: str) -> None:
    assert BERLIN.add_days(berlin(filed), days) == berlin(due)


def worked(working_hours: WorkingHours, first: datetime, last: datetime) -> float:
    """Working hours between two instants, counted day by day."""
    hours = 0.0
    day = calendar.local_date(first, working_hours.zone)
    while (opens := calendar.instant_of(day, working_hours.start, working_hours.zone)) < last:
        if working_hours.is_working_day(day):
            closes = calendar.instant_of(day, working_hours.end, working_hours.zone)
            hours += max((min(closes, last) - max(opens, first)) / timedelta(hours=1), 0.0)
        day += timedelta(days=1)
    return hours


@settings(max_examples=40)  # each draws a whole team's hours and holidays
@given(working_hours_of_any_team(), instants, st.floats(0, 40))
def test_adding_hours_and_counting_them_agree(working_hours: WorkingHours, instant: datetime, hours: float) -> None:
    later = working_hours.add_hours(instant, hours)
    assert later >= instant
    assert worked(working_hours, instant, later) == pytest.approx(hours, abs=1e-6)


@settings(max_examples=40)  # each draws a whole team's hours and holidays
@given(working_hours_of_any_team(), instants, st.integers(1, 10))
def test_a_deadline_in_days_lies_on_a_working_day(working_hours: WorkingHours, instant: datetime, days: int) -> None:
    later = working_hours.add_days(instant, days)
    assert later > instant
    assert working_hours.is_working_day(calendar.local_date(later, working_hours.zone))


def test_working_hours_without_sense_are_refused() -> None:
    with pytest.raises(RapportError, match="at least one working day"):
        WorkingHours(days=frozenset())
    with pytest.raises(RapportError, match="must end after it begins"):
        WorkingHours(start=time(17), end=time(9))


def test_holidays_without_end_do_not_hang() -> None:
    every_day = frozenset(date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(800))
    working_hours = WorkingHours(holidays=every_day)
    assert working_hours.add_hours(datetime(2026, 3, 1, tzinfo=UTC), 100) > datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "instant"),
    [
        (date(2026, 11, 18), time(9), "2026-11-18T08:00"),
        (date(2026, 3, 29), time(2, 30), "2026-03-29T01:00"),  # skipped: the jump to 03:00
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),  # twice: the first
    ],
)
def test_wall_clock_times_that_are_skipped_or_come_twice(day: date, at: time, instant: str) -> None:
    assert calendar.instant_of(day, at, "Europe/Berlin") == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@given(st.sampled_from(ZONES), st.dates(date(1950, 1, 1), date(2100, 1, 1)), clocks)
def test_the_instant_of_a_wall_clock_time_is_the_first_that_reaches_it(tz: str, day: date, at: time) -> None:
    instant = calendar.instant_of(day, at, tz)
    wall = instant.astimezone(ZoneInfo(tz)).replace(tzinfo=None)
    before = (instant - timedelta(seconds=1)).astimezone(ZoneInfo(tz)).replace(tzinfo=None)
    assert before < datetime.combine(day, at) <= wall


def test_local_date_is_that_on_the_wall() -> None:
    now = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    assert calendar.local_date(now, "Asia/Tokyo") == date(2026, 11, 19)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "America", "../../etc/passwd", "a\x00b", "x" * 5000, "Europe/", "\ud83e"]
)
def test_a_zone_there_is_not_counts_as_utc(name: str) -> None:
    assert calendar.instant_of(date(2026, 11, 18), time(23, 30), name) == datetime(2026, 11, 18, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("year", "leap", "kept"),
    [
        (2024, "28 Feb", date(2024, 2, 29)),
        (2026, "28 Feb", date(2026, 2, 28)),
        (2026, "1 Mar", date(2026, 3, 1)),
        (2100, "28 Feb", date(2100, 2, 28)),  # no leap year
    ],
)
def test_29_february_is_kept_on_the_day_chosen(year: int, leap: LeapRule, kept: date) -> None:
    assert calendar.birthday_in(year, 2, 29, leap) == kept


def test_30_february_is_no_birthday() -> None:
    with pytest.raises(ValueError, match="day"):
        calendar.birthday_in(2026, 2, 30)


@pytest.mark.parametrize(
    ("today", "month", "day", "nearest"),
    [
        (date(2026, 11, 18), 11, 18, date(2026, 11, 18)),
        (date(2026, 11, 18), 11, 17, date(2027, 11, 17)),
        (date(2026, 12, 31), 1, 1, date(2027, 1, 1)),
        (date(2027, 3, 1), 2, 29, date(2028, 2, 29)),
    ],
)
def test_the_next_birthday_may_be_today(today: date, month: int, day: int, nearest: date) -> None:
    assert calendar.next_birthday(today, month, day) == nearest


def test_birthdays_of_a_week_are_found_over_new_year() -> None:
    week = (date(2026, 12, 28), date(2027, 1, 3))
    assert calendar.birthdays_between(*week, 1, 2) == (date(2027, 1, 2),)
    assert calendar.birthdays_between(*week, 1, 4) == ()


@given(st.integers(1990, 2090), st.dates(date(2000, 1, 1), date(2000, 12, 31)), st.sampled_from(["28 Feb", "1 Mar"]))
def test_everybody_has_one_birthday_in_any_year(year: int, born: date, leap: LeapRule) -> None:
    assert len(calendar.birthdays_between(date(year, 1, 1), date(year, 12, 31), born.month, born.day, leap)) == 1


@pytest.mark.parametrize(
    ("birthday", "announced"),
    [
        (date(2026, 11, 18), date(2026, 11, 18)),
        (date(2026, 11, 22), date(2026, 11, 20)),  # a Sunday
        (date(2026, 12, 25), date(2026, 12, 24)),  # a holiday
        (date(2026, 12, 27), date(2026, 12, 24)),  # the Sunday after it
    ],
)
def test_a_birthday_on_a_day_off_is_announced_on_the_working_day_before(birthday: date, announced: date) -> None:
    assert calendar.announced_on(birthday, BERLIN) == announced


@pytest.mark.parametrize(("days_off", "found"), [(30, date(2026, 12, 24)), (31, date(2026, 11, 24))])
def test_after_a_break_of_a_month_the_first_working_day_is_found(days_off: int, found: date) -> None:
    """A longer one is a mistake in the settings: then it is simply the next day, and nothing hangs."""
    today = date(2026, 11, 23)
    off = frozenset(today + timedelta(days=1 + step) for step in range(days_off))
    assert WorkingHours(days=frozenset(range(7)), holidays=off).next_working_day(today) == found
