"""What a digest brings up by the day: renewals on four days, made up for within a week; anniversaries."""

from datetime import date, timedelta

import pytest

from bot.domain.digest import renewal_stage, years_on

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        *((91, None), (90, 90), (84, 90), (83, None), (61, None), (60, 60), (54, 60), (53, None)),
        *((30, 30), (24, 30), (23, None), (14, 14), (8, 14), (7, None), (0, None), (-1, None)),
    ],
)
def test_a_renewal_is_brought_up_on_its_days_and_the_six_after_each(left: int, stage: int | None) -> None:
    assert renewal_stage(TODAY + timedelta(days=left), TODAY) == stage


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
