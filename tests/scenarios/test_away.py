"""Somebody is away: what comes due is covered, goes back afterwards, and nobody is reminded who is not there."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Customer
from tests.leaving import assignees, told
from tests.team import ANA, BEN, CARA, DEV, TEAM_CHANNEL, Team, words

HOURS = 6 * 3600


@pytest.fixture
def covered(team: Team) -> Team:
    """Ana owns Kofi (Ben is behind her), Mara (nobody is) and Dana; on Tuesday something is due for each of two."""
    for customer in (
        Customer(0, "Kofi Lindgren", owner=ANA, backup_owner=BEN),
        Customer(0, "Mara Vogel", owner=ANA),
    ):
        team.add_customer(customer)
    team.command(ANA, "/followup", "Kofi Lindgren: send the menu due:2026-11-24")
    team.command(ANA, "/followup", "Mara Vogel: call back due:2026-11-24")
    team.command(ANA, "/followup", "Kofi Lindgren: ask for a review due:2026-12-18")
    for person in (BEN, CARA, DEV):
        team.rapport.deps.person(person)
    return team


def test_what_comes_due_goes_to_the_backup_or_the_team_and_back_with_a_line_on_what_happened(covered: Team) -> None:
    team = covered
    said = team.command(ANA, "/rapport", "away until thursday")
    assert "You are away from today to Wed 25 Nov, and back on Thu 26 Nov" in words(said)
    assert f"<@{BEN}> covers for 1 customer, for 1 customer nobody does, so the team channel is asked" in words(said)
    assert assignees(team)["send the menu"] == ANA  # it is not due yet

    team.jump(datetime(2026, 11, 24, 9, 1, tzinfo=UTC))
    assert assignees(team) == {"send the menu": BEN, "call back": None, "ask for a review": ANA}
    assert told(team, ANA, "Your day") == []
    (row,) = team.rows(
        "SELECT * FROM ledger WHERE recipient = ? AND kind = 'digest' AND local_date = '2026-11-24'", ANA
    )
    assert (row["state"], row["reason"]) == ("skipped", "not reminded: away until 2026-11-26")
    asked = team.latest(CARA, TEAM_CHANNEL)
    assert f"<@{ANA}> is away until Thu 26 Nov, and nobody covers for these customers" in words(asked)
    assert "Cover this" in words(asked)

    team.jump(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))  # Ben's morning
    (digest,) = told(team, BEN, "Your day")
    assert "send the menu · due" in words(digest)
    assert f"covering for <@{ANA}>" in words(digest)
    assert told(team, BEN, "You cover for") == []  # the digest said so
    team.click(CARA, "claim", asked)
    assert f"covering for <@{ANA}>" in words(team.latest(CARA, TEAM_CHANNEL))
    team.click(BEN, "done", digest)
    team.command(DEV, "/complaint", "Kofi Lindgren: the soup was cold")
    assert f"looked after by <@{ANA}>, away until Thu 26 Nov: <@{BEN}> covers" in words(team.alert())

    team.jump(datetime(2026, 11, 26, 0, 5, tzinfo=UTC))
    assert assignees(team)["call back"] == ANA
    assert told(team, ANA, "Welcome back") == []
    team.jump(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    (back,) = told(team, ANA, "Welcome back")
    assert (
        f"While you were away: <@{BEN}> did 1 · 1 alert of your customers came, 1 still to put right · 1 is yours again"
        in words(back)
    )
    assert len(told(team, ANA, "Your day")) == 1
    assert f"looked after by <@{ANA}>\n" in words(team.alert())
    assert "is back: what nobody took went back to them" in words(team.latest(CARA, TEAM_CHANNEL))
