"""When a follow-up is shown and overdue, for any days off; and that messages are edited whenever its words change."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import WorkingHours, instant_of
from bot.domain.customers import Birthday, Customer
from bot.domain.due import first_day, is_overdue, is_put_off, last_day, told_at, turns
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.reader import Reader
from bot.domain.snooze import Until, snooze
from bot.views.days import due, title

DAY = timedelta(days=1)
START = date(2026, 1, 1)
CALL = FollowUp(1, 1, FollowUpKind.CALLBACK, "call back", START, "U0ANA", datetime(2025, 12, 1, tzinfo=UTC))
DANA = Customer(1, "Dana Reyes", birthday=Birthday(11, 28))
ZONES = ["Europe/Lisbon", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "America/Santiago"]

days = st.integers(0, 720).map(lambda ahead: START + ahead * DAY)
working_hours_of_any_team = st.builds(
    WorkingHours,
    st.sampled_from(ZONES),
    st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(days, max_size=8),
)


@given(days, working_hours_of_any_team)
def test_it_is_shown_on_the_last_working_day_up_to_its_day(on: date, working_hours: WorkingHours) -> None:
    first = first_day(replace(CALL, due=on), working_hours)
    assert first <= on
    assert working_hours.is_working_day(first)
    assert not any(working_hours.is_working_day(first + ahead * DAY) for ahead in range(1, (on - first).days + 1))


@given(days, working_hours_of_any_team)
def test_what_was_put_off_comes_back_on_the_first_working_day_from_then_on(
    on: date, working_hours: WorkingHours
) -> None:
    first = first_day(replace(CALL, snoozed_until=on), working_hours)
    assert first >= on
    assert working_hours.is_working_day(first)
    assert not any(working_hours.is_working_day(on + ahead * DAY) for ahead in range((first - on).days))


@given(days, working_hours_of_any_team, st.integers(-40, 40))
def test_nobody_is_overdue_who_had_no_working_day_for_it(on: date, working_hours: WorkingHours, ahead: int) -> None:
    followup = replace(CALL, due=on)
    reader = Reader(instant_of(on + ahead * DAY, time(9), working_hours.zone), working_hours)
    had_time = any(
        working_hours.is_working_day(on + step * DAY) and on + step * DAY < reader.today
        for step in range(max(ahead, 0))
    )
    assert is_overdue(followup, reader) == had_time
    assert last_day(followup, working_hours) >= on


@given(
    st.sampled_from([FollowUpKind.CALLBACK, FollowUpKind.COMPLAINT, FollowUpKind.BIRTHDAY]),
    days,
    working_hours_of_any_team,
    st.integers(-6, 12),
    st.integers(0, 23 * 60),
    st.integers(0, 4),
)
def test_between_two_turns_a_message_need_not_be_edited(
    kind: FollowUpKind, on: date, working_hours: WorkingHours, ahead: int, minute: int, put_off: int
) -> None:
    """The words around its days are the same at any two instants with no turn in between."""
    noon = instant_of(on, time(12), working_hours.zone)
    followup = replace(
        CALL,
        kind=kind,
        due=on,
        deadline=noon if kind is FollowUpKind.COMPLAINT else None,
        snoozed_until=on + put_off * DAY if put_off else None,
    )
    at = noon + ahead * DAY + timedelta(minutes=minute)
    later = min([turn for turn in turns(followup, working_hours) if turn > at], default=at + 9 * DAY) - timedelta(
        minutes=1
    )
    assert _around(followup, Reader(at, working_hours)) == _around(followup, Reader(max(at, later), working_hours))


def _around(followup: FollowUp, reader: Reader) -> str:
    """What is said of it, without its days."""
    said = f"{title(followup, DANA, reader)} {due(followup, reader)}"
    said = re.sub(r"(?:on )?<!date\^[^>]*>", "DAY", said)
    return re.sub(r"(?:on )?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w{3}(?: \d{4})?", "DAY", said)


WEEKDAYS = WorkingHours("UTC", frozenset(range(5)))
SATURDAY = date(2026, 11, 28)


def at_nine(day: date) -> Reader:
    return Reader(instant_of(day, time(9), "UTC"), WEEKDAYS)


@pytest.mark.parametrize(
    ("change", "ahead", "overdue"),
    [
        ({}, 2, False),  # Monday is the first day on which it could be done
        ({}, 3, True),
        ({"kind": FollowUpKind.BIRTHDAY}, 30, False),
        ({"status": Status.DONE}, 30, False),
        ({"snoozed_until": SATURDAY + 10 * DAY}, 9, False),
        ({"snoozed_until": SATURDAY + 10 * DAY}, 10, False),
        ({"snoozed_until": SATURDAY + 10 * DAY}, 11, True),
    ],
)
def test_what_was_due_on_saturday_is_overdue_on_tuesday(change: dict[str, Any], ahead: int, overdue: bool) -> None:  # noqa: FBT001  # a case
    assert is_overdue(replace(CALL, due=SATURDAY, **change), at_nine(SATURDAY + ahead * DAY)) is overdue


@pytest.mark.parametrize(
    ("until", "today", "is_away"),
    [
        (SATURDAY + 3 * DAY, SATURDAY + 2 * DAY, True),
        (SATURDAY + 3 * DAY, SATURDAY + 3 * DAY, False),
        (SATURDAY, SATURDAY + DAY, True),  # back on Monday
        (SATURDAY, SATURDAY + 2 * DAY, False),
        (None, SATURDAY - 30 * DAY, False),  # planned for later, which is not put off
    ],
)
def test_what_is_put_off_is_away_until_its_working_day(until: date | None, today: date, is_away: bool) -> None:  # noqa: FBT001  # a case
    assert is_put_off(replace(CALL, due=SATURDAY, snoozed_until=until), at_nine(today)) is is_away


def test_what_is_put_off_to_another_day_is_told_at_the_same_time_of_the_wall_across_a_change_of_clocks() -> None:
    in_lisbon = datetime(2026, 10, 23, 14, tzinfo=UTC)  # 15:00 in summer
    call = replace(CALL, due=date(2026, 10, 23), due_at=in_lisbon)

    assert told_at(call, "Europe/Lisbon") == in_lisbon
    assert told_at(replace(call, snoozed_until=date(2026, 10, 26)), "Europe/Lisbon") == datetime(
        2026, 10, 26, 15, tzinfo=UTC
    )


def test_a_time_that_the_clocks_skip_is_told_as_they_jump() -> None:
    call = replace(CALL, due=date(2027, 3, 26), due_at=datetime(2027, 3, 26, 1, 30, tzinfo=UTC))
    told = told_at(replace(call, snoozed_until=date(2027, 3, 28)), "Europe/Lisbon")
    assert told == datetime(2027, 3, 28, 1, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "is_late"), [(-5, False), (0, False), (59, False), (60, True)])
def test_a_time_of_day_is_overdue_an_hour_later(minutes: int, is_late: bool) -> None:  # noqa: FBT001  # as parametrised
    at = datetime(2026, 1, 3, 15, tzinfo=UTC)  # a Saturday: it was said so
    call = replace(CALL, due=date(2026, 1, 3), due_at=at)
    reader = Reader(at + timedelta(minutes=minutes), WorkingHours("Europe/Lisbon"))

    assert is_overdue(call, reader) is is_late
    assert at + timedelta(hours=1) in turns(call, reader.working_hours)


def test_a_time_that_was_put_off_stays_the_same_instant_while_somebody_in_another_zone_covers() -> None:
    """Planned for 16:00 in New York and put off by four days; it is told then, whoever does it."""
    call = replace(CALL, due=date(2026, 11, 27), due_at=datetime(2026, 11, 27, 21, tzinfo=UTC), assignee="U0BEN")
    reader = Reader(datetime(2026, 11, 27, 15, tzinfo=UTC), WorkingHours("America/New_York"))
    put_off = snooze(call, Until(date(2026, 12, 1)), reader, planned_in="America/New_York")
    by_an_older_rapport = replace(put_off, again_at=None)

    for one in (put_off, by_an_older_rapport):
        for tz in ("America/New_York", "Asia/Kolkata", "Pacific/Auckland"):
            assert told_at(replace(one, assignee="U0FEI", cover_for="U0BEN"), tz) == datetime(
                2026, 12, 1, 21, tzinfo=UTC
            )
    in_kolkata = Reader(datetime(2026, 12, 1, 20, tzinfo=UTC), WorkingHours("Asia/Kolkata"))
    assert not is_overdue(put_off, in_kolkata)


def test_whoever_covers_puts_it_off_on_the_clock_that_it_was_planned_on() -> None:
    call = replace(
        CALL, due=date(2026, 10, 30), due_at=datetime(2026, 10, 30, 20, tzinfo=UTC), assignee="U0FEI", cover_for="U0BEN"
    )
    reader = Reader(datetime(2026, 10, 30, 5, tzinfo=UTC), WorkingHours("Asia/Kolkata"))
    put_off = snooze(call, Until(date(2026, 11, 2)), reader, planned_in="America/New_York")

    assert told_at(put_off, "Asia/Kolkata") == datetime(2026, 11, 2, 21, tzinfo=UTC), "16:00 there, after the clocks"
