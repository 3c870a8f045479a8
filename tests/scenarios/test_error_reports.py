"""Errors sent to a Sentry server: what arrives there, over the wire, has nothing of anybody in it."""

import gzip
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.cli.error_reports import KEPT
from tests.processes import Program, Slack, eventually

PERSONAL = re.compile(
    r"(?i:dana|reyes|bluedoor|marmalade|xox|xapp|hooks)|U0[A-Z]+|C0[A-Z]+|T0[A-Z]+|/home/|/tmp/|/work/"
)
"""Ids in capitals only: that of an event is any hexadecimal digits."""

PREPARED = """
import logging, sys, threading
from pydantic import SecretStr
from bot.cli import error_reports, logs
logs.start("DEBUG")
error_reports.start(SecretStr(sys.argv[1]))
log = logging.getLogger("handlers.commands")
class Customer:
    def __repr__(self): return "Customer(Dana Reyes, dana@bluedoor.example)"
def pay(customer="Dana Reyes", email="dana@bluedoor.example"):
    note, whom, body = "the marmalade was off", Customer(), {"text": "Dana Reyes: marmalade"}
    raise ValueError(f"no card for {customer} <{email}>", whom, body)
"""

CAUGHT = "except ValueError"


class Ingest:
    """Stands where Sentry takes events in, and keeps what comes."""

    def __init__(self) -> None:
        self.raw: list[str] = []
        kept = self.raw

        class Takes(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # http.server's name
                body = self.rfile.read(int(self.headers["Content-Length"]))
                packed = self.headers.get("Content-Encoding") == "gzip"
                kept.append((gzip.decompress(body) if packed else body).decode())
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: Any) -> None:  # noqa: ANN401  # http.server's arguments
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Takes)
        self.dsn = f"http://publickey@127.0.0.1:{self.server.server_port}/42"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(envelope.splitlines()[2]) for envelope in list(self.raw)]

    def kinds(self) -> list[str]:
        return [event["exception"]["values"][0]["type"] for event in self.events if "exception" in event]


@pytest.fixture
def ingest() -> Iterator[Ingest]:
    server = Ingest()
    yield server
    server.server.shutdown()
    server.server.server_close()


def sent(ingest: Ingest, folder: Path, code: str) -> dict[str, Any]:
    """The one event that a program sends, all of which was looked through."""
    program = Program(ingest.dsn, folder=folder, program=["-c", PREPARED + code])
    program.end()
    assert len(ingest.raw) == 1, program.output
    assert not PERSONAL.findall(ingest.raw[0])
    assert set(ingest.events[0]) <= KEPT
    return ingest.events[0]


@pytest.mark.parametrize(
    "code",
    [
        f"try: pay()\n{CAUGHT}: log.exception('ref %s: %s', 'A1F3', 'Dana Reyes')",
        f"try: pay()\n{CAUGHT} as error: log.error('it failed', exc_info=error)",
        "pay()",
        "thread = threading.Thread(target=pay); thread.start(); thread.join()",
        f"try:\n  try: pay()\n  {CAUGHT} as error: raise ValueError('Dana') from error\n{CAUGHT}: log.exception('it')",
        f"try: pay()\n{CAUGHT}: logging.getLogger('slack_sdk').exception('POST %s', 'Dana Reyes')",
    ],
    ids=["logged", "handed over", "nobody foresaw", "of a thread", "with a cause", "of a library"],
)
def test_an_error_arrives_with_its_kind_and_places_and_without_anybody(
    ingest: Ingest, tmp_path: Path, code: str
) -> None:
    event = sent(ingest, tmp_path, code)
    [error] = event["exception"]["values"]
    assert error["type"] == "ValueError"
    assert set(error) == {"type", "stacktrace"}
    frames = error["stacktrace"]["frames"]
    assert any(frame["function"] == "pay" for frame in frames) or "raise" in code
    assert all(set(frame) <= {"filename", "lineno", "function", "in_app"} for frame in frames)
    assert re.fullmatch(r"rapport@[0-9.]+", event["release"])


@pytest.mark.parametrize(
    ("said", "arrives"),
    [
        ("'message %d (%s)', 7, 'Dana Reyes'", "message 7 (…)"),
        ("'refused: %s', 'invalid_blocks'", "refused: invalid_blocks"),
        ("'the digest of %s failed: %s', 'U0ANA', 'KeyError'", "the digest of … failed: KeyError"),
        ("'of %s', 'dana@bluedoor.example'", "of …"),
        ("'%d', 'Dana Reyes'", "%d"),
        ("'%(who)s', {'who': 'Dana Reyes'}", "%(who)s"),
    ],
)
def test_of_a_line_only_what_is_code_is_told(ingest: Ingest, tmp_path: Path, said: str, arrives: str) -> None:
    event = sent(ingest, tmp_path, f"log.error({said})")
    assert event["logentry"]["message"] == arrives
    assert (event["level"], event["logger"]) == ("error", "handlers.commands")


def test_what_was_logged_before_does_not_come_along(ingest: Ingest, tmp_path: Path) -> None:
    event = sent(ingest, tmp_path, "log.info('Dana Reyes'); log.warning('marmalade'); log.error('it failed')")
    assert event["logentry"]["message"] == "it failed"
    assert "breadcrumbs" not in event


SPOILED = str(Path(__file__).parents[1] / "faults" / "spoiled_bot.py")


def test_a_defect_of_the_bot_is_reported_and_the_person_has_its_reference(
    slack: Slack, tmp_path: Path, ingest: Ingest
) -> None:
    bot = Program(
        *("failing", "run"), folder=tmp_path, program=[SPOILED], **slack.variables, RAPPORT_SENTRY_DSN=ingest.dsn
    )
    try:
        bot.wait_for("connected to Slack")
        slack.told("/customer", "add Dana Reyes email:dana@bluedoor.example")
        slack.told("/touchpoint", "Dana Reyes: the marmalade was off")
        shown = slack.sandbox.people.messages(channel="C0GENERAL", user="U0ANA")[-1]
        click = {"user": "U0ANA", "channel": "C0GENERAL", "ts": shown["ts"], "action_id": "undo"}
        eventually(lambda: "error" not in slack.sandbox.people.interact(**click))
        eventually(ingest.kinds)
    finally:
        bot.make_sure_it_is_gone()
    assert set(ingest.kinds()) == {"KeyError"}
    assert not PERSONAL.findall("".join(ingest.raw))
    assert "ref " in bot.output


@pytest.mark.parametrize(
    "dsn", ["sentry.example", "https://sentry.example/42", "https://key@sentry.example/", "nowhere"]
)
def test_a_dsn_that_is_none_is_told_without_quoting_it(start: Callable[..., Program], dsn: str) -> None:
    bot = start("run", RAPPORT_SENTRY_DSN=dsn)
    assert bot.end() == 1
    assert "RAPPORT_SENTRY_DSN must be an address such as https://public-key@sentry.example/42" in bot.output
