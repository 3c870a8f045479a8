"""Forgetting a customer while everything goes wrong: nothing half, taken up where it was, and what stays is told."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.wire.faults import Fault
from storage import customers
from tests import engines
from tests.faults.mortal_writer import AT
from tests.forgetting import WORDS, erase, forget, with_dana
from tests.team import ANA, BEN, CARA, FEEDBACK, Team, action_ids, words
from tests.traces import traces

PROGRAM = Path(__file__).with_name("mortal_writer.py")
OF_HER = ("touchpoints", "details", "followups", "customer_keys")


@pytest.fixture
def dana(team: Team) -> Team:
    return with_dana(team)


def counts(file: Path | None) -> tuple[str, tuple[int, ...]]:
    """How far the erasure is, and how many rows of hers there are in each table."""
    asked = [f"SELECT count(*) FROM {table} WHERE customer_id = 1" for table in OF_HER]  # noqa: S608  # ours
    if file is None:
        with engines.outside() as server:
            server.execute("SET search_path TO t0harbour")
            return _answers(server, asked)
    with closing(sqlite3.connect(file)) as connection:
        return _answers(connection, asked)


def _answers(connection: Any, asked: list[str]) -> tuple[str, tuple[int, ...]]:  # noqa: ANN401  # either engine's
    [state] = connection.execute("SELECT state FROM forgettings").fetchone()
    return state, tuple(connection.execute(sql).fetchone()[0] for sql in asked)


def test_killed_at_any_point_of_the_erasure_nothing_is_half_and_it_comes_to_its_end(dana: Team) -> None:
    forget(dana)
    file = None if "url" in engines.chosen else dana.file
    _, whole = counts(file)
    dana.stop()
    environment = {**os.environ, **engines.told(), "PYTHONPATH": str(PROGRAM.parents[2])}
    command = [sys.executable, str(PROGRAM), str(dana.data), dana.sandbox.workspace.base_url, "care"]
    seen, ends = set(), []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as program:
        assert program.stdin
        assert program.stdout
        for number in [*range(1, 60, 3), 0]:
            program.stdin.write(f"{number}\n")
            program.stdin.flush()
            ends.append(program.stdout.readline())
            state, rows = counts(file)
            seen.add(state)
            assert rows == ((0,) * len(OF_HER) if state == "erased" else whole), state
        program.stdin.close()
    assert ends.count("killed\n") > 5
    assert "erased" in seen
    dana.clock.set(AT + timedelta(minutes=1))
    dana.start(leads=frozenset({CARA}))
    dana.advance(hours=9)
    assert traces(dana.data, WORDS) == []
    assert len([message for message in dana.dm(CARA) if "A customer was erased" in words(message)]) == 1


def test_what_fails_while_somebody_is_forgotten_has_changed_nothing(
    dana: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana.command(CARA, "/customer", "forget Dana Reyes")
    before = dana.contents()

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(customers, "remove", fail)
    dana.submit(CARA, name="Dana Reyes")
    after = dana.contents()
    assert {name for name in before if before[name] != after[name]} <= {"form_origins", "looks"}


def test_while_slack_is_down_the_edits_wait_and_the_report_too(dana: Team) -> None:
    forget_under(dana, Fault("chat.update", times=10**6, status=503))
    later = dana.clock.now() + timedelta(hours=33)
    for minute in range(4):
        dana.jump(later + timedelta(minutes=minute))
    assert dana.rows("SELECT state FROM forgettings") == [{"state": "erased"}]
    assert dana.rows("SELECT told_at FROM forgettings") == [{"told_at": None}]
    assert "never arrived" in words(dana.alert())

    dana.sandbox.faults.clear()
    dana.advance(minutes=15)
    assert "never arrived" not in words(dana.alert())
    assert "A customer was erased" in words(dana.dm(CARA)[-1])


def forget_under(team: Team, fault: Fault) -> None:
    team.command(CARA, "/customer", "forget Dana Reyes")
    team.sandbox.faults.order(fault)
    team.submit(CARA, name="Dana Reyes")


def test_what_slack_does_not_let_be_edited_is_told_with_where_it_is(dana: Team) -> None:
    alert = dana.alert()
    dana.sandbox.workspace.channels[FEEDBACK].is_archived = True
    erase(dana)

    report = str(dana.dm(CARA)[-1])
    assert "Slack does not let Rapport edit these" in report
    assert f"/archives/{FEEDBACK}/p{alert['ts'].replace('.', '')}" in report


def test_an_alert_on_its_way_is_not_posted_and_comes_after_all_when_it_is_taken_back(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("chat.postMessage", times=1, status=503))
    dana.command(ANA, "/complaint", "Dana Reyes: soup was cold severity:high")
    forget(dana)
    dana.advance(minutes=10)
    assert not [message for message in dana.sees(BEN, FEEDBACK) if "soup was cold" in words(message)]

    notice = next(message for message in dana.dm(CARA) if "take_back_forgotten" in action_ids(message))
    dana.click(CARA, "take_back_forgotten", notice)
    dana.advance(minutes=2)
    assert [message for message in dana.sees(BEN, FEEDBACK) if "soup was cold" in words(message)]


def test_messages_from_which_something_was_logged_and_texts_of_others_are_told(dana: Team) -> None:
    dana.write("UPDATE touchpoints SET link = 'https://harbour-kitchen.slack.com/archives/C0GENERAL/p1' WHERE id = 1")
    dana.command(ANA, "/touchpoint", "Ruth Olsen: came on the word of Dana Reyes")
    erase(dana)

    report = str(dana.dm(CARA)[-1])
    assert "https://harbour-kitchen.slack.com/archives/C0GENERAL/p1" in report
    assert "a touchpoint of customer 2" in report
    assert dana.rows("SELECT text FROM touchpoints") == [{"text": "came on the word of Dana Reyes"}]
