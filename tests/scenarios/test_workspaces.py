"""Many workspaces in one process: each when it is needed, none seen by another, reminders on time, and a clean end."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event, active_count

import pytest

from bot.app import Rapport
from bot.domain.installation import Installation
from bot.hosting.host import Host
from bot.hosting.workspaces import LINGER_S
from bot.sandbox.acting import payloads
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault
from tests import engines
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.faults.mutations import WRONG
from tests.hosting import EAST, SECOND, THIRD, WEST, Office, alerts, says
from tests.processes import eventually

UNINSTALLED = {"type": "app_uninstalled"}
REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0RAPPORT"]}}


@pytest.fixture
def office(stand_in: tuple[Sandbox, FakeClock, str], tmp_path: Path) -> Iterator[Office]:
    sandbox, clock, base_url = stand_in
    engines.clear()
    clock.set(MONDAY_NINE)
    sandbox.reset()
    office = Office(sandbox, clock, base_url, tmp_path)
    yield office
    office.host.stop()


@pytest.fixture
def second(office: Office) -> Sandbox:
    world = office.add(SECOND)
    office.install(SECOND)
    return world


@pytest.fixture
def third(office: Office) -> Sandbox:
    world = office.add(THIRD)
    office.install(THIRD)
    return world


def meet(world: Sandbox) -> None:
    """It knows Dana, and what happened to her."""
    says(world, "/customer", "add Dana Reyes")
    says(world, "/complaint", "Dana Reyes: order never arrived")


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
    office.advance(seconds=5, each_s=5)

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


@pytest.mark.parametrize("events", [(REVOKED, UNINSTALLED), (UNINSTALLED, REVOKED), (UNINSTALLED,), (REVOKED,)])
def test_when_the_app_is_taken_out_it_stops_at_once_and_goes_on_where_it_was_when_it_is_back(
    office: Office, second: Sandbox, events: tuple[dict[str, object], ...]
) -> None:
    meet(second)
    office.settle()
    for event in events:
        assert second.people.send_event(event)["ack"] is None
    second.workspace.grants.revoke_all(SECOND)
    kept = office.host.kept.of(SECOND.id, None)
    assert kept is not None
    assert (kept.token, kept.refresh_token) == ("", "")
    assert "not installed in this workspace" in says(second, "/customer", "list")
    office.advance(days=20, each_s=3600)
    assert office.wired() == set()
    assert "still there" in office.install(SECOND)

    assert "Dana Reyes" in says(second, "/customer", "list")
    says(second, "/complaint", "Dana Reyes: and the refund never came")
    office.settle()
    assert any("refund" in one for one in alerts(second))


def test_thirty_days_after_it_was_taken_out_all_of_it_is_erased(
    office: Office, second: Sandbox, third: Sandbox
) -> None:
    for world in (second, third):
        meet(world)
    second.people.send_event(UNINSTALLED)
    second.workspace.grants.revoke_all(SECOND)
    office.advance(days=29, each_s=6 * 3600)
    assert office.host.kept.of(SECOND.id, None)
    office.advance(days=2, each_s=6 * 3600)

    assert office.host.kept.of(SECOND.id, None) is None
    assert office.host.kept.count() == (1, 0)
    assert "is still there" not in office.install(SECOND)
    assert "Dana Reyes" not in says(second, "/customer", "list")
    assert "Dana Reyes" in says(third, "/customer", "list")


def test_slacks_late_word_of_an_uninstall_does_not_end_the_installation_after_it(
    office: Office, second: Sandbox
) -> None:
    says(second, "/customer", "add Dana Reyes")
    late = payloads.event(second.workspace, UNINSTALLED)
    office.clock.advance(60)
    office.install(SECOND)

    assert office.host.answer(late).status == 200
    assert "Dana Reyes" in says(second, "/customer", "list")


def test_what_slack_says_of_peoples_tokens_ends_nothing(office: Office, second: Sandbox) -> None:
    second.people.send_event({"type": "tokens_revoked", "tokens": {"oauth": ["U0ANA"], "bot": []}})

    assert "Added" in says(second, "/customer", "add Dana Reyes")
    assert office.host.kept.count() == (1, 0)


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


NAMING = (
    *("team_id", "team", "enterprise", "enterprise_id", "authorizations", "view", "message", "user", "event"),
    *("event_time", "type", "response_url", "is_enterprise_install"),
)
"""The fields by which it is told whose a request is, and whether it is a farewell."""


def test_whatever_stands_in_the_place_of_a_name_the_request_is_answered_or_refused(
    office: Office, second: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    meet(second)
    office.settle()
    channel, ana = second.workspace.channels["C0FEEDBACK"], second.workspace.users["U0ANA"]
    alert = next(iter(channel.messages.values()))
    action = {"action_id": "claim", "block_id": "b", "type": "button", "value": "x", "action_ts": "1.1"}
    for whole in (
        payloads.event(second.workspace, UNINSTALLED),
        payloads.event(second.workspace, {"type": "app_home_opened", "user": "U0ANA", "tab": "home"}),
        payloads.message_actions(second.workspace, ana, channel, alert, (action, {})),
    ):
        for name in NAMING if "event" in whole else [one for one in NAMING if one != "event"]:
            for wrong in WRONG:
                assert office.host.answer({**whole, name: wrong}).status < 500
        office.install(SECOND)

    assert "ref " not in caplog.text


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
