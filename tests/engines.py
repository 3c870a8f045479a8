"""Databases of the engine that the tests run on: `pytest --engine postgres`, with PostgreSQL's programs installed."""

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

kept: "list[psycopg.Connection[tuple[Any, ...]]]" = []
"""The one connection for all clearing: each new one learns of a hundred tables before it empties the first."""

ONE = "t0one"
"""The schema that stands for whichever file was opened last: to make one and drop it takes longer than ten tests."""


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
    """An empty database for this file, in place of that of another one; opened again, what is in it."""
    if "url" not in chosen:
        return SqliteDatabase(path)
    server = _clearing()
    whose = server.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", (ONE,)).fetchone()
    if whose != (str(path),):
        _clear(server, ONE)
    database = database_of(ONE.upper(), path.parent)
    server.execute(f"COMMENT ON SCHEMA {ONE} IS '{path}'")  # whose it is now, also for another process of the test
    return database


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
    left = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 't%' OR nspname IN ('rapport', 'rapport_erased')"
    server = _clearing()
    for (schema,) in server.execute(left).fetchall():
        if schema == but:
            _clear(server, schema)
        elif schema != ONE:
            server.execute(f'DROP SCHEMA "{schema}" CASCADE')  # ours


def _clearing() -> "psycopg.Connection[tuple[Any, ...]]":
    import psycopg  # noqa: PLC0415  # as above

    try:
        kept[0].execute("SELECT 1")
    except (IndexError, psycopg.OperationalError):  # the first time, or a test has restarted the server
        kept[:] = [outside()]
    return kept[0]


def _clear(server: "psycopg.Connection[tuple[Any, ...]]", schema: str) -> None:
    """Empty it; one that is not as Rapport makes it goes."""
    if not _emptied(server, schema):
        server.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")


def _emptied(server: "psycopg.Connection[tuple[Any, ...]]", schema: str) -> bool:
    from storage.engines.postgres_schema import STEPS  # noqa: PLC0415  # as above

    [(tables, counters, triggers)] = server.execute(
        "SELECT (SELECT array_agg(tablename::text) FROM pg_tables WHERE schemaname = %(schema)s),"
        " (SELECT array_agg(sequencename::text) FROM pg_sequences WHERE schemaname = %(schema)s),"
        " (SELECT count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        "  WHERE NOT tgisinternal AND relnamespace = to_regnamespace(%(schema)s))",
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
