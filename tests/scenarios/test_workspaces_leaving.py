"""The app is taken out of one of many workspaces: it stops at once, is kept for a month, and erased."""

import pytest

from bot.sandbox.acting import payloads
from bot.sandbox.sandbox import Sandbox
from tests.faults.mutations import WRONG
from tests.hosting import REVOKED, SECOND, UNINSTALLED, Office, alerts, meet, says

NAMING = (
    *("team_id", "team", "enterprise", "enterprise_id", "authorizations", "view", "message", "user", "event"),
    *("event_time", "type", "response_url", "is_enterprise_install"),
)
"""The fields by which it is told whose a request is, and whether it is a farewell."""


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
    office.advance(days=20, each_s=43_200)
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
    office.advance(days=29, each_s=29 * 86_400)
    assert office.host.kept.of(SECOND.id, None)
    office.advance(days=2, each_s=86_400)

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
