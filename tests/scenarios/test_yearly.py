"""What comes again each year: in the owner's day, before days off, left out for one year, and for whom it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.customers import Birthday, Customer, Kind
from tests.drafts import drafted
from tests.team import ANA, CARA, DEV, Team, action_ids, words


def born(team: Team, name: str = "Jo Berg", month: int = 11, day: int = 24, **more: object) -> int:
    about = {"owner": ANA, **more}
    return team.add_customer(Customer(0, name, birthday=Birthday(month, day), **about))  # type: ignore[arg-type]  # as given


def statuses(team: Team) -> list[tuple[str, str, str]]:
    rows = team.rows("SELECT due, status, outcome FROM followups ORDER BY id")
    return [(row["due"], row["status"], row["outcome"]) for row in rows]


def test_one_year_is_left_out_and_the_next_comes_and_undo_brings_it_back(team: Team) -> None:
    born(team)
    team.jump(datetime(2026, 11, 24, 9, 5, tzinfo=UTC))
    assert [one for one in action_ids(team.dm(ANA)[0]) if one in {"draft", "done", "skip_this_year", "more"}] == [
        "draft",
        "done",
        "skip_this_year",
        "more",
    ]
    team.click(ANA, "skip_this_year", team.dm(ANA)[0])
    assert "Skipped this year: Jo Berg" in words(team.dm(ANA)[0])
    team.click(ANA, "reopen", team.dm(ANA)[0])
    assert statuses(team) == [("2026-11-24", "open", "")]
    team.click(ANA, "skip_this_year", team.dm(ANA)[0])
    team.advance(days=1, tick_s=21_600)
    assert statuses(team) == [("2026-11-24", "cancelled", "skipped this time")]
    team.jump(datetime(2027, 11, 24, 9, 5, tzinfo=UTC))
    assert statuses(team)[1:] == [("2027-11-24", "open", "")]
    assert "skip_this_year" in action_ids(team.dm(ANA)[-1])


def test_years_as_a_customer_have_a_line_of_their_own_and_can_be_left_out(team: Team) -> None:
    team.add_customer(Customer(0, "Blue Door Deli", Kind.COMPANY, owner=ANA, since=date(2021, 11, 24)))
    team.jump(datetime(2026, 11, 24, 9, 5, tzinfo=UTC))
    shown = words(team.dm(ANA)[0])
    assert "*Blue Door Deli*: Thank-you note for 5 years as a customer" in shown
    team.click(ANA, "draft", team.dm(ANA)[0])
    assert "Blue Door Deli," in drafted(team, ANA)
    assert "5 years" in drafted(team, ANA) + drafted(team, ANA, "subject")
    team.click(ANA, "skip_this_year", team.dm(ANA)[0])
    team.advance(days=2, tick_s=21_600)
    assert len(statuses(team)) == 1
    team.jump(datetime(2027, 11, 24, 9, 5, tzinfo=UTC))
    assert len(statuses(team)) == 2


def test_29_february_is_kept_on_the_day_of_an_owner_in_auckland(team: Team) -> None:
    """On the 28th in Auckland it is still the 27th in London, where the workspace is."""
    team.sandbox.people.change_user({"id": ANA, "tz": "Pacific/Auckland"})
    team.settle()
    born(team, month=2, day=29)
    ten_there = datetime(2028, 2, 28, 21, 5, tzinfo=UTC)  # the 29th at 10:05 in Auckland, a Tuesday
    team.jump(ten_there - timedelta(days=1))
    assert statuses(team) == []
    team.jump(ten_there)
    assert statuses(team) == [("2028-02-29", "open", "")]
    team.jump(datetime(2029, 2, 27, 21, 5, tzinfo=UTC))  # the 28th there, in a year without the 29th
    assert statuses(team)[1:] == [("2029-02-28", "open", "")]


def test_a_saturday_before_a_holiday_monday_is_told_on_friday_and_wished_until_tuesday(team: Team) -> None:
    """Boxing Day of 2026 is a Saturday, and the Monday after it a holiday in Britain."""
    team.choose(DEV, country="GB")
    born(team, month=12, day=26)
    team.jump(datetime(2026, 12, 23, 9, 5, tzinfo=UTC))
    assert statuses(team) == []
    team.jump(datetime(2026, 12, 24, 9, 5, tzinfo=UTC))  # the 25th is a holiday too
    assert statuses(team) == [("2026-12-26", "open", "")]
    team.jump(datetime(2026, 12, 29, 9, 5, tzinfo=UTC))
    assert "late wishes?" in words(team.dm(ANA)[-1])
    team.click(ANA, "draft", team.dm(ANA)[-1])
    assert drafted(team, ANA, "subject") not in {"Happy birthday", "Many happy returns"}
    team.jump(datetime(2026, 12, 30, 9, 5, tzinfo=UTC))
    assert statuses(team) == [("2026-12-26", "cancelled", "lapsed")]


@pytest.mark.parametrize(
    ("name", "addressed"), [("Madonna", "Madonna,"), ("دانا رييس", "دانا,"), ("<!channel>", "<!channel>,")]
)
def test_whatever_somebody_is_called_they_are_addressed_and_nobody_else(team: Team, name: str, addressed: str) -> None:
    born(team, name)
    team.jump(datetime(2026, 11, 24, 9, 5, tzinfo=UTC))
    team.click(ANA, "draft", team.dm(ANA)[0])
    assert drafted(team, ANA).splitlines()[0].endswith(f" {addressed}")
    assert "<!channel>" not in words(team.form(ANA))
    team.submit(ANA)
    assert "<!channel>" not in words(team.dm(ANA)[-1])


def test_lost_customers_are_neither_wished_nor_thanked(team: Team) -> None:
    born(team, since=date(2021, 11, 24))
    team.command(CARA, "/customer", "lost Jo Berg: price")
    team.jump(datetime(2026, 11, 24, 9, 5, tzinfo=UTC))
    assert statuses(team) == []
