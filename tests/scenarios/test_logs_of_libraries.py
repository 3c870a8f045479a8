"""Nothing that the libraries under Rapport say, at any level, brings an address, a token or a payload into the log."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.sandbox.wire.faults import Fault
from tests.processes import Program, Slack, eventually

FAILURES = [
    Fault("*", drop="before"),
    Fault("*", status=500),
    Fault("*", error="internal_error"),
    Fault("*", status=503, error="service_unavailable"),
    Fault("*", status=429, retry_after=1),
]

LOUD = """
import logging
from bot.cli import logs
logs.start("DEBUG")
for name in ("slack_sdk", "slack_bolt", "urllib3", "websocket", "http", "some.other.library"):
    logging.getLogger(name).setLevel(logging.DEBUG)
"""

SECRET = "SECRET9"
NOBODY = "http://127.0.0.1:1"
API = "from slack_sdk import WebClient\n"
WEBHOOK = "from slack_sdk.webhook import WebhookClient\n"


def said(tmp_path: Path, code: str) -> str:
    """Everything that a program with loggers as loud as can be prints."""
    program = Program(folder=tmp_path, program=["-c", LOUD + code])
    program.end()
    return program.output


@pytest.mark.parametrize("failure", FAILURES)
def test_an_answer_and_an_alert_that_fail_are_logged_without_address_token_or_words(
    slack: Slack, start: Callable[..., Program], failure: Fault
) -> None:
    bot = start("run", RAPPORT_LOG_LEVEL="DEBUG")
    bot.wait_for("connected to Slack")
    people, faults = slack.sandbox.people, slack.sandbox.faults
    slack.typed("/customer", "add Quillon Zarf")
    slack.typed("/complaint", "Quillon Zarf: the marmalade was off")
    faults.order(replace(failure, method="response_url", times=9))
    faults.order(replace(failure, method="chat.*", times=2))
    faults.order(replace(failure, method="views.*", times=2))
    answer = people.command(channel="C0GENERAL", user="U0ANA", command="/touchpoint", text="Quilon Zarf: marmalade")
    assert answer["ack"]
    shown = people.messages(channel="C0GENERAL", user="U0ANA")[-1]
    people.interact(user="U0ANA", action_id="choose_customer", channel="C0GENERAL", ts=shown["ts"])
    slack.typed("/touchpoint", "")
    eventually(lambda: slack.sandbox.traffic.entries(kind="response", name="response_url"))
    bot.wait_for("an answer to a click")
    for word in ("/response/", "http://", "ticket", "xoxb-", "xapp-", "Quillon", "Zarf", "marmalade", "payload"):
        assert word not in bot.output


@pytest.mark.parametrize(
    "call",
    [
        f"{WEBHOOK}WebhookClient('{NOBODY}/response/{SECRET}').send(text='{SECRET}')",
        f"{API}WebClient('xoxb-{SECRET}', base_url='{NOBODY}/{SECRET}/').chat_delete(channel='C', ts='{SECRET}')",
        f"{API}WebClient('xoxb-{SECRET}', base_url='http://{SECRET}').auth_test()",
        f"logging.getLogger('urllib3.connectionpool').warning('Retrying %s', 'https://{SECRET}')",
        f"logging.getLogger('websocket').error('--- request header ---{SECRET}')",
        f"logging.getLogger('some.other.library').critical('{SECRET}')",
        f"logging.getLogger('some').warning('%d', '{SECRET}')",
        f"logging.getLogger('bot').warning('%d', '{SECRET}')",
        f"import warnings; warnings.warn('{SECRET}', stacklevel=1)",
        f"import threading; threading.Thread(target=lambda: {{}}['{SECRET}']).start()",
        f"{{}}['{SECRET}']",
        f"import sqlite3; sqlite3.connect(':memory:').execute('SELECT {SECRET}')",
        f"logging.getLogger('bot').error('it failed', exc_info=ValueError('{SECRET}'))",
    ],
)
def test_no_library_and_no_error_is_quoted(tmp_path: Path, call: str) -> None:
    found = said(tmp_path, call)
    assert SECRET not in found
    assert "xoxb" not in found


def test_where_a_library_spoke_is_told(tmp_path: Path) -> None:
    found = said(tmp_path, f"{WEBHOOK}WebhookClient('{NOBODY}/x').send(text='x')")
    assert re.search(r'from=slack_sdk\.webhook\.client event="something is amiss at client\.py:\d+ ', found)


def test_an_error_that_nobody_foresaw_is_told_by_its_kind_and_place(tmp_path: Path) -> None:
    found = said(tmp_path, "def pay():\n    {}['x']\npay()")
    assert re.search(r'level=critical .* error="KeyError at .* pay"', found)
