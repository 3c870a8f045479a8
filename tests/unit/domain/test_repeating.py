"""The next day of what repeats: month ends, 29 February, late and early, days off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import WorkingHours
from bot.domain.errors import RapportError
from bot.domain.repeating import Repeat, Unit
from tests.unit.reading.test_repeats import RULES

TEAM = WorkingHours(holidays=frozenset({date(2026, 12, 25)}))


@pytest.mark.parametrize(
    ("rule", "planned", "past", "after"),
    [
        ("every week on Monday", "2026-11-30", "2026-11-30", "2026-12-07"),
        ("every week on Monday", "2026-11-30", "2026-11-27", "2026-12-07"),  # done early
        ("every week on Monday", "2026-11-30", "2026-12-09", "2026-12-14"),  # done late: nothing that is past already
        ("every 2 weeks on Monday", "2026-11-30", "2026-12-09", "2026-12-14"),  # and in step
        ("every 2 weeks on Monday", "2026-11-30", "2026-12-14", "2026-12-28"),
        ("every month on the first Monday", "2026-11-02", "2026-11-02", "2026-12-07"),
        ("every month on the last Friday", "2026-10-30", "2026-10-30", "2026-11-27"),
        ("every month on the 31st", "2027-01-31", "2027-01-31", "2027-02-28"),
        ("every month on the 31st", "2027-02-28", "2027-02-28", "2027-03-31"),
        ("every 6 months on the 31st", "2026-08-31", "2026-08-31", "2027-02-28"),
        ("every 6 months on the 31st", "2027-02-28", "2027-02-28", "2027-08-31"),
        ("every year on 29 February", "2028-02-29", "2028-02-29", "2029-02-28"),
        ("every year on 29 February", "2031-02-28", "2031-02-28", "2032-02-29"),
        ("every year on 3 March", "2026-03-03", "2026-12-01", "2027-03-03"),
        ("every working day", "2026-11-27", "2026-11-27", "2026-11-30"),  # over the weekend
        ("every working day", "2026-12-24", "2026-12-24", "2026-12-28"),  # over a holiday
    ],
)
def test_the_next_goes_on_from_the_day_that_was_planned(rule: str, planned: str, past: str, after: str) -> None:
    days = (date.fromisoformat(planned), date.fromisoformat(past))
    assert Repeat.read(rule).after(*days, TEAM) == date.fromisoformat(after)


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("every week on Monday", "2026-11-30"),
        ("every 2 weeks on Friday", "2026-12-04"),  # today is a Friday, and it was just spoken of
        ("every month on the first Monday", "2026-12-07"),
        ("every month on the 28th", "2026-11-28"),
        ("every month on the 1st", "2026-12-01"),
        ("every year on 3 March", "2027-03-03"),
        ("every 6 months", "2027-05-27"),
        ("every week", "2026-12-04"),
        ("every working day", "2026-11-30"),
    ],
)
def test_the_first_is_the_next_of_its_days_else_once_the_time_has_passed(rule: str, first: str) -> None:
    assert Repeat.read(rule).first(date(2026, 11, 27), TEAM) == date.fromisoformat(first)


@given(RULES, st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(-400, 400))
def test_the_next_is_always_later_than_what_was_planned_and_what_is_past(rule: Repeat, due: date, passed: int) -> None:
    past = due + timedelta(days=passed)
    rule = rule.beginning(due)
    after = rule.after(due, past, TEAM)

    assert after > max(due, past)
    assert Repeat.read(str(rule)) == rule
    assert rule.after(after, after, TEAM) > after


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 24))
def test_a_rule_of_months_keeps_its_day_through_short_months(due: date, months: int) -> None:
    rule, day = Repeat(Unit.MONTH, months).beginning(due), due
    for _ in range(12):
        day = rule.after(day, day, TEAM)
        assert day.day == due.day or (day + timedelta(days=1)).day == 1


@pytest.mark.parametrize("rule", [(Unit.YEAR, 11), (Unit.WEEK, 0), (Unit.DAY, 1000)])
def test_a_rule_that_is_a_slip_of_the_keyboard_is_refused(rule: tuple[Unit, int]) -> None:
    with pytest.raises(RapportError, match="at most"):
        Repeat(*rule)
