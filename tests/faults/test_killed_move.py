"""kill -9 of `rapport move` at any line: all of it is on the new side or nothing, and the next try ends whole."""

import os
import random
import signal
import sys
from collections.abc import Callable
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

pytestmark = [
    pytest.mark.engine("postgres"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed processes are forked, which Windows cannot"),
]

SCHEMA, NAME = "t0moved", "T0MOVED.db"
WATCHED = {module.__file__ for module in (drafts, moving, moves, postgres_side, sqlite_side)}


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


def killed(go: Callable[[], object], at: int) -> bool:
    """Whether a process of its own was killed before that line of the move, which may have fewer."""
    child = os.fork()
    if child == 0:
        left = [at]

        def trace(frame: object, event: str, _argument: object) -> object:
            if event == "line" and frame.f_code.co_filename in WATCHED:  # type: ignore[attr-defined]  # a frame
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)  # type: ignore[arg-type]  # as above
        try:
            go()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def lines_of(go: Callable[[], object]) -> int:
    """How many lines a whole move has."""
    seen = [0]

    def trace(frame: object, event: str, _argument: object) -> object:
        seen[0] += event == "line" and frame.f_code.co_filename in WATCHED  # type: ignore[attr-defined]  # as above
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]  # as above
    try:
        go()
    finally:
        sys.settrace(None)
    return seen[0]


def points(last: int, number: int) -> list[int]:
    """Where to kill: somewhere, and at each of the last lines, where the new side gets its name."""
    return [*sorted(random.Random(10).sample(range(1, last - 5), number)), *range(last - 5, last + 1)]  # noqa: S311  # a test


def is_there(url: SecretStr) -> bool:
    with psycopg.connect(url.get_secret_value()) as server:
        return server.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (SCHEMA,)).fetchone() is not None


@pytest.mark.parametrize("number", [4, pytest.param(400, marks=pytest.mark.full)])
def test_killed_on_the_way_to_postgresql(before: Path, url: SecretStr, number: int) -> None:
    held = contents(before)

    def go() -> moves.Outcome:
        return moves.to_server(before, None, url, silent)

    whole = lines_of(go)
    for at in points(whole, number):
        engines.clear()
        assert killed(go, at) == (at <= whole)
        was_there = is_there(url)
        outcome = go()
        assert outcome.was_there == was_there  # all of it, or the second would have been refused
        assert all(table.before == table.after for table in outcome.tables)
        assert contents(before) == held


@pytest.mark.parametrize("number", [4, pytest.param(400, marks=pytest.mark.full)])
def test_killed_on_the_way_to_a_file(before: Path, url: SecretStr, number: int, tmp_path: Path) -> None:
    held = contents(before)
    moves.to_server(before, None, url, silent)

    def go() -> moves.Outcome:
        return moves.to_file(url, SCHEMA, tmp_path, None, silent)

    whole = lines_of(go)
    for at in points(whole, number):
        (tmp_path / NAME).unlink()
        assert killed(go, at)
        if (tmp_path / NAME).exists():
            assert contents(tmp_path / NAME) == held
        go()
        assert contents(tmp_path / NAME) == held
        assert [*tmp_path.glob("*.moving*")] == []
    assert moves.to_server(before, None, url, silent).was_there
