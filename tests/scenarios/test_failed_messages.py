"""What Slack refused for good can be sent again, or let be: in status and at the notice."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.wire.faults import Fault
from tests.digests import ledger, plan
from tests.failed import fails, notice, posts, press, states
from tests.team import ANA, BEN, CARA, GENERAL, Team, action_ids, words


def digest_fails(team: Team) -> None:
    """Ana's of Tuesday is refused for good."""
    plan(team, ANA, "send the menu")
    team.jump(datetime(2026, 11, 24, 8, 59, tzinfo=UTC))
    team.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    team.advance(minutes=2)


def fails_in_doubt(team: Team, unreadable: int) -> None:
    """It was posted, the answer was lost, and the channel could not be read then: so often."""
    team.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    team.sandbox.faults.order(Fault("conversations.history", error="missing_scope", times=unreadable))
    team.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    team.command(ANA, "/followup", f"Dana Reyes: send the menu due:friday <@{BEN}>")
    team.advance(minutes=2)


def test_a_lead_sends_it_again_from_status(dana: Team) -> None:
    fails(dana)
    shown = words(dana.command(CARA, "/rapport", "status"))
    assert f"A note about a new task (Dana Reyes) for <@{BEN}> could not be delivered" in shown
    assert "The workspace does not let Rapport post there." in shown
    assert posts(dana, BEN, "send the menu") == 0

    assert "Sending it again." in press(dana, "send_again")
    assert posts(dana, BEN, "send the menu") == 1
    assert "All is well" in words(dana.command(CARA, "/rapport", "status"))


@pytest.mark.parametrize(("times", "said"), [(1, "it is in Slack now"), (2, "Slack refused it again.")])
def test_after_sending_again_it_says_whether_it_arrived(dana: Team, times: int, said: str) -> None:
    fails(dana)
    dana.command(CARA, "/rapport", "status")
    if times > 1:
        dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    press(dana, "send_again")

    assert said in press(dana, "has_arrived")


def test_the_notice_has_the_buttons_and_says_what_became_of_it(dana: Team) -> None:
    fails(dana)
    dana.click(CARA, "send_again", notice(dana))

    assert "it is in Slack now" in words(notice(dana))
    assert action_ids(notice(dana)) == []
    assert posts(dana, BEN, "send the menu") == 1


def test_one_that_is_let_be_is_not_sent_and_no_problem_any_more(dana: Team) -> None:
    fails(dana)
    dana.command(CARA, "/rapport", "status")

    assert "All is well" in press(dana, "let_be")
    assert "it was decided to let it be" in words(notice(dana))
    assert states(dana) == ["skipped"]
    dana.advance(hours=1, tick_s=900)
    assert posts(dana, BEN, "send the menu") == 0


def test_a_member_sees_that_some_failed_and_has_no_button(dana: Team) -> None:
    fails(dana)
    answer = dana.command(ANA, "/rapport", "status")

    assert "1 message could not be delivered, and can be sent again by a lead." in words(answer)
    assert "send_again" not in action_ids(answer)


def test_a_member_who_forges_the_click_is_refused(dana: Team) -> None:
    fails(dana)
    fails(dana, "call back")
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    [click] = dana.transport.delivered[-1].payload["actions"]
    [other] = dana.rows("SELECT id FROM outbox WHERE state = 'failed'")
    forged = {**click, "value": str(other["id"])}
    dana.again(user={"id": ANA, "team_id": "T0HARBOUR"}, trigger_id="1.2.f0", actions=[forged])

    assert sorted(states(dana)) == ["failed", "sent"]
    dana.again(user={"id": CARA, "team_id": "T0HARBOUR"}, trigger_id="1.2.1ead", actions=[forged])
    assert states(dana) == ["sent", "sent"]


def test_what_is_sent_again_and_refused_again_is_told_again(dana: Team) -> None:
    fails(dana)
    dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    dana.click(CARA, "send_again", notice(dana))

    assert states(dana) == ["failed"]
    assert sum("could not be delivered" in words(message) for message in dana.dm(CARA)) == 2
    dana.click(CARA, "send_again", notice(dana))
    assert states(dana) == ["sent"]


def test_a_second_press_says_that_it_is_done(dana: Team) -> None:
    fails(dana)
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    dana.again(trigger_id="1.2.2")

    assert "on its way, delivered or let be already" in dana.told(CARA, GENERAL)
    assert posts(dana, BEN, "send the menu") == 1


def test_the_reminders_of_a_digest_sent_again_are_late_in_the_ledger(dana: Team) -> None:
    digest_fails(dana)
    assert ledger(dana, ANA)[-1][:2] == ("2026-11-24", "failed")

    dana.advance(hours=2, tick_s=1800)
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    assert ledger(dana, ANA)[-1] == ("2026-11-24", "late", "")
    assert posts(dana, ANA, "Your day") == 1


def test_a_digest_of_yesterday_is_not_offered(dana: Team) -> None:
    digest_fails(dana)
    dana.clock.set(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))

    assert "All is well" in words(dana.command(CARA, "/rapport", "status"))


def test_what_failed_in_doubt_and_is_there_is_found_and_not_posted_twice(dana: Team) -> None:
    fails_in_doubt(dana, unreadable=1)
    assert (states(dana)[-1], posts(dana, BEN, "send the menu")) == ("failed", 1)

    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    dana.advance(minutes=1)
    assert (states(dana)[-1], posts(dana, BEN, "send the menu")) == ("sent", 1)


def test_what_failed_in_doubt_and_still_cannot_be_read_back_is_not_posted_blindly(dana: Team) -> None:
    fails_in_doubt(dana, unreadable=9)
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    dana.advance(minutes=2)

    assert (states(dana)[-1], posts(dana, BEN, "send the menu")) == ("failed", 1)


def test_a_message_refused_because_its_channel_is_gone_goes_to_where_it_belongs_now(dana: Team) -> None:
    """The place it was refused in cannot be read back, but a refusal leaves no doubt."""
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.sandbox.faults.order(Fault("chat.postMessage", error="channel_not_found", times=2))
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:friday <@{BEN}>")
    assert states(dana)[-1] == "failed"
    dana.sandbox.faults.order(Fault("conversations.history", error="channel_not_found"))
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")

    assert (states(dana)[-1], posts(dana, BEN, "send the menu")) == ("sent", 1)


def test_a_month_old_failure_is_old_news(dana: Team) -> None:
    fails(dana)
    dana.clock.advance(timedelta(days=31).total_seconds())

    assert "could not be delivered" not in words(dana.command(CARA, "/rapport", "status"))
