"""Installed for a whole organisation (Enterprise Grid): each workspace is its own, colleagues are no strangers."""

from tests.hosting import EAST, UNINSTALLED, WEST, Office, alerts, says


def test_installed_for_a_whole_organisation_each_workspace_is_its_own(office: Office) -> None:
    east, west = office.add(EAST), office.add(WEST)
    assert "approved for The organisation" in office.install(EAST, for_all="1")
    says(east, "/customer", "add Dana Reyes")
    says(west, "/customer", "add Greta Oyelaran")
    for world in (east, west):
        world.people.command(channel="C0GENERAL", user="U0ANA", command="/touchpoint")
        assert world.people.view(user="U0ANA") is not None
    says(west, "/complaint", "Greta Oyelaran: order never arrived")
    office.settle()

    assert office.wired() == {EAST.id, WEST.id}
    assert "Greta" not in says(east, "/customer", "list")
    assert len(alerts(west)) == 1
    assert alerts(east) == []


def test_a_colleague_of_another_workspace_of_the_organisation_is_no_stranger(office: Office) -> None:
    west = office.add(WEST)
    office.install(WEST, for_all="1")
    west.workspace.users["U0BEN"] |= {
        "team_id": EAST.id,
        "enterprise_user": {"enterprise_id": "E0GRID", "teams": [EAST.id, WEST.id]},
    }

    assert "Added" in says(west, "/customer", "add Dana Reyes", user="U0BEN")


def test_taken_out_of_an_organisation_it_is_out_of_all_its_workspaces(office: Office) -> None:
    east, west = office.add(EAST), office.add(WEST)
    office.install(EAST, for_all="1")
    for world in (east, west):
        says(world, "/customer", "add Dana Reyes")
    east.people.send_event(UNINSTALLED)

    for world in (east, west):
        assert "not installed" in says(world, "/customer", "list")
    office.advance(days=31, each_s=12 * 3600)
    assert office.host.kept.count() == (0, 0)
