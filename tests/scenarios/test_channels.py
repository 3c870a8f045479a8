"""Channels are kept by their id: renamed goes on; archived, deleted, shared or without us tells everybody concerned."""

from collections.abc import Callable

import pytest

from bot.domain.customers import Customer
from bot.sandbox.wire.faults import Fault
from bot.sandbox.world.staff import BOT_USER
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, FEI, GENERAL, TEAM_CHANNEL, Json, Team, words

Happens = Callable[[Team], None]


def change(team: Team, channel: str = FEEDBACK, **fields: object) -> None:
    team.sandbox.people.change_channel({"id": channel, **fields})
    team.settle()


def members_without_us(team: Team, channel: str = FEEDBACK) -> list[str]:
    return [one for one in team.sandbox.workspace.channels[channel].members if one != BOT_USER]


def is_invited(team: Team, channel: str = FEEDBACK) -> None:
    change(team, channel, members=[*members_without_us(team, channel), BOT_USER])


TROUBLES: dict[str, tuple[Happens, str]] = {
    "archived": (lambda team: change(team, is_archived=True), "#customer-feedback is archived"),
    "deleted": (lambda team: change(team, is_deleted=True), "#customer-feedback was deleted, or Rapport may no longer"),
    "shared": (lambda team: change(team, is_ext_shared=True), "#customer-feedback is shared with another organisation"),
    "removed": (
        lambda team: change(team, members=members_without_us(team)),
        "Rapport is not (or no longer) in #customer-feedback",
    ),
}
trouble = pytest.mark.parametrize(("happens", "because"), TROUBLES.values(), ids=TROUBLES)


def complain(team: Team, text: str) -> str:
    """What the one who logs is told."""
    return words(team.command(ANA, "/complaint", f"Dana Reyes: {text}"))


def told(team: Team, person: str, what: str) -> list[Json]:
    return [message for message in team.dm(person) if what in words(message)]


@pytest.fixture
def used(dana: Team) -> Team:
    """A team whose feedback channel has been used, and that knows all its people."""
    complain(dana, "the first one")
    for person in (BEN, CARA, DEV, FEI):
        dana.rapport.deps.person(person)
    return dana


@pytest.mark.parametrize("name", ["feedback-old", "kunden-feedback", "1"])
def test_a_renamed_channel_goes_on(used: Team, name: str) -> None:
    change(used, name=name)
    used.advance(minutes=11)

    assert "The team is being alerted" in complain(used, "renamed complaint")
    assert "renamed complaint" in words(used.latest(BEN, FEEDBACK))
    assert "All is well" in words(used.command(DEV, "/rapport", "status"))


def test_it_goes_on_over_a_restart_and_although_another_takes_the_old_name(used: Team) -> None:
    change(used, name="feedback-old")
    change(used, "C0RANDOM", name="customer-feedback")
    used.stop()
    used.start()

    complain(used, "renamed complaint")
    assert "renamed complaint" in words(used.latest(BEN, FEEDBACK))
    assert used.sees(BEN, "C0RANDOM") == []


@trouble
def test_who_logs_is_told_the_truth(used: Team, happens: Happens, because: str) -> None:
    happens(used)
    answer = complain(used, "another one")

    assert f"The alert went to <@{CARA}> directly, because {because}" in answer
    assert "The team is being alerted" not in answer
    assert "another one" in words(used.dm(CARA)[-1])
    assert "claim" in str(used.dm(CARA)[-1])


@trouble
def test_the_leads_are_told_at_once_and_once(used: Team, happens: Happens, because: str) -> None:
    happens(used)
    assert len(told(used, CARA, because)) == 1
    complain(used, "another one")
    used.advance(minutes=40, tick_s=300)

    assert len(told(used, CARA, f"Alerts go to one person directly, because {because}")) == 1


@trouble
def test_status_counts_it_and_says_where_alerts_go_meanwhile(used: Team, happens: Happens, because: str) -> None:
    happens(used)
    status = used.command(DEV, "/rapport", "status")

    assert "1 problem" in status["text"]
    assert f"Alerts go to <@{CARA}> directly, because {because}" in words(status)


@pytest.mark.parametrize("channel", [FEEDBACK, TEAM_CHANNEL])
def test_of_two_leads_both_are_told(used: Team, channel: str) -> None:
    used.choose(DEV, leads=[CARA, FEI])
    used.advance(minutes=15)
    change(used, channel, is_archived=True)

    assert [len(told(used, lead, "is archived")) for lead in (CARA, FEI, DEV)] == [1, 1, 0]


def test_without_leads_an_admin_is_told(used: Team) -> None:
    used.stop()
    used.start(leads=frozenset())
    change(used, is_archived=True)

    assert len(told(used, DEV, "is archived")) == 1


def test_the_default_owner_gets_the_alerts_unless_they_left(used: Team) -> None:
    used.choose(DEV, default_owner=BEN)
    change(used, is_archived=True)
    assert f"went to <@{BEN}> directly" in complain(used, "for Ben")
    used.sandbox.people.change_user({"id": BEN, "deleted": True})

    assert f"went to <@{CARA}> directly" in complain(used, "for Cara")


def test_a_channel_archived_unnoticed_is_seen_when_a_post_fails_and_who_logged_is_told(used: Team) -> None:
    used.sandbox.workspace.channels[FEEDBACK].is_archived = True
    assert "The team is being alerted" in complain(used, "nobody knew")

    assert "nobody knew" in words(used.dm(CARA)[-1]) + words(used.dm(CARA)[-2])
    assert len(told(used, CARA, "#customer-feedback is archived")) == 1
    (message,) = told(used, ANA, "did not reach the team's channel")
    assert f"#customer-feedback is archived. It went to <@{CARA}> directly" in words(message)
    assert told(used, CARA, "could not be delivered") == []


@pytest.mark.parametrize("code", ["channel_not_found", "not_in_channel"])
def test_whatever_way_slack_refuses_the_channel(used: Team, code: str) -> None:
    used.sandbox.faults.order(Fault("chat.postMessage", error=code))
    complain(used, "nobody knew")

    assert len(told(used, CARA, "Alerts go to one person directly")) == 1
    assert len(told(used, ANA, "did not reach the team's channel")) == 1


def test_while_rapport_was_down_it_is_seen_within_minutes(used: Team) -> None:
    used.sandbox.workspace.channels[FEEDBACK].is_archived = True
    used.advance(minutes=15)

    assert len(told(used, CARA, "#customer-feedback is archived")) == 1


def test_when_the_channel_is_back_all_is_well_and_what_nobody_has_is_posted_there(used: Team) -> None:
    change(used, is_archived=True)
    complain(used, "while it was away")
    change(used, is_archived=False)
    used.advance(minutes=2)

    assert "while it was away" in words(used.latest(BEN, FEEDBACK))
    assert "Mended" in words(told(used, CARA, "is archived")[0])
    assert "All is well" in words(used.command(DEV, "/rapport", "status"))
    assert "The team is being alerted" in complain(used, "afterwards")
    used.click(BEN, "claim", next(one for one in used.sees(BEN, FEEDBACK) if "while it was away" in words(one)))
    assert f"Claimed* by <@{BEN}>" in words(told(used, CARA, "while it was away")[0])


def test_what_was_claimed_meanwhile_is_not_posted_again_and_what_stands_there_is_brought_up_to_date(used: Team) -> None:
    change(used, is_archived=True)
    complain(used, "while it was away")
    used.click(CARA, "claim", told(used, CARA, "while it was away")[0])
    used.command(BEN, "/followup", "unclaimed")
    used.click(BEN, "claim", used.latest(BEN, GENERAL))
    assert "Nobody has this yet" in words(used.latest(BEN, FEEDBACK))
    change(used, is_archived=False)
    used.advance(minutes=2)

    assert [f"Claimed* by <@{BEN}>" in words(one) for one in used.sees(BEN, FEEDBACK)] == [True]


def test_edits_of_what_stands_in_an_archived_channel_are_no_news_for_the_lead(used: Team) -> None:
    change(used, is_archived=True)
    used.command(BEN, "/followup", "unclaimed")
    used.click(BEN, "claim", used.latest(BEN, GENERAL))

    assert told(used, CARA, "could not be") == []


def test_another_channel_chosen_takes_over_at_once(used: Team) -> None:
    change(used, is_deleted=True)
    complain(used, "while it was away")
    used.choose(DEV, feedback_channel="C0RANDOM")

    assert any("while it was away" in words(one) for one in used.sees(BEN, "C0RANDOM"))
    assert "The team is being alerted" in complain(used, "afterwards")
    assert "All is well" in words(used.command(DEV, "/rapport", "status"))


def test_who_takes_rapport_out_is_not_answered_by_its_coming_back_and_who_invites_it_is(used: Team) -> None:
    change(used, members=members_without_us(used))
    used.advance(minutes=30)
    assert BOT_USER not in used.sandbox.workspace.channels[FEEDBACK].members
    is_invited(used)
    used.advance(minutes=2)

    assert "The team is being alerted" in complain(used, "afterwards")


def test_choosing_it_anew_in_the_settings_brings_rapport_back(used: Team) -> None:
    change(used, members=members_without_us(used))
    used.choose(DEV, feedback_channel=FEEDBACK)

    assert "The team is being alerted" in complain(used, "afterwards")


@pytest.mark.parametrize("fields", [{"is_archived": True}, {"is_deleted": True}, {"members": [CARA, DEV]}])
def test_a_private_channel_chosen_in_the_settings_can_go_too(dana: Team, fields: Json) -> None:
    is_invited(dana, "C0LEADS")
    dana.choose(DEV, feedback_channel="C0LEADS")
    complain(dana, "the first one")
    assert "the first one" in words(dana.latest(CARA, "C0LEADS"))
    change(dana, "C0LEADS", **fields)

    assert "#leads" in words(told(dana, CARA, "Alerts go to one person directly")[0])
    assert f"went to <@{CARA}> directly" in complain(dana, "another one")


def test_of_a_channel_that_is_none_of_ours_nothing_is_said(used: Team) -> None:
    change(used, "C0RANDOM", is_archived=True)

    assert told(used, CARA, "archived") == []
    assert "All is well" in words(used.command(DEV, "/rapport", "status"))


def test_a_new_channel_of_the_default_name_replaces_an_archived_one(used: Team) -> None:
    change(used, is_archived=True, name="customer-feedback-2025")
    change(used, "C0RANDOM", name="customer-feedback")
    used.advance(minutes=12)

    complain(used, "in the new one")
    assert "in the new one" in words(used.latest(BEN, "C0RANDOM"))


def test_a_channel_made_after_all_takes_the_alerts_that_went_to_one_person(team: Team) -> None:
    team.add_customer(Customer(0, "Dana Reyes", owner=ANA))
    team.sandbox.workspace.channels[FEEDBACK].name = "something-else"
    assert "because there is no channel #customer-feedback" in complain(team, "nowhere to go")
    change(team, name="customer-feedback")
    team.advance(minutes=11)

    assert "nowhere to go" in words(team.latest(BEN, FEEDBACK))


def test_what_nobody_has_goes_to_one_person_while_the_team_channel_is_archived(used: Team) -> None:
    used.add_customer(Customer(0, "Jo Berg"))
    used.command(ANA, "/complaint", "Jo Berg: nobody looks after me")
    used.advance(minutes=1)
    change(used, TEAM_CHANNEL, is_archived=True)
    status = words(used.command(DEV, "/rapport", "status"))

    assert f"what nobody has goes to <@{CARA}> directly, because #customer-team is archived" in status
    used.advance(hours=25)
    assert len(told(used, CARA, "Who takes these?")) == 1
