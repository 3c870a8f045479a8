"""Undo: from the confirmation within 15 minutes, by `/rapport undo` later; once, and only one's own."""

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Json, Team, action_ids, words


@pytest.fixture
def logged(dana: Team) -> Json:
    """The confirmation of a complaint that Ana logged."""
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    return dana.latest(ANA, GENERAL)


def test_undo_of_a_complaint_withdraws_its_alert(dana: Team, logged: Json) -> None:
    dana.click(ANA, "undo", logged)

    (alert,) = dana.sees(BEN, FEEDBACK)
    assert "*Withdrawn*" in words(alert)
    assert "order never arrived" not in words(alert)
    assert action_ids(alert) == []
    assert dana.rows("SELECT status FROM followups") == [{"status": "cancelled"}]
    assert len(dana.rows("SELECT 1 FROM touchpoints WHERE undone_at IS NOT NULL")) == 1


def test_undo_takes_the_place_of_the_confirmation(dana: Team, logged: Json) -> None:
    dana.click(ANA, "undo", logged)

    (answer,) = [message for message in dana.sees(ANA, GENERAL) if message["ts"] == logged["ts"]]
    assert "*Undone*: complaint logged for Dana Reyes" in words(answer)
    assert action_ids(answer) == []


def test_undo_tells_the_one_who_had_claimed(dana: Team, logged: Json) -> None:
    dana.click(BEN, "claim", dana.alert())
    dana.click(ANA, "undo", logged)

    (message,) = dana.dm(BEN)
    assert f"Withdrawn: <@{ANA}> took back the entry behind Dana Reyes" in words(message)


def test_undo_twice_says_so(dana: Team, logged: Json) -> None:
    dana.click(ANA, "undo", logged)
    dana.again(trigger_id="a.second.click")

    assert "undone already" in dana.told(ANA, GENERAL)
    assert len(dana.rows("SELECT 1 FROM audit WHERE action = 'undone'")) == 1


def test_undo_delivered_twice_has_one_effect_and_no_complaint(dana: Team, logged: Json) -> None:
    dana.click(ANA, "undo", logged)
    dana.again()

    assert "*Undone*" in dana.told(ANA, GENERAL)
    assert len(dana.rows("SELECT 1 FROM audit WHERE action = 'undone'")) == 1


def test_undo_works_for_fifteen_minutes(dana: Team, logged: Json) -> None:
    dana.advance(minutes=15)
    dana.click(ANA, "undo", logged)

    assert "*Withdrawn*" in words(dana.alert())


def test_undo_after_fifteen_minutes_points_to_the_command(dana: Team, logged: Json) -> None:
    dana.advance(minutes=16)
    dana.click(ANA, "undo", logged)

    assert "/rapport undo" in dana.told(ANA, GENERAL)
    assert dana.rows("SELECT status FROM followups") == [{"status": "open"}]


def test_rapport_undo_works_later(dana: Team, logged: Json) -> None:
    del logged
    dana.advance(hours=3)
    listed = dana.command(ANA, "/rapport", "undo")
    assert "Complaint logged for Dana Reyes" in words(listed)
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    assert "*Withdrawn*" in words(dana.alert())
    assert "Complaint logged" not in words(dana.command(ANA, "/rapport", "undo"))


def test_rapport_undo_lists_only_ones_own(dana: Team, logged: Json) -> None:
    del logged
    assert "nothing of yours to undo" in dana.command(BEN, "/rapport", "undo")["text"]


def test_undo_of_what_somebody_else_did_is_refused(dana: Team, logged: Json) -> None:
    dana.click(ANA, "more", logged, "Open customer")
    undo = next(part for part in logged["blocks"][-1]["elements"] if part["action_id"] == "undo")
    ben = {"id": BEN, "name": "ben", "username": "ben", "team_id": "T0HARBOUR"}
    dana.again(actions=[undo], user=ben, trigger_id="forged.by.ben")

    assert f"Only <@{ANA}>, who did this, can undo it" in dana.told(ANA, GENERAL)  # the response_url is still Ana's
    assert dana.rows("SELECT status FROM followups") == [{"status": "open"}]


NEVER_WAS = "nothing to undo here"


@pytest.mark.parametrize(
    ("value", "said"),
    [("999", NEVER_WAS), ("0", NEVER_WAS), ("list:999", NEVER_WAS), ("-1", "Nothing was changed")],
)
def test_undo_of_what_never_was_gets_a_sentence(dana: Team, logged: Json, value: str, said: str) -> None:
    dana.click(ANA, "undo", logged)
    (click,) = dana.transport.delivered[-1].payload["actions"]
    dana.again(actions=[{**click, "value": value}], trigger_id=f"forged.{value}")

    assert said in dana.told(ANA, GENERAL)


def test_undo_of_a_claim_frees_it(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.click(BEN, "claim", dana.alert())
    dana.command(BEN, "/rapport", "undo")
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))

    assert "*Nobody has this yet*" in words(dana.alert())


def test_undo_of_what_was_built_upon_is_refused(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.click(BEN, "claim", dana.alert())
    dana.command(BEN, "/rapport", "undo")
    listed = dana.latest(BEN, GENERAL)
    dana.click(ANA, "done", dana.alert())
    dana.submit(ANA, resolution="Sent again")
    dana.click(BEN, "undo", listed)

    assert "changed again since" in dana.told(BEN, GENERAL)
    assert dana.rows("SELECT status FROM followups") == [{"status": "done"}]


def test_what_was_built_upon_is_listed_without_undo(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: send the menu")
    for day in ("Tomorrow", "Monday"):
        dana.command(ANA, "/followup", "mine")
        dana.click(ANA, "more", dana.latest(ANA, GENERAL), day)
    dana.command(ANA, "/customer", "edit Dana Reyes tier:gold")
    dana.command(ANA, "/customer", "edit Dana Reyes tier:vip")
    listed = dana.command(ANA, "/rapport", "undo")
    rows = [words({"blocks": [block]}).strip() for block in listed["blocks"][1:]]

    stands = [row.split(" for ")[0] for row in rows if "built upon since: undo that first" in row]
    assert stands == ["Customer edited", "Follow-up snoozed", "Customer added"]
    assert [row.split(" for ")[0] for row in rows if row.endswith("Undo")] == [
        *("Customer edited", "Follow-up snoozed", "Follow-up created"),
    ]


def test_undo_of_done_opens_it_again(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.click(BEN, "claim", dana.alert())
    dana.click(BEN, "done", dana.alert())
    dana.submit(BEN, resolution="Sent again")
    dana.click(BEN, "undo", dana.latest(BEN, FEEDBACK))

    assert f"*Claimed* by <@{BEN}>" in words(dana.sees(ANA, FEEDBACK)[-1])
    assert "*Undone*" in dana.told(BEN, FEEDBACK)


def test_undo_of_not_negative_takes_the_label_back(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: terrible service, she is furious and wants to cancel")
    dana.click(BEN, "not_negative", dana.alert())
    dana.command(BEN, "/rapport", "undo")
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))

    assert dana.rows("SELECT * FROM mood_labels") == []
    assert "*Nobody has this yet*" in words(dana.alert())


def test_undo_of_this_is_negative_takes_label_and_alert_back(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: asked for the opening hours")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "This is negative")
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    assert dana.rows("SELECT * FROM mood_labels") == []
    assert f"*Cancelled* by <@{ANA}>" in words(dana.alert())


def test_undo_of_a_follow_up_takes_it_off_the_lists(dana: Team) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    assert "none" in dana.command(BEN, "/followup", "mine")["text"]
    assert "Withdrawn" in words(dana.dm(BEN)[-1])


def test_undo_of_a_touchpoint_takes_back_the_tags_that_came_with_it(team: Team) -> None:
    team.add_customer(Customer(0, "Dana Reyes", tags=("wholesale",), owner=ANA))
    team.command(ANA, "/touchpoint", "Dana Reyes: asked for the press kit #Wholesale #Press")
    assert _tags(team) == ["press", "wholesale"]
    team.command(BEN, "/customer", "edit Dana Reyes #regular")
    team.click(ANA, "undo", next(one for one in team.sees(ANA, GENERAL) if "Logged" in words(one)))

    assert _tags(team) == ["regular", "wholesale"]


def _tags(team: Team) -> list[str]:
    return [row["tag"] for row in team.rows("SELECT tag FROM customer_tags ORDER BY tag")]


def test_customer_with_something_logged_stays_and_the_reason_is_given(team: Team) -> None:
    team.add_customer(Customer(0, "Nadia Blum", owner=ANA))
    team.command(ANA, "/rapport", "undo")
    listed = team.latest(ANA, GENERAL)
    team.command(ANA, "/touchpoint", "Nadia Blum: first call")
    team.click(ANA, "undo", listed)

    assert "Undo that first" in team.told(ANA, GENERAL)
    assert len(team.rows("SELECT 1 FROM customers WHERE removed_at IS NULL")) == 1


# The list


def test_list_tells_its_lines_apart_by_the_words_they_are_about(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: asked for a quote")
    dana.command(ANA, "/touchpoint", "Dana Reyes: asked for the opening hours")
    dana.command(ANA, "/followup", "Dana Reyes: send the quote due:friday")
    dana.command(ANA, "/customer", "remember Dana Reyes: dog called Biscuit")
    dana.command(ANA, "/customer", "edit Dana Reyes tier:gold")
    answer = dana.command(ANA, "/rapport", "undo")
    lines = [block["text"]["text"].partition(" · ")[0] for block in answer["blocks"][1:]]

    assert lines[:5] == [
        "Customer edited for Dana Reyes: “tier”",
        "Detail remembered for Dana Reyes: “dog called Biscuit”",
        "Follow-up created for Dana Reyes: “send the quote”",
        "Touchpoint logged for Dana Reyes: “asked for the opening hours”",
        "Touchpoint logged for Dana Reyes: “asked for a quote”",
    ]


def test_undo_in_the_list_leaves_the_rest_of_it(dana: Team) -> None:
    for text in ("first", "second"):
        dana.command(ANA, "/touchpoint", f"Dana Reyes: {text} call")
    dana.command(ANA, "/rapport", "undo")
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    after = words(dana.latest(ANA, GENERAL))
    assert "*Undone*: touchpoint logged for Dana Reyes" in after
    assert "first call" in after
    assert "second call" not in after


def test_words_in_the_list_are_inert(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: <!channel> " + "x" * 500)

    assert "<!channel>" not in words(dana.command(ANA, "/rapport", "undo"))
