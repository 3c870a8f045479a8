"""Whom the leads' notices reach: leads who are of the team now, else the admins, else whoever began with Rapport."""

from collections.abc import Callable

import pytest

from tests.gate import change, complain, dm_of, told, turns
from tests.team import ANA, BEN, CARA, DEV, STRANGER, Team

LEADS: dict[str, Callable[[Team], None]] = {
    "a guest": lambda team: turns(team, CARA, is_restricted=True),
    "a guest of one channel": lambda team: turns(team, CARA, is_ultra_restricted=True),
    "a stranger": lambda team: turns(team, CARA, is_stranger=True),
    "deactivated": lambda team: turns(team, CARA, deleted=True),
}


@pytest.mark.parametrize("happens", LEADS.values(), ids=LEADS)
def test_with_the_channel_archived_a_lead_who_is_of_the_team_no_more_gets_no_alert(
    alerted: Team, happens: Callable[[Team], None]
) -> None:
    happens(alerted)
    change(alerted, is_archived=True)
    complain(alerted, "nobody called back")

    assert "nobody called back" not in dm_of(alerted, CARA)
    assert told(alerted, DEV, "nobody called back")
    assert told(alerted, DEV, "#customer-feedback is archived")


def test_a_lead_who_was_never_of_the_team_gets_none_either(dana: Team) -> None:
    dana.stop()
    dana.start(leads=frozenset({STRANGER}))
    dana.rapport.deps.person(DEV)
    change(dana, is_archived=True)
    complain(dana, "nobody called back")

    assert f"D{STRANGER[1:]}" not in dana.sandbox.workspace.channels
    assert told(dana, DEV, "nobody called back")


def test_of_two_leads_the_one_who_is_of_the_team_gets_it_and_once(alerted: Team) -> None:
    alerted.command(DEV, "/rapport", "settings")
    alerted.submit(DEV, leads=[ANA, CARA])
    turns(alerted, ANA, is_restricted=True)
    change(alerted, is_archived=True)

    assert len(told(alerted, CARA, "#customer-feedback is archived")) == 1
    assert told(alerted, DEV, "#customer-feedback is archived") == []


def test_without_leads_and_admins_whoever_has_known_rapport_for_longest_is_told(dana: Team) -> None:
    dana.stop()
    dana.start(leads=frozenset())
    dana.sandbox.workspace.users[DEV].update(is_admin=False, is_owner=False, is_primary_owner=False)
    dana.clock.advance(60)
    dana.rapport.deps.person(BEN)
    change(dana, is_archived=True)
    complain(dana, "nobody called back")

    assert told(dana, ANA, "nobody called back")
    assert told(dana, BEN, "nobody called back") == []
