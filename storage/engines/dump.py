"""Copies of the workspaces in PostgreSQL, made by its own program while Rapport runs: a file for each schema.

pg_dump reads one consistent state and keeps no writer waiting. A copy counts once pg_restore has read it through and
found every table in it. https://www.postgresql.org/docs/current/app-pgdump.html
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pydantic import SecretStr

from bot.domain.errors import NotFoundError, StorageError
from storage import erasure_list
from storage.drafts import failures, make_private, scratch, sync
from storage.engines.postgres_sweep import read_marks
from storage.engines.server import asking, worth_copying

DATED = "%Y%m%dT%H%M%SZ"

INSTALLING = (
    "pg_dump and pg_restore, which come with PostgreSQL, are not installed here. Install them (on Debian: apt-get "
    "install -y postgresql-client), in the server's version or a newer one; or copy where they are, by: "
    'pg_dump --format=custom --schema=t012ab3cd --file=T012AB3CD.dump "$RAPPORT_DATABASE"'
)


def dump_all(url: SecretStr, folder: Path, now: datetime, keep: int) -> Iterator[Path]:
    """Copy each workspace to a file with the date, and keep the newest `keep` of each there. Gives the copies' paths.

    Raises StorageError; then there is no new copy of that workspace and no old one was removed. NotFoundError where no
    workspace is there, or PostgreSQL's programs are not.
    """
    check_programs()
    found = worth_copying(url)
    if not found:
        raise NotFoundError("There is no workspace in this database yet. Is RAPPORT_DATABASE the right one?")
    for schema, tables in found.items():
        copy = folder / f"{schema.upper()}-{now.astimezone(UTC):{DATED}}.dump"
        _dump(url, schema, tables, copy)
        with asking(url) as server:
            if marks := read_marks(server, schema.upper()):
                erasure_list.write(
                    erasure_list.for_copy(copy), marks | erasure_list.marks_in(erasure_list.for_copy(copy))
                )
        for old in sorted(folder.glob(f"{schema.upper()}-*.dump"))[:-keep]:
            old.unlink()
        yield copy


def check_programs() -> None:
    """Raises NotFoundError where PostgreSQL's programs are not."""
    if not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        raise NotFoundError(INSTALLING)


def tables_in(copy: Path, schema: str) -> set[str]:
    """The tables of a schema of which a copy has the rows. Raises StorageError where it is no copy."""
    listed = run_program(None, "pg_restore", "--list", str(copy))
    return set(re.findall(rf"^\d+; \d+ \d+ TABLE DATA {re.escape(schema)} (\S+) ", listed, re.MULTILINE))


def _dump(url: SecretStr, schema: str, tables: set[str], copy: Path) -> None:
    draft = copy.with_suffix(".part")
    with failures(f"The backup of {schema} failed"), scratch(draft):
        copy.parent.mkdir(parents=True, exist_ok=True)
        make_private(draft)
        run_program(url, "pg_dump", "--format=custom", f"--schema={schema}", f"--file={draft}", "--no-password")
        run_program(None, "pg_restore", f"--file={os.devnull}", str(draft))
        if missing := tables - tables_in(draft, schema):
            raise StorageError(f"The backup of {schema} failed: {', '.join(sorted(missing))} is not in it.")
        sync(draft)
        draft.replace(copy)
        sync(copy.parent)


def run_program(url: SecretStr | None, program: str, *arguments: str) -> str:
    """What it prints, connected to a database if one is given. Raises StorageError.

    The password goes by the environment: arguments can be read by everybody on the machine.
    """
    parts = conninfo_to_dict(url.get_secret_value()) if url else {}
    password = str(parts.pop("password", ""))
    where = ["--dbname=" + make_conninfo("", **parts)] if url else []
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    ran = subprocess.run(  # noqa: S603  # PostgreSQL's own program, and names that we found
        [program, *where, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        said = ran.stderr.strip().splitlines()
        raise StorageError(f"{program} failed: {said[0] if said else f'exit status {ran.returncode}'}.")
    return ran.stdout
