"""Sweeping a schema of PostgreSQL, and its list of erased records.

Deleted rows stand in a table's file until its space is used again, so what held customers is written anew (VACUUM FULL,
https://www.postgresql.org/docs/current/sql-vacuum.html). A table is locked while that goes on. What the server keeps
besides, its write-ahead log and its own backups, is the server's admin's: docs/privacy.md.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Literal
from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage.engines.server import asking
from storage.personal_data import HELD

ERASED = "rapport_erased"
"""The schema of the list: beside those of workspaces, so that no copy of one has it and no restore takes it back."""

PATIENCE_MS = 500
"""How long it waits for a table that somebody uses, while others queue behind it."""

TABLES = (*(held.table for held in HELD), "customers_fts", "customer_words", "forgettings")
"""Those that held something of customers."""

Connecting = Callable[[], AbstractContextManager[Any]]


def sweep(connect: Connecting, schema: str, limit_s: float) -> bool:
    """False where a table was in use for longer, or there was no time for all."""
    with connect() as connection:
        connection.autocommit = True
        try:
            limits = SQL("SET lock_timeout TO {}; SET statement_timeout TO {}")
            connection.execute(limits.format(Literal(PATIENCE_MS), Literal(round(limit_s * 1000))))
            for table in TABLES:
                connection.execute(SQL("VACUUM (FULL) {}").format(Identifier(schema, table)))
        except (psycopg.errors.LockNotAvailable, psycopg.errors.QueryCanceled):
            return False
        finally:
            connection.execute("RESET lock_timeout; RESET statement_timeout")
            connection.autocommit = False
    return True


def write_anew(url: SecretStr, schema: str) -> None:
    """The same for a program of the command line, however long it takes. Raises StorageError."""
    with asking(url, autocommit=True) as server:
        for table in TABLES:
            server.execute(SQL("VACUUM (FULL) {}").format(Identifier(schema, table)))


class TableList:
    """storage.erasure_list.ErasureList in a table."""

    def __init__(self, connect: Connecting, workspace: str) -> None:
        self._connect = connect
        self._workspace = workspace

    def read(self) -> set[str]:
        """Every mark. Raises StorageError."""
        try:
            with self._connect() as connection:
                return read_marks(connection, self._workspace)
        except psycopg.Error as error:
            raise StorageError("The list of what was erased cannot be read.") from error

    def add(self, marks: Iterable[str]) -> None:
        """Also these. Raises StorageError."""
        try:
            with self._connect() as connection:
                add_marks(connection, self._workspace, marks)
        except psycopg.Error as error:
            raise StorageError("The list of what was erased cannot be written.") from error


def read_marks(connection: Any, workspace: str) -> set[str]:  # noqa: ANN401  # psycopg's, whatever its rows are
    """Those of a workspace, in a transaction that is open already."""
    [there] = connection.execute("SELECT to_regclass(%s) IS NOT NULL", (f"{ERASED}.marks",)).fetchone()
    if not there:
        return set()
    rows = connection.execute(SQL("SELECT mark FROM {} WHERE workspace = %s").format(_MARKS), (workspace,))
    return {row[0] for row in rows.fetchall()}


def add_marks(connection: Any, workspace: str, marks: Iterable[str]) -> None:  # noqa: ANN401  # as above
    """In the same way; the table is made with the first."""
    connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(ERASED)))
    connection.execute(
        SQL("CREATE TABLE IF NOT EXISTS {} (workspace TEXT, mark TEXT, PRIMARY KEY (workspace, mark))").format(_MARKS)
    )
    for mark in marks:
        connection.execute(
            SQL("INSERT INTO {} VALUES (%s, %s) ON CONFLICT DO NOTHING").format(_MARKS), (workspace, mark)
        )


_MARKS = Identifier(ERASED, "marks")
