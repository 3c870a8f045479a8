"""An alert that nobody claims: a line in its thread before the deadline, then who is asked next is told."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.customers import Customer, Tier
from tests.forgetting import forget
from tests.leaving import leaves, told
from tests.team import ANA, BEN, CARA, DEV, ELI, FEI, Given, Team, action_ids, words

QUIET = "Nobody has claimed this alert"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def alarmed(team: Team) -> Team:
    """Monday, 9 in Lisbon: a grave complaint of Kofi's, whom Ana looks after and Ben behind her; due at one."""
    for person in (ANA, BEN, CARA, DEV):
        team.rapport.deps.person(person)
    team.add_customer(Customer(0, "Kofi Lindgren", owner=ANA, backup_owner=BEN))
    team.command(DEV, "/complaint", "Kofi Lindgren: the soup was cold severity:high")
    return team


def ledger(team: Team, kind: str) -> list[Given]:
    rows = team.rows("SELECT recipient, local_date, state, reason FROM ledger WHERE kind = ? ORDER BY id", kind)
    return [tuple(row.values()) for row in rows]


def test_the_owner_is_named_before_the_deadline_then_the_lead_is_told_once_a_working_day_until_it_is_claimed(
    alarmed: Team,
) -> None:
    team = alarmed
    team.advance(hours=1, minutes=59)
    assert team.thread(BEN, team.alert()) == []
    team.advance(minutes=2)
    (line,) = team.thread(BEN, team.alert())
    assert "Nobody has claimed this yet, and it is to be answered by" in line
    assert f"<@{ANA}>, can you take it?" in line
    assert told(team, CARA, QUIET) == []

    team.jump(at(23, 13, 0))
    (first,) = told(team, CARA, QUIET)
    assert {"claim", "reassign", "open_customer"} <= set(action_ids(first))
    team.advance(minutes=5)
    assert len(told(team, CARA, QUIET)) == 1
    team.jump(at(24, 8, 59))  # not before her day begins
    assert len(told(team, CARA, QUIET)) == 1
    team.jump(at(24, 9, 0))
    (second,) = told(team, CARA, QUIET)  # the first one says that it goes on below
    assert second["ts"] != first["ts"]
    assert len(told(team, CARA, "it goes on in a newer message below")) == 1

    team.click(BEN, "claim", team.alert())
    assert len(told(team, CARA, f"<@{BEN}> has it.")) == 2
    warned, claimed = team.thread(BEN, team.alert())  # each event once
    assert "Nobody had claimed this yet" in warned
    assert "Claimed by" in claimed
    team.jump(at(25, 9, 30))
    assert told(team, CARA, QUIET) == []
    assert [row[:3] for row in ledger(team, "escalated")] == [
        (CARA, "2026-11-23", "sent"),
        (CARA, "2026-11-24", "sent"),
    ]
    assert ledger(team, "warned") == [("feedback", "2026-11-23", "sent", "")]


def test_where_nobody_uses_the_workspace_it_is_looked_at_for_these_moments_until_somebody_claims(alarmed: Team) -> None:
    alarmed.settle()
    for hour in (11, 13):
        assert alarmed.rapport.next_due(timedelta(hours=4)) == at(23, hour)
        alarmed.jump(at(23, hour))
    alarmed.jump(at(23, 10))
    alarmed.click(BEN, "claim", alarmed.alert())
    alarmed.settle()
    assert alarmed.rapport.next_due(timedelta(hours=2)) >= at(23, 12)


def test_bot_down_over_the_weekend_of_the_deadline_tells_the_lead_once_and_late(team: Team) -> None:
    team.rapport.deps.person(CARA)
    team.add_customer(Customer(0, "Kofi Lindgren", owner=ANA))
    team.clock.set(at(27, 12))
    team.command(ANA, "/complaint", "Kofi Lindgren: the soup was cold severity:high")
    team.jump(datetime(2026, 11, 30, 11, 0, tzinfo=UTC))
    team.advance(minutes=2)

    assert len(told(team, CARA, QUIET)) == 1
    assert [row[2] for row in ledger(team, "escalated")] == ["late"]
    ((_, _, state, reason),) = ledger(team, "warned")
    assert state == "skipped"
    assert "Rapport was not running" in reason


def test_the_steward_of_the_tier_is_asked_first_and_goes_with_whoever_leaves(team: Team) -> None:
    for person in (CARA, DEV, FEI):
        team.rapport.deps.person(person)
    assert "Only leads" in words(team.command(ANA, "/rapport", "stewards"))
    team.command(CARA, "/rapport", "stewards")
    team.submit(CARA, gold=FEI)
    said = words(team.latest(CARA, "C0GENERAL"))
    assert f"Gold: <@{FEI}>, the leads for the others" in said
    team.add_customer(Customer(0, "Kofi Lindgren", owner=ANA, tier=Tier.GOLD))
    team.command(ANA, "/complaint", "Kofi Lindgren: the soup was cold severity:high")
    team.jump(at(24, 7, 0))  # Fei works in Kolkata; her day has begun

    assert len(told(team, FEI, QUIET)) == 1
    assert told(team, CARA, QUIET) == []
    leaves(team, FEI)
    (left,) = told(team, CARA, "is no longer of the team")
    assert "They were asked next for alerts of gold customers; now the leads are: `/rapport stewards`" in words(left)
    team.jump(at(25, 9, 0))
    assert len(told(team, CARA, QUIET)) == 1


@pytest.mark.parametrize("who", ["the owner is away", "everybody is away"])
def test_who_is_away_is_not_asked(alarmed: Team, who: str) -> None:
    team = alarmed
    team.command(ANA, "/rapport", "away until friday")
    if who == "everybody is away":
        team.command(BEN, "/rapport", "away until friday")
    team.command(CARA, "/rapport", "away until friday")
    team.jump(at(23, 14, 1) if who == "the owner is away" else at(23, 11, 1))
    team.jump(at(24, 9, 0))

    line = "".join(team.thread(DEV, team.alert()))
    if who == "everybody is away":
        assert "Who can take it?" in line
    assert told(team, CARA, QUIET) == []
    assert len(told(team, DEV, QUIET)) == 1  # the admins come last
    assert (CARA, "2026-11-24", "skipped", "away") in ledger(team, "escalated")


def test_two_leads_are_told_and_the_first_to_claim_has_it(alarmed: Team) -> None:
    team = alarmed
    team.choose(CARA, leads=[CARA, ANA])
    team.jump(at(23, 13, 0))
    (to_cara,), (to_ana,) = told(team, CARA, QUIET), told(team, ANA, QUIET)
    team.click_unsettled(ANA, "claim", to_ana)
    team.click(CARA, "claim", to_cara)

    assert f"<@{ANA}> was faster and has claimed this one" in team.told(CARA, to_cara["channel"])
    assert len(told(team, CARA, f"<@{ANA}> has it.")) == 1


def test_put_off_it_rests_until_it_is_back_and_of_who_is_forgotten_nobody_is_told(alarmed: Team) -> None:
    team = alarmed
    team.click(ANA, "snooze", team.alert(), "Tomorrow")
    team.submit(ANA, until="2026-11-24", reason="she is on a plane")
    team.jump(at(23, 14, 0))
    assert told(team, CARA, QUIET) == []  # never for one that was put off
    team.jump(at(24, 10, 0))
    assert len(told(team, CARA, QUIET)) == 1
    forget(team, "Kofi Lindgren")
    team.jump(at(25, 10, 0))
    assert told(team, CARA, QUIET) == []


def test_a_lead_who_is_the_owner_is_told_too_and_nobody_else(team: Team) -> None:
    for person in (CARA, ELI):
        team.rapport.deps.person(person)
    team.add_customer(Customer(0, "Kofi Lindgren", owner=CARA))
    team.command(ELI, "/complaint", "Kofi Lindgren: the soup was cold severity:high")
    team.advance(hours=2, minutes=1)
    assert f"<@{CARA}>, can you take it?" in "".join(team.thread(ELI, team.alert()))
    team.jump(at(23, 22, 0))
    assert told(team, CARA, QUIET) == []  # her evening is hers
    team.jump(at(24, 9, 0))
    assert len(told(team, CARA, QUIET)) == 1


def test_merged_or_with_its_message_deleted_by_hand_it_goes_on(alarmed: Team) -> None:
    team = alarmed
    alert = team.alert()
    team.sandbox.workspace.channels[alert["channel"]].remove(alert["ts"])
    team.add_customer(Customer(0, "Kofi Lindgreen", owner=ANA))
    team.command(CARA, "/customer", "merge Kofi Lindgren into Kofi Lindgreen")
    team.submit(CARA)
    team.advance(hours=2, minutes=1)

    assert f"<@{ANA}>, can you take it?" in "".join(team.thread(BEN, team.alert()))  # in that of the alert come anew
    team.jump(at(23, 13, 0))
    (message,) = told(team, CARA, QUIET)
    assert "Kofi Lindgreen" in words(message)


def test_with_nobody_to_ask_whoever_leads_is_told_all_the_same_and_after_ten_working_days_it_ends(team: Team) -> None:
    team.stop()
    team.start(leads=frozenset())
    team.rapport.deps.person(DEV)
    team.add_customer(Customer(0, "Kofi Lindgren"))
    team.command(DEV, "/complaint", "Kofi Lindgren: the soup was cold severity:high")
    team.command(DEV, "/rapport", "away 2026-11-24 to 2026-11-25")
    assert ledger(team, "escalated") == []
    for day in range(1, 29):
        team.jump(at(23, 10) + timedelta(days=day))

    rows = ledger(team, "escalated")
    assert {row[0] for row in rows if row[2] == "late"} == {"lead", DEV}
    assert len({row[1] for row in rows}) == 10
    line = "".join(team.thread(DEV, team.alert()))
    assert line == "" or "Who can take it?" in line
