"""kill -9 of `rapport restore` on PostgreSQL at any line: the old state or the backup, never an empty one."""

import os
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr

from storage.engines import dump_restore, postgres_schema, postgres_side, server
from storage.engines.dump import dump_all
from storage.engines.dump_restore import bring_back, look
from storage.engines.postgres import PostgresDatabase
from tests import engines
from tests.cluster import programs
from tests.fake_clock import MONDAY_NINE
from tests.faults.mortal_calls import killed, lines_of, points

pytestmark = [
    pytest.mark.engine("postgres"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed processes are forked, which Windows cannot"),
]

TEAM = "T0KILLED"
WATCHED = {dump_restore, postgres_schema, postgres_side, server}


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> SecretStr:
    monkeypatch.setenv("PATH", f"{programs()}:{os.environ['PATH']}")
    engines.clear()
    return SecretStr(engines.chosen["url"])


def say(url: SecretStr, word: str) -> None:
    database = PostgresDatabase(url, TEAM)
    database.write(lambda uow: uow.execute("DELETE FROM settings"))
    database.write(lambda uow: uow.execute("INSERT INTO settings (name, value) VALUES ('word', ?)", (word,)))
    database.close()


def said(url: SecretStr) -> list[tuple[str, int]]:
    """The word, and how many restores are noted: as a bot that is started then would find it."""
    with psycopg.connect(url.get_secret_value()) as connection:
        found = "SELECT value, (SELECT count(*) FROM t0killed.restores) FROM t0killed.settings"
        return [(str(value), int(restores)) for value, restores in connection.execute(found).fetchall()]


@pytest.mark.parametrize("number", [12, pytest.param(400, marks=pytest.mark.full)])
def test_killed_at_any_line_there_is_what_was_there_or_the_backup(url: SecretStr, tmp_path: Path, number: int) -> None:
    say(url, "old")
    [copy] = map(look, dump_all(url, tmp_path, MONDAY_NINE, keep=1))
    say(url, "new")
    times = iter(MONDAY_NINE + timedelta(minutes=minute) for minute in range(9_999))

    def go() -> str | None:
        return bring_back(url, copy, next(times))

    whole = lines_of(go, WATCHED)
    assert said(url) == [("old", 1)]
    for at in points(whole, min(number, whole - 7)):
        say(url, "new")
        before = said(url)
        next(times)
        killed(go, at, WATCHED)
        assert said(url) in (before, [("old", 1)])
    next(times)  # the one that the last process took
    go()
    assert said(url) == [("old", 1)]
