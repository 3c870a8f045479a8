"""The forms of /touchpoint, /complaint, /rating, /followup and /thanks: what they store, and errors at their fields."""

from typing import Any

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, FEEDBACK, GENERAL, GUEST, STRANGER, Team, words

Values = dict[str, Any]
FILLED: dict[str, Values] = {
    "/touchpoint": {"customer": "Dana Reyes", "text": "asked for a quote"},
    "/complaint": {"customer": "Dana Reyes", "text": "order never arrived"},
    "/rating": {"customer": "Dana Reyes", "rating": "9/10", "text": "loved the tasting"},
    "/followup": {"customer": "Dana Reyes", "text": "call back"},
    "/thanks": {"customer": "Dana Reyes", "text": "for the referral"},
}


def nothing_stored(team: Team) -> bool:
    return team.rows("SELECT id FROM touchpoints UNION ALL SELECT id FROM followups") == []


def opened(team: Team, command: str) -> None:
    """The form that a command opens. /followup alone lists, so its form comes with a line that is none."""
    team.command(ANA, command, "call back:" if command == "/followup" else "")


@pytest.mark.parametrize("command", FILLED)
def test_form_closes_and_confirms_where_it_was_opened(dana: Team, command: str) -> None:
    opened(dana, command)
    answer = dana.submit(ANA, **FILLED[command])

    assert answer["closed"]
    assert "for *Dana Reyes*" in dana.told(ANA, GENERAL)
    assert not nothing_stored(dana)


def test_touchpoint_form_keeps_every_field(dana: Team) -> None:
    opened(dana, "/touchpoint")
    dana.submit(ANA, **FILLED["/touchpoint"], via="phone", on="2026-11-20", due="2026-11-27")

    (stored,) = dana.rows("SELECT channel, happened_on, source, text FROM touchpoints")
    expected = {"channel": "phone", "happened_on": "2026-11-20", "source": "form", "text": "asked for a quote"}
    assert stored == expected
    assert dana.rows("SELECT due, assignee FROM followups") == [{"due": "2026-11-27", "assignee": ANA}]


def test_complaint_form_alerts_with_severity_and_assignee(dana: Team) -> None:
    opened(dana, "/complaint")
    dana.submit(ANA, **FILLED["/complaint"], severity="high", assignee=BEN)

    alert = words(dana.alert())
    assert "Complaint (high)" in alert
    assert f"*Given* to <@{BEN}>" in alert
    assert "Dana Reyes" in words(dana.dm(BEN)[-1])


def test_undo_works_on_the_confirmation_of_a_form(dana: Team) -> None:
    opened(dana, "/complaint")
    dana.submit(ANA, **FILLED["/complaint"])
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    assert "*Undone*" in dana.told(ANA, GENERAL)
    assert "*Withdrawn*" in words(dana.alert())


@pytest.mark.parametrize("command", FILLED)
def test_form_delivered_twice_has_one_effect_and_the_same_answer(dana: Team, command: str) -> None:
    opened(dana, command)
    dana.submit(ANA, **FILLED[command])
    first = dana.told(ANA, GENERAL)

    assert dana.again() == {"response_action": "clear"}
    assert dana.told(ANA, GENERAL) == first
    assert len(dana.rows("SELECT id FROM touchpoints UNION ALL SELECT id FROM followups WHERE deadline IS NULL")) == 1


@pytest.mark.parametrize("command", FILLED)
def test_form_without_a_customer_is_not_sent(dana: Team, command: str) -> None:
    opened(dana, command)
    filled = {name: value for name, value in FILLED[command].items() if name != "customer"}

    assert set(dana.submit(ANA, **filled)["errors"]) == {"customer"}
    assert nothing_stored(dana)


WRONG: list[tuple[str, Values, str]] = [
    ("/touchpoint", {"on": "2026-11-24"}, "still to come"),
    ("/touchpoint", {"due": "2026-11-22"}, "past"),
    ("/touchpoint", {"text": "   "}, "no text"),
    ("/complaint", {"text": "\n\t "}, "no text"),
    ("/complaint", {"on": "2999-01-01"}, "still to come"),
    ("/complaint", {"assignee": GUEST}, "not an active member"),
    ("/complaint", {"assignee": STRANGER}, "not an active member"),
    ("/rating", {"rating": "lovely"}, "9/10"),
    ("/rating", {"rating": "11/10"}, "11"),
    ("/followup", {"due": "2026-11-22"}, "past"),
    ("/followup", {"text": "  "}, "no text"),
    ("/followup", {"assignee": GUEST}, "not an active member"),
    ("/thanks", {"assignee": GUEST}, "not an active member"),
]


@pytest.mark.parametrize(("command", "wrong", "says"), WRONG)
def test_errors_stand_at_their_field_and_nothing_is_stored(dana: Team, command: str, wrong: Values, says: str) -> None:
    opened(dana, command)
    answer = dana.submit(ANA, **{**FILLED[command], **wrong})

    (field,) = wrong
    assert says in answer["errors"][field]
    assert nothing_stored(dana)
    assert dana.form(ANA)["callback_id"]  # the form is still there, with everything typed


def test_text_longer_than_a_field_holds_is_refused_before_it_is_sent(dana: Team) -> None:
    opened(dana, "/touchpoint")

    assert "3000" in dana.submit(ANA, customer="Dana Reyes", text="x" * 3001)["errors"]["text"]


def test_form_corrected_after_an_error_is_stored(dana: Team) -> None:
    opened(dana, "/touchpoint")
    dana.submit(ANA, **FILLED["/touchpoint"], on="2026-11-24")
    dana.submit(ANA, on="2026-11-23")

    assert "Logged" in dana.told(ANA, GENERAL)


# Somebody new


@pytest.mark.parametrize("chosen", ["Somebody new: Zoë <Park>", "new:Zoë <Park>"])
def test_somebody_new_is_added_and_looked_after_by_the_one_who_logs(dana: Team, chosen: str) -> None:
    opened(dana, "/touchpoint")
    if chosen.startswith("new:"):  # a value is known once it was offered, a label always
        dana.sandbox.people.options(user=ANA, action_id="customer", query="Zoë <Park>")
    dana.submit(ANA, customer=chosen, text="first call")

    (added,) = dana.rows("SELECT name, owner FROM customers WHERE name LIKE 'Zo%'")
    assert added == {"name": "Zoë <Park>", "owner": ANA}


def test_somebody_new_of_a_known_name_is_refused_at_the_customer_field(dana: Team) -> None:
    opened(dana, "/touchpoint")
    dana.sandbox.people.options(user=ANA, action_id="customer", query="dana  reyes")
    answer = dana.submit(ANA, customer="new:dana reyes", text="hello")

    assert "in Rapport already" in answer["errors"]["customer"]
    assert nothing_stored(dana)


def test_customer_field_offers_close_ones_told_apart(team: Team) -> None:
    team.add_customer(Customer(0, "Dana Reyes", company="Blue Door Deli"))
    team.add_customer(Customer(0, "Dana Reyes", emails=("dana@home.example",)))
    opened(team, "/touchpoint")
    offered = team.sandbox.people.options(user=ANA, action_id="customer", query="dan")["options"]

    labels = [option["text"]["text"] for option in offered]
    assert any("Blue Door Deli" in label for label in labels)
    assert any("dana@home.example" in label for label in labels)
    assert labels[-1] == "Somebody new: dan"


def test_customer_removed_meanwhile_is_a_sentence(dana: Team) -> None:
    opened(dana, "/touchpoint")
    dana.sandbox.people.options(user=ANA, action_id="customer", query="dana")
    with dana.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE customers SET removed_at = '2026-11-23T09:00:00.000000+00:00'")
    answer = dana.submit(ANA, customer="1", text="hello")

    assert "no longer in Rapport" in words(answer["view"])
    assert nothing_stored(dana)


# From a confirmation


def test_follow_up_button_opens_the_form_for_that_customer(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: asked for a quote")
    dana.click(ANA, "follow_up", dana.latest(ANA, GENERAL))
    dana.submit(ANA, text="send the quote", due="2026-11-30", assignee=BEN)

    assert "*Planned* for *Dana Reyes*: send the quote" in dana.told(ANA, GENERAL)
    assert f"for <@{BEN}>" in dana.told(ANA, GENERAL)
    assert "send the quote" in words(dana.dm(BEN)[-1])


def test_thank_you_button_plans_a_note_for_the_owner(dana: Team) -> None:
    dana.command(BEN, "/touchpoint", "Dana Reyes: wonderful, she loved everything")
    dana.click(BEN, "thank_you_note", dana.latest(BEN, GENERAL))

    assert "*Planned* for *Dana Reyes*: Thank-you note" in dana.told(BEN, GENERAL)
    assert dana.rows("SELECT kind, assignee FROM followups") == [{"kind": "thank-you", "assignee": ANA}]


def test_second_thank_you_note_within_thirty_days_is_asked_about(dana: Team) -> None:
    dana.command(ANA, "/thanks", "Dana Reyes: for the referral")
    again = dana.command(ANA, "/thanks", "Dana Reyes: for the cake")
    assert "has a thank-you note already" in again["text"]
    assert "Yours is kept meanwhile: for the cake" in words(again)

    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "draft", dana.latest(ANA, GENERAL))
    dana.submit(ANA)
    dana.jump(dana.clock.now().replace(month=12, day=24))
    assert "Planned for Dana Reyes" in dana.command(ANA, "/thanks", "Dana Reyes: for the cake")["text"]


def test_undone_thank_you_note_does_not_count(dana: Team) -> None:
    dana.command(ANA, "/thanks", "Dana Reyes: for the referral")
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    assert "Planned for Dana Reyes" in dana.command(ANA, "/thanks", "Dana Reyes: for the cake")["text"]


def test_line_that_cannot_be_read_is_in_the_form_it_opens(dana: Team) -> None:
    dana.command(ANA, "/complaint", "the soup was cold & late")
    field = next(block for block in dana.form(ANA)["blocks"] if block.get("block_id") == "text")

    assert field["element"]["initial_value"] == "the soup was cold & late"
    assert dana.sees(BEN, FEEDBACK) == []


# Where a form is answered


def test_form_opened_in_a_channel_without_the_bot_is_answered_there(dana: Team) -> None:
    dana.sandbox.people.change_channel({"id": GENERAL, "members": [ANA, BEN]})
    opened(dana, "/touchpoint")

    assert dana.submit(ANA, **FILLED["/touchpoint"])["closed"]
    assert "*Logged* for *Dana Reyes*" in dana.told(ANA, GENERAL)


def test_form_over_a_card_closes_both_and_is_answered_where_the_card_was_opened(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: asked for a quote")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Open customer")
    dana.click_in_form(ANA, "follow_up")

    assert dana.submit(ANA, text="send the quote")["closed"]
    assert "send the quote" in dana.told(ANA, GENERAL)


def test_form_of_a_global_shortcut_ends_in_a_short_page(dana: Team) -> None:
    dana.sandbox.people.shortcut(user=ANA, callback_id="log_touchpoint")
    answer = dana.submit(ANA, **FILLED["/touchpoint"])

    assert "*Logged* for *Dana Reyes*" in words(answer["view"])


def test_form_sent_too_late_for_slack_to_answer_where_it_was_opened_ends_in_a_page(dana: Team) -> None:
    opened(dana, "/touchpoint")
    dana.clock.advance(31 * 60)
    answer = dana.submit(ANA, **FILLED["/touchpoint"])

    assert "*Logged* for *Dana Reyes*" in words(answer["view"])


def test_form_of_half_an_hour_ago_ends_in_a_page_and_counts(dana: Team) -> None:
    opened(dana, "/touchpoint")
    dana.clock.advance(30 * 60)
    answer = dana.submit(ANA, **FILLED["/touchpoint"])

    assert "*Logged* for *Dana Reyes*" in words(answer["view"])
    assert len(dana.rows("SELECT id FROM touchpoints")) == 1


def test_a_form_keeps_no_address_of_slack(dana: Team) -> None:
    opened(dana, "/touchpoint")

    assert "http" not in dana.form(ANA)["private_metadata"]
