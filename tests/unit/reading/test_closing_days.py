"""Days on which a team is closed: as they are typed, kept, shown and counted."""

from datetime import date

import pytest

from bot.domain.closing_days import days_closed
from bot.domain.saying import LANGUAGES, speaking
from bot.reading.closing_days import closing_code
from bot.views.closing_days import stretch, stretches


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("24 Dec", "--12-24/--12-24"),
        ("24 Dec every year", "--12-24/--12-24"),
        ("24/12", "--12-24/--12-24"),
        ("24.-26.12.", "--12-24/--12-26"),
        ("24\N{EN DASH}26 Dec", "--12-24/--12-26"),
        ("24 Dec to 2 Jan", "--12-24/--01-02"),
        ("24 Dec - 2 Jan 2027", "2026-12-24/2027-01-02"),
        ("14 Aug - 21 Aug 2027", "2027-08-14/2027-08-21"),
        ("Aug 14 - Aug 21, 2027", "2027-08-14/2027-08-21"),
        ("14. August bis 21. August 2027", "2027-08-14/2027-08-21"),
        ("14 de agosto de 2027", "2027-08-14/2027-08-14"),
        ("2027-08-14", "2027-08-14/2027-08-14"),
        ("29 Feb", "--02-29/--02-29"),
    ],
)
def test_a_stretch_is_read_as_people_write_it(typed: str, code: str) -> None:
    assert closing_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "summer", "3/4", "30 Feb", "29 Feb 2027", "12345", "0314", "1-2", "24 Dec, 31 Dec"]
)
def test_what_is_no_day_or_could_be_two_is_not_guessed(typed: str) -> None:
    assert closing_code(typed) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code",
    [
        *(f"--{month:02}-14/--{month:02}-14" for month in range(1, 13)),
        *("--12-24/--01-02", "2027-08-14/2027-08-21", "2026-12-24/2027-01-02", "2027-08-14/2027-08-14"),
    ],
)
def test_what_the_form_shows_can_be_sent_back_as_it_is(code: str, language: str) -> None:
    with speaking(language):
        assert closing_code(stretch(code)) == code


def test_each_year_is_said() -> None:
    assert stretches(("--12-24/--12-24", "2027-08-14/2027-08-21")) == "24 Dec each year and 14 Aug - 21 Aug 2027"


def test_days_that_come_each_year_count_around_the_new_year_and_29_february_only_where_it_is() -> None:
    found = days_closed(("--12-31/--01-01", "--02-28/--03-01", "2031-05-05/2031-05-06"), 2027)

    assert {date(2026, 12, 31), date(2027, 1, 1), date(2028, 12, 31), date(2029, 1, 1)} <= found
    assert {date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 29), date(2031, 5, 6)} <= found
    assert date(2025, 12, 31) not in found
    assert date(2027, 12, 30) not in found
