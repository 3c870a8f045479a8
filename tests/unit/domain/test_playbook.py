"""The days of steps, names in a line, and why a run ends: rules without a database."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import WorkingHours
from bot.domain.errors import RapportError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.playbook import MOST_DAYS, Beginning, Playbook, Step, called, checked, day_of, name_at_end
from bot.domain.playbook_run import Ending, Facts, ending, left_undone, taken_up
from bot.domain.shipped_playbooks import FIRST_FREE, SHIPPED, WELCOME
from tests.fake_clock import MONDAY_NINE

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
WEEK = WorkingHours()
GOES_ON = Facts(False, False, False, True, False, False, False, False, False)  # noqa: FBT003  # in their order


def step(days: int) -> Step:
    return Step(days, FollowUpKind.CALLBACK, "Call")


@pytest.mark.parametrize(
    ("days", "base", "falls_on"),
    [
        (1, FRIDAY, MONDAY),
        (0, FRIDAY, FRIDAY),
        (3, FRIDAY, MONDAY),
        (-7, date(2027, 1, 10), date(2027, 1, 1)),
        (-2, date(2026, 11, 30), FRIDAY),
        (-60, date(2026, 12, 1), FRIDAY),
    ],
)
def test_a_step_falls_on_a_working_day_after_its_beginning_or_before_the_renewal(
    days: int, base: date, falls_on: date
) -> None:
    assert day_of(step(days), base, FRIDAY, WEEK) == falls_on


@given(
    st.integers(-MOST_DAYS, MOST_DAYS),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(-400, 400),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_no_step_falls_on_a_day_off_or_in_the_past(days: int, today: date, apart: int, working: frozenset[int]) -> None:
    hours = WorkingHours(days=working)
    base = date.fromordinal(today.toordinal() + apart)

    found = day_of(step(days), base, today, hours)
    assert found >= today
    assert hours.is_working_day(found)


def test_those_that_come_with_rapport_are_what_a_lead_could_have_written() -> None:
    for book in SHIPPED:
        assert checked(book, SHIPPED) == book
        assert book.id < FIRST_FREE
        assert not book.is_on
        assert all(one.guidance for one in book.steps)


def test_a_renewals_days_are_before_it_however_they_are_written() -> None:
    book = Playbook(0, "Own", Beginning.BEFORE_RENEWAL, (step(7), step(60), step(-30)))

    assert [one.days for one in checked(book, ()).steps] == [-60, -30, -7]
    with pytest.raises(RapportError):
        checked(replace(book, begins=Beginning.NEW), ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Dana Reyes Welcome", ("Dana Reyes", "Welcome")),
        ("Dana after a complaint", ("Dana", "after a complaint")),
        ("Welcome", None),
        ("Dana Reyes", None),
        ("", None),
    ],
)
def test_the_name_of_a_playbook_at_the_end_of_a_line_is_found(typed: str, meant: tuple[str, str] | None) -> None:
    assert name_at_end(SHIPPED, typed) == meant


def test_a_name_may_be_cut_short_where_one_alone_begins_so() -> None:
    assert called(SHIPPED, " welc ") == WELCOME
    two = [WELCOME, replace(WELCOME, id=200, name="Welcome back")]
    assert called(two, "welcome") == WELCOME
    assert called(two, "welc") is None
    assert called(two, "") is None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"is_all_done": True}, None),
        ({"is_at_stage": False}, Ending.LEFT_THE_STAGE),
        ({"is_at_stage": False, "is_undone": True}, Ending.TAKEN_BACK),
        ({"is_lost": True, "is_at_stage": False}, Ending.LOST),
        ({"is_gone": True, "is_lost": True}, Ending.GONE),
        ({"is_in_touch": True}, Ending.IN_TOUCH),
    ],
)
def test_why_a_run_ends_is_what_weighs_most(changed: dict[str, bool], why: Ending | None) -> None:
    assert ending(replace(GOES_ON, **changed)) is why


def test_what_was_left_undone_is_taken_up_on_its_day_or_today_but_not_what_somebody_cancelled() -> None:
    now: datetime = MONDAY_NINE
    one = FollowUp(1, 1, FollowUpKind.CALLBACK, "Call", FRIDAY, "rapport", now)
    left = left_undone(one, Ending.LEFT_THE_STAGE, now)

    assert taken_up(left, Ending.LEFT_THE_STAGE, MONDAY) == replace(one, due=MONDAY)
    assert taken_up(left, Ending.LEFT_THE_STAGE, date(2026, 11, 1)) == one
    assert taken_up(left, Ending.LOST, MONDAY) is None
    assert taken_up(replace(left, closed_by="U0ANA"), Ending.LEFT_THE_STAGE, MONDAY) is None
