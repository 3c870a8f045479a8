"""Rapport over Socket Mode, as a process: connects, works, stops in good order, and is never there twice."""

import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import Program, Slack, eventually

Start = Callable[..., Program]
CONNECTED = "connected to Slack"


def touchpoints(folder: Path) -> int:
    with sqlite3.connect(f"file:{folder}/data/T0HARBOUR.db?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM touchpoints").fetchone()[0])


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_it_works_over_two_connections_and_stops_in_good_order(
    slack: Slack, start: Start, tmp_path: Path, by: signal.Signals
) -> None:
    bot = start("run")
    bot.wait_for(CONNECTED, times=2)
    eventually(lambda: slack.sandbox.sockets.connected == 2)
    slack.typed("/customer", "add Dana Reyes")
    assert "Logged" in slack.typed("/touchpoint", "Dana Reyes: called about the renewal")
    assert bot.end(by) == 0
    assert "Rapport has stopped" in bot.output
    assert "Dana" not in bot.output
    assert not list((tmp_path / "data").glob("*-wal"))
    assert touchpoints(tmp_path) == 1


def test_killed_straight_after_logged_nothing_is_lost_and_the_alert_comes_once(
    slack: Slack, start: Start, tmp_path: Path
) -> None:
    first = start("run")
    first.wait_for(CONNECTED, times=2)
    slack.typed("/customer", "add Dana Reyes")
    assert "Logged" in slack.typed("/complaint", "Dana Reyes: order never arrived")
    assert first.end(signal.SIGKILL) == -signal.SIGKILL

    second = start("run")  # takes over the lock that the first one left
    second.wait_for(CONNECTED, times=2)
    eventually(slack.alerts)
    assert second.end(signal.SIGTERM) == 0
    assert len(slack.alerts()) == 1
    assert touchpoints(tmp_path) == 1


def test_a_second_process_on_the_same_database_is_refused_and_the_first_works_on(slack: Slack, start: Start) -> None:
    first = start("run")
    first.wait_for(CONNECTED, times=2)
    second = start("run")
    assert second.end() == 1
    assert f"in use by another Rapport (process {first.pid})" in second.output
    assert slack.typed("/rapport", "help")


@pytest.mark.parametrize(
    ("variable", "wrong", "sentence"),
    [
        ("SLACK_APP_TOKEN", "xapp-wrong", "Slack refuses SLACK_APP_TOKEN (invalid_auth)"),
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "Slack refuses SLACK_BOT_TOKEN (invalid_auth). Copy it again"),
        ("SLACK_API_URL", "http://127.0.0.1:1/", "http://127.0.0.1:1/ cannot be reached. Check the network"),
    ],
)
def test_it_ends_with_a_sentence_where_it_cannot_work(start: Start, variable: str, wrong: str, sentence: str) -> None:
    bot = start("run", **{variable: wrong})
    assert bot.end() == 1
    assert sentence in bot.output
    assert "Traceback" not in bot.output
