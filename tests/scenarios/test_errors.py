"""What goes wrong is told to the one who caused it, in words, wherever they clicked."""

from typing import Any

import pytest

from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, GENERAL, GUEST, Team, action_ids, words

NO_FORM = [
    Fault("views.open", error="expired_trigger_id"),
    Fault("views.open", status=503),
    Fault("views.open", drop="before"),
]


@pytest.mark.parametrize("fault", NO_FORM, ids=lambda fault: fault.error or str(fault.status or fault.drop))
def test_form_that_slack_does_not_open_is_asked_for_again(dana: Team, fault: Fault) -> None:
    dana.sandbox.faults.order(fault)
    answer = dana.command(ANA, "/touchpoint")

    assert "Slack did not open the form" in answer["text"]
    assert "try again" in answer["text"]


def test_line_that_meets_no_database_at_all_is_given_back(dana: Team) -> None:
    dana.rapport.database.close()
    answer = dana.sandbox.people.command(
        channel=GENERAL, user=ANA, command="/complaint", text="Dana Reyes: the oven came"
    )
    assert "You typed:\n/complaint Dana Reyes: the oven came" in words(answer["ack"] or {})


def test_person_who_cannot_be_given_work_is_told_at_the_field_in_plain_words(dana: Team) -> None:
    dana.command(ANA, "/complaint")
    answer = dana.submit(ANA, customer="Dana Reyes", text="Order never arrived", assignee=GUEST)

    assert "is a guest and not an active member" in answer["errors"]["assignee"]
    assert "This person" not in answer["errors"]["assignee"]


def test_guest_who_uses_a_global_shortcut_is_told_why_nothing_opens(dana: Team) -> None:
    dana.sandbox.people.shortcut(user=GUEST, callback_id="log_touchpoint")

    assert "for the members of this team only" in words(dana.form(GUEST))


def test_question_on_the_third_page_over_another_is_shown(dana: Team) -> None:
    for number in range(6):
        dana.command(ANA, "/followup", f"Dana Reyes: send menu {number} due:today")
    dana.sandbox.people.home(user=ANA)
    dana.click_at_home(ANA, "show_page")
    dana.click_in_form(ANA, "more", "More…")
    dana.click_in_form(ANA, "open_customer")
    dana.command(BEN, "/thanks", "Dana Reyes: for the referral")
    dana.click_in_form(ANA, "thank_you_note")

    assert "has a thank-you note already" in words(dana.form(ANA))


def test_status_says_why_nothing_gets_through_to_slack(dana: Team) -> None:
    for method in ("chat.postMessage", "auth.test"):
        dana.sandbox.faults.order(Fault(method, error="token_revoked", times=20))
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    answer = words(dana.command(ANA, "/rapport", "status"))

    assert "Nothing can be sent to Slack just now. The app's token was revoked." in answer
    assert "All is well" not in answer


def test_status_is_shown_while_slack_does_not_say_which_channels_there_are(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("conversations.list", error="ratelimited", times=2))

    assert "a place that Slack does not name just now" in words(dana.command(ANA, "/rapport", "status"))


def test_names_are_known_again_soon_after_slack_lists_its_people(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("users.list", error="ratelimited"))

    dana.command(ANA, "/followup", "Dana Reyes: call back due:friday @ben")
    assert "I don't know who @ben is" in words(dana.form(ANA))
    dana.clock.advance(30)
    assert "Planned" in dana.command(ANA, "/followup", "Dana Reyes: call back due:friday @ben")["text"]


def test_person_whom_slack_does_not_describe_just_now_cannot_be_given_work(dana: Team) -> None:
    dana.command(ANA, "/rapport", "help")
    dana.sandbox.faults.order(Fault("users.info", error="internal_error", times=2))
    dana.command(ANA, "/followup", f"Dana Reyes: call back <@{BEN}>")

    assert f"Slack could not say just now who <@{BEN}> is" in words(dana.form(ANA))
    assert dana.rows("SELECT * FROM followups") == []


@pytest.mark.parametrize("fault", [{"error": "invalid_blocks"}, {"error": "msg_blocks_too_long", "status": 400}])
def test_answer_to_a_click_that_slack_refuses_arrives_in_its_short_form(dana: Team, fault: dict[str, Any]) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.command(ANA, "/followup", "unclaimed")
    listed = dana.latest(ANA, GENERAL)
    dana.sandbox.faults.order(Fault("response_url", **fault))
    dana.click(ANA, "claim", listed)

    answer = dana.latest(ANA, GENERAL)
    assert [block["type"] for block in answer["blocks"]] == ["section", "actions"]
    assert action_ids(answer) == ["undo"]
    assert answer["blocks"][0]["text"]["text"] == answer["text"]


def test_form_that_slack_refuses_is_said_in_words_with_the_line_typed(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("views.open", error="view_too_large"))
    answer = dana.command(ANA, "/complaint", "Dana Reyes, the order never arrived")

    assert "Slack did not take this form or page" in answer["text"]
    assert "/complaint Dana Reyes, the order never arrived" in words(answer)


def test_what_slack_says_of_an_error_nobody_foresaw_stands_beside_its_reference(
    dana: Team, caplog: pytest.LogCaptureFixture
) -> None:
    dana.sandbox.faults.order(Fault("views.open", error="restricted_action", times=2))
    dana.command(ANA, "/touchpoint")

    assert "SlackApiError (restricted_action)" in caplog.text
