"""Workspaces as the commands of a terminal see them, while Rapport may be at work for them.

What is of another version is left alone: it is not to be brought to this one under the hands of who uses it.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr

from bot.domain.errors import NotFoundError, StorageError
from storage.backup import databases
from storage.database import Database, UnitOfWork
from storage.engine import ERRORS
from storage.engines.opening import from_outside, of_server, steps_of_server, workspaces
from storage.engines.read_only import read_only
from storage.engines.sqlite import SqliteDatabase
from storage.schema import known_steps


class Outside(Protocol):
    """A workspace. `name`: of its file or schema."""

    @property
    def id(self) -> str:
        """The workspace's."""

    @property
    def name(self) -> str:
        """What its file or schema is called."""

    def looked_at(self) -> AbstractContextManager[UnitOfWork]:
        """As it stands; nothing is written. Raises StorageError where it cannot be read or is of another version."""

    def open(self) -> Database:
        """To write there as well. Raises StorageError as `looked_at`."""


def every(url: SecretStr | None, data: Path, key: SecretStr | None) -> list[Outside]:
    """Those behind a URL, else those of a data folder. Raises NotFoundError where there are none, StorageError."""
    if url:
        found: list[Outside] = [_Schema(url, one) for one in workspaces(url)]
    else:
        found = [_File(path, key) for path in databases(data)]
    if not found:
        where = "this PostgreSQL yet. Is RAPPORT_DATABASE" if url else f"{data} yet. Is RAPPORT_DATA"
        raise NotFoundError(f"There is no database of a workspace in {where} right?")
    return found


@dataclass(frozen=True)
class _File:
    path: Path
    key: SecretStr | None

    @property
    def id(self) -> str:
        return self.path.stem

    @property
    def name(self) -> str:
        return self.path.name

    @contextmanager
    def looked_at(self) -> Iterator[UnitOfWork]:
        try:
            with read_only(self.path, self.key) as uow:
                _check(self.path, uow, "_sqlite_migrations", known_steps())
                yield uow
        except ERRORS as error:
            raise StorageError(f"{self.path} cannot be read. `rapport doctor` says more.") from error

    def open(self) -> Database:
        with self.looked_at():
            return SqliteDatabase(self.path, self.key)


@dataclass(frozen=True)
class _Schema:
    url: SecretStr
    id: str

    @property
    def name(self) -> str:
        return f"the schema {self.id.lower()}"

    @contextmanager
    def looked_at(self) -> Iterator[UnitOfWork]:
        with from_outside(self.url, self.id) as uow:
            _check(self.name, uow, "migrations", steps_of_server())
            yield uow

    def open(self) -> Database:
        with self.looked_at():
            return of_server(self.url, self.id)


def _check(which: Path | str, uow: UnitOfWork, table: str, steps: list[str]) -> None:
    if {row["name"] for row in uow.rows(f"SELECT name FROM {table}")} != set(steps):  # noqa: S608  # one of two names
        raise StorageError(f"{which} is of another version of Rapport. Start Rapport once, which brings it up to date.")
