"""Rapport's steps in Workflow Builder: what they do, what they give, and what the people of a workflow are told."""

import pytest

from bot.domain.customers import Customer
from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, DEACTIVATED, GUEST, STRANGER, Json, Team, words

LINK = "https://customers.harbour.example/customers/T0HARBOUR"


def run(team: Team, step: str, **inputs: str) -> Json:
    ended = team.sandbox.people.run_step(step=f"step_{step}", inputs={"person": ANA, **inputs})
    team.settle()
    return ended


def done(team: Team, step: str, **inputs: str) -> Json:
    ended = run(team, step, **inputs)
    assert ended["state"] == "completed", ended
    return dict(ended["outputs"])


def facts(team: Team) -> Json:
    return {name: team.contents()[name] for name in ("customers", "touchpoints", "followups", "audit", "outbox")}


def refused(team: Team, step: str, **inputs: str) -> str:
    """What the workflow's people are told; nothing changed by it."""
    before = facts(team)
    ended = run(team, step, **inputs)
    assert ended["state"] == "failed", ended
    assert facts(team) == before
    return str(ended["error"])


def test_a_step_logs_a_touchpoint_in_a_colleagues_name_who_can_undo_it(dana: Team) -> None:
    gave = done(dana, "log_touchpoint", customer="dana reyes", text="Loved the menu", channel="Call", day="yesterday")

    (row,) = dana.rows("SELECT * FROM touchpoints")
    assert (row["logged_by"], row["source"], row["channel"], row["text"]) == (
        ANA,
        "workflow",
        "phone",
        "Loved the menu",
    )
    number = str(row["customer_id"])
    assert gave == {
        "customer_name": "Dana Reyes",
        "customer_id": f"Customer {number}",
        "card_link": f"{LINK}/{number}",
        "touchpoint_id": str(row["id"]),
        "mood": "positive",
    }
    dana.command(ANA, "/rapport", "undo")
    assert "Loved the menu" in words(dana.latest(ANA, "C0GENERAL"))


def test_a_complaint_alerts_the_team_once_however_often_slack_sends_the_run(dana: Team) -> None:
    gave = done(dana, "log_complaint", customer="Dana Reyes", text="Box was empty &amp; cold", severity="urgent")
    dana.again()

    assert "Box was empty &amp; cold" in words(dana.alert())
    assert [row["severity"] for row in dana.rows("SELECT severity FROM touchpoints")] == ["high"]
    assert gave["followup_due"] == dana.rows("SELECT due FROM followups")[0]["due"]


def test_a_run_whose_end_slack_did_not_hear_ends_the_same_when_it_comes_again(dana: Team) -> None:
    dana.sandbox.faults.order(Fault(method="functions.completeSuccess", times=1, error="internal_error"))
    first = run(dana, "create_followup", customer="Dana Reyes", text="Call back", day="2026-12-04", assignee=BEN)
    assert first["state"] == "running"

    dana.again()

    ended = dana.sandbox.workspace.executions.by_id[first["id"]]
    assert (ended.state, ended.outputs["followup_due"]) == ("completed", "2026-12-04")
    assert [(row["assignee"], row["created_by"]) for row in dana.rows("SELECT * FROM followups")] == [(BEN, ANA)]


def test_what_one_step_found_another_takes(dana: Team) -> None:
    found = done(dana, "find_customer", customer="Dana Reyes")

    by_number = done(dana, "find_customer", customer=found["customer_id"])
    by_link = done(dana, "find_customer", customer=f"<{found['card_link']}>")

    assert by_number == by_link == found


def test_who_is_meant_is_never_guessed_and_nobodys_name_is_told(dana: Team) -> None:
    dana.add_customer(Customer(0, "Dana Reyes-Smith", emails=("smith@dana.example",)))
    near = refused(dana, "log_touchpoint", customer="Dana Reye", text="Called")
    nobody = refused(dana, "log_touchpoint", customer="Xaver Quill", text="Called")

    assert "Close to it: Customer " in near
    assert "No customer has that name" in nobody
    assert not any(told in near + nobody for told in ("Dana", "Reyes", "Xaver", "smith@"))


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"day": "someday"}, "day is none that can be meant"),
        ({"day": "30 Feb"}, "day is none that can be meant"),
        ({"day": "tomorrow"}, "These work: today, yesterday, friday, 3 days ago"),
        ({"channel": "pigeon of Dana"}, "channel is not known"),
        ({"text": " "}, "There is no text"),
        ({"customer": "Customer 999999"}, "no longer in Rapport"),
        ({"person": "nobody!"}, "names no person"),
        ({"person": GUEST}, "members of this team only"),
        ({"person": STRANGER}, "members of this team only"),
        ({"person": DEACTIVATED}, "members of this team only"),
    ],
)
def test_what_a_step_cannot_do_is_told_in_words_and_changes_nothing(dana: Team, inputs: Json, told: str) -> None:
    said = refused(dana, "log_touchpoint", **{"customer": "Dana Reyes", "text": "Called", **inputs})

    assert told in said
    assert "pigeon" not in said


def test_work_is_given_to_the_team_only(dana: Team) -> None:
    asked = {"customer": "Dana Reyes", "text": "Call back"}

    assert "is a guest" in refused(dana, "create_followup", **asked, assignee=GUEST)
    assert "names no person" in refused(dana, "create_followup", **asked, assignee="<@U1>")
