"""A schema of PostgreSQL as one side of a move (storage/moving.py).

What is moved away from is locked against writing; what is moved to is made, filled and compared in one transaction, so
that nobody sees it before it is whole, and nothing is left of it should that not come to its end.
"""

import re
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal
from pydantic import SecretStr

from bot.domain.errors import NotFoundError, StorageError
from storage import installations_schema
from storage.engines.postgres_schema import STEPS, bring_up_to_date
from storage.engines.postgres_sweep import add_marks, read_marks
from storage.engines.server import Asked, asking, check_idle
from storage.engines.tsvector import lexemes
from storage.moving import OF_SEARCH, SEARCHED, RefusedError, Row, Table

_OWN = {"lease", "migrations", OF_SEARCH}
"""Tables of this engine alone."""

_AT_ONCE = 2_000
"""Rows that the server gives at a time."""

_COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables
    USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
    ORDER BY table_name, ordinal_position"""

_KEYS = """
    SELECT table_name, column_name FROM information_schema.table_constraints JOIN information_schema.key_column_usage
    USING (table_schema, table_name, constraint_name) WHERE table_schema = current_schema()
    AND constraint_type = 'PRIMARY KEY' ORDER BY table_name, ordinal_position"""

_REFERENCES = """
    SELECT own.relname, other.relname FROM pg_constraint JOIN pg_class AS own ON own.oid = conrelid
    JOIN pg_class AS other ON other.oid = confrelid
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"""

_NUMBERED = """
    SELECT table_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES' AND column_name = 'id'"""


class PostgresSide:
    """storage.moving.Side over a transaction that has the schema for itself."""

    def __init__(self, server: Asked) -> None:
        self._server = server

    def tables(self) -> dict[str, Table]:
        """Those of the schema, but for what full-text search keeps, which is given as its words."""
        columns, keys, references = (self._by_table(of) for of in (_COLUMNS, _KEYS, _REFERENCES))
        found = {
            name: Table(name, tuple(columns[name]), tuple(keys[name]), frozenset(references[name]))
            for name in columns
            if name not in _OWN
        }
        return {**found, **({OF_SEARCH: SEARCHED} if OF_SEARCH in columns else {})}

    def count(self, table: Table) -> int:
        """How many rows it has."""
        [(number,)] = self._server.execute(SQL("SELECT count(*) FROM {}").format(Identifier(table.name))).fetchall()
        return int(number)

    def rows(self, table: Table) -> Generator[Row, None, None]:
        """All of them, in the order of the key."""
        with self._server.cursor(name=f"rows of {table.name}") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(
                SQL("SELECT {} FROM {} ORDER BY {}").format(
                    _listed(table.columns), Identifier(table.name), _listed(table.key)
                )
            )
            yield from cursor

    def take(self, table: Table, rows: Iterator[Row]) -> None:
        """Add them to a table. Raises RefusedError."""
        more = ("lexemes",) if table.name == OF_SEARCH else ()
        statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table.name), _listed((*table.columns, *more)))
        number = 0
        row: Row = ()
        try:
            with self._server.cursor().copy(statement) as copy:
                for number, row in enumerate(rows, start=1):  # noqa: B007  # for the error
                    copy.write_row((*row, lexemes(str(row[-1]))) if more else row)
        except UnicodeEncodeError as error:
            raise RefusedError(number, "is no text in UTF-8", _broken(table, row)) from error
        except psycopg.DataError as error:
            if error.sqlstate:
                raise _refused(error) from error
            raise RefusedError(number, "holds a NUL, which PostgreSQL cannot keep", _broken(table, row)) from error
        except psycopg.errors.ProgramLimitExceeded as error:
            raise _refused(error) from error

    def given_out(self) -> dict[str, int]:
        """By table the highest id that was ever given out."""
        given = {}
        for (name,) in self._server.execute(_NUMBERED).fetchall():
            highest = SQL(
                "SELECT greatest(max(id), pg_sequence_last_value(pg_get_serial_sequence({}, 'id')::regclass)) FROM {}"
            )
            [(number,)] = self._server.execute(highest.format(Literal(name), Identifier(name))).fetchall()
            given.update({name: number} if number else {})
        return given

    def go_on_after(self, given_out: Mapping[str, int]) -> None:
        """Or after the highest that is there, for what SQLite does not count."""
        held = self.given_out()
        for name in given_out.keys() | held.keys():
            if highest := max(held.get(name, 0), given_out.get(name, 0)):
                self._server.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (name, highest))

    def erased(self, workspace: str) -> set[str]:
        """The list of erased records."""
        return read_marks(self._server, workspace)

    def add_erased(self, workspace: str, marks: Iterable[str]) -> None:
        """Also these."""
        add_marks(self._server, workspace, marks)

    def _by_table(self, query: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for table, value in self._server.execute(query.encode()).fetchall():
            found[table].append(value)
        return found


@contextmanager
def left_as_it_is(url: SecretStr, schema: str) -> Iterator[PostgresSide]:
    """The schema that is moved away from: nobody writes there or becomes its owner meanwhile, and nothing is changed.

    Raises StorageError while a Rapport has it, and where it is of another version.
    """
    with asking(url) as server:
        go_to(server, schema)
        if not server.execute("SELECT 1 WHERE to_regclass('migrations') IS NOT NULL").fetchone():
            raise NotFoundError(f"There is no workspace {schema.upper()} in this PostgreSQL.")
        names = [
            name for (name,) in server.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        ]
        server.execute(SQL("LOCK TABLE {} IN SHARE MODE").format(_listed(tuple(names))))
        check_idle(server, schema)
        if {name for (name,) in server.execute("SELECT name FROM migrations")} != set(_steps(schema)):
            raise StorageError(
                f"The schema {schema} is of another version of Rapport. Start Rapport once, which brings it up to date."
            )
        yield PostgresSide(server)


@contextmanager
def made_at_once(url: SecretStr, schema: str) -> Iterator[PostgresSide]:
    """The schema that is moved to. All that the block does there is stored when it ends, or nothing.

    Raises StorageError where a Rapport has it.
    """
    with asking(url) as server:
        go_to(server, schema)
        bring_up_to_date(server, schema, _steps(schema))
        lock(server)
        check_idle(server, schema)
        yield PostgresSide(server)


def go_to(server: Asked, schema: str) -> None:
    """Names mean what is in this schema, for this transaction; and it does not wait long for others."""
    server.execute("SET LOCAL lock_timeout = '5s'")
    server.execute(SQL("SET LOCAL search_path TO {}").format(Identifier(schema)))


def lock(server: Asked) -> None:
    """So that nobody else writes to any table, nor becomes the owner."""
    found = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
    server.execute(SQL("LOCK TABLE {} IN SHARE MODE").format(_listed(tuple(name for (name,) in found))))


def _steps(schema: str) -> dict[str, str]:
    return installations_schema.STEPS if schema == installations_schema.SCHEMA.lower() else STEPS


def _listed(names: tuple[str, ...]) -> Composed:
    return SQL(", ").join(map(Identifier, names))


def _refused(error: psycopg.Error) -> RefusedError:
    """The server says in which line of what it was given: https://www.postgresql.org/docs/current/sql-copy.html."""
    line = re.search(r"line (\d+)", error.diag.context or "")
    return RefusedError(int(line[1]) if line else 0, f"is refused: {error.diag.message_primary}", "")


def _broken(table: Table, row: Row) -> str:
    """The column whose text cannot be kept."""
    return next(
        column
        for column, value in zip(table.columns, row, strict=True)
        if isinstance(value, str) and ("\0" in value or value.encode(errors="ignore").decode() != value)
    )
