"""Many workspaces in one process: each when it is needed, none seen by another, reminders on time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, active_count

import pytest

from bot.app import Rapport
from bot.domain.installation import Installation
from bot.hosting.host import Host
from bot.hosting.workspaces import LINGER_S
from bot.sandbox.acting import payloads
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault
from tests.fake_clock import MONDAY_NINE
from tests.hosting import EAST, SECOND, THIRD, WEST, Office, alerts, meet, says
from tests.processes import eventually


def says_to(host: Host, world: Sandbox, command: str, text: str) -> str:
    """What this process answers to Ana's command."""
    ana, general = world.workspace.users["U0ANA"], world.workspace.channels["C0GENERAL"]
    return host.answer(payloads.slash(world.workspace, ana, general, (command, text))).body


def test_a_workspace_is_wired_with_its_first_request_and_let_go_long_after_the_last(
    office: Office, second: Sandbox
) -> None:
    assert office.wired() == set()
    meet(second)
    assert office.wired() == {SECOND.id}
    office.advance(minutes=5)
    assert office.wired() == {SECOND.id}
    office.advance(seconds=LINGER_S)

    assert office.wired() == set()
    assert "Dana Reyes" in says(second, "/customer", "list")


def test_while_something_is_on_its_way_it_is_not_let_go(office: Office, second: Sandbox) -> None:
    meet(second)
    office.host.workspaces.wired(SECOND.id).sender.stop()  # type: ignore[union-attr]  # it is wired
    says(second, "/complaint", "Dana Reyes: nobody called back")
    for _ in range(30):
        office.clock.advance(60)
        office.host.tick()

    assert office.wired() == {SECOND.id}


def test_many_at_once_wire_a_workspace_once(office: Office, second: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    wired: list[str] = []
    wire = office.host._wire  # noqa: SLF001  # to count it

    def counted(team: str, how: Installation) -> Rapport:
        wired.append(team)
        return wire(team, how)

    monkeypatch.setattr(office.host.workspaces, "_wire", counted)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda number: says(second, "/customer", f"add Person{number} Reyes"), range(8)))

    assert all("Added" in answer for answer in answers)
    assert wired == [SECOND.id]


def test_one_that_takes_long_to_wire_holds_up_no_other_and_is_answered_in_time(
    office: Office, second: Sandbox, third: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, wire = Event(), office.host._wire  # noqa: SLF001  # to slow it down

    def slowly(team: str, how: Installation) -> Rapport:
        if team == SECOND.id:
            may_go_on.wait(30)
        return wire(team, how)

    monkeypatch.setattr(office.host.workspaces, "_wire", slowly)
    with ThreadPoolExecutor(8) as threads:
        waiting = [threads.submit(says, second, "/customer", "list") for _ in range(5)]
        eventually(lambda: "more to do just now" not in says(third, "/customer", "list"))
        assert all("more to do just now" in one.result() for one in waiting)
    may_go_on.set()
    monkeypatch.undo()

    assert "Added" in says(second, "/customer", "add Dana Reyes")


def test_beyond_what_memory_allows_those_used_longest_ago_are_let_go(
    office: Office, second: Sandbox, third: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.host.workspaces, "_most", 1)
    says(second, "/customer", "list")
    office.clock.advance(1)
    says(third, "/customer", "list")
    office.advance(seconds=15, each_s=5)  # whoever installed it is greeted first

    assert office.wired() == {THIRD.id}


def test_a_digest_comes_on_time_also_where_nobody_has_used_it_for_days(office: Office, second: Sandbox) -> None:
    says(second, "/customer", "add Dana Reyes owner:@ana")
    says(second, "/followup", "Dana Reyes: call back due:2026-11-25")
    office.advance(hours=1)
    assert office.wired() == set()
    office.clock.set(MONDAY_NINE + timedelta(days=1, hours=23, minutes=30))
    office.advance(minutes=29)
    assert second.people.messages(channel="@U0ANA", user="U0ANA") == []
    office.advance(minutes=3)

    assert "call back" in str(second.people.messages(channel="@U0ANA", user="U0ANA"))


def test_what_waits_for_its_time_is_sent_then(office: Office, second: Sandbox) -> None:
    meet(second)
    office.settle()
    rapport = office.host.workspaces.wired(SECOND.id)
    assert rapport
    again = (office.clock.now() + timedelta(minutes=20)).isoformat(timespec="microseconds")
    rapport.database.write(
        lambda uow: uow.execute(
            "INSERT INTO outbox (key, kind, subject, recipient, priority, not_before, state, attempts, error,"
            " created_at) SELECT 'again', kind, subject, recipient, priority, ?, 'pending', 0, '', created_at"
            " FROM outbox WHERE kind = 'alert'",
            (again,),
        )
    )
    office.advance(minutes=19)
    assert len(alerts(second)) == 1
    office.advance(minutes=3)

    assert len(alerts(second)) == 2


def test_after_a_restart_all_that_was_in_hand_is_looked_after(office: Office, second: Sandbox) -> None:
    meet(second)
    office.restart()
    assert office.wired() == set()
    office.advance(minutes=1)

    assert any("order never arrived" in one for one in alerts(second))


def test_a_click_of_somebody_from_another_workspace_that_has_it_too_changes_nothing_in_either(
    office: Office, second: Sandbox, third: Sandbox
) -> None:
    for world in (second, third):
        meet(world)
    office.settle()
    [shared] = second.people.messages(channel="C0FEEDBACK", user="U0BEN")
    channel = second.workspace.channels["C0FEEDBACK"]
    stranger = {"id": "U0XENA", "team_id": THIRD.id, "name": "xena"}
    claim = next(one for one in shared["blocks"][-1]["elements"] if one["action_id"] == "claim")
    action = {"action_id": "claim", "block_id": "b", "type": "button", "value": claim["value"], "action_ts": "1.1"}
    payload = payloads.message_actions(
        second.workspace, stranger, channel, channel.messages[shared["ts"]], (action, {})
    )
    office.host.answer(payload | {"team": {"id": THIRD.id, "domain": "third"}})
    office.settle()

    for world in (second, third):
        assert "Claimed" not in str(alerts(world))


def test_tokens_that_expire_are_renewed_before_anybody_notices(office: Office) -> None:
    office.sandbox.workspace.grants.rotates = True
    world = office.add(SECOND)
    office.install(SECOND)
    meet(world)
    for hours in range(40):
        office.advance(hours=1, each_s=600)
        says(world, "/complaint", f"Dana Reyes: nothing came, {hours} hours later")
        office.settle()

    assert "39 hours later" in str(alerts(world))
    errors = {entry["error"] for entry in office.sandbox.traffic.entries(kind="api") if "error" in entry}
    assert not errors & {"token_expired", "account_inactive", "invalid_auth", "invalid_refresh_token"}


def test_a_message_in_doubt_is_read_back_as_slowly_as_slack_wants_it_of_an_app_that_others_install(
    office: Office, second: Sandbox
) -> None:
    meet(second)
    office.settle()
    for number in range(3):
        office.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
        says(second, "/complaint", f"Dana Reyes: nobody called back {number}")
        office.advance(minutes=6)

    assert len(alerts(second)) == 4
    read = office.sandbox.traffic.entries(kind="api", name="conversations.history")
    assert read
    assert not [entry for entry in read if entry.get("error") == "ratelimited"]


def test_threads_and_connections_do_not_grow_with_the_workspaces(office: Office) -> None:
    worlds = [office.add(SECOND), office.add(THIRD), *(office.add(team) for team in (EAST, WEST))]
    for world in worlds:
        office.install(world.workspace.team)
    meet(worlds[0])
    before = active_count()
    for world in worlds[1:]:
        meet(world)

    assert len(office.wired()) == 4
    assert active_count() <= before + 5  # pools that grow with what is asked at once, to their bounds


def test_metrics_count_workspaces_and_name_none(office: Office, second: Sandbox) -> None:
    meet(second)
    told = office.host.metrics(None)

    assert 'rapport_workspaces{state="installed"} 1.0' in told
    assert 'rapport_workspaces{state="wired"} 1.0' in told
    assert "rapport_workspaces_late_seconds" in told
    assert SECOND.id not in told


@pytest.mark.engine("postgres")
def test_what_another_process_takes_in_the_owner_sends(office: Office, second: Sandbox) -> None:
    meet(second)
    office.settle()
    other = office.another()
    assert "Logged" in says_to(other, second, "/complaint", "Dana Reyes: nobody called back")
    other.rounds.look()
    office.advance(seconds=2, each_s=1)
    other.stop()

    assert any("nobody called back" in one for one in alerts(second))


@pytest.mark.engine("postgres")
def test_a_workspace_that_one_process_has_in_hand_another_leaves_alone_and_takes_up_when_it_has_gone(
    office: Office, second: Sandbox
) -> None:
    meet(second)
    office.settle()
    other = office.another()
    other.tick()
    assert other.workspaces.every() == {}
    office.host.stop()
    office.host = other
    office.clock.advance(15 * 60)
    other.tick()

    assert "Dana Reyes" in says_to(other, second, "/customer", "list")
