"""kill -9 of `rapport move` at any line: all of it is on the new side or nothing, and the next try ends whole."""

import os
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from storage import drafts, moving
from storage.engine import open_file
from storage.engines import moves, postgres_side, sqlite_side
from storage.engines.sqlite import SqliteDatabase
from storage.engines.sqlite_side import SqliteSide
from tests import engines
from tests.every_kind import fill
from tests.faults.mortal_calls import killed, lines_of, points

pytestmark = [
    pytest.mark.engine("postgres"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed processes are forked, which Windows cannot"),
]

SCHEMA, NAME = "t0moved", "T0MOVED.db"
WATCHED = {drafts, moving, moves, postgres_side, sqlite_side}


def silent(_doing: str, _rows: int) -> None:
    """Nobody looks on."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with rows in every table."""
    path = tmp_path_factory.mktemp("before") / NAME
    SqliteDatabase(path).close()

    @settings(max_examples=1, phases=[Phase.generate], database=None, derandomize=True)
    @given(data=st.data())
    def fill_it(data: st.DataObject) -> None:
        with closing(open_file(path, "rw")) as connection:
            fill(connection, data.draw)

    fill_it()
    return path


@pytest.fixture
def url() -> SecretStr:
    engines.clear()
    return SecretStr(engines.chosen["url"])


def contents(path: Path) -> dict[str, object]:
    with closing(open_file(path, "ro")) as connection:
        side = SqliteSide(connection)
        return {name: list(side.rows(table)) for name, table in side.tables().items()} | {"ids": side.given_out()}


def is_there(url: SecretStr) -> bool:
    with psycopg.connect(url.get_secret_value()) as server:
        return server.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (SCHEMA,)).fetchone() is not None


@pytest.mark.parametrize("number", [3, pytest.param(400, marks=pytest.mark.full)])
def test_killed_on_the_way_to_postgresql(before: Path, url: SecretStr, number: int) -> None:
    held = contents(before)

    def go() -> moves.Outcome:
        return moves.to_server(before, None, url, silent)

    whole = lines_of(go, WATCHED)
    for at in points(whole, number):
        engines.clear()
        assert killed(go, at, WATCHED) == (at <= whole)
        was_there = is_there(url)
        outcome = go()
        assert outcome.was_there == was_there  # all of it, or the second would have been refused
        assert all(table.before == table.after for table in outcome.tables)
        assert contents(before) == held


@pytest.mark.parametrize("number", [3, pytest.param(400, marks=pytest.mark.full)])
def test_killed_on_the_way_to_a_file(before: Path, url: SecretStr, number: int, tmp_path: Path) -> None:
    held = contents(before)
    moves.to_server(before, None, url, silent)

    def go() -> moves.Outcome:
        return moves.to_file(url, SCHEMA, tmp_path, None, silent)

    whole = lines_of(go, WATCHED)
    for at in points(whole, number):
        (tmp_path / NAME).unlink()
        assert killed(go, at, WATCHED)
        if (tmp_path / NAME).exists():
            assert contents(tmp_path / NAME) == held
        go()
        assert contents(tmp_path / NAME) == held
        assert [*tmp_path.glob("*.moving*")] == []
    assert moves.to_server(before, None, url, silent).was_there
