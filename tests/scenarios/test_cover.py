"""Who covers for somebody away: the backup owner or whoever of the team takes it, once, and back again."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Birthday, Customer
from tests.away import with_a_backup
from tests.forgetting import erase
from tests.leaving import assignees, hand_over, leaves, told
from tests.team import ANA, BEN, CARA, DEV, FEI, GENERAL, TEAM_CHANNEL, Json, Team, words


@pytest.fixture
def covered(team: Team) -> Team:
    return with_a_backup(team)


def test_who_covers_leaves_or_is_away_too_and_who_is_away_leaves(covered: Team) -> None:
    team = covered
    team.clock.set(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    team.command(ANA, "/rapport", "away until friday")
    assert assignees(team)["send the menu"] == BEN
    team.command(BEN, "/rapport", "away until thursday")
    assert assignees(team)["send the menu"] is None
    asked = [words(one) for one in team.sees(CARA, TEAM_CHANNEL) if "nobody covers" in words(one)]
    assert [one.partition(" is away")[0] for one in asked] == [f"<@{ANA}>", f"<@{BEN}>"]  # once for each of them
    team.click(FEI, "claim", team.latest(FEI, TEAM_CHANNEL))
    covering = [row["title"] for row in team.rows("SELECT title FROM followups WHERE assignee = ?", FEI)]
    assert covering == ["send the menu"]
    leaves(team, ANA)

    assert assignees(team)["send the menu"] == FEI  # hers for good
    assert team.rows("SELECT * FROM followups WHERE cover_for IS NOT NULL") == []
    assert [row["person"] for row in team.rows("SELECT person FROM absences WHERE ended_at IS NULL")] == [BEN]
    team.jump(datetime(2026, 11, 26, 16, 0, tzinfo=UTC))
    assert assignees(team)["send the menu"] == FEI


def test_down_over_the_whole_absence_nothing_is_covered_twice_or_missing(covered: Team) -> None:
    team = covered
    team.command(ANA, "/rapport", "away 2026-11-24 to 2026-11-25")
    team.jump(datetime(2026, 11, 27, 9, 30, tzinfo=UTC))
    team.advance(minutes=3)

    assert assignees(team) == {"send the menu": ANA, "call back": ANA, "ask for a review": ANA}
    assert len(told(team, ANA, "Your day")) == 1
    assert told(team, BEN, "You cover for") == []


def test_who_covers_is_told_at_once_in_their_hours_and_at_night_by_the_digest(covered: Team) -> None:
    team = covered
    team.jump(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))  # Ben has had his digest of the day
    team.command(ANA, "/rapport", "away until friday")
    (note,) = told(team, BEN, f"You cover for <@{ANA}>, who is away until Fri 27 Nov")
    assert "send the menu" in words(note)
    team.command(ANA, "/rapport", "undo")
    team.click(ANA, "undo", team.latest(ANA, GENERAL))
    assert "You covered for" in words(told(team, BEN, "send the menu")[-1])

    team.clock.set(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))  # his evening, and night in Lisbon
    before = len(team.sees(CARA, TEAM_CHANNEL)), len(team.dm(BEN))
    team.command(ANA, "/rapport", "away until friday")
    assert (len(team.sees(CARA, TEAM_CHANNEL)), len(team.dm(BEN))) == before
    assert assignees(team)["send the menu"] == BEN


def test_when_the_one_who_covers_leaves_it_goes_on_to_who_is_there_and_back_to_whose_it_is(covered: Team) -> None:
    team = covered
    team.clock.set(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    team.command(ANA, "/rapport", "away until friday")
    leaves(team, BEN)
    team.advance(minutes=2)
    assert assignees(team)["send the menu"] is None
    team.click(FEI, "claim", team.latest(FEI, TEAM_CHANNEL))
    assert assignees(team)["send the menu"] in {FEI, None}
    team.jump(datetime(2026, 11, 27, 9, 0, tzinfo=UTC))

    assert set(assignees(team).values()) == {ANA}


def test_what_is_handed_over_while_others_cover_does_not_come_back(covered: Team) -> None:
    team = covered
    team.clock.set(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    team.command(ANA, "/rapport", "away until friday")
    team.command(CARA, "/rapport", f"handover <@{ANA}>")
    hand_over(team, CARA, [BEN])
    assert set(assignees(team).values()) == {BEN}
    team.jump(datetime(2026, 11, 27, 9, 0, tzinfo=UTC))

    assert set(assignees(team).values()) == {BEN}
    assert told(team, ANA, "Welcome back") == []


def test_what_is_late_already_waits_for_a_few_days_as_is_said_but_for_promises_and_birthdays(covered: Team) -> None:
    team = covered
    team.add_customer(Customer(0, "Olga Stern", owner=ANA, backup_owner=BEN, birthday=Birthday(11, 25)))
    team.command(ANA, "/followup", "Kofi Lindgren: bring the keys due:2026-11-24 promised")
    team.jump(datetime(2026, 11, 25, 9, 1, tzinfo=UTC))
    wishes = next(title for title in assignees(team) if "birthday" in title.lower())
    team.jump(datetime(2026, 11, 26, 9, 1, tzinfo=UTC))
    said = words(team.command(ANA, "/rapport", "away today and tomorrow"))

    assert "Late already, so left for you: send the menu (Kofi Lindgren), call back (Mara Vogel)" in said
    assert assignees(team) == {
        "send the menu": ANA, "call back": ANA, "ask for a review": ANA, "bring the keys": BEN, wishes: BEN,
    }  # fmt: skip  # one list
    team.command(BEN, "/followup", "promised")
    team.click(BEN, "done", team.latest(BEN, GENERAL))
    team.jump(datetime(2026, 11, 30, 9, 1, tzinfo=UTC))
    (back,) = told(team, ANA, "Welcome back")
    assert f"<@{BEN}> did bring the keys (Kofi Lindgren) · ended undone: {wishes} (Olga Stern)" in words(back)
    erase(team, "Olga Stern")
    assert "Olga" not in str(told(team, ANA, "Welcome back"))


def test_undone_who_has_what_was_covered_has_it_since_they_claimed_it(covered: Team) -> None:
    team = covered
    team.command(DEV, "/complaint", "Kofi Lindgren: the soup was cold")
    team.click(ANA, "claim", team.alert())
    before = next(line for line in words(team.alert()).splitlines() if "laimed" in line)
    team.jump(datetime(2026, 11, 23, 15, 17, tzinfo=UTC))
    team.command(ANA, "/rapport", "away until friday")
    assert f"*Given* to <@{BEN}>" in words(team.alert())
    team.click(ANA, "undo", team.latest(ANA, GENERAL))

    assert before in words(team.alert())


def test_the_team_is_asked_by_one_message_for_a_whole_absence_also_where_its_days_are_changed(covered: Team) -> None:
    team = covered
    team.command(ANA, "/followup", "Mara Vogel: ask about the hall due:2026-11-25")
    team.command(ANA, "/rapport", "away until thursday")
    team.jump(datetime(2026, 11, 24, 9, 1, tzinfo=UTC))
    team.command(ANA, "/rapport", "away until monday")
    team.jump(datetime(2026, 11, 25, 9, 1, tzinfo=UTC))

    def asked() -> list[Json]:
        return [one for one in team.sees(FEI, TEAM_CHANNEL) if words(one).startswith(f"<@{ANA}> is ")]

    (one,) = asked()
    for said in (f"<@{ANA}> is away until Mon 30 Nov, and nobody covers", "call back", "ask about the hall"):
        assert said in words(one)
    assert team.rows("SELECT * FROM ledger WHERE state = 'queued'") == []
    for _ in range(2):
        team.click(FEI, "claim", asked()[0])
    team.command(ANA, "/rapport", "back")
    assert "is back: what nobody took went back to them" in words(asked()[0])


def test_nothing_is_told_twice_at_one_hour_to_who_covers_or_who_is_back(covered: Team) -> None:
    team = covered
    team.command(ANA, "/followup", "Kofi Lindgren: call him due:2026-11-25 at:15:00")
    team.jump(datetime(2026, 11, 24, 15, 5, tzinfo=UTC))  # Ben has had his digest of the day
    team.command(ANA, "/rapport", "away until thursday")
    team.jump(datetime(2026, 11, 25, 14, 59, tzinfo=UTC))
    team.advance(minutes=3)
    assert ["It is time" in words(one) for one in team.dm(BEN) if "call him" in words(one)].count(True) == 1
    assert all("call him" not in words(one) for one in told(team, BEN, "You cover for"))

    team.jump(datetime(2026, 11, 26, 0, 5, tzinfo=UTC))
    team.jump(datetime(2026, 11, 26, 9, 1, tzinfo=UTC))
    (back,), (digest,) = told(team, ANA, "Welcome back"), told(team, ANA, "Your day")[-1:]
    assert "3 follow-ups came back or came to you" in words(back)
    assert "call him" not in words(back)
    assert "call him" in words(digest)
