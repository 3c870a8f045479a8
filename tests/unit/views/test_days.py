"""Days in messages: true when they are read, not only when they were written, in the reader's zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import WorkingHours, instant_of
from bot.domain.customers import Birthday, Customer
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.views.days import day, day_words, due, title
from tests.slack_dates import as_read

TUESDAY = date(2026, 11, 24)
DANA = Customer(1, "Dana Reyes", birthday=Birthday(11, 28, 1986))
CALL = FollowUp(1, 1, FollowUpKind.CALLBACK, "call back", TUESDAY, "U0ANA", datetime(2026, 11, 20, tzinfo=UTC))
BIRTHDAY = replace(CALL, kind=FollowUpKind.BIRTHDAY, title="Birthday", due=date(2026, 11, 28))
ZONES = ["Europe/Lisbon", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Auckland", "Pacific/Kiritimati", "UTC"]


def at(on: date, hour: int = 9, tz: str = "Europe/Lisbon", days: frozenset[int] = frozenset(range(5))) -> Reader:
    """Somebody who reads on this day of theirs, at this hour."""
    return Reader(instant_of(on, time(hour), tz), WorkingHours(tz, days))


def said(followup: FollowUp, reader: Reader) -> str:
    return as_read(due(followup, reader), reader.now, reader.tz)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 30), "Mon 30 Nov"),
        (date(2027, 1, 4), "Mon 4 Jan 2027"),
    ],
)
def test_days_are_said_as_people_say_them(on: date, words: str) -> None:
    assert day_words(on, TUESDAY) == words
    assert as_read(day(on, at(TUESDAY)), at(TUESDAY).now) == words


@pytest.mark.parametrize("tz", ZONES)
@given(st.integers(0, 3000), st.integers(0, 23), st.integers(-3, 3), st.integers(0, 30))
def test_a_day_written_once_is_never_said_wrongly_later(tz: str, start: int, hour: int, ahead: int, later: int) -> None:
    written = at(date(2020, 1, 1) + timedelta(days=start), hour, tz)
    on, then = written.today + timedelta(days=ahead), at(written.today + timedelta(days=later), hour, tz)
    words = as_read(day(on, written), then.now, tz)
    relative = {"today": 0, "tomorrow": 1, "yesterday": -1}
    assert relative[words] == (on - then.today).days if words in relative else f" {on.day}" in words


@pytest.mark.parametrize(
    ("neighbour", "tz"), [("Asia/Kolkata", "Europe/Lisbon"), ("America/New_York", "Europe/Berlin")]
)
def test_a_neighbour_in_another_zone_reads_the_same_day(neighbour: str, tz: str) -> None:
    reader = at(TUESDAY, 10, tz)
    assert as_read(day(TUESDAY, reader), reader.now, neighbour) == "today"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 23), "due tomorrow"),
        (TUESDAY, "due today"),
        (date(2026, 11, 25), "*overdue* since yesterday"),
        (date(2026, 12, 1), "*overdue* since Tue 24 Nov"),
    ],
)
def test_a_follow_up_is_due_on_its_day_and_overdue_after(on: date, words: str) -> None:
    assert said(CALL, at(on)) == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 26), "due Sat 28 Nov"),
        (date(2026, 11, 27), "due tomorrow"),
        (date(2026, 11, 28), "due today"),
        (date(2026, 11, 29), "was due yesterday"),
        (date(2026, 11, 30), "was due Sat 28 Nov"),
        (date(2026, 12, 1), "*overdue* since Sat 28 Nov"),
    ],
)
def test_what_is_due_on_a_day_off_is_overdue_only_after_the_next_working_day(on: date, words: str) -> None:
    assert said(replace(CALL, due=date(2026, 11, 28)), at(on)) == words


def test_holidays_and_days_of_ones_own_count_as_days_off() -> None:
    holiday = WorkingHours("Europe/Lisbon", holidays=frozenset({TUESDAY}))
    wednesday = Reader(instant_of(date(2026, 11, 25), time(9), "Europe/Lisbon"), holiday)
    assert said(CALL, wednesday) == "was due yesterday"
    assert said(CALL, at(date(2026, 11, 26), days=frozenset({1}))) == "*overdue* since Tue 24 Nov"
    assert said(CALL, at(date(2026, 11, 26), days=frozenset({0, 4}))) == "was due Tue 24 Nov"


@pytest.mark.parametrize(("hour", "words"), [(12, "by today at 13:00"), (14, "*overdue* since today at 13:00")])
def test_a_deadline_is_over_at_its_minute_not_at_midnight(hour: int, words: str) -> None:
    deadline = instant_of(TUESDAY, time(13), "Europe/Lisbon")
    assert said(replace(CALL, deadline=deadline), at(TUESDAY, hour)) == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 25), "Birthday on Sat 28 Nov, turns 40"),
        (date(2026, 11, 27), "Birthday tomorrow, turns 40"),
        (date(2026, 11, 28), "Birthday today, turns 40"),
        (date(2026, 11, 29), "Birthday was yesterday; late wishes?"),
        (date(2026, 11, 30), "Birthday was Sat 28 Nov; late wishes?"),
    ],
)
def test_a_birthday_says_when_it_is_and_is_never_overdue(on: date, words: str) -> None:
    reader = at(on)
    assert as_read(title(BIRTHDAY, DANA, reader), reader.now) == words
    assert due(BIRTHDAY, reader) == ""
