"""Back to a copy that storage/engines/dump.py made: the schema of now is put aside, under another name, and kept.

All of it is one transaction: what was there goes aside, the copy comes, what it had still to send is settled, and ids
go on beyond all that were given out, as after a restore of a file (storage/restores.py). So whoever looks, and whatever
kills it, there is the old state or the new one. pg_restore would commit by itself; here it only writes its statements.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from typing import NamedTuple

import psycopg
from psycopg.sql import SQL, Identifier
from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage import erasing, erasure_list
from storage.backup import settle_unsent
from storage.database import UnitOfWork
from storage.engines.dump import DATED, check_programs, tables_in
from storage.engines.postgres import inside
from storage.engines.postgres_schema import bring_up_to_date
from storage.engines.postgres_side import PostgresSide, go_to, lock
from storage.engines.postgres_sweep import add_marks, read_marks, write_anew
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
    with asking(url) as server:
        aside, given_out = _put_aside(server, copy.schema, now)
        _write(server, copy.path)
        bring_up_to_date(server, copy.schema)
        beside = erasure_list.marks_in(erasure_list.for_copy(copy.path))
        if beside:
            add_marks(server, copy.workspace, beside)
        marks = read_marks(server, copy.workspace)
        uow = inside(server)
        _settle(uow, copy.taken_at, now, given_out)
        erased = erasing.erase_again(uow, copy.workspace, marks, now)
    if erased:
        write_anew(url, copy.schema)
    return aside


def _put_aside(server: Asked, schema: str, now: datetime) -> tuple[str | None, dict[str, int]]:
    """What was there has this name from now on; and by table the highest id that it gave out."""
    if not server.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone():
        return None, {}
    aside = f"{schema}_before_{now.astimezone(UTC):{DATED}}".lower()
    go_to(server, schema)
    lock(server)
    check_idle(server, schema)
    given_out = PostgresSide(server).given_out()
    server.execute(SQL("ALTER SCHEMA {} RENAME TO {}").format(Identifier(schema), Identifier(aside)))
    return aside, given_out


def _write(server: Asked, copy: Path) -> None:
    """All that pg_restore says, statement by statement; of tables row by row."""
    command = ["pg_restore", "--no-owner", "--no-privileges", "--file=-", str(copy)]
    with TemporaryFile() as errors, Popen(command, stdout=PIPE, stderr=errors) as program:  # noqa: S603  # PostgreSQL's own program
        said = iter(program.stdout or ())
        statements: list[bytes] = []
        for line in said:
            if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
                server.execute(b"".join(statements))
                statements.clear()
                with server.cursor().copy(line.rstrip(b";\n")) as rows:
                    _write_rows(rows, said)
            elif not line.startswith(b"\\"):  # what is for psql
                statements.append(line)
        if program.wait():
            errors.seek(0)
            raise StorageError(f"pg_restore failed: {errors.readline().decode(errors='replace').strip()}.")
        server.execute(b"".join(statements))


def _write_rows(table: psycopg.Copy, said: Iterator[bytes]) -> None:
    r"""Up to the line \., as https://www.postgresql.org/docs/current/sql-copy.html has it."""
    for row in said:
        if row == b"\\.\n":
            return
        table.write(row)
    raise StorageError("The copy breaks off: it is not whole. Nothing was changed.")


def _settle(uow: UnitOfWork, taken_at: datetime, now: datetime, given_out: Mapping[str, int]) -> None:
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
        beyond = max(given["known"], given_out.get(name, 0), int(now.timestamp() * 1000))
        uow.execute("INSERT INTO lost_ids VALUES (?, ?, ?, ?)", (restore_id, name, given["known"], beyond))
        uow.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), ?)", (beyond,))  # as above
