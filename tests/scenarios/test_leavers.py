"""People leave: what was theirs goes to others at once, everybody concerned is told once, and nothing comes back."""

import json

import pytest

from bot.domain.customers import Birthday, Customer
from tests.leaving import TUESDAY_NINE, assignees, comes_back, has_default_owner, leaves, leaves_unnoticed, told
from tests.team import ANA, BEN, CARA, DEV, ELI, FEEDBACK, FEI, GENERAL, TEAM_CHANNEL, Team, action_ids, words


def test_each_follow_up_goes_to_who_looks_after_its_customer_and_else_to_whoever_claims_it(fei: Team) -> None:
    leaves(fei, FEI)

    assert assignees(fei) == {"send the menu": BEN, "call back": None, "ask about the party": ANA}


def test_without_a_backup_the_default_owner_gets_it(fei: Team) -> None:
    has_default_owner(fei, ELI)
    leaves(fei, FEI)

    assert assignees(fei)["call back"] == ELI


def test_where_the_backup_left_first_the_default_owner_gets_it(fei: Team) -> None:
    has_default_owner(fei, ELI)
    leaves(fei, BEN)
    leaves(fei, FEI)

    assert assignees(fei)["send the menu"] == ELI


def test_where_the_backup_leaves_afterwards_it_moves_on(fei: Team) -> None:
    leaves(fei, FEI)
    leaves(fei, BEN)

    assert assignees(fei)["send the menu"] is None


def test_when_the_default_owner_leaves_what_was_theirs_can_be_claimed_and_the_lead_is_told_to_choose(fei: Team) -> None:
    has_default_owner(fei, ELI)
    leaves(fei, FEI)
    leaves(fei, ELI)

    assert assignees(fei)["call back"] is None
    (message,) = told(fei, CARA, f"<@{ELI}> is no longer of the team")
    assert "the default owner: choose somebody else in `/rapport settings`" in words(message)
    assert "open_settings" in action_ids(message)


def test_when_the_only_lead_leaves_the_admins_are_told_and_not_the_default_owner_who_may_not_choose(fei: Team) -> None:
    has_default_owner(fei, ELI)
    leaves(fei, CARA)

    (message,) = told(fei, DEV, f"<@{CARA}> is no longer of the team")
    assert "open_settings" in action_ids(message)
    assert told(fei, ELI, "no longer of the team") == []


def test_when_the_only_lead_leaves_and_no_admin_is_known_the_primary_owner_is_told(fei: Team) -> None:
    fei.choose(CARA, default_owner=ELI)
    leaves(fei, CARA)

    assert len(told(fei, DEV, "no longer of the team")) == 1
    assert told(fei, ELI, "no longer of the team") == []


def test_status_names_each_lead_and_default_owner_who_has_left(fei: Team) -> None:
    has_default_owner(fei, ELI)
    assert "All is well" in words(fei.command(DEV, "/rapport", "status"))
    leaves(fei, CARA)
    leaves(fei, ELI)

    status = fei.command(DEV, "/rapport", "status")
    assert "2 problems" in status["text"]
    assert "is a lead and no longer of the team: choose in `/rapport settings`" in words(status)
    assert "is the default owner and no longer of the team" in words(status)


def test_a_complaint_that_they_claimed_can_be_claimed_again_at_once(fei: Team) -> None:
    fei.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    fei.click(FEI, "claim", fei.alert())
    leaves(fei, FEI)

    alert = fei.latest(BEN, FEEDBACK)
    assert "Nobody has this yet" in words(alert)
    assert "claim" in action_ids(alert)
    fei.click(BEN, "claim", alert)
    assert f"Claimed* by <@{BEN}>" in words(fei.alert())


def test_an_open_alert_says_at_once_who_looks_after_the_customer_now(fei: Team) -> None:
    fei.command(ANA, "/complaint", "Kofi Lindgren: the soup was cold")
    assert f"looked after by <@{FEI}>" in words(fei.alert())
    leaves(fei, FEI)

    assert f"looked after by <@{BEN}> for <@{FEI}>, who has left" in words(fei.alert())


def test_each_who_takes_over_is_told_in_one_message_with_buttons(fei: Team) -> None:
    fei.command(FEI, "/followup", "Kofi Lindgren: ask for a review due:2026-12-21")
    leaves(fei, FEI)

    (message,) = told(fei, BEN, "who has left")
    assert "2 follow-ups" in message["text"]
    assert all(title in words(message) for title in ("send the menu", "ask for a review"))
    assert action_ids(message).count("done") == 2
    assert len(told(fei, ANA, "who has left")) == 1


def test_that_message_shows_how_things_stand_and_the_digest_of_the_day_has_them_too(fei: Team) -> None:
    leaves(fei, FEI)
    fei.jump(TUESDAY_NINE.replace(day=25))
    (message,) = told(fei, ANA, "who has left")
    (digest,) = told(fei, ANA, "Your day")
    assert "ask about the party" in words(digest)
    fei.click(ANA, "done", message)
    if fei.sandbox.people.view(user=ANA):
        fei.submit(ANA)

    assert "Done" in words(told(fei, ANA, "who has left")[0])


def test_the_lead_is_told_once_how_much_went_to_whom(fei: Team) -> None:
    fei.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    fei.click(FEI, "claim", fei.alert())
    leaves(fei, FEI)
    fei.advance(hours=3, tick_s=900)

    (message,) = told(fei, CARA, "no longer of the team")
    assert f"1 follow-up went to <@{ANA}>, 1 follow-up went to <@{BEN}>" in words(message)
    assert "1 alert can be claimed again" in words(message)
    assert "1 follow-up can be claimed by anybody" in words(message)
    assert "2 customers still name them as owner" in words(message)
    assert f"looked after meanwhile by nobody in particular (1), <@{BEN}> (1)" in words(message)
    fei.click(CARA, "their_customers", message)
    assert "Kofi Lindgren" in fei.told(CARA, message["channel"])


def test_every_lead_is_told_and_without_any_an_admin(fei: Team) -> None:
    fei.choose(DEV, leads=[ANA, CARA])
    leaves(fei, FEI)
    assert [len(told(fei, lead, "no longer of the team")) for lead in (ANA, CARA, DEV)] == [1, 1, 0]


def test_when_the_only_lead_leaves_an_admin_is_told_and_is_asked_to_choose(fei: Team) -> None:
    fei.command(CARA, "/followup", "mine")
    leaves(fei, CARA)

    (message,) = told(fei, DEV, f"<@{CARA}> is no longer of the team")
    assert "They were a lead: choose somebody else" in words(message)
    fei.click(DEV, "open_settings", message)
    assert CARA not in json.dumps(fei.form(DEV))


def test_ledger_and_audit_log_say_so(fei: Team) -> None:
    leaves(fei, FEI)

    reasons = {row["reason"] for row in fei.rows("SELECT reason FROM ledger WHERE recipient = ?", FEI)}
    assert reasons == {"not reminded: this person is not on the team (deactivated)"}
    assert len(fei.rows("SELECT * FROM ledger WHERE recipient = ? AND kind = 'follow-up'", FEI)) == 3
    actions = [row["action"] for row in fei.rows("SELECT action FROM audit WHERE actor = 'rapport' ORDER BY id")]
    assert sorted(actions) == ["follow-up handed over"] * 2 + ["follow-up released", "person left"]


def test_missed_because_the_bot_was_down_it_happens_within_a_day(fei: Team) -> None:
    leaves_unnoticed(fei, FEI)

    assert assignees(fei) == {"send the menu": BEN, "call back": None, "ask about the party": ANA}
    assert len(told(fei, CARA, "no longer of the team")) == 1


@pytest.mark.parametrize("flag", ["is_restricted", "is_ultra_restricted", "is_stranger"])
def test_who_becomes_a_guest_hands_over_too(fei: Team, flag: str) -> None:
    fei.sandbox.people.change_user({"id": FEI, flag: True})
    fei.settle()

    assert FEI not in assignees(fei).values()


@pytest.mark.parametrize("flag", ["is_restricted", "is_ultra_restricted"])
def test_a_guest_who_is_a_member_again_did_not_leave(fei: Team, flag: str) -> None:
    fei.sandbox.people.change_user({"id": FEI, flag: True})
    fei.settle()
    fei.sandbox.people.change_user({"id": FEI, flag: False})
    fei.settle()

    [notice] = told(fei, CARA, "was a guest for a while, and is a member again")
    assert "left the team" not in words(notice)
    assert "They look after 2 customers again" in words(notice)


def test_who_never_had_anything_leaves_without_a_word(fei: Team) -> None:
    fei.command(ELI, "/followup", "mine")
    leaves(fei, ELI)
    fei.advance(minutes=5)

    assert told(fei, CARA, "no longer of the team") == []


def test_who_comes_back_takes_nothing_back_but_looks_after_their_customers_again(fei: Team) -> None:
    leaves(fei, FEI)
    comes_back(fei, FEI)

    assert assignees(fei) == {"send the menu": BEN, "call back": None, "ask about the party": ANA}
    assert f"looked after by <@{FEI}>" in words(fei.command(ANA, "/customer", "Mara Vogel"))
    leaves(fei, FEI)
    assert len(told(fei, CARA, "no longer of the team")) == 1
    assert told(fei, CARA, "left the team, and is back") == []
    assert len(told(fei, CARA, "left the team, came back, and has left again: a later message tells of it")) == 1
    comes_back(fei, FEI)
    assert len(told(fei, CARA, "left the team, and is back")) == 1
    assert len(told(fei, CARA, "has left again")) == 1


def test_the_notice_says_that_they_are_back_and_what_is_theirs_again(fei: Team) -> None:
    leaves(fei, FEI)
    comes_back(fei, FEI)
    [notice] = told(fei, CARA, "left the team, and is back")

    assert told(fei, CARA, "no longer of the team") == []
    assert "They look after 2 customers again" in words(notice)
    assert "What they had to do stays with those who have it now." in words(notice)
    assert action_ids(notice) == ["their_customers"]


def test_a_return_that_slack_told_nobody_of_is_noticed_by_the_daily_look(fei: Team) -> None:
    leaves(fei, FEI)
    fei.sandbox.workspace.users[FEI]["deleted"] = False
    fei.advance(days=1, hours=1, tick_s=3600)

    assert len(told(fei, CARA, "left the team, and is back")) == 1


def test_what_is_opened_again_for_somebody_who_left_is_handed_on(fei: Team) -> None:
    fei.command(ANA, "/followup", "Kofi Lindgren")
    fei.click(ANA, "done", fei.latest(ANA, GENERAL))
    if fei.sandbox.people.view(user=ANA):
        fei.submit(ANA)
    leaves(fei, FEI)
    assert assignees(fei)["send the menu"] == FEI
    fei.command(ANA, "/rapport", "undo")
    fei.click(ANA, "undo", fei.latest(ANA, GENERAL))
    fei.advance(minutes=1)

    assert assignees(fei)["send the menu"] == BEN
    assert len(told(fei, CARA, "no longer of the team")) == 1


def test_what_was_on_its_way_to_them_is_not_sent(fei: Team) -> None:
    fei.sandbox.people.command(channel=GENERAL, user=ANA, command="/followup", text="Dana Reyes: call <@U0FEI>")
    before = len(fei.dm(FEI))
    fei.sandbox.people.change_user({"id": FEI, "deleted": True})
    fei.settle()

    assert len(fei.dm(FEI)) == before


def test_their_birthdays_and_thank_you_notes_go_to_the_backup_from_then_on(fei: Team) -> None:
    fei.add_customer(Customer(0, "Jo Berg", owner=FEI, backup_owner=ELI, birthday=Birthday(11, 24)), added_by=FEI)
    leaves(fei, FEI)
    fei.advance(hours=30)

    assert "Jo Berg" in words(told(fei, ELI, "Birthday")[0])


# Whom Rapport keeps


def test_of_who_never_used_rapport_nothing_is_kept_when_they_change(team: Team) -> None:
    team.sandbox.people.change_user({"id": ELI, "tz": "Europe/Paris"})
    leaves(team, ELI)

    assert team.rows("SELECT * FROM people WHERE id = ?", ELI) == []


def test_an_owner_who_never_used_rapport_is_known_and_so_is_their_leaving(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ELI, backup_owner=BEN))
    leaves(team, ELI)

    assert f"for <@{ELI}>, who has left" in words(team.command(ANA, "/customer", "Jo Berg"))
    assert len(team.sees(ANA, TEAM_CHANNEL)) == 0
