"""The lead's view of the week: one message on its first working day, and on demand."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.customers import Birthday, Customer
from tests.forgetting import forget
from tests.leaving import told
from tests.team import ANA, BEN, CARA, DEV, GENERAL, Given, Team, action_ids, words

TITLE = "The team's week, Monday 30 November"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12 if day < 20 else 11, day, hour, minute, tzinfo=UTC)


def ledger(team: Team) -> list[Given]:
    rows = team.rows("SELECT recipient, local_date, state, reason FROM ledger WHERE kind = 'week' ORDER BY id")
    return [tuple(row.values()) for row in rows]


@pytest.fixture
def busy(team: Team) -> Team:
    """A week in which things were left: of Kofi's nobody has one, Ben and Ana are late, one is quiet, one unhappy."""
    for person in (ANA, BEN, CARA, DEV):
        team.rapport.deps.person(person)
    for customer in (
        Customer(0, "Kofi Lindgren", owner=ANA, birthday=Birthday(12, 2)),
        Customer(0, "Quentin Quiet", owner=BEN, since=date(2026, 1, 1), cadence_days=30),
        Customer(0, "Una Upset", owner=BEN, renewal=date(2027, 1, 10)),
    ):
        team.add_customer(customer)
    team.command(BEN, "/touchpoint", "Una Upset: terrible, she was furious about the bill")
    team.command(ANA, "/followup", "Kofi Lindgren: send the menu due:2026-11-24 promised")
    team.command(ANA, "/followup", f"Kofi Lindgren: call back due:2026-11-24 <@{BEN}>")
    return team


def test_each_lead_has_one_message_on_monday_with_the_way_to_each_list(busy: Team) -> None:
    team = busy
    team.command(ANA, "/rapport", "away 2026-12-01 to 2026-12-03")
    team.jump(at(30, 8, 59))
    assert told(team, CARA, "The team's week") == []
    team.jump(at(30, 9, 0))
    team.jump(at(30, 9, 15))

    (message,) = told(team, CARA, TITLE)
    said = words(message)
    assert "1 follow-up belongs to nobody yet" in said  # the alert of Una's words
    assert f"Overdue: <@{ANA}> 1, <@{BEN}> 1" in said
    assert "1 promise to customers broken in the last week" in said
    assert "*Quentin Quiet*: not heard from us for longer than agreed" in said
    assert "*Una Upset*: sounded negative, with a renewal near" in said
    assert "Kofi Lindgren Wed 2 Dec" in said
    assert f"<@{ANA}> from Tue 1 Dec away until Fri 4 Dec" in said
    assert told(team, DEV, TITLE) == []  # an admin leads where there is no lead
    team.click(CARA, "show_of_week", message, "unhappy")
    assert "Una Upset" in str(team.dm(CARA)[-1])
    team.jump(at(1, 9, 30))
    assert len(told(team, CARA, "The team's week")) == 1
    assert ledger(team) == [(CARA, "2026-11-30", "sent", "")]

    forget(team, "Una Upset")
    assert "Una" not in words(told(team, CARA, "The team's week")[0])


def test_on_demand_leads_see_it_and_members_are_told_who_does(busy: Team) -> None:
    assert "The team's week" in words(busy.command(CARA, "/rapport", "week"))
    assert "show_page" in action_ids(busy.latest(CARA, GENERAL))
    assert "Only leads and workspace admins can see how the team's week stands" in words(
        busy.command(BEN, "/rapport", "week")
    )


def test_with_nothing_at_all_there_is_no_message_and_the_ledger_says_so(team: Team) -> None:
    team.rapport.deps.person(CARA)
    team.jump(at(30, 9, 0))

    assert told(team, CARA, "The team's week") == []
    assert ledger(team) == [(CARA, "2026-11-30", "skipped", "nothing to tell")]


@pytest.mark.parametrize(
    ("back", "state"),
    [(at(30, 15), "late"), (at(1, 15), "late"), (at(3, 15), "skipped")],
    ids=["15h", "next day", "thu"],
)
def test_after_downtime_it_comes_late_or_not_any_more(busy: Team, back: datetime, state: str) -> None:
    busy.jump(back)
    busy.advance(minutes=16)

    assert [row[2] for row in ledger(busy)] == [state]
    assert len(told(busy, CARA, "The team's week")) == (state == "late")


def test_a_lead_who_is_away_is_not_told(busy: Team) -> None:
    busy.command(CARA, "/rapport", "away 2026-11-30 to 2026-12-02")
    busy.jump(at(30, 9, 0))

    assert told(busy, CARA, "The team's week") == []
    assert ledger(busy) == [(CARA, "2026-11-30", "skipped", "not reminded: away until 2026-12-03")]
