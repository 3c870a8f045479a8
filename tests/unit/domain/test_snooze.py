"""Putting off: what one click means at each hour, and the bounds to the day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.calendar import WorkingHours, local_date
from bot.domain.due import is_put_off
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.domain.snooze import LATER, LONGEST, SOONEST, Choice, Until, chosen, needs_reason, offered, snooze

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
CALL = FollowUp(1, 1, FollowUpKind.CALLBACK, "call back", TODAY, "U0ANA", datetime(2026, 11, 1, tzinfo=UTC))


def reader(hour: int = 9, minute: int = 0) -> Reader:
    return Reader(datetime(2026, 11, 24, hour, minute, tzinfo=UTC), WorkingHours("UTC", frozenset(range(5))))


@pytest.mark.parametrize(
    ("hour", "minute", "back"),
    [
        *((3, 10, (9, 0)), (6, 10, (9, 10)), (9, 30, (12, 30)), (12, 59, (15, 59)), (13, 0, (16, 0))),
        *((14, 0, (16, 0)), (15, 0, (16, 0)), (15, 1, None), (20, 0, None)),
    ],
)
def test_later_today_is_three_hours_later_within_working_hours_with_an_hour_left_of_them(
    hour: int, minute: int, back: tuple[int, int] | None
) -> None:
    until = chosen(Choice.LATER_TODAY, reader(hour, minute))

    assert (until and until.at) == (back and datetime(2026, 11, 24, *back, tzinfo=UTC))


FRIDAY, SUNDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 29), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("today", "choice", "day"),
    [
        (TODAY, Choice.TOMORROW, TODAY + DAY),
        (FRIDAY, Choice.TOMORROW, MONDAY),
        (SUNDAY, Choice.TOMORROW, MONDAY),
        (TODAY, Choice.MONDAY, MONDAY),
        (SUNDAY, Choice.MONDAY, MONDAY),
        (MONDAY - 7 * DAY, Choice.MONDAY, MONDAY),
        (date(2026, 12, 1), Choice.MONDAY, date(2026, 12, 8)),  # the 7th is a holiday
        (date(2026, 12, 4), Choice.TOMORROW, date(2026, 12, 8)),
    ],
)
def test_tomorrow_and_monday_are_working_days(today: date, choice: Choice, day: date) -> None:
    working_hours = WorkingHours("UTC", frozenset(range(5)), holidays=frozenset({date(2026, 12, 7)}))
    now = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)

    assert chosen(choice, Reader(now, working_hours)) == Until(day)


def test_a_day_to_pick_is_not_chosen_by_the_click() -> None:
    assert chosen(Choice.DAY, reader()) is None


def test_later_today_comes_back_at_a_full_minute() -> None:
    now = reader().now.replace(second=31, microsecond=5)

    until = chosen(Choice.LATER_TODAY, replace(reader(), now=now))
    assert until == Until(TODAY, datetime(2026, 11, 24, 12, tzinfo=UTC))


def test_what_comes_back_today_is_back_at_its_minute_and_not_before() -> None:
    put_off = snooze(CALL, Until(TODAY, datetime(2026, 11, 24, 12, tzinfo=UTC)), reader())

    assert [is_put_off(put_off, reader(*at)) for at in ((11, 59), (12, 0), (12, 1))] == [True, False, False]


@pytest.mark.parametrize(("ahead", "is_taken"), [(-1, False), (0, False), (1, True), (LONGEST.days, True)])
def test_it_is_put_off_from_tomorrow_to_three_months_ahead(ahead: int, is_taken: bool) -> None:  # noqa: FBT001  # a case
    until = Until(TODAY + ahead * DAY)
    if is_taken:
        assert snooze(CALL, until, reader()).snoozed_until == until.day
    else:
        with pytest.raises(NotUnderstoodError, match="later day"):
            snooze(CALL, until, reader())


def test_more_than_three_months_are_refused() -> None:
    with pytest.raises(NotUnderstoodError, match="three months at most, to 24 February 2027"):
        snooze(CALL, Until(TODAY + LONGEST + DAY), reader())


@pytest.mark.parametrize(
    ("until", "deadline", "needs"),
    [
        (Until(TODAY + DAY), datetime(2026, 11, 25, 9, tzinfo=UTC), False),
        (Until(TODAY + 2 * DAY), datetime(2026, 11, 25, 9, tzinfo=UTC), True),
        (Until(TODAY, datetime(2026, 11, 24, 12, tzinfo=UTC)), datetime(2026, 11, 24, 12, tzinfo=UTC), False),
        (Until(TODAY, datetime(2026, 11, 24, 12, tzinfo=UTC)), datetime(2026, 11, 24, 11, 59, tzinfo=UTC), True),
        (Until(TODAY + DAY), datetime(2026, 11, 24, 9, tzinfo=UTC), True),  # past already
    ],
)
def test_a_complaint_beyond_its_deadline_takes_a_word(until: Until, deadline: datetime, needs: bool) -> None:  # noqa: FBT001  # a case
    complaint = replace(CALL, kind=FollowUpKind.COMPLAINT, deadline=deadline)

    assert needs_reason(complaint, until, reader()) is needs
    assert not needs_reason(replace(CALL, deadline=deadline), until, reader())


@pytest.mark.parametrize("tz", ["UTC", "Asia/Kolkata", "Pacific/Kiritimati", "America/St_Johns", "Pacific/Marquesas"])
@pytest.mark.parametrize("minutes", range(0, 7 * 24 * 60, 95))
def test_at_any_hour_of_a_week_and_in_any_zone_later_today_is_today_and_in_working_hours(tz: str, minutes: int) -> None:
    working_hours = WorkingHours(tz, frozenset(range(5)), time(10), time(18, 30))
    someone = Reader(datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=minutes), working_hours)
    until = chosen(Choice.LATER_TODAY, someone)

    assert until is None or (until.at and working_hours.is_open(until.at) and local_date(until.at, tz) == someone.today)
    assert until is None or (until.at and until.at >= someone.now + SOONEST)
    if working_hours.is_open(someone.now) and working_hours.is_open(someone.now + LATER + SOONEST):
        assert until
        assert until.at == someone.now + LATER


def test_on_a_day_off_there_is_no_later_today() -> None:
    assert Choice.LATER_TODAY not in offered(CALL, replace(reader(), now=datetime(2026, 11, 28, 10, tzinfo=UTC)))
