"""The database of a workspace, owned by this process: PostgreSQL where a URL says so, else a file."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage import backup, installations_schema, workspace
from storage.database import Database, UnitOfWork
from storage.engines.hosted import Hosted, HostedFiles
from storage.engines.read_only import read_only
from storage.engines.sqlite import SqliteDatabase
from storage.moving import Heard
from storage.ownership import Ownership, own

if TYPE_CHECKING:
    from storage.engines.dump_restore import Copy
    from storage.engines.moves import Outcome
    from storage.engines.postgres import PostgresDatabase


def open_owned(url: SecretStr | None, path: Path, key: SecretStr | None, team_id: str) -> tuple[Database, Ownership]:
    """The database of a workspace. Raises StorageError where another process has the file, or it cannot be had."""
    database: Database
    ownership: Ownership
    if url:
        server = of_server(url, team_id)
        database, ownership = server, server.lease()
    else:
        database, ownership = _of_file(path, key)
    database.write(lambda uow: workspace.claim(uow, team_id))
    return database, ownership


def _of_file(path: Path, key: SecretStr | None) -> tuple[Database, Ownership]:
    owned = own(path)
    backup.sweep(path)
    return SqliteDatabase(path, key), owned


def from_outside(url: SecretStr, team_id: str) -> AbstractContextManager[UnitOfWork]:
    """A schema as it stands, while its owner may be at work: nothing is written. Raises StorageError."""
    _check_installed()
    from storage.engines.postgres import looked_at  # noqa: PLC0415  # its packages are an extra

    return looked_at(url, team_id)


def hosted(url: SecretStr | None, data: Path, key: SecretStr | None) -> Hosted:
    """Where the workspaces are that one process serves. Raises StorageError where that cannot be had."""
    if not url:
        return HostedFiles(data, key)
    _check_installed()
    from storage.engines.hosted_schemas import HostedSchemas  # noqa: PLC0415  # its packages are an extra

    return HostedSchemas(url)


def installations_from_outside(
    url: SecretStr | None, data: Path, key: SecretStr | None
) -> AbstractContextManager[UnitOfWork]:
    """The installations as they stand, while a process may be at work: nothing is written. Raises UNREADABLE."""
    return from_outside(url, installations_schema.SCHEMA) if url else read_only(data / installations_schema.FILE, key)


def of_server(url: SecretStr, team_id: str) -> "PostgresDatabase":
    """The schema of a workspace, which another process may have. Raises StorageError."""
    _check_installed()
    from storage.engines.postgres import PostgresDatabase  # noqa: PLC0415  # its packages are an extra

    return PostgresDatabase(url, team_id)


def dump_all(url: SecretStr, folder: Path, now: datetime, keep: int) -> Iterator[Path]:
    """Copy every workspace behind a URL, while their owners are at work. Gives the copies (storage/engines/dump.py)."""
    _check_installed()
    from storage.engines import dump  # noqa: PLC0415  # its packages are an extra

    return dump.dump_all(url, folder, now, keep)


def look_at_dump(path: Path) -> "Copy":
    """What a file is a copy of. Raises StorageError where it is none (storage/engines/dump_restore.py)."""
    _check_installed()
    from storage.engines import dump_restore  # noqa: PLC0415  # its packages are an extra

    return dump_restore.look(path)


def bring_back_dump(url: SecretStr, copy: "Copy", now: datetime) -> str | None:
    """Go back to it. Gives the schema in which what was there is kept, if anything was. Raises StorageError."""
    from storage.engines import dump_restore  # noqa: PLC0415  # as above

    return dump_restore.bring_back(url, copy, now)


def workspaces(url: SecretStr) -> list[str]:
    """The ids of the workspaces in a PostgreSQL. Raises StorageError."""
    _check_installed()
    from storage.engines import server  # noqa: PLC0415  # its packages are an extra

    return [schema.upper() for schema in server.workspaces(url)]


def steps_of_server() -> list[str]:
    """The steps of today's schema of a workspace there."""
    from storage.engines.postgres_schema import STEPS  # noqa: PLC0415  # its packages are an extra

    return list(STEPS)


def move_to_server(path: Path, key: SecretStr | None, url: SecretStr, heard: Heard) -> "Outcome":
    """A workspace from its file to PostgreSQL. Raises StorageError, ConflictError (storage/engines/moves.py)."""
    _check_installed()
    from storage.engines import moves  # noqa: PLC0415  # its packages are an extra

    return moves.to_server(path, key, url, heard)


def move_to_files(url: SecretStr, folder: Path, key: SecretStr | None, heard: Heard) -> Iterator[tuple[str, "Outcome"]]:
    """All of a PostgreSQL's schemas to their files. Raises StorageError, ConflictError (storage/engines/moves.py)."""
    _check_installed()
    from storage.engines import moves, server  # noqa: PLC0415  # as above

    for schema in server.worth_copying(url):
        yield schema, moves.to_file(url, schema, folder, key, heard)


def _check_installed() -> None:
    if find_spec("psycopg_pool") is None:
        raise StorageError(
            "RAPPORT_DATABASE is set, but psycopg, which speaks to PostgreSQL, is not installed. Install it: "
            "uv sync --extra postgres (or pip install 'rapport[postgres]')."
        )
