"""Databases of the engine that the tests run on: `pytest --engine postgres`, with PostgreSQL's programs installed."""

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.config import Settings
from storage.database import Database, UnitOfWork
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import Ownership

if TYPE_CHECKING:
    import psycopg

chosen: dict[str, str] = {}
"""`url`: the database of a throw-away cluster, where the tests run on PostgreSQL."""


def told() -> dict[str, str]:
    """The environment in which another process works on the databases of this one."""
    return {"RAPPORT_DATABASE": chosen["url"]} if "url" in chosen else {}


def choose_as_told() -> None:
    """In that process."""
    if "RAPPORT_DATABASE" in os.environ:
        chosen["url"] = os.environ["RAPPORT_DATABASE"]


def kept_there(settings: Settings) -> Settings:
    """A bot's settings, with the database of the engine chosen."""
    return settings.model_copy(update={"database": SecretStr(chosen["url"])}) if "url" in chosen else settings


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


def trigger(sqlites: str) -> str:
    """A trigger of SQLite's (what switches a protection off) as the engine chosen has it."""
    if "url" not in chosen:
        return sqlites
    found = re.fullmatch(r"CREATE TRIGGER (\w+) (AFTER .+? ON \w+)(?: WHEN (.+?))? BEGIN (.+) END", sqlites)
    assert found
    name, event, condition, body = found.groups()
    when = f" WHEN ({condition})" if condition else ""
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;"
        f" CREATE TRIGGER {name} {event} FOR EACH ROW{when} EXECUTE FUNCTION {name}()"
    )


def lease_of(database: Database) -> Ownership:
    """This process is the owner of a database of PostgreSQL."""
    from storage.engines.postgres import PostgresDatabase  # noqa: PLC0415  # as above

    assert isinstance(database, PostgresDatabase)
    return database.lease()


def outside() -> "psycopg.Connection[tuple[Any, ...]]":
    """Another program's connection to PostgreSQL."""
    import psycopg  # noqa: PLC0415  # as above

    return psycopg.connect(chosen["url"], autocommit=True)


def tables(uow: UnitOfWork) -> list[str]:
    """The names of all tables."""
    if "url" in chosen:
        rows = uow.rows(
            "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()"
        )
    else:
        rows = uow.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return sorted(row["name"] for row in rows)


def clear(but: str = "") -> None:
    """What other tests have left in PostgreSQL goes, of every workspace.

    The schema `but` stays, emptied, where it is as Rapport makes it: making one takes as long as a test.
    """
    if "url" not in chosen:
        return
    with outside() as server:
        left = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 't%' OR nspname IN ('rapport', 'rapport_erased')"
        for (schema,) in server.execute(left).fetchall():
            if schema != but or not _emptied(server, schema):
                server.execute(f'DROP SCHEMA "{schema}" CASCADE')  # ours


def _emptied(server: "psycopg.Connection[tuple[Any, ...]]", schema: str) -> bool:
    from storage.engines.postgres_schema import STEPS  # noqa: PLC0415  # as above

    [(tables, counters, triggers)] = server.execute(
        "SELECT (SELECT array_agg(tablename::text) FROM pg_tables WHERE schemaname = %(schema)s),"
        " (SELECT array_agg(sequencename::text) FROM pg_sequences WHERE schemaname = %(schema)s),"
        " (SELECT count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        "  WHERE NOT tgisinternal AND relnamespace = %(schema)s::regnamespace)",
        {"schema": schema},
    ).fetchall()
    if "migrations" not in (tables or []) or triggers:
        return False
    if [name for (name,) in server.execute(f"SELECT name FROM {schema}.migrations")] != list(STEPS):  # noqa: S608  # ours
        return False
    emptying = [f"DELETE FROM {schema}.{name}" for name in tables if name != "migrations"]  # noqa: S608  # as above
    counting = [f"SELECT setval('{schema}.{name}', 1, false)" for name in counters]
    at_once = ["BEGIN", "SET LOCAL session_replication_role = replica", *emptying, *counting, "COMMIT"]
    server.execute("; ".join(at_once).encode())
    return True
