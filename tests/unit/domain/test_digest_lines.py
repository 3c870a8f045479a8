"""Anniversaries as a customer."""

from datetime import date

import pytest

from bot.domain.digest import years_on


@pytest.mark.parametrize(
    ("day", "since", "years"),
    [
        (date(2026, 11, 24), date(2023, 11, 24), 3),
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2027, 11, 24), date(2026, 11, 24), 1),
        (date(2026, 11, 23), date(2023, 11, 24), 0),
        (date(2026, 11, 25), date(2023, 11, 24), 0),
        (date(2027, 2, 28), date(2024, 2, 29), 3),
        (date(2028, 2, 29), date(2024, 2, 29), 4),
        (date(2025, 11, 24), date(2026, 11, 24), 0),
    ],
)
def test_years_as_a_customer_are_full_on_their_anniversary_alone(day: date, since: date, years: int) -> None:
    assert years_on(day, since) == years
