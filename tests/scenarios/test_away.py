"""Somebody is away: what comes due is covered, goes back afterwards, and nobody is reminded who is not there."""

from datetime import UTC, datetime

import pytest

from tests.away import with_a_backup
from tests.leaving import assignees, told
from tests.team import ANA, BEN, CARA, DEV, FEI, GENERAL, TEAM_CHANNEL, Team, words


@pytest.fixture
def covered(team: Team) -> Team:
    return with_a_backup(team)


def test_what_comes_due_goes_to_the_backup_or_the_team_and_back_with_a_line_on_what_happened(covered: Team) -> None:
    team = covered
    said = team.command(ANA, "/rapport", "away until thursday")
    assert "You are away from today to Wed 25 Nov, and back on Thu 26 Nov" in words(said)
    assert f"<@{BEN}> covers for 1 customer. Nobody covers for 1 customer (Mara Vogel), so the team channel" in words(
        said
    )
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
        f"<@{BEN}> did send the menu (Kofi Lindgren) · 1 alert of your customers came, 1 still to put right"
        in words(back)
    )
    assert "1 follow-up came back or came to you" in words(back)
    assert len(told(team, ANA, "Your day")) == 1
    assert f"looked after by <@{ANA}>\n" in words(team.alert())
    assert "is back: what nobody took went back to them" in words(team.latest(CARA, TEAM_CHANNEL))


def test_a_lead_notes_it_for_somebody_who_is_told_and_says_that_they_are_here(covered: Team) -> None:
    team = covered
    said = words(team.command(FEI, "/rapport", f"away <@{ANA}> until thursday"))
    assert "Only leads and workspace admins can note that somebody else is away" in said
    said = words(team.command(CARA, "/rapport", f"away <@{ANA}> until thursday"))
    assert f"<@{ANA}> is away from today to Wed 25 Nov, and back on Thu 26 Nov" in said
    (note,) = told(team, ANA, "noted that you are away")
    team.jump(datetime(2026, 11, 24, 9, 1, tzinfo=UTC))
    assert assignees(team)["send the menu"] == BEN

    team.click(ANA, "come_back", note)
    assert assignees(team)["send the menu"] == ANA
    (back,) = told(team, ANA, "Welcome back")  # at once, as she came back before
    assert "2 follow-ups came back or came to you" in words(back)
    assert "You were noted as away; that is over" in words(team.dm(ANA)[0])
    team.command(ANA, "/rapport", "undo")
    team.click(ANA, "undo", team.latest(ANA, GENERAL))
    assert assignees(team)["send the menu"] == BEN


def test_undo_takes_it_back_and_what_is_covered_with_it(covered: Team) -> None:
    team = covered
    team.clock.set(datetime(2026, 11, 24, 12, 0, tzinfo=UTC))
    team.command(ANA, "/rapport", "away until friday")
    assert assignees(team)["send the menu"] == BEN
    team.command(ANA, "/rapport", "away until thursday")  # shorter, and one absence all the same
    assert team.rows("SELECT count(*) AS n FROM absences WHERE ended_at IS NULL") == [{"n": 1}]
    team.click(ANA, "undo", team.latest(ANA, GENERAL))
    assert [row["back_on"] for row in team.rows("SELECT back_on FROM absences WHERE ended_at IS NULL")] == [
        "2026-11-27"
    ]
    assert assignees(team)["send the menu"] == BEN
    team.command(ANA, "/rapport", "undo")
    team.click(ANA, "undo", team.latest(ANA, GENERAL))
    assert assignees(team) == {"send the menu": ANA, "call back": ANA, "ask for a review": ANA}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("away until yesterday", "is in the past"),
        ("away 2026-12-24 to 2026-12-20", "is in the past"),
        ("away 2026-12-24 to 2027-12-20", "more than half a year"),
        ("away 2028-01-01 to 2028-01-20", "more than a year ahead"),
        ("away for ever", "I can't read “for ever” as days"),
        ("away until <!channel> *now*", "I can't read"),
        ("back tomorrow", "`/rapport back` says that you are here again"),
        ("back", "You are not noted as away"),
        (f"away <@{FEI}> until monday", "Only leads"),
    ],
)
def test_days_that_cannot_be_are_told_and_change_nothing(team: Team, typed: str, said: str) -> None:
    answer = team.command(ANA, "/rapport", typed)

    assert said in (words(answer) if answer else words(team.form(ANA)))
    assert team.rows("SELECT * FROM absences") == []


def test_the_form_notes_it_too_and_says_at_its_field_what_cannot_be(team: Team) -> None:
    team.sandbox.people.home(user=ANA)
    team.click_at_home(ANA, "open_away")
    wrong = team.submit(ANA, first="2026-11-24", back_on="2026-11-24")
    assert "That ends before it begins" in str(wrong)
    team.submit(ANA, first="2026-11-24", back_on="2026-11-26")

    (row,) = team.rows("SELECT person, first, back_on FROM absences")
    assert tuple(row.values()) == (ANA, "2026-11-24", "2026-11-26")
    team.jump(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    home = words(team.sandbox.people.home(user=ANA) or {})
    assert "You are away until Thu 26 Nov" in home
    assert "I'm back" in home


def status(team: Team, person: str, text: str, emoji: str, ends: datetime | None) -> None:
    expiration = int(ends.timestamp()) if ends else 0
    about = {"status_text": text, "status_emoji": emoji, "status_expiration": expiration}
    team.sandbox.people.change_user({"id": person, "profile": about})
    team.settle()


def test_slacks_own_status_suggests_it_once_and_never_does_it(covered: Team) -> None:
    team, sunday = covered, datetime(2026, 11, 29, 23, 59, tzinfo=UTC)
    status(team, ANA, "In a meeting", ":spiral_calendar_pad:", sunday)
    assert team.dm(ANA) == []
    for _ in range(2):
        status(team, ANA, "Vacationing", ":palm_tree:", sunday)

    (asked,) = told(team, ANA, "Your status in Slack says that you are away until Mon 30 Nov")
    assert team.rows("SELECT * FROM absences") == []
    team.click(ANA, "away_until", asked)
    (row,) = team.rows("SELECT person, back_on FROM absences")
    assert tuple(row.values()) == (ANA, "2026-11-30")
    assert "You are away until Mon 30 Nov" in words(team.dm(ANA)[0])


def test_who_gives_something_to_somebody_away_is_told_and_they_are_not_reminded(covered: Team) -> None:
    team = covered
    team.command(ANA, "/rapport", "away until thursday")
    said = words(team.command(CARA, "/followup", f"Kofi Lindgren: send the bill due:wednesday <@{ANA}>"))

    assert f"<@{ANA}> is away until Thu 26 Nov; <@{BEN}> covers what comes due before" in said
    assert told(team, ANA, "You were asked") == []
    rows = team.rows("SELECT state, reason FROM ledger WHERE kind = 'assigned'")
    assert [tuple(row.values()) for row in rows] == [("skipped", "not reminded: away until 2026-11-26")]


def test_what_somebody_away_claims_or_plans_themselves_stays_theirs(covered: Team) -> None:
    team = covered
    team.clock.set(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    team.command(ANA, "/rapport", "away until friday")
    assert assignees(team)["call back"] is None
    team.advance(minutes=2)
    team.click(ANA, "claim", team.latest(ANA, TEAM_CHANNEL))
    team.command(ANA, "/followup", "Mara Vogel: write to her due:today")
    team.command(CARA, "/followup", f"Kofi Lindgren: send the bill due:today <@{ANA}>")
    team.advance(minutes=3)

    assert assignees(team)["call back"] == ANA
    assert assignees(team)["write to her"] == ANA
    assert assignees(team)["send the bill"] == BEN


def test_the_same_days_once_more_are_told_as_they_stand_with_a_way_to_change_them(covered: Team) -> None:
    covered.command(ANA, "/rapport", "away 1 dec to 2 dec")
    again = covered.command(ANA, "/rapport", "away 1 dec to 2 dec")

    assert "Noted already: You are away from Tue 1 Dec to Wed 2 Dec, and back on Thu 3 Dec" in words(again)
    assert "Change…" in words(again)
    assert "Undo" not in words(again)
    assert covered.rows("SELECT count(*) AS n FROM absences") == [{"n": 1}]
