"""The first run: whoever installed Rapport is led from nothing to a first touchpoint."""

import pytest

from bot.domain.people import ITSELF
from bot.use_cases import digests
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, FEI, GENERAL, TEAM_CHANNEL, Team, words

pytestmark = pytest.mark.usefixtures("new")


@pytest.fixture
def new(team: Team) -> None:
    """A workspace in which Rapport has just been installed. Cara leads, Dev is an admin."""
    team.write("DELETE FROM set_up")


def greeted(team: Team) -> list[str]:
    """What Cara reads in the direct message with Rapport."""
    return [words(one) for one in team.dm(CARA)]


def click(team: Team, label: str) -> None:
    """A button of the message."""
    team.click(CARA, label, team.dm(CARA)[0])


def test_the_lead_is_greeted_once_and_nobody_else(team: Team) -> None:
    """One direct message, however often the jobs run; a new colleague sets off nothing."""
    team.advance(minutes=5)
    [text] = greeted(team)
    assert "Welcome to Rapport" in text
    assert "Alerts go to <#C0FEEDBACK>" in text
    assert all(team.dm(one) == [] for one in (ANA, BEN, DEV))

    team.sandbox.people.send_event({"type": "member_joined_channel", "user": FEI, "channel": FEEDBACK})
    team.advance(minutes=5)
    assert len(greeted(team)) == 1
    assert [one for one in team.sees(ANA, GENERAL) if one.get("user") == "U0RAPPORT"] == []


def test_from_nothing_to_a_first_touchpoint_in_six_clicks_and_two_short_texts(team: Team) -> None:
    """Under two minutes: one click confirms places and hours, a form each for customer and touchpoint."""
    team.advance(minutes=1)
    click(team, "That's right")
    assert "1 of 3 steps" in greeted(team)[0]

    click(team, "Add a customer")
    team.submit(CARA, name="Dana Reyes")
    assert "1 customer" in greeted(team)[0]

    click(team, "Log a touchpoint")
    team.submit(CARA, customer="Dana Reyes", text="Called, likes the new menu.")
    assert greeted(team)[0].startswith("Rapport is set up.")
    assert len([one for one in team.dm(CARA) if not one.get("is_ephemeral")]) == 1


def test_it_is_left_and_gone_on_with_by_another_lead_after_days_and_a_restart(team: Team) -> None:
    """The message says where it was left; `/rapport setup` goes on, edits it, and members are told who may."""
    team.advance(minutes=1)
    click(team, "That's enough for now")
    assert "Set-up was left at 0 of 3 steps" in greeted(team)[0]

    team.stop()
    team.clock.advance(3 * 86_400)
    team.start()
    team.command(BEN, "/rapport", "setup")
    assert "leads" in team.told(BEN, GENERAL)
    team.command(DEV, "/rapport", "setup")
    assert "Setting up Rapport" in team.told(DEV, GENERAL)
    team.click(DEV, "That's right", team.latest(DEV, GENERAL))
    assert "1 of 3 steps" in team.told(DEV, GENERAL)
    assert "1 of 3 steps" in greeted(team)[0]


def test_a_channel_it_cannot_post_in_is_named_before_it_is_confirmed(team: Team) -> None:
    """Is the bot in the channels: if not, there is no "That's right", but what to do."""
    team.advance(minutes=1)
    team.sandbox.people.change_channel({"id": FEEDBACK, "is_archived": True})
    team.advance(minutes=1)
    text = greeted(team)[0]
    assert "archived" in text
    assert "That's right" not in text
    assert "Change…" in text


def test_a_workspace_that_has_customers_is_past_it(team: Team) -> None:
    """After an upgrade, or with an imported file, nobody is greeted."""
    team.command(ANA, "/customer", "add Dana Reyes")
    team.advance(minutes=2)
    assert greeted(team) == []
    team.command(DEV, "/rapport", "setup")
    assert "Your first touchpoint" in team.told(DEV, GENERAL)


def test_the_first_visit_to_home_explains_three_things_until_one_has_understood(team: Team) -> None:
    """For each person by themselves; also a logged touchpoint says that they have."""
    assert "Three things to know" in at_home(team, BEN)
    team.click_at_home(BEN, "Got it")
    assert "Three things to know" not in at_home(team, BEN)
    assert "Three things to know" in at_home(team, ANA)

    team.command(ANA, "/customer", "add Dana Reyes")
    team.command(ANA, "/touchpoint", "Dana Reyes: called")
    assert "Three things to know" not in at_home(team, ANA)


def at_home(team: Team, user: str) -> str:
    """What somebody reads when they open Home."""
    return words(team.sandbox.people.home(user=user) or {})


def test_other_channels_days_and_hours_are_chosen_in_one_form(team: Team) -> None:
    """What is wrong is told at its field; once saved, the message says how it is, and the step is behind."""
    team.advance(minutes=1)
    click(team, "Change…")
    wrong = team.submit(CARA, timezone="Mars/Olympus")
    assert "timezone" in wrong["errors"]
    team.submit(CARA, feedback_channel=TEAM_CHANNEL, digest_at="08:30", timezone="Europe/Berlin")
    text = greeted(team)[0]
    assert f"Alerts go to <#{TEAM_CHANNEL}>" in text
    assert "08:30" in text
    assert "Europe/Berlin" in text
    assert "1 of 3 steps" in text


def test_installed_in_the_afternoon_it_alarms_nobody_about_the_morning(team: Team) -> None:
    """The digest that was due before anybody was known is explained, not missed."""
    team.clock.advance(7 * 3600)
    team.advance(minutes=1)
    with team.rapport.deps.reading(ITSELF) as session:  # where Cara is known, and the next minute has not come yet
        assert digests.missing(session) == []
    team.advance(minutes=20)
    assert len(greeted(team)) == 1


def test_home_of_who_may_set_up_leads_back_to_it_until_it_is_over(team: Team) -> None:
    """Members see nothing of it; what is confirmed on its page is drawn anew there."""
    team.advance(minutes=1)
    assert "not set up to the end" not in at_home(team, ANA)
    assert "not set up to the end" in at_home(team, DEV)
    team.click_at_home(DEV, "Go on")
    team.click_in_form(DEV, "That's right")
    assert "1 of 3 steps" in greeted(team)[0]
    assert "That's right" not in words(team.form(DEV))
    click(team, "That's enough for now")
    assert "not set up to the end" not in at_home(team, DEV)
