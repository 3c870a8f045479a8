"""Databases of the engine that the tests run on: `pytest --engine postgres`, with PostgreSQL's programs installed."""

import hashlib
from pathlib import Path

from pydantic import SecretStr

from storage.database import Database, UnitOfWork
from storage.engines.sqlite import SqliteDatabase

chosen: dict[str, str] = {}
"""`url`: the database of a throw-away cluster, where the tests run on PostgreSQL."""


def open_database(path: Path) -> Database:
    """An empty database of a workspace called like the file; opened again, what is in it."""
    if "url" not in chosen:
        return SqliteDatabase(path)
    return database_of(f"T{hashlib.sha256(str(path).encode()).hexdigest()[:16].upper()}", path.parent)


def database_of(workspace: str, folder: Path) -> Database:
    """The database of this workspace: of PostgreSQL, else of a folder."""
    if "url" not in chosen:
        return SqliteDatabase(folder / f"{workspace}.db")
    from storage.engines.postgres import PostgresDatabase  # noqa: PLC0415  # its packages are an extra

    return PostgresDatabase(SecretStr(chosen["url"]), workspace)


def tables(uow: UnitOfWork) -> list[str]:
    """The names of all tables."""
    if "url" in chosen:
        rows = uow.rows(
            "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()"
        )
    else:
        rows = uow.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return sorted(row["name"] for row in rows)


def clear() -> None:
    """What other tests have left in PostgreSQL goes, of every workspace."""
    if "url" in chosen:
        import psycopg  # noqa: PLC0415  # as above

        left = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 't%' OR nspname = 'rapport'"
        with psycopg.connect(chosen["url"], autocommit=True) as connection:
            for (schema,) in connection.execute(left).fetchall():
                connection.execute(f'DROP SCHEMA "{schema}" CASCADE')  # ours
