"""Whom the leads' notices reach: leads who are of the team now, else the admins, else whoever began with Rapport."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.domain.message_kinds import MessageKind
from bot.sandbox.wire.faults import Fault
from jobs.sending.admission import turn_away
from storage import outbox
from tests.gate import change, complain, dm_of, told, turns
from tests.team import ANA, BEN, CARA, DEV, FEI, STRANGER, Team

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
    alerted.choose(DEV, leads=[ANA, CARA])
    turns(alerted, ANA, is_restricted=True)
    change(alerted, is_archived=True)

    assert len(told(alerted, CARA, "#customer-feedback is archived")) == 1
    assert told(alerted, DEV, "#customer-feedback is archived") == []


def test_an_admin_who_is_known_comes_before_the_owner_of_the_workspace_whom_nobody_has_met(dana: Team) -> None:
    dana.stop()
    dana.start(leads=frozenset())
    turns(dana, FEI, is_admin=True)
    dana.rapport.deps.person(FEI)
    change(dana, is_archived=True)
    complain(dana, "nobody called back")

    assert told(dana, FEI, "nobody called back")
    assert told(dana, DEV, "nobody called back") == []


def test_where_slack_says_now_this_and_now_that_of_a_lead_nothing_is_sent_to_them_and_slack_is_not_stormed(
    alerted: Team,
) -> None:
    """The address and the gate disagree, each time anew."""
    change(alerted, is_archived=True)
    with alerted.rapport.database.unit_of_work() as uow:
        outbox.put(uow, kind=MessageKind.ALERT, subject="1", recipient="feedback", now=alerted.clock.now())
        row = outbox.posts(uow, MessageKind.ALERT, "1")[-1]
        for _ in range(3):
            turn_away(uow, outbox.get(uow, row.id) or row, "This person is not of the team.", alerted.clock.now())
        again = outbox.get(uow, row.id)

    assert again is not None
    assert again.state == "pending"
    assert again.not_before > alerted.clock.now()


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


@pytest.mark.parametrize(
    ("now", "lead"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), ANA),  # 9:00 in Lisbon, 4:00 in New York
        (datetime(2026, 11, 23, 18, 30, tzinfo=UTC), BEN),  # 18:30 and 13:30
        (datetime(2026, 11, 24, 2, tzinfo=UTC), ANA),  # nobody is at work: the first
        (datetime(2026, 11, 28, 15, tzinfo=UTC), ANA),  # a Saturday: neither is anybody
    ],
)
def test_what_failed_is_told_to_a_lead_who_is_at_work(dana: Team, now: datetime, lead: str) -> None:
    for person in (ANA, BEN):
        dana.rapport.deps.person(person)
    dana.choose(DEV, leads=[ANA, BEN])
    dana.clock.set(now)
    dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    dana.command(DEV, "/followup", f"Dana Reyes: send the menu due:2026-12-10 <@{FEI}>")

    assert [person for person in (ANA, BEN) if told(dana, person, "could not be delivered")] == [lead]
