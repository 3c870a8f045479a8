"""A workspace from SQLite to PostgreSQL and back: the same on both sides, or not moved at all."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotFoundError, StorageError
from bot.domain.installation import Installation
from storage import customers, installations, search
from storage.engine import open_file
from storage.engines.moves import to_file, to_server
from storage.engines.postgres import PostgresDatabase
from storage.engines.sqlite import SqliteDatabase
from storage.engines.sqlite_side import SqliteSide
from storage.installations_schema import FILE, migrations
from storage.moving import Moved, Row, Table, move
from storage.ownership import own
from tests import engines
from tests.encrypted import KEY, readable
from tests.every_kind import fill
from tests.fake_clock import MONDAY_NINE

pytestmark = pytest.mark.engine("postgres")

TEAM, SCHEMA = "T0MOVED", "t0moved"


INSTALLED = Installation(
    *(TEAM, None, "A0RAPPORT", "B0RAPPORT", "U0RAPPORT", ("chat:write", "commands"), "U0DEV"),
    *("https://moved.slack.com/", "sealed", "sealed as well", MONDAY_NINE, MONDAY_NINE),
)


def silent(_doing: str, _rows: int) -> None:
    """Nobody looks on."""


@pytest.fixture
def url() -> SecretStr:
    engines.clear()
    return SecretStr(engines.chosen["url"])


@pytest.fixture
def path(empty_database: Path, tmp_path: Path) -> Path:
    """A file with one customer; of two lines that were kept none is left."""
    database = SqliteDatabase(Path(shutil.copy(empty_database, tmp_path / f"{TEAM}.db")))
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Quillon Zarf", company="Blue marmalade"), "U0ANA", MONDAY_NINE)
        uow.execute("INSERT INTO kept_lines (person, command, line, kept_at) VALUES ('U0ANA', 'add', '{}', '')")
        uow.execute("DELETE FROM kept_lines")
    database.close()
    return tmp_path / f"{TEAM}.db"


def contents(path: Path, key: SecretStr | None = None) -> dict[str, object]:
    """Every row of every table, the ids that were given out, and the schema."""
    with closing(open_file(path, "ro", key)) as connection:
        side = SqliteSide(connection)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            **{name: list(side.rows(table)) for name, table in side.tables().items()},
            "ids": side.given_out(),
            "schema": connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name, sql").fetchall(),
        }


def is_there(url: SecretStr) -> bool:
    with psycopg.connect(url.get_secret_value()) as server:
        return server.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (SCHEMA,)).fetchone() is not None


@settings(max_examples=6, suppress_health_check=list(HealthCheck))  # of each some two hundred rows, of every table
@given(data=st.data())
def test_data_of_every_kind_is_the_same_there_and_back_again(empty_database: Path, data: st.DataObject) -> None:
    engines.clear()
    url = SecretStr(engines.chosen["url"])
    with TemporaryDirectory() as here, TemporaryDirectory() as there:
        path, back = Path(here) / f"{TEAM}.db", Path(there) / f"{TEAM}.db"
        shutil.copy(empty_database, path)
        with closing(open_file(path, "rw")) as connection:
            fill(connection, data.draw)
        before = contents(path)
        gone = to_server(path, None, url, silent).tables
        come = to_file(url, SCHEMA, back.parent, None, silent).tables

        assert contents(back) == contents(path) == before
        assert gone == come
        assert all(one.before == one.after for one in gone)


def test_ids_and_the_search_go_on_where_they_were(path: Path, url: SecretStr, tmp_path: Path) -> None:
    to_server(path, None, url, silent)
    database = PostgresDatabase(url, TEAM)
    keep = "INSERT INTO kept_lines (person, command, line, kept_at) VALUES ('U0ANA', 'add', '{}', '')"

    assert database.write(lambda uow: uow.insert(keep)) == 2
    assert [found.customer.name for found in database.write(lambda uow: search.close(uow, "quilon"))] == [
        "Quillon Zarf"
    ]
    database.write(lambda uow: uow.execute("DELETE FROM kept_lines"))
    database.close()
    back = tmp_path / "back" / f"{TEAM}.db"
    to_file(url, SCHEMA, back.parent, None, silent)
    file = SqliteDatabase(back)
    assert file.write(lambda uow: uow.insert(keep)) == 3
    assert [found.customer.name for found in file.write(lambda uow: search.close(uow, "quilon"))] == ["Quillon Zarf"]
    file.close()
    assert back.stat().st_mode & 0o077 == 0
    assert sorted(one.name for one in back.parent.iterdir()) == [back.name, f"{back.name}.lock"]


def test_an_encrypted_file_is_moved_and_comes_back_encrypted(path: Path, url: SecretStr, tmp_path: Path) -> None:
    before = contents(path)
    to_server(path, None, url, silent)
    locked = tmp_path / "locked" / f"{TEAM}.db"
    to_file(url, SCHEMA, locked.parent, KEY, silent)
    assert contents(locked, KEY)["customers"] == before["customers"]
    assert readable(locked.parent) == []
    engines.clear()
    assert not to_server(locked, KEY, url, silent).was_there
    plain = tmp_path / "plain" / f"{TEAM}.db"
    to_file(url, SCHEMA, plain.parent, None, silent)
    assert contents(plain) == before


def test_what_was_moved_before_is_found_the_same(path: Path, url: SecretStr) -> None:
    moved = to_server(path, None, url, silent)
    again = to_server(path, None, url, silent)
    back = to_file(url, SCHEMA, path.parent, None, silent)

    assert not moved.was_there
    assert again.was_there
    assert back.was_there
    assert moved.tables == again.tables == back.tables


def test_other_data_is_never_overwritten(path: Path, url: SecretStr) -> None:
    to_server(path, None, url, silent)
    with closing(open_file(path, "rw")) as connection:
        connection.execute("UPDATE customers SET company = 'Red marmalade'")
    before = contents(path)

    with pytest.raises(ConflictError, match=r"The schema t0moved holds other data already \(\d+ rows\)"):
        to_server(path, None, url, silent)
    with pytest.raises(ConflictError, match=r"T0MOVED.db holds other data already .* mv "):
        to_file(url, SCHEMA, path.parent, None, silent)
    assert contents(path) == before


def test_an_empty_schema_is_filled(path: Path, url: SecretStr) -> None:
    with psycopg.connect(url.get_secret_value()) as server:
        server.execute("CREATE SCHEMA t0moved")
    assert not to_server(path, None, url, silent).was_there


def test_while_a_rapport_runs_nothing_is_moved(path: Path, url: SecretStr, tmp_path: Path) -> None:
    with own(path), pytest.raises(StorageError, match="is in use by another Rapport"):
        to_server(path, None, url, silent)
    assert not is_there(url)
    to_server(path, None, url, silent)
    database = PostgresDatabase(url, TEAM)
    lease = database.lease()
    with pytest.raises(StorageError, match="is in use by another Rapport"):
        to_server(path, None, url, silent)
    with pytest.raises(StorageError, match="is in use by another Rapport"):
        to_file(url, SCHEMA, tmp_path / "back", None, silent)
    lease.release()
    database.close()
    assert list((tmp_path / "back").glob("*")) == []


def test_meanwhile_nobody_writes_to_the_old_side(path: Path, url: SecretStr, tmp_path: Path) -> None:
    def write_to_file(_doing: str, _rows: int) -> None:
        with (
            closing(open_file(path, "rw", timeout_s=0.01)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("DELETE FROM customers")

    def write_to_server(_doing: str, _rows: int) -> None:
        with psycopg.connect(url.get_secret_value()) as other, pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute("SET lock_timeout = '10ms'; DELETE FROM t0moved.customers")

    to_server(path, None, url, write_to_file)
    to_file(url, SCHEMA, tmp_path / "back", None, write_to_server)


BROKEN = {
    "NUL": ("UPDATE customers SET company = 'Blue' || char(0) || 'Door'", "its company holds a NUL"),
    "UTF-8": ("UPDATE customers SET company = CAST(x'ff42' AS TEXT)", "its company is no text in UTF-8"),
    "index": ("UPDATE outbox SET key = hex(randomblob(9000))", "is refused: index row"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_postgresql_cannot_keep_is_named_with_its_row_and_what_to_do(
    path: Path, url: SecretStr, kind: str
) -> None:
    change, says = BROKEN[kind]
    with closing(open_file(path, "rw")) as connection:
        connection.execute(
            "INSERT INTO outbox (id, key, kind, subject, recipient, priority, not_before, state, attempts, error,"
            " created_at) VALUES (7, 'k', 'alert', '1', 'feedback', 0, '', 'sent', 0, '', '')"
        )
        connection.execute(change)
    with pytest.raises(StorageError) as refused:
        to_server(path, None, url, silent)

    assert says in refused.value.sentence
    assert ("The row id = 7 of outbox" if kind == "index" else "WHERE id = 1") in refused.value.sentence
    assert "Door" not in refused.value.sentence
    assert not is_there(url)


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"x" * 4096 * 3
    path.write_bytes(content)


def make_older(path: Path) -> None:
    with closing(open_file(path, "rw")) as connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm025%'")


def lose_a_customer(path: Path) -> None:
    with closing(open_file(path, "rw")) as connection:
        connection.execute("DELETE FROM customers")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(damage, "is damaged|malformed"), (make_older, "Start Rapport once"), (lose_a_customer, "is damaged")],
)
def test_a_file_that_is_not_sound_is_not_moved(
    path: Path, url: SecretStr, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(StorageError, match=says):
        to_server(path, None, url, silent)
    assert path.read_bytes() == before
    assert not is_there(url)


def test_a_server_that_is_not_there_is_told(path: Path) -> None:
    with pytest.raises(StorageError, match=r"PostgreSQL cannot be reached, or refuses. Is its address right"):
        to_server(path, None, SecretStr("postgresql://rapport@127.0.0.1:1/none"), silent)


def test_a_workspace_that_is_not_there_is_told(url: SecretStr, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is no workspace T0MOVED"):
        to_file(url, SCHEMA, tmp_path, None, silent)
    assert list(tmp_path.iterdir()) == []


def test_the_installations_of_many_workspaces_are_moved_as_well(url: SecretStr, tmp_path: Path) -> None:
    before, back = tmp_path / "before" / FILE, tmp_path / "back" / FILE
    file = SqliteDatabase(before, None, migrations())
    file.write(lambda uow: installations.save(uow, INSTALLED))
    file.write(lambda uow: installations.serve(uow, TEAM, INSTALLED.id, MONDAY_NINE))
    file.close()
    to_server(before, None, url, silent)
    to_file(url, "rapport", back.parent, None, silent)

    assert contents(back) == contents(before)
    with psycopg.connect(url.get_secret_value()) as server:
        assert server.execute("SELECT count(*) FROM rapport.workspaces").fetchone() == (1,)


class Careless(SqliteSide):
    """Keeps almost everything: a control."""

    def __init__(self, connection: sqlite3.Connection, change: Callable[[list[Row]], list[Row]]) -> None:
        super().__init__(connection)
        self._change = change

    def take(self, table: Table, rows: Iterator[Row]) -> None:
        super().take(table, iter(self._change(list(rows)) if table.name == "customers" else rows))


def altered(rows: list[Row]) -> list[Row]:
    return [tuple("Somebody" if value == "Quillon Zarf" else value for value in row) for row in rows]


def moved_carelessly(path: Path, change: Callable[[list[Row]], list[Row]]) -> list[Moved]:
    other = path.with_name("T0OTHER.db")
    SqliteDatabase(other).close()
    with closing(open_file(path, "ro")) as old, closing(open_file(other, "rw")) as new:
        return move(SqliteSide(old), Careless(new, change), silent)


@pytest.mark.parametrize("change", [lambda rows: rows[1:], altered, lambda rows: [*rows, (99, *rows[0][1:])]])
def test_a_row_that_is_missing_altered_or_too_many_is_seen(path: Path, change: Any) -> None:  # noqa: ANN401  # a function
    assert moved_carelessly(path, lambda rows: rows)
    path.with_name("T0OTHER.db").unlink()
    with pytest.raises(StorageError, match="customers is not the same on both sides, from row"):
        moved_carelessly(path, change)
