"""Which local date's digest is due: each working day that a zone has exactly once, whatever it does to its clocks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import day_exists, digest_due, instant_of, local_date

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
ZONES = sorted(available_timezones() - {"localtime"})
DAY = timedelta(days=1)


def due(now: datetime, tz: str, at: time, days: frozenset[int] = EVERY_DAY) -> date | None:
    return digest_due(now, tz, at, days, frozenset())


def first_due(tz: str, at: time, begin: datetime, end: datetime, tick: timedelta) -> dict[date, datetime]:
    """Every date that was named while the clock ticked, with the first instant that named it."""
    named: dict[date, datetime] = {}
    while begin < end:
        if day := due(begin, tz, at):
            named.setdefault(day, begin)
        begin += tick
    return named


def changes(year: int) -> Iterator[tuple[str, datetime]]:
    """One zone for each different way in which clocks are changed that year, with the day (UTC) of the change."""
    seen = set()
    for tz in ZONES:
        zone, now = ZoneInfo(tz), datetime(year, 1, 1, tzinfo=UTC)
        before = now.astimezone(zone).utcoffset()
        while now.year == year:
            now += DAY
            after = now.astimezone(zone).utcoffset()
            if after != before and (now, before, after) not in seen:
                seen.add((now, before, after))
                yield tz, now
            before = after


CHANGES = [*changes(2011), *changes(2026)]


def assert_each_date_once(tz: str, at: time, middle: datetime) -> None:
    begin, end = middle - 3 * DAY, middle + 2 * DAY
    named = first_due(tz, at, begin, end, timedelta(minutes=15))
    first, last = local_date(begin, tz) + DAY, local_date(end, tz) - DAY
    expected = [first + DAY * ahead for ahead in range((last - first).days + 1)]
    assert [day for day in expected if day in named] == [day for day in expected if day_exists(day, tz)], (tz, at)
    assert all(day in expected or not first <= day <= last for day in named)
    tick = timedelta(minutes=15)
    between = {day: instant - instant_of(day, at, tz) for day, instant in named.items() if first < day < last}
    assert all(timedelta(0) <= late < tick for late in between.values()), (tz, at, between)


@pytest.mark.parametrize("at", [time(0), time(2, 30), time(9), time(23, 45)])
def test_every_change_of_clocks_in_any_zone_leaves_one_digest_for_each_date(at: time) -> None:
    assert len(CHANGES) > 30
    for tz, middle in CHANGES:
        assert_each_date_once(tz, at, middle)


@given(st.sampled_from(ZONES), st.integers(0, 67 * 365), st.times())
def test_any_week_in_any_zone_has_one_digest_for_each_date(tz: str, days: int, at: time) -> None:
    at = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    begin = datetime(1970, 1, 5, tzinfo=UTC) + days * DAY
    named = first_due(tz, at, begin, begin + 4 * DAY, timedelta(minutes=15))
    for ahead in (1, 2):
        day = local_date(begin, tz) + DAY * ahead
        assert (day in named) == day_exists(day, tz)


@pytest.mark.parametrize(
    ("tz", "at", "day", "due_at"),
    [
        ("Europe/Berlin", time(9), date(2026, 11, 18), "2026-11-18T08:00"),
        ("Europe/Berlin", time(2, 30), date(2026, 3, 29), "2026-03-29T01:00"),  # 02:30 does not exist: at 03:00
        ("Europe/Berlin", time(2, 30), date(2026, 10, 25), "2026-10-25T00:30"),  # 02:30 comes twice: the first
        ("America/Santiago", time(0), date(2026, 9, 6), "2026-09-06T04:00"),  # midnight skipped: at 01:00
        ("Pacific/Apia", time(9), date(2011, 12, 31), "2011-12-30T19:00"),
        ("America/Nuuk", time(23, 30), date(2026, 3, 28), "2026-03-29T01:00"),  # the day ended at 23:00
    ],
)
def test_the_digest_is_due_when_the_wall_clock_reaches_the_hour(tz: str, at: time, day: date, due_at: str) -> None:
    instant = datetime.fromisoformat(due_at).replace(tzinfo=UTC)
    assert due(instant, tz, at) == day
    assert due(instant - timedelta(minutes=1), tz, at) != day


def test_a_day_the_zone_skipped_has_no_digest() -> None:
    begin = datetime(2011, 12, 28, tzinfo=UTC)
    named = first_due("Pacific/Apia", time(9), begin, begin + 5 * DAY, timedelta(minutes=30))
    assert date(2011, 12, 29) in named
    assert date(2011, 12, 30) not in named
    assert date(2011, 12, 31) in named


def test_days_off_and_holidays_have_no_digest() -> None:
    saturday = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert due(saturday, "UTC", time(9), WORKDAYS) is None
    monday = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert digest_due(monday, "UTC", time(9), WORKDAYS, frozenset({date(2026, 11, 23)})) is None
    assert digest_due(monday, "UTC", time(9), WORKDAYS, frozenset()) == date(2026, 11, 23)


def test_who_moves_east_during_the_day_is_asked_about_the_same_date() -> None:
    now = datetime(2026, 11, 18, 15, tzinfo=UTC)
    assert due(now, "America/New_York", time(9)) == due(now, "Europe/Berlin", time(9)) == date(2026, 11, 18)
