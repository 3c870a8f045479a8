"""Rapport over signed HTTP, as a process: the same work, and nothing for those who cannot sign."""

import json
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.sandbox.errors import ControlError
from bot.sandbox.wire.faults import Fault
from bot.sandbox.wire.transports import HttpTransport
from bot.slack.refusals import LINES
from tests.processes import Program, Slack, eventually, free_port
from tests.served import Headers, Server, meet_dana

PEOPLE = ("U0ANA", "U0BEN", "U0CARA", "U0DEV", "U0ELI", "U0FEI")


@pytest.fixture(scope="module")
def running(slack_server: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(slack_server, tmp_path_factory.mktemp("http"))
    yield server
    server.program.make_sure_it_is_gone()


@pytest.fixture
def server(running: Server, slack: Slack) -> Server:
    """The running bot, reached by signed requests, still in the channels that it joined; it knows Dana Reyes."""
    meet_dana(slack, running)
    return running


@pytest.fixture
def begin(slack: Slack, tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Starts a bot of one's own."""
    servers: list[Server] = []

    def start() -> Server:
        servers.append(Server(slack, tmp_path))
        slack.sandbox.transport = HttpTransport(servers[-1].url)
        return servers[-1]

    yield start
    for server in servers:
        server.program.make_sure_it_is_gone()


def command(text: str, team: str = "T0HARBOUR") -> bytes:
    fields = {"team_id": team, "user_id": "U0ANA", "channel_id": "C0GENERAL", "command": "/touchpoint", "text": text}
    more = {"trigger_id": "1.2.abc", "response_url": "http://127.0.0.1:1/x", "api_app_id": "A0RAPPORT"}
    return urlencode({**fields, **more}).encode()


def signed(server: Server, body: bytes, kind: str = "application/x-www-form-urlencoded") -> Headers:
    return {"Content-Type": kind, **HttpTransport(server.url).sign(body)}


def test_a_complaint_is_logged_alerted_and_claimed(server: Server, slack: Slack) -> None:
    assert "Logged" in slack.told("/complaint", "Dana Reyes: order never arrived")
    alert = eventually(slack.alerts)[0]
    click = {"user": "U0BEN", "channel": "C0FEEDBACK", "ts": alert["ts"], "action_id": "claim"}
    eventually(lambda: "error" not in slack.sandbox.people.interact(**click))
    eventually(lambda: "U0BEN" in json.dumps(slack.alerts()[0]))
    assert server.is_ready()


def test_of_many_clicks_at_once_one_wins_and_everybody_else_hears_who(server: Server, slack: Slack) -> None:
    """Who gets no answer in Slack's three seconds, as on a busy machine, clicks again, or sees by then who has it."""
    assert "Logged" in slack.told("/complaint", "Dana Reyes: order never arrived, second time")
    alert = eventually(slack.alerts)[0]

    answered: set[str] = set()

    def click(number: int) -> None:
        person = {"user": PEOPLE[number % len(PEOPLE)], "channel": "C0FEEDBACK", "ts": alert["ts"]}
        with suppress(ControlError):  # the alert was edited, and there is nothing to claim any more
            eventually(lambda: "error" not in slack.sandbox.people.interact(**person, action_id="claim"))
            answered.add(person["user"])

    before = server.count("audit WHERE action = 'follow-up claimed'")
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(click, range(96)))
    assert server.count("audit WHERE action = 'follow-up claimed'") == before + 1
    for person in answered:
        heard = {"was faster", "You have this one already", f"Claimed* by <@{person}>"}
        eventually(lambda: [one for one in heard if one in json.dumps(slack.alerts(person))])  # noqa: B023  # used at once


@pytest.mark.parametrize("method", ["views.open", "users.info", "users.list"])
def test_a_slow_slack_makes_no_command_late(server: Server, slack: Slack, method: str) -> None:
    """The stand-in counts Slack's three seconds, as Slack would."""
    fields = {"views.open": ("/complaint", ""), "users.info": ("/rapport", "status")}
    command, text = fields.get(method, ("/followup", "Dana Reyes: call back due:friday @ben"))
    slack.sandbox.faults.order(Fault(method, delay_ms=3500))
    answer = slack.sandbox.people.command(channel="C0GENERAL", user="U0ELI", command=command, text=text)
    assert "error" not in answer
    assert answer["ack"]
    assert server.is_ready()
    eventually(lambda: slack.sandbox.traffic.on_its_way == 0)


def test_the_word_payload_in_a_command_is_a_word(server: Server, slack: Slack) -> None:
    before = server.count("touchpoints")
    assert "Logged" in slack.typed("/touchpoint", "Dana Reyes: asked about the payload=12 of the van")
    assert server.count("touchpoints") == before + 1


def test_slacks_check_of_the_certificate_is_answered_unsigned(server: Server) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert server.ask("POST", "/slack/events", b"ssl_check=1&token=abc", form)[0] == 200
    assert server.ask("GET", "/slack/events?ssl_check=1")[0] == 200
    body = b"ssl_check=1&token=abc"
    assert server.ask("POST", "/slack/events", body, signed(server, body))[0] == 200


@pytest.mark.usefixtures("server")
def test_the_customer_field_of_a_form_has_its_options(slack: Slack) -> None:
    slack.typed("/complaint")
    found = slack.sandbox.people.options(user="U0ANA", action_id="customer", query="dana")
    assert "Dana Reyes" in json.dumps(found["options"])


def test_without_an_options_url_in_the_manifest_the_customer_field_stays_empty(server: Server, slack: Slack) -> None:
    slack.sandbox.transport = HttpTransport(server.url, has_options_url=False)
    slack.typed("/complaint")
    found = slack.sandbox.people.options(user="U0ANA", action_id="customer", query="dana")
    assert found["options"] == []


def test_a_forged_request_has_no_effect(server: Server) -> None:
    before, body = server.count("touchpoints"), command("Dana Reyes: forged")
    headers = {**signed(server, body), "X-Slack-Signature": f"v0={'0' * 64}"}
    assert server.ask("POST", "/slack/events", body, headers)[0] == 401
    assert server.ask("POST", "/slack/events", body.replace(b"forged", b"gilded"), signed(server, body))[0] == 401
    assert server.count("touchpoints") == before


def test_a_stale_request_has_no_effect(server: Server) -> None:
    before, body = server.count("touchpoints"), command("Dana Reyes: stale")
    old = {"X-Slack-Request-Timestamp": "1700000000", "Content-Type": "application/x-www-form-urlencoded"}
    assert server.ask("POST", "/slack/events", body, {**signed(server, body), **old})[0] == 401
    assert server.count("touchpoints") == before


def test_a_replayed_request_has_one_effect_and_the_same_answer(server: Server) -> None:
    before, body = server.count("touchpoints"), command("Dana Reyes: called once")
    headers = signed(server, body)
    answers = [server.ask("POST", "/slack/events", body, headers) for _ in range(3)]
    assert answers[0][0] == 200
    assert "Logged" in answers[0][1]
    assert answers[0] == answers[1] == answers[2]
    assert server.count("touchpoints") == before + 1


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (command("Dana Reyes: hello", team="T0OTHER"), "application/x-www-form-urlencoded", 401),
        (command("Dana Reyes: hello"), "text/plain", 400),
        (b"x" * 1_000_001, "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"payload=nonsense", "application/x-www-form-urlencoded", 400),
    ],
    ids=["another workspace", "content type", "too large", "no text", "no JSON"],
)
def test_signed_or_not_what_is_not_for_us_is_refused_at_once(
    server: Server, body: bytes, kind: str, status: int
) -> None:
    before = server.count("touchpoints")
    assert server.ask("POST", "/slack/events", body, signed(server, body, kind))[0] == status
    assert server.count("touchpoints") == before


def test_nothing_people_wrote_is_in_the_log(server: Server, slack: Slack) -> None:
    slack.typed("/touchpoint", "Dana Reyes: a secret matter")
    server.ask("POST", "/slack/events", command("Dana Reyes: forged"), {})
    assert "request refused" in server.program.output
    for word in ("Dana", "secret", "forged", "xoxb", "v0="):
        assert word not in server.program.output


def test_slack_s_check_of_the_address_is_answered(server: Server) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
    status, answer = server.ask("POST", "/slack/events", body, signed(server, body, "application/json"))
    assert (status, json.loads(answer)) == (200, {"challenge": "abc"})


def test_customers_are_answered_beside_slack_and_their_links_are_not_logged(server: Server) -> None:
    form, token = {"Content-Type": "application/x-www-form-urlencoded"}, "t" * 32
    for body in (b"", b"answer=3", b"words=" + b"x" * 100_000):
        status, words = server.ask("POST" if body else "GET", f"/s/T0HARBOUR/{token}/3", body, form)
        assert (status, "<h1>" in words) == (413 if len(body) > 1_000 else 404, True)
    assert token not in server.program.output


def test_it_says_whether_it_is_live_and_ready(server: Server) -> None:
    assert server.ask("GET", "/healthz") == (200, '{"live": true}')
    assert server.ask("GET", "/readyz") == (200, '{"ready": true}')
    assert server.ask("POST", "/healthz")[0] == 405
    assert server.ask("GET", "/slack/events")[0] == 405
    assert server.ask("GET", "/")[0] == 404


def test_a_second_server_on_the_same_database_is_refused(server: Server) -> None:
    second = Program("run", "--http", str(free_port()), folder=server.folder, **server.slack.variables)
    assert second.end() != 0
    assert "in use by another Rapport" in second.output
    assert "Traceback" not in second.output
    assert server.is_ready()


@pytest.mark.parametrize(("by", "like_ctrl_c"), [(signal.SIGTERM, False), (signal.SIGINT, True)])
def test_what_runs_when_it_is_stopped_is_finished(
    begin: Callable[[], Server], slack: Slack, by: signal.Signals, *, like_ctrl_c: bool
) -> None:
    server = begin()
    slow = Fault("views.open", delay_ms=1000)
    slack.sandbox.faults.order(slow)
    answers: list[str] = []
    person = threading.Thread(target=lambda: answers.append(slack.typed("/touchpoint")))
    person.start()
    eventually(lambda: slow.times == 0)
    assert server.program.end(by, like_ctrl_c=like_ctrl_c) == 0
    person.join()
    assert answers == ["answered None"]
    assert slack.sandbox.people.view(user="U0ANA")
    assert server.program.output.count("Rapport has stopped") == 1


def test_a_flood_of_refused_requests_and_of_what_is_no_http_fills_no_log(begin: Callable[[], Server]) -> None:
    server = begin()
    for _ in range(40):
        assert server.ask("POST", "/slack/events", b"x", {"Content-Type": "application/json"})[0] == 400
        with socket.create_connection(("127.0.0.1", server.port)) as stranger:
            stranger.sendall(b"no HTTP\r\n\r\n")
            stranger.recv(1000)
    server.program.end(signal.SIGTERM)

    assert server.program.output.count("request refused: ") == LINES
    assert (
        f"{40 - LINES} more requests refused within a minute: x-slack-request-timestamp missing"
        in server.program.output
    )
    assert "Invalid HTTP request" not in server.program.output
