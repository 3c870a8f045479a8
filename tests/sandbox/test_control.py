import http.client as wire
import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.time_travel import next_workday
from bot.sandbox.world.changes import Change
from bot.sandbox.world.clock import SandboxClock
from tests.sandbox.parts import Control, Still, http
from tests.team import Json


def test_the_state_tells_people_channels_app_and_time(control: Control) -> None:
    state = control.get("state")
    ana = next(user for user in state["users"] if user["id"] == "U0ANA")
    team = next(channel for channel in state["channels"] if channel["id"] == "C0TEAM")
    app = state["apps"][0]
    touchpoint = next(each for each in app["commands"] if each["command"] == "/touchpoint")
    assert (ana["real_name"], ana["tz"], ana["is_restricted"]) == ("Ana Silva", "Europe/Lisbon", False)
    assert (team["name"], team["is_private"], "U0BEN" in team["members"]) == ("customer-team", False, True)
    assert touchpoint["usage_hint"].startswith("Dana Reyes: called")
    assert {"log_touchpoint", "log_message_as_complaint"} <= {each["callback_id"] for each in app["shortcuts"]}
    assert datetime.fromisoformat(state["now"]).tzinfo == UTC


def test_reset_goes_back_to_the_seed(control: Control) -> None:
    control.post("message", channel="C0GENERAL", user="U0ANA", text="hi")
    control.post("channel", id="C0GENERAL", is_archived=True)
    control.post("reset")
    assert control.texts("C0GENERAL", "U0ANA") == []
    assert not control.get("state")["channels"][0]["is_archived"]
    assert control.get("log")["log"] == []


def test_the_log_has_every_call_with_sandbox_and_real_time(control: Control, client: WebClient) -> None:
    client.auth_test()
    client.conversations_join(channel="C0GENERAL")
    client.chat_postMessage(channel="C0GENERAL", text="hi")
    log = control.get("log", kind="api")["log"]
    assert [entry["name"] for entry in log] == ["auth.test", "conversations.join", "chat.postMessage"]
    assert (log[2]["args"]["text"], log[2]["ok"]) == ("hi", True)
    assert log[2]["mono"] > log[1]["mono"]
    assert "token" not in json.dumps(log)
    assert len(control.get("log", after=log[1]["n"])["log"]) == 1
    assert [entry["name"] for entry in control.get("log", limit=1)["log"]] == ["chat.postMessage"]


@pytest.mark.parametrize(
    ("fault", "status", "body", "header"),
    [
        ({"error": "internal_error"}, 200, b'{"ok":false,"error":"internal_error"}', None),
        ({"error": "ratelimited", "retry_after": "1.5"}, 429, b'{"ok":false,"error":"ratelimited"}', "1.5"),
        ({"error": "ratelimited"}, 429, b'{"ok":false,"error":"ratelimited"}', "1"),
        ({"status": 429, "retry_after": 7}, 429, b'{"ok":false,"error":"ratelimited"}', "7"),
        ({"status": 503}, 503, b"<html>", None),
        ({"status": 502, "error": "fatal_error"}, 502, b'{"ok":false,"error":"fatal_error"}', None),
    ],
)
def test_a_fault_is_answered_as_often_as_ordered(
    control: Control, base_url: str, fault: dict[str, object], status: int, body: bytes, header: str | None
) -> None:
    control.post("fault", method="auth.*", times=2, **fault)
    token = {"Authorization": "Bearer xoxb-sandbox"}
    for _ in range(2):
        answer = http(f"{base_url}/api/auth.test", b"", token)
        assert (answer[0], answer[1].get("retry-after")) == (status, header)
        assert answer[2].startswith(body)
    assert json.loads(http(f"{base_url}/api/auth.test", b"", token)[2])["ok"]


@pytest.mark.parametrize(("drop", "done"), [("before", []), ("after", ["hi"])])
def test_a_dropped_call_has_no_answer_and_may_or_may_not_have_been_done(
    control: Control, client: WebClient, drop: str, done: list[str]
) -> None:
    client.conversations_join(channel="C0GENERAL")
    control.post("fault", method="chat.postMessage", times=1, drop=drop)
    with pytest.raises((wire.RemoteDisconnected, ConnectionResetError)):
        client.chat_postMessage(channel="C0GENERAL", text="hi")
    assert control.texts("C0GENERAL", "U0ANA") == done


def test_a_delayed_answer_still_does_its_work(control: Control, client: WebClient) -> None:
    control.post("fault", method="auth.test", delay_ms=150)
    client.auth_test()
    assert control.get("log", name="auth.test")["log"][0]["ms"] >= 150


def test_a_fault_that_is_not_known_is_refused(control: Control) -> None:
    assert control.refused("fault", method="auth.test", colour="red")[0] == 400


def test_advancing_stands_on_each_minute_in_which_something_can_be_due(control: Control, sandbox: Sandbox) -> None:
    """The next minute, while there is more to do, each quarter of an hour, and whatever comes between; it says so."""
    control.post("clock", now="2026-11-30T09:00:40Z")
    told = list[Change]()
    stop = sandbox.changes.listen(told.append)
    bot = Still(sandbox.clock, due=[datetime(2026, 11, 30, 9, 37, 30, tzinfo=UTC)], busy=[1, 2])
    sandbox.bot = bot
    control.post("clock", advance="50m")
    stop()
    assert [f"{each:%H:%M}" for each in bot.ticks] == ["09:01", "09:02", "09:03", "09:15", "09:30", "09:38", "09:45"]
    assert sandbox.clock.now() >= datetime(2026, 11, 30, 9, 50, 40, tzinfo=UTC)
    assert told == [Change("clock")] * (len(bot.ticks) + 1)


def test_a_jump_ticks_once(control: Control, sandbox: Sandbox) -> None:
    bot = Still(sandbox.clock)
    sandbox.bot = bot
    goal = sandbox.clock.now() + timedelta(days=3)
    control.post("clock", now=goal.isoformat())
    [ticked] = bot.ticks
    assert goal <= ticked <= sandbox.clock.now()


def test_the_clock_refuses_what_it_cannot_read(control: Control) -> None:
    assert "20h" in control.refused("clock", advance="soon")[1]
    assert control.refused("clock", now="tomorrow")[0] == 400
    assert "time zone" in control.refused("clock", now="2026-11-23T09:00:00")[1]


def test_the_next_workday_is_nine_in_lisbon() -> None:
    friday = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert next_workday(friday) == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert next_workday(datetime(2026, 7, 6, 7, tzinfo=UTC)) == datetime(2026, 7, 6, 8, tzinfo=UTC)


def test_the_clock_tells_another_process_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "clock.json"
    clock = SandboxClock(file=file)
    clock.move_by(timedelta(hours=2))
    clock.move_by(timedelta(hours=-1))
    assert json.loads(file.read_text()) == {"offset_s": 3600.0, "seq": 2}


def test_waiting_ends_when_the_clock_is_moved() -> None:
    clock = SandboxClock()
    woken = threading.Event()

    def wait() -> None:
        clock.wait(threading.Event(), 3600)
        woken.set()

    threading.Thread(target=wait, daemon=True).start()
    clock.move_by(timedelta(hours=1))
    assert woken.wait(5)


def test_settle_waits_for_the_bot(control: Control, sandbox: Sandbox) -> None:
    sandbox.bot = Still(sandbox.clock)
    assert control.post("settle")["settled"]
    sandbox.bot.idle = lambda: False  # type: ignore[method-assign]  # because a busy bot is that and no more
    assert not control.post("settle", timeout=0.05)["settled"]


def test_a_line_that_is_sent_again_with_its_id_has_one_effect_and_the_same_answer(control: Control) -> None:
    said = {"channel": "C0GENERAL", "user": "U0ANA", "text": "once"}
    first = control.post("message", client_msg_id="a", **said)
    assert control.post("message", client_msg_id="a", **said) == first
    assert control.texts("C0GENERAL", "U0ANA") == ["once"]
    control.post("message", client_msg_id="b", **said)
    assert control.texts("C0GENERAL", "U0ANA") == ["once", "once"]


def test_a_line_that_was_refused_is_refused_again_with_its_id(control: Control) -> None:
    nowhere = {"channel": "C0NOWHERE", "user": "U0ANA", "text": "x", "client_msg_id": "c"}
    assert control.refused("message", **nowhere) == control.refused("message", **nowhere)
    control.post("reset")
    elsewhere = {**nowhere, "channel": "C0GENERAL"}
    assert control.post("message", **elsewhere)["ts"]


def test_the_stream_tells_what_changed_to_whom_it_concerns(control: Control, client: WebClient) -> None:
    parts = urlsplit(control.base_url)
    connection = wire.HTTPConnection(parts.netloc, timeout=5)
    connection.request("GET", "/_control/stream?as=U0BEN")
    stream = connection.getresponse()
    assert json.loads(stream.readline()[6:])["what"] == "here"
    client.conversations_join(channel="C0TEAM")
    control.post("message", channel="C0LEADS", user="U0CARA", text="not for Ben")
    client.chat_postEphemeral(channel="C0TEAM", user="U0ANA", text="not for Ben either")
    control.post("message", channel="C0TEAM", user="U0ANA", text="for Ben")
    told: list[Json] = []
    while not told or told[-1]["what"] != "message":
        line = stream.readline()
        told += [json.loads(line[6:])] if line.startswith(b"data: ") else []
    connection.close()
    messages = [(each["type"], each["channel"]) for each in told if each["what"] == "message"]
    assert messages == [("changed", "C0TEAM")]
    assert control.texts("C0TEAM", "U0BEN") == ["for Ben"]


def test_a_body_that_is_no_json_object_is_refused(base_url: str) -> None:
    assert http(f"{base_url}/_control/command", b"{")[0] == 400
    assert http(f"{base_url}/_control/command", b"7")[0] == 400


def test_an_unhealthy_answer_raises_in_slacks_client(control: Control, client: WebClient) -> None:
    control.post("fault", method="users.info", error="internal_error")
    with pytest.raises(SlackApiError):
        client.users_info(user="U0ANA")
