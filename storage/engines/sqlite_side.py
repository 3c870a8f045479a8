"""A file of SQLite as one side of a move (storage/moving.py).

What is moved away from stays as it is; what is moved to is written as a draft beside, which takes its place when whole.
"""

import sqlite3
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import SecretStr
from sqlite_utils import Migrations

from bot.domain.errors import StorageError
from storage import backup, installations_schema
from storage.drafts import failures, make_private, scratch, take_place
from storage.engine import ERRORS, open_file
from storage.engines.sqlite import SqliteDatabase
from storage.hearing_migrations import migrations
from storage.moving import OF_SEARCH, SEARCHED, Row, Table
from storage.ownership import own
from storage.schema import known_steps

_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    " AND name NOT LIKE 'sqlite%' AND name != '_sqlite_migrations'"
)


class SqliteSide:
    """storage.moving.Side over a connection that has the file for itself."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # what is no UTF-8 is read all the same, so that it can be said which row it is
        connection.text_factory = lambda text: text.decode(errors="surrogateescape")

    def tables(self) -> dict[str, Table]:
        """Those of the schema, but for what full-text search keeps, which is given as its words."""
        names = [name for (name,) in self._connection.execute(_TABLES)]
        searched = {OF_SEARCH: SEARCHED} if SEARCHED.refers_to <= set(names) else {}
        return {**{name: self._table(name) for name in names}, **searched}

    def count(self, table: Table) -> int:
        """How many rows it has."""
        [number] = self._connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608  # a table's own name
        return int(number)

    def rows(self, table: Table) -> Generator[Row, None, None]:
        """All of them, in the order of the key."""
        key = ", ".join(_named(table, table.key))
        yield from self._connection.execute(
            f'SELECT {", ".join(_named(table, table.columns))} FROM "{table.name}" ORDER BY {key}'  # noqa: S608  # as above
        )

    def take(self, table: Table, rows: Iterator[Row]) -> None:
        """Add them to a table: SQLite keeps whatever PostgreSQL does."""
        marks = ", ".join("?" for _ in table.columns)
        self._connection.executemany(
            f'INSERT INTO "{table.name}" ({", ".join(_named(table, table.columns))}) VALUES ({marks})',  # noqa: S608  # as above
            rows,
        )

    def given_out(self) -> dict[str, int]:
        """By table the highest id that was ever given out, where SQLite counts."""
        counts = self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone()
        return dict(self._connection.execute("SELECT name, seq FROM sqlite_sequence")) if counts else {}

    def go_on_after(self, given_out: Mapping[str, int]) -> None:
        """Where ids are never given out again; elsewhere SQLite goes by the highest that there is."""
        for name, highest in given_out.items():
            schema = self._connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            if "AUTOINCREMENT" in schema:
                self._connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
                self._connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, highest))

    def _table(self, name: str) -> Table:
        columns = self._connection.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall()
        key = sorted((place, column) for column, place in columns if place)
        refers_to = self._connection.execute('SELECT "table" FROM pragma_foreign_key_list(?)', (name,))
        return Table(
            name,
            tuple(column for column, _ in columns),
            tuple(column for _, column in key),
            frozenset(other for (other,) in refers_to),
        )


def _named(table: Table, columns: tuple[str, ...]) -> list[str]:
    named = {"customer_id": "rowid"} if table.name == OF_SEARCH else {}
    return [f'"{named.get(column, column)}"' for column in columns]


@contextmanager
def left_as_it_is(path: Path, key: SecretStr | None) -> Iterator[SqliteSide]:
    """The file that is moved away from: nobody else has it or writes to it meanwhile, and nothing of it is changed.

    Raises StorageError while a Rapport has it, and where it is damaged or of another version.
    """
    with own(path), failures(f"{path} cannot be moved"), closing(open_file(path, "rw", key)) as connection:
        _check(path, connection, _steps(path))
        connection.execute("BEGIN IMMEDIATE")
        yield SqliteSide(connection)


@contextmanager
def made_beside(path: Path, key: SecretStr | None) -> Iterator[SqliteSide]:
    """The file that is moved to, empty. It is there under its name when the block ends, whole, or not at all.

    Raises StorageError where a Rapport has it.
    """
    draft = path.with_suffix(".moving")
    with failures(f"{path} cannot be written"), scratch(draft):
        path.parent.mkdir(parents=True, exist_ok=True)
        with own(path):
            backup.sweep(path)
            make_private(draft)
            SqliteDatabase(draft, key, _steps(path)).close()
            with closing(open_file(draft, "rw", key)) as connection:
                connection.execute("PRAGMA foreign_keys=OFF")  # they are looked at once, in the end
                connection.execute("PRAGMA synchronous=OFF")  # it is brought to the disk once, as a whole
                connection.execute("BEGIN")
                yield SqliteSide(connection)
                connection.execute("COMMIT")
                _check(draft, connection, _steps(path))
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            take_place(draft, path)


@contextmanager
def there_already(path: Path, key: SecretStr | None) -> Iterator[SqliteSide]:
    """A file that has the name already, to be looked at."""
    with own(path), failures(f"{path} cannot be read"), closing(open_file(path, "ro", key)) as connection:
        _check(path, connection, _steps(path))
        yield SqliteSide(connection)


def _steps(path: Path) -> Migrations:
    return installations_schema.migrations() if path.name == installations_schema.FILE else migrations


def _check(path: Path, connection: sqlite3.Connection, steps: Migrations) -> None:
    """Raise StorageError unless the file is sound and of today's schema."""
    try:
        applied = [name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")]
    except ERRORS as error:
        raise StorageError(f"{path} is not one of Rapport's databases.") from error
    if set(applied) != set(known_steps(steps)):
        raise StorageError(f"{path} is of another version of Rapport. Start Rapport once, which brings it up to date.")
    [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StorageError(f"{path} is damaged. Go back to a backup first: rapport restore FILE.")
