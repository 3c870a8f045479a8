"""Inside means inside: who may do what, decided by who asks and never by what a button carries."""

import pytest

from bot.sandbox.faults import Fault
from bot.views import ids
from tests.team import ANA, BEN, CARA, DEACTIVATED, DEV, FEEDBACK, GUEST, STRANGER, Json, Team

OUTSIDERS = [GUEST, STRANGER, DEACTIVATED, "U0RAPPORT", "U0NOBODY"]
IDS = [value for name, value in vars(ids).items() if name.isupper()]
FORMS = [name for name in IDS if name.endswith("_form")]
BUTTONS = [name for name in IDS if name not in FORMS]


def sent(team: Team, body: Json, user: str, team_id: str = "T0HARBOUR") -> str:
    """What a request of somebody is answered, the forms that open included."""
    whole = {
        "user": {"id": user, "team_id": team_id},
        "team": {"id": "T0HARBOUR"},
        "trigger_id": f"{user}.{abs(hash(str(body)))}",
        **body,
    }
    answer = team.rapport.app.answer(whole)
    team.settle()
    return str(answer.body)


def click(action_id: str) -> Json:
    action = {"action_id": action_id, "block_id": "b", "type": "button", "value": "1"}
    return {"type": "block_actions", "actions": [action], "container": {"type": "message"}, "response_url": ""}


def submission(callback_id: str) -> Json:
    view = {"id": "V1", "callback_id": callback_id, "type": "modal", "blocks": [], "state": {"values": {}}}
    return {"type": "view_submission", "view": {**view, "private_metadata": '{"kind": "touchpoint", "followup": 1}'}}


@pytest.fixture
def before(dana: Team) -> list[Json]:
    """A claimed complaint, as the database holds it."""
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    return dana.rows("SELECT * FROM followups")


@pytest.mark.parametrize("person", OUTSIDERS)
def test_no_button_works_for_outsiders(dana: Team, before: list[Json], person: str) -> None:
    answers = [sent(dana, click(button), person) for button in BUTTONS]

    assert "Dana" not in str(answers)
    assert dana.rows("SELECT * FROM followups") == before
    assert dana.sandbox.workspace.views.top(person) is None


@pytest.mark.parametrize("person", OUTSIDERS)
def test_no_form_works_for_outsiders(dana: Team, before: list[Json], person: str) -> None:
    refusal = "could not say who you are" if person == "U0NOBODY" else "for the members of this team only"

    assert all(refusal in sent(dana, submission(form), person) for form in FORMS)
    assert dana.rows("SELECT * FROM followups") == before


@pytest.mark.parametrize("person", OUTSIDERS)
def test_customer_search_gives_outsiders_nothing(dana: Team, person: str) -> None:
    answer = sent(
        dana, {"type": "block_suggestion", "action_id": "customer", "block_id": "customer", "value": ""}, person
    )

    assert "Dana" not in answer


def test_member_of_another_workspace_is_a_stranger_whatever_their_flags(dana: Team, before: list[Json]) -> None:
    assert "Dana" not in sent(dana, click("claim"), BEN, team_id="T0OTHER")
    assert dana.rows("SELECT * FROM followups") == before


def test_who_cannot_be_checked_is_not_let_in(dana: Team, before: list[Json]) -> None:
    dana.clock.advance(61)
    dana.sandbox.faults.order(Fault("users.info", error="internal_error"))
    answer = dana.command(BEN, "/touchpoint", "Dana Reyes: hello")

    assert "could not say who you are" in answer["text"]
    assert dana.rows("SELECT * FROM followups") == before
    assert "Logged" in dana.command(BEN, "/touchpoint", "Dana Reyes: hello")["text"]


def test_member_who_becomes_a_guest_is_refused_at_once(dana: Team) -> None:
    dana.command(BEN, "/touchpoint", "Dana Reyes: hello")
    dana.sandbox.people.change_user({"id": BEN, "is_restricted": True})

    assert "for the members of this team only" in dana.command(BEN, "/touchpoint", "Dana Reyes: hello")["text"]


def test_button_of_an_older_rapport_gets_a_sentence(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.click(BEN, "claim", dana.alert())
    (action,) = dana.transport.delivered[-1].payload["actions"]
    dana.again(actions=[{**action, "action_id": "of_long_ago"}], trigger_id="another")

    assert "older Rapport" in dana.told(BEN, FEEDBACK)


@pytest.mark.parametrize("person", [ANA, BEN])
def test_members_cannot_open_the_settings(dana: Team, person: str) -> None:
    answer = dana.command(person, "/rapport", "settings")

    assert "Only leads and workspace admins" in answer["text"]
    assert dana.sandbox.workspace.views.top(person) is None


@pytest.mark.parametrize("person", [CARA, DEV])
def test_leads_and_admins_open_the_settings(dana: Team, person: str) -> None:
    dana.command(person, "/rapport", "settings")

    assert dana.form(person)["callback_id"] == "settings_form"


def test_member_cannot_send_the_settings_form(dana: Team) -> None:
    assert "Only leads and workspace admins" in sent(dana, submission("settings_form"), ANA)
    assert dana.rows("SELECT * FROM settings") == []
