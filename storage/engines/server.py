"""A PostgreSQL as the programs of the command line see it: which workspaces it has, and whether one is in use."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier
from pydantic import SecretStr

from bot.domain.errors import StorageError

Asked = psycopg.Connection[tuple[Any, ...]]

_IN_USE = re.compile("[a-z0-9]+")
"""A schema with an underscore in its name is one that a restore put aside."""


@contextmanager
def asking(url: SecretStr, *, autocommit: bool = False) -> Iterator[Asked]:
    """A connection; else a transaction on it, stored when the block ends. Raises StorageError."""
    try:
        with psycopg.connect(url.get_secret_value(), autocommit=autocommit, connect_timeout=5) as server:
            yield server
    except psycopg.errors.LockNotAvailable as error:
        raise StorageError("A Rapport is at work there. Stop every one of them first.") from error
    except psycopg.Error as error:
        said = f" It says: {error.diag.message_primary}." if error.diag.message_primary else ""
        raise StorageError(f"PostgreSQL cannot be reached, or refuses. Is its address right?{said}") from error


def workspaces(url: SecretStr) -> list[str]:
    """The schemas of the workspaces. Raises StorageError."""
    return [schema for schema, tables in worth_copying(url).items() if "touchpoints" in tables]


def worth_copying(url: SecretStr) -> dict[str, set[str]]:
    """Those schemas and the one of installations, where there are many, with their tables. Raises StorageError."""
    with asking(url) as server:
        rows = server.execute(
            "SELECT schemaname, array_agg(tablename) FROM pg_tables GROUP BY schemaname"
            " HAVING ARRAY['lease', 'migrations', 'touchpoints'] <@ array_agg(tablename)::text[]"
            " OR ARRAY['installations', 'migrations', 'workspaces'] <@ array_agg(tablename)::text[] ORDER BY 1"
        ).fetchall()
    return {schema: set(tables) for schema, tables in rows if _IN_USE.fullmatch(schema)}


def check_idle(server: Asked, schema: str) -> None:
    """Raise StorageError while a Rapport owns the workspace. Installations have no owner."""
    if server.execute("SELECT 1 WHERE to_regclass(%s) IS NULL", (f"{schema}.lease",)).fetchone():
        return
    lease = SQL("SELECT holder FROM {}.lease WHERE until > now()").format(Identifier(schema))
    if held := server.execute(lease).fetchone():
        raise StorageError(
            f"The workspace {schema.upper()} is in use by another Rapport ({held[0]}). Stop every one of them first."
        )
