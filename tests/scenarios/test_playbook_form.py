"""Leads write playbooks in Slack: add, change, switch, remove, undo; what cannot be is told at its field."""

import pytest

from tests.playbooks import change, opened
from tests.team import ANA, CARA, DEV, GENERAL, Json, Team, words

THREE = {f"title_{row}": title for row, title in enumerate(("Call", "Write", "Visit"), 1)} | {
    f"days_{row}": days for row, days in enumerate(("1", "7", "30"), 1)
}


def add(team: Team, lead: str = CARA, **values: str) -> Json:
    """A lead adds one by the form; the answer."""
    team.command(lead, "/rapport", "playbooks")
    team.click(lead, "add_playbook", team.latest(lead, GENERAL))
    return team.submit(lead, **{"name": "Wine club", **THREE, **values})


def names(team: Team) -> list[str]:
    said = words(team.command(CARA, "/rapport", "playbooks"))
    return [line.split("*")[1] for line in said.splitlines() if line.startswith("*") and "· " in line]


def test_a_lead_adds_one_in_any_order_and_undoes_it(team: Team) -> None:
    assert "errors" not in add(team, days_1="14", guidance_1="Smile.\n\nAsk.\n", who_2="lead", begins="won back")
    page = words(team.latest(CARA, GENERAL))

    assert "*Added*: the playbook Wine club. It is off" in page
    assert page.index("*Write*") < page.index("*Call*") < page.index("*Visit*")
    assert ">Smile.\n>Ask." in page
    assert "day 7: Mon 30 Nov · a lead" in page
    assert team.rows("SELECT id FROM playbooks") == [{"id": 101}]
    team.click(CARA, "undo", team.latest(CARA, GENERAL))
    assert names(team) == ["Welcome", "After a complaint", "Before a renewal", "Quiet customer"]


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"name": "welcome "}, "name", "There is a playbook “Welcome” already"),
        ({"name": "***"}, "name", "give it a name"),
        ({"name": "Stop smoking"}, "name", "does not begin with “stop”"),
        ({"name": "a: b"}, "name", "no colon"),
        ({"title_3": "", "days_3": ""}, "title_3", "3 to 7 steps"),
        ({"title_2": ""}, "title_2", "what is to be done"),
        ({"days_2": ""}, "days_2", "On which day?"),
        ({"days_2": "-3"}, "days_2", "from 0 to 365"),
        ({"days_2": "99999"}, "days_2", "from 0 to 365"),
        ({"guidance_3": "one\ntwo\nthree\nfour"}, "guidance_3", "up to 3 lines"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(team: Team, values: dict[str, str], field: str, says: str) -> None:
    answer = add(team, **values)

    assert says in answer["errors"][field]
    assert team.rows("SELECT id FROM playbooks") == []


def test_all_that_is_wrong_is_told_at_once(team: Team) -> None:
    answer = add(team, name="Welcome", days_1="400", guidance_2="1\n2\n3\n4")

    assert sorted(answer["errors"]) == ["days_1", "guidance_2", "name"]


def test_two_leads_at_once_are_told_and_each_change_can_be_undone(team: Team) -> None:
    team.click(CARA, "change_playbook", opened(team, "Welcome"))
    team.command(DEV, "/rapport", "playbooks")
    team.click(DEV, "show_playbook", team.latest(DEV, GENERAL), "1")
    team.click(DEV, "change_playbook", team.latest(DEV, GENERAL))
    team.submit(DEV, title_1="Welcome visit")
    answer = team.submit(CARA, title_1="Welcome letter")
    assert "was changed by somebody else meanwhile" in str(answer)

    changed = team.latest(DEV, GENERAL)
    assert "Welcome visit" in words(changed)
    team.click(DEV, "undo", changed)
    assert "Welcome call" in words(opened(team, "Welcome"))


def test_removed_ones_come_back_with_undo_and_switching_is_undone_too(team: Team) -> None:
    team.click(CARA, "switch_playbook", opened(team, "Welcome"))
    switched = team.latest(CARA, GENERAL)
    team.click(CARA, "remove_playbook", switched)
    removed = team.latest(CARA, GENERAL)
    assert "Welcome" not in names(team)
    team.click(CARA, "undo", removed)
    assert ":large_green_circle: on" in words(opened(team, "Welcome"))
    change(team, "Welcome", begins="by hand")
    page = words(opened(team, "Welcome"))
    assert "begins by hand only" in page
    assert "Switch on" not in page


def test_members_change_nothing_even_with_a_forged_form(team: Team) -> None:
    add(team)
    answer = team.again(user={"id": ANA, "team_id": "T0HARBOUR"}, trigger_id="9.9")

    assert "Only leads and workspace admins" in str(answer)
    assert len(team.rows("SELECT id FROM playbooks")) == 1


def test_hostile_words_stay_words(team: Team) -> None:
    add(team, name="<!channel> *x*", title_1="<@U0BEN> & =HYPERLINK(", guidance_1="> quoted\n<https://evil.example|x>")
    page = words(team.latest(CARA, GENERAL))

    assert "&lt;!channel&gt;" in page
    assert "<!channel>" not in page.replace("&lt;!channel&gt;", "")
    assert "<https" not in page
    team.command(CARA, "/customer", "add Dana Reyes")
    said = words(team.command(ANA, "/customer", "playbook Dana Reyes: <!channel> *x*"))
    assert "*Begun*: &lt;!channel&gt;" in said


def test_from_the_settings_the_page_beneath_the_form_shows_what_came_of_it(team: Team) -> None:
    team.command(CARA, "/rapport", "settings")
    team.click_in_form(CARA, "open_playbooks")
    team.click_in_form(CARA, "show_playbook", "1")
    team.click_in_form(CARA, "change_playbook")
    team.submit(CARA, title_1="Welcome visit")

    assert "*Welcome visit*" in words(team.form(CARA))
    team.click_in_form(CARA, "switch_playbook")
    assert "*Switched on*" in words(team.form(CARA))
