"""Back to a copy that storage/engines/dump.py made: the schema of now is put aside, under another name, and kept.

pg_restore writes in one transaction; where it fails, what was put aside comes back. Then what the copy had still to
send is settled, and ids go on beyond all that were given out, as after a restore of a file (storage/restores.py).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from psycopg.sql import SQL, Identifier
from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage.backup import settle_unsent
from storage.database import UnitOfWork
from storage.engines.dump import DATED, check_programs, run_program, tables_in
from storage.engines.postgres import PostgresDatabase
from storage.engines.server import Asked, asking, check_idle
from storage.instants import instant_text
from storage.restores import NUMBERED

_NAME = re.compile(r"(?P<workspace>[A-Z0-9_]+)-(?P<at>\d{8}T\d{6}Z)\.dump")


class Copy(NamedTuple):
    """A copy by its name: whose, and of when."""

    path: Path
    workspace: str
    taken_at: datetime

    @property
    def schema(self) -> str:
        """Where its workspace is."""
        return self.workspace.lower()


def look(path: Path) -> Copy:
    """What a file is a copy of. Raises StorageError where it is none, NotFoundError without PostgreSQL's programs."""
    check_programs()
    match = _NAME.fullmatch(path.name)
    if not match:
        raise StorageError(f"{path.name} does not say whose it is: name it like T012AB3CD-20261121T090000Z.dump.")
    copy = Copy(path, match["workspace"], datetime.strptime(match["at"], DATED).replace(tzinfo=UTC))
    if "touchpoints" not in tables_in(path, copy.schema):
        raise StorageError(f"{path.name} is no copy of the workspace {copy.workspace}.")
    return copy


def bring_back(url: SecretStr, copy: Copy, now: datetime) -> str | None:
    """Go back to a copy. Gives the schema in which what was there is kept; None: nothing was there.

    Raises StorageError, also while a Rapport is at work for the workspace; then nothing was changed.
    """
    with _put_aside(url, copy.schema, now) as aside:
        run_program(url, "pg_restore", "--single-transaction", "--exit-on-error", str(copy.path))
        database = PostgresDatabase(url, copy.workspace)
        try:
            database.write(lambda uow: _settle(uow, copy.taken_at, now))
        finally:
            database.close()
    return aside


@contextmanager
def _put_aside(url: SecretStr, schema: str, now: datetime) -> Iterator[str | None]:
    """The schema under another name while the block makes a new one; back under its own where that fails."""
    aside = f"{schema}_before_{now.astimezone(UTC):{DATED}}".lower()
    with asking(url, autocommit=True) as server:
        is_there = server.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone()
        if not is_there:
            yield None
            return
        check_idle(server, schema)
        _rename(server, schema, aside)
        try:
            yield aside
        except BaseException:  # nothing is swallowed: whatever ends the block, what was there comes back
            server.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(schema)))
            _rename(server, aside, schema)
            raise


def _rename(server: Asked, old: str, new: str) -> None:
    server.execute(SQL("ALTER SCHEMA {} RENAME TO {}").format(Identifier(old), Identifier(new)))


def _settle(uow: UnitOfWork, taken_at: datetime, now: datetime) -> None:
    settle_unsent(uow, now)
    uow.execute("DELETE FROM lease")
    restore_id = uow.insert(
        "INSERT INTO restores (at, backup_at, lost) VALUES (?, ?, NULL)", (instant_text(now), instant_text(taken_at))
    )
    for name in NUMBERED:
        [given] = uow.rows(
            f"SELECT greatest(coalesce(max(id), 0), coalesce(pg_sequence_last_value(pg_get_serial_sequence('{name}',"  # noqa: S608  # our own names
            f" 'id')::regclass), 0)) AS known FROM {name}"
        )
        beyond = max(given["known"], int(now.timestamp() * 1000))
        uow.execute("INSERT INTO lost_ids VALUES (?, ?, ?, ?)", (restore_id, name, given["known"], beyond))
        uow.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), ?)", (beyond,))  # as above
