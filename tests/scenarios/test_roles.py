"""Inside means inside: who may do what, decided by who asks and never by what a button carries."""

import pytest

from bot.domain.people import Role
from bot.domain.rights import KEPT, Extent
from bot.sandbox.wire.faults import Fault
from bot.slack.identity import team_or_organisation
from bot.views import form_ids, ids
from handlers.roles import MAY
from tests.team import ANA, BEN, CARA, DEACTIVATED, DEV, FEEDBACK, GUEST, STRANGER, Json, Team, action_ids, words

OUTSIDERS = [GUEST, STRANGER, DEACTIVATED, "U0RAPPORT", "U0NOBODY"]
IDS = [value for name, value in (vars(ids) | vars(form_ids)).items() if name.isupper()]
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


ROLES = {ANA: Role.MEMBER, CARA: Role.LEAD, DEV: Role.ADMIN}


def request(name: str) -> Json:
    """What Slack sends for a command, shortcut, form, search field or button of this name."""
    if name.startswith("/"):
        return {"command": name, "text": "help", "team_id": "T0HARBOUR", "channel_id": "C0GENERAL"}
    if name not in IDS:
        message = {"channel": {"id": "C0GENERAL", "name": "general"}, "message": {"ts": "1.2", "text": "hello"}}
        on_message = {"type": "message_action", **message} if "message" in name else {"type": "shortcut"}
        return {**on_message, "callback_id": name}
    if name == ids.CUSTOMER:
        return {"type": "block_suggestion", "action_id": name, "block_id": name, "value": ""}
    return submission(name) if name in FORMS else click(name)


def said(team: Team, name: str, person: str) -> str:
    """What somebody is answered to such a request, in words or on a page."""
    workspace = team.sandbox.workspace
    workspace.views.stacks.pop(person, None)
    who = {"user": {"id": person, "team_id": "T0HARBOUR"}, "user_id": person, "team": {"id": "T0HARBOUR"}}
    answer = team.rapport.app.answer({**request(name), **who, "trigger_id": workspace.tickets.trigger(person)})
    return f"{answer.body} {workspace.views.top(person)}"


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize("kept", [frozenset(), frozenset(KEPT)], ids=["as usual", "all of it kept by admins"])
@pytest.mark.parametrize("person", ROLES)
def test_everybody_is_refused_exactly_what_the_table_refuses_them(
    dana: Team, person: str, kept: frozenset[str]
) -> None:
    """Every command, shortcut, button and form, as a member, a lead and an admin."""
    dana.stop()
    dana.start(admins_only=kept)
    refused = {name for name, right in MAY.items() if f"can {right.can}. Please ask" in said(dana, name, person)}

    assert refused == {name for name, right in MAY.items() if right.extent(ROLES[person], kept) is Extent.NO}


def test_roles_are_a_table_that_says_what_the_one_who_asks_is(dana: Team) -> None:
    said = dana.command(ANA, "/rapport", "roles")
    [table] = [block for block in said["blocks"] if block["type"] == "table"]
    cells = [[cell["text"] for cell in row] for row in table["rows"]]

    assert cells[0] == ["What", "Members", "Leads", "Admins"]
    assert ["Hand over somebody's customers and follow-ups", "their own", "yes", "yes"] in cells
    assert ["Change the settings", "no", "yes", "yes"] in cells
    assert "You are a member. Leads: <@U0CARA>" in said["text"]


def test_what_admins_keep_to_themselves_leads_are_told_and_see_in_the_table(dana: Team) -> None:
    dana.stop()
    dana.start(admins_only=frozenset({"settings"}))

    dana.command(CARA, "/rapport", "settings")
    assert "change_settings" not in action_ids(dana.form(CARA))
    assert "Change the settings: admins only." in dana.command(CARA, "/rapport", "roles")["text"]
    dana.command(DEV, "/rapport", "settings")
    assert "change_settings" in action_ids(dana.form(DEV))


def test_members_find_only_what_is_their_own_in_the_settings(dana: Team) -> None:
    dana.command(ANA, "/rapport", "settings")

    assert "Leads and workspace admins set the rules" in words(dana.form(ANA))
    assert {"open_my_digest", "open_away"} <= set(action_ids(dana.form(ANA)))
    assert "change_settings" not in action_ids(dana.form(ANA))


@pytest.mark.parametrize("person", [CARA, DEV])
def test_leads_and_admins_open_the_settings(dana: Team, person: str) -> None:
    dana.command(person, "/rapport", "settings")

    assert "change_settings" in action_ids(dana.form(person))


def test_member_cannot_send_the_settings_form(dana: Team) -> None:
    assert "Only leads and workspace admins" in sent(dana, submission("settings_form"), ANA)
    assert dana.rows("SELECT * FROM settings WHERE name NOT IN ('workspace', 'leads', 'timezone', 'report_on')") == []


GRID = {"id": "E0HARBOUR", "name": "Harbour Group"}


def of_the_organisation(team: Team, person: str, **more: Json | list[str]) -> None:
    """Somebody whose home is another workspace of the organisation, as users.info has it."""
    belongs = {"id": person, "enterprise_id": GRID["id"], "teams": ["T0OTHER", "T0HARBOUR"], **more}
    team.sandbox.workspace.users[person].update({"team_id": "T0OTHER", "enterprise_user": belongs})


@pytest.mark.parametrize(
    "where",
    [{"enterprise": GRID}, {"team": {"id": "T0HARBOUR", "enterprise_id": GRID["id"]}}],
    ids=["enterprise", "enterprise_id"],
)
def test_a_colleague_whose_home_is_another_workspace_of_the_organisation_is_no_stranger(
    dana: Team, where: Json
) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    of_the_organisation(dana, BEN)
    sent(dana, {**click("claim"), **where}, BEN, team_id="T0OTHER")

    assert [row["assignee"] for row in dana.rows("SELECT assignee FROM followups")] == [BEN]


def installed_for_all(team: Team) -> None:
    """Rapport starts with a token for the whole organisation."""
    grid = {"enterprise_id": GRID["id"], "is_enterprise_install": True}
    looks = team.rapport.deps.directory.looks
    looks._home = team_or_organisation({"team_id": "T0HARBOUR", **grid})  # noqa: SLF001  # the sandbox has one workspace


def test_installed_for_the_organisation_every_colleague_is_of_the_team(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    installed_for_all(dana)
    of_the_organisation(dana, BEN, teams=["T0OTHER"])
    sent(dana, {**click("claim"), "team": None, "enterprise": GRID}, BEN, team_id="T0OTHER")

    assert [row["assignee"] for row in dana.rows("SELECT assignee FROM followups")] == [BEN]


@pytest.mark.parametrize("other", [{"enterprise_id": "E0RIVAL"}, {}], ids=["another organisation", "none"])
def test_installed_for_the_organisation_who_is_of_none_of_it_is_a_stranger(
    dana: Team, before: list[Json], other: Json
) -> None:
    installed_for_all(dana)
    dana.sandbox.workspace.users[BEN].update({"team_id": "T0RIVAL", "enterprise_user": other})
    answer = sent(dana, {**click("claim"), "team": None, "enterprise": GRID}, BEN, team_id="T0RIVAL")

    assert "Dana" not in answer
    assert dana.rows("SELECT * FROM followups") == before


def test_who_is_of_the_organisation_and_not_of_this_workspace_stays_outside(dana: Team, before: list[Json]) -> None:
    of_the_organisation(dana, BEN, teams=["T0OTHER"])
    sent(dana, {**click("claim"), "enterprise": GRID}, BEN, team_id="T0OTHER")

    assert dana.rows("SELECT * FROM followups") == before
