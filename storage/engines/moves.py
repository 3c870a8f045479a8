"""Workspaces, and the installations of many, taken from files to schemas of PostgreSQL and back (storage/moving.py)."""

from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr

from bot.domain.errors import ConflictError
from storage.engines import postgres_side, sqlite_side
from storage.erasure_list import beside, marks_in, write
from storage.installations_schema import FILE, SCHEMA
from storage.moving import Heard, Moved, Side, move, the_same


class Outcome(NamedTuple):
    """The tables that are the same on both sides now. `was_there`: they were already, from a move before."""

    tables: list[Moved]
    was_there: bool


def to_server(path: Path, key: SecretStr | None, url: SecretStr, heard: Heard) -> Outcome:
    """From a file, which stays as it is, to the schema of its workspace.

    Raises StorageError, also while a Rapport runs; ConflictError where the schema holds other data. Then nothing is
    changed.
    """
    schema = SCHEMA.lower() if path.name == FILE else path.stem.lower()
    with sqlite_side.left_as_it_is(path, key) as old, postgres_side.made_at_once(url, schema) as new:
        found = _found(old, new, heard, f"The schema {schema}", f"ALTER SCHEMA {schema} RENAME TO {schema}_old in psql")
        if marks := marks_in(beside(path)):
            new.add_erased(path.stem, marks)
        return Outcome(found or move(old, new, heard), was_there=bool(found))


def to_file(url: SecretStr, schema: str, folder: Path, key: SecretStr | None, heard: Heard) -> Outcome:
    """From a schema, which stays as it is, to its file in a folder, where there is none yet; encrypted by a key.

    Raises StorageError, also while a Rapport runs; ConflictError where the file holds other data. Then nothing is
    changed.
    """
    path = folder / (FILE if schema == SCHEMA.lower() else f"{schema.upper()}.db")
    with postgres_side.left_as_it_is(url, schema) as old:
        if path.exists():
            with sqlite_side.there_already(path, key) as there:
                if found := _found(old, there, heard, str(path), f"mv {path} {path}.old"):
                    return Outcome(found, was_there=True)
        with sqlite_side.made_beside(path, key) as new:
            if marks := old.erased(schema.upper()):
                write(beside(path), marks | marks_in(beside(path)))
            return Outcome(move(old, new, heard), was_there=False)


def _found(old: Side, new: Side, heard: Heard, name: str, mending: str) -> list[Moved] | None:
    """What was moved before; None: nothing is there."""
    try:
        return the_same(old, new, heard)
    except ConflictError as error:
        raise ConflictError(
            f"{name} {error.sentence}. Nothing was changed. If it is not wanted, put it aside: {mending}."
        ) from error
