"""When a renewal comes up, and until when it is likely to be renewed."""

from datetime import date, timedelta

import pytest

from bot.domain.customers import Customer
from bot.domain.renewals import comes_up, next_up, suggested

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("left", "up"),
    [
        *((91, None), (90, 0), (84, 0), (83, 23), (61, 1), (60, 0), (53, 23), (30, 0), (23, 9), (15, 1), (14, 0)),
        *((8, 0), (7, 0), (1, 0), (0, 0), (-1, None)),
    ],
)
def test_it_comes_up_at_its_stages_and_in_the_week_after_each_else_at_the_next(left: int, up: int | None) -> None:
    expected = None if up is None else TODAY + timedelta(days=up)
    assert comes_up(TODAY + timedelta(days=left), TODAY) == expected


@pytest.mark.parametrize(("left", "days"), [(90, 30), (61, 1), (60, 30), (30, 16), (14, 14), (3, 3), (0, 0)])
def test_after_each_stage_comes_the_next_and_at_last_the_day_itself(left: int, days: int) -> None:
    assert next_up(TODAY + timedelta(days=left), TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("since", "renewal", "until"),
    [
        (None, "2027-01-24", "2028-01-24"),
        ("2024-01-24", "2027-01-24", "2028-01-24"),
        ("2026-10-24", "2027-01-24", "2027-04-24"),
        ("2026-07-31", "2027-01-31", "2027-07-31"),
        ("2026-12-31", "2027-01-31", "2027-02-28"),
        ("2026-11-30", "2027-02-28", "2027-05-28"),
        ("2026-11-01", "2027-01-24", "2028-01-24"),
        ("2027-02-01", "2027-01-24", "2028-01-24"),
        ("2024-02-29", "2028-02-29", "2029-02-28"),
    ],
)
def test_the_same_period_later_is_suggested_else_a_year(since: str | None, renewal: str, until: str) -> None:
    customer = Customer(1, "Rita", since=date.fromisoformat(since) if since else None)
    assert suggested(customer, date.fromisoformat(renewal)) == date.fromisoformat(until)
