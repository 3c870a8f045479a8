"""Which schema a file has, and bringing it to today's."""

import sqlite3
from pathlib import Path

import sqlite_utils
from sqlite_utils import Migrations

from bot.domain.errors import StorageError
from storage.hearing_migrations import migrations


def known_steps(steps: Migrations = migrations) -> list[str]:
    """The names of the migrations this version knows, oldest first."""
    return [step.name for step in steps.pending(sqlite_utils.Database(memory=True))]


def bring_up_to_date(connection: sqlite3.Connection, path: Path, steps: Migrations = migrations) -> None:
    """Apply what is missing. Raises StorageError for a file that is not ours or a newer Rapport's, unchanged."""
    database = sqlite_utils.Database(connection)
    applied, known = [step.name for step in steps.applied(database)], known_steps(steps)
    newer = [name for name in applied if name not in known]
    if newer:
        raise StorageError(
            f"{path} was written by a newer Rapport (its schema has {newer[-1]}, this one knows up to {known[-1]}). "
            "Nothing was changed. Update Rapport, or go back to an older backup."
        )
    tables = database.table_names()
    if tables and steps.migrations_table not in tables:
        raise StorageError(f"{path} is a database, but not one of Rapport's. Nothing was changed. Set RAPPORT_DATA.")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=OFF")  # a step may make a table anew that others refer to
    steps.apply(database)
    connection.execute("PRAGMA foreign_keys=ON")
