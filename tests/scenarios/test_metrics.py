"""/healthz, /readyz and /metrics as whoever watches over the machine reads them, from Rapport as a process."""

import http.client
import math
import re
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

from bot.cli import main
from bot.sandbox.wire.faults import Fault
from bot.sandbox.wire.transports import HttpTransport
from bot.slack.shapes import KINDS, OTHER
from tests.digests import TUESDAY, plan
from tests.processes import Program, Slack, eventually, free_port
from tests.served import Server, meet_dana
from tests.team import ANA, Team

TOKEN = "letters-and-digits-enough"
NAME = re.compile(r"Dana|Reyes|bluedoor|Ana|Silva|U0[A-Z]+|[CD]0[A-Z]+|T0[A-Z]+|harbour", re.IGNORECASE)

Labels = tuple[tuple[str, str], ...]


class Scraped(NamedTuple):
    """What one scrape gave: by name and labels."""

    text: str
    values: dict[tuple[str, Labels], float]

    @classmethod
    def of(cls, text: str) -> "Scraped":
        families = list(text_string_to_metric_families(text))
        assert all(family.documentation for family in families)
        samples = [sample for family in families for sample in family.samples]
        return cls(text, {(one.name, tuple(sorted(one.labels.items()))): one.value for one in samples})

    def value(self, name: str, **labels: str) -> float:
        return self.values.get((name, tuple(sorted(labels.items()))), 0.0)


def get(port: int, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def scraped(port: int) -> Scraped:
    status, text = get(port, "/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200, text
    return Scraped.of(text)


def scraped_when(port: int, holds: Callable[[Scraped], bool]) -> Scraped:
    found: list[Scraped] = []

    def scrape() -> bool:
        found.append(scraped(port))
        return holds(found[-1])

    eventually(scrape)
    return found[-1]


@pytest.fixture(scope="module")
def running(slack_server: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(slack_server, tmp_path_factory.mktemp("watched"), RAPPORT_METRICS_TOKEN=TOKEN)
    yield server
    server.program.make_sure_it_is_gone()


@pytest.fixture
def served(running: Server, slack: Slack) -> Server:
    """A bot over HTTP, in its channels, that knows Dana Reyes."""
    meet_dana(slack, running, "email:dana@bluedoor.example")
    return running


def test_a_scrape_counts_what_was_answered_and_sent_and_names_nobody(served: Server, slack: Slack) -> None:
    before = scraped(served.port)
    assert "Logged" in slack.told("/complaint", "Dana Reyes: order never arrived")
    eventually(slack.alerts)
    served.ask("POST", "/slack/events", b"unsigned", {"Content-Type": "application/json"})
    now = scraped_when(served.port, lambda one: one.value("rapport_outbox_messages", state="pending") == 0)

    def more(name: str, **labels: str) -> float:
        return now.value(name, **labels) - before.value(name, **labels)

    assert more("rapport_answer_seconds_count", kind="command") >= 1
    assert more("rapport_answer_seconds_bucket", kind="command", le="+Inf") >= 1
    assert more("rapport_messages_total", kind="alert", call="post", outcome="sent") == 1
    assert more("rapport_refused_requests_total") == 1
    assert now.value("rapport_outbox_oldest_seconds") == 0
    assert now.value("rapport_lease_held") == now.value("rapport_ready") == 1
    assert now.value("process_resident_memory_bytes") > 1e6
    assert ("rapport_database_retries_total", ()) in now.values
    assert ("rapport_digests", (("state", "late"),)) in now.values
    assert not NAME.findall(now.text)


def test_every_label_is_one_of_a_few_words_whatever_is_sent(served: Server) -> None:
    before = scraped(served.port)
    for kind in ("Dana Reyes", "C0GENERAL", ""):
        body = b'{"type": "%s", "team_id": "T0HARBOUR"}' % kind.encode()
        signed = {"Content-Type": "application/json", **HttpTransport(served.url).sign(body)}
        assert served.ask("POST", "/slack/events", body, signed)[0] == 400
    now = scraped(served.port)
    kinds = {dict(labels)["kind"] for name, labels in now.values if name == "rapport_answer_seconds_count"}
    assert kinds <= {*KINDS, OTHER}
    count = "rapport_answer_seconds_count"
    assert now.value(count, kind=OTHER) - before.value(count, kind=OTHER) == 3


@pytest.mark.parametrize("shown", ["", TOKEN, "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer \u00e9"])
def test_who_has_not_the_token_is_told_nothing(running: Server, shown: str) -> None:
    status, text = get(running.port, "/metrics", Authorization=shown)
    assert (status, "rapport_" in text) == (401, False)


def test_what_waits_is_counted_with_its_age(served: Server, slack: Slack) -> None:
    slack.sandbox.faults.order(Fault("chat.postMessage", error="ratelimited", status=429, retry_after=2))
    assert "Logged" in slack.told("/complaint", "Dana Reyes: order never arrived, again")
    later = {"kind": "alert", "call": "post", "outcome": "later"}
    now = scraped_when(served.port, lambda one: one.value("rapport_messages_total", **later) > 0)
    assert now.value("rapport_outbox_messages", state="pending") >= 1
    assert 0 < now.value("rapport_outbox_oldest_seconds") < 60
    scraped_when(served.port, lambda one: one.value("rapport_outbox_oldest_seconds") == 0)


def test_what_slack_refused_for_good_is_counted(served: Server, slack: Slack) -> None:
    slack.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    assert "Logged" in slack.told("/complaint", "Dana Reyes: order never arrived, once more")
    now = scraped_when(served.port, lambda one: one.value("rapport_failed_messages") > 0)
    assert now.value("rapport_messages_total", kind="alert", call="post", outcome="refused") == 1


def test_late_digests_are_counted_for_a_day(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.jump(TUESDAY.replace(hour=12))
    assert late_digests(dana) == 1
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert late_digests(dana) == 1
    dana.jump(TUESDAY.replace(day=25, hour=13))
    assert late_digests(dana) == 0


def late_digests(team: Team) -> float:
    return Scraped.of(team.rapport.metrics(None)).value("rapport_digests", state="late")


def test_without_a_database_the_counters_are_there_all_the_same(slack: Slack, tmp_path: Path) -> None:
    server = Server(slack, tmp_path, RAPPORT_METRICS_TOKEN=TOKEN)
    try:
        for file in (tmp_path / "data").glob("T0HARBOUR.db*"):
            file.rename(tmp_path / file.name)
        now = scraped(server.port)
        assert now.value("rapport_ready") == 0
        assert math.isnan(now.value("rapport_outbox_oldest_seconds"))
        assert ("rapport_refused_requests_total", ()) in now.values
        assert server.ask("GET", "/readyz")[0] == 503
    finally:
        server.program.make_sure_it_is_gone()


@pytest.mark.parametrize("token", ["", "too-short", "with a space in the middle"])
def test_without_a_token_there_are_no_metrics_and_a_poor_one_is_refused(
    start: Callable[..., Program], token: str
) -> None:
    port = free_port()
    bot = start("run", "--probes", str(port), RAPPORT_METRICS_TOKEN=token)
    if token:
        assert bot.end() == 1
        assert "RAPPORT_METRICS_TOKEN must be 16 or more letters and digits" in bot.output
    else:
        bot.wait_for("connected to Slack")
        assert get(port, "/metrics", Authorization="Bearer ")[0] == 404


def test_with_socket_mode_the_probes_have_a_port_of_their_own(start: Callable[..., Program], slack: Slack) -> None:
    port = free_port()
    bot = start("run", "--probes", str(port), RAPPORT_METRICS_TOKEN=TOKEN)
    bot.wait_for("connected to Slack", times=2)
    assert get(port, "/healthz") == (200, '{"live": true}')
    assert get(port, "/readyz") == (200, '{"ready": true}')
    assert get(port, "/slack/events")[0] == 404
    slack.typed("/customer", "add Dana Reyes")
    assert scraped(port).value("rapport_answer_seconds_count", kind="command") == 1
    assert bot.end(signal.SIGTERM) == 0
    assert "Rapport has stopped" in bot.output


def test_without_a_connection_to_slack_it_is_not_ready(start: Callable[..., Program], slack: Slack) -> None:
    port = free_port()
    slack.sandbox.faults.order(Fault("apps.connections.open", error="internal_error", times=99))
    bot = start("run", "--probes", str(port))
    eventually(lambda: answers(port))
    assert get(port, "/readyz") == (503, '{"ready": false, "problem": "There is no connection to Slack."}')
    slack.sandbox.faults.clear()
    eventually(lambda: get(port, "/readyz")[0] == 200)
    assert bot.is_running


def answers(port: int) -> bool:
    try:
        return get(port, "/healthz")[0] == 200
    except OSError:
        return False


def test_a_port_that_is_taken_is_told(start: Callable[..., Program]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bot = start("run", "--probes", str(taken.getsockname()[1]))
        assert bot.end() == 1
    assert "cannot be served on: Address already in use" in bot.output


def test_probes_of_their_own_are_for_socket_mode() -> None:
    said = CliRunner().invoke(main, ["run", "--probes", "3901", "--http", "3902"])
    assert said.exit_code == 2
    assert "with --http the same port answers it" in said.output
