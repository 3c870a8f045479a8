"""What `rapport doctor` looks at on this machine: settings, database, disk, SQLite."""

import os
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.cli import error_reports
from bot.cli.findings import Finding, fine, mend, note
from bot.config import Settings, former_rules, unknown_names
from bot.domain.clock import Clock
from bot.domain.errors import StorageError
from bot.use_cases.problems import problems
from bot.use_cases.rules import rules
from storage import engine, failed_messages, litestream, private
from storage.backup import databases
from storage.database import UnitOfWork
from storage.engines.opening import from_outside
from storage.engines.read_only import read_only
from storage.schema import known_steps

FREE_BYTES = 200_000_000
LARGEST_LOG_BYTES = 600_000_000
"""Litestream lets a write-ahead log grow to 500 MB at most (https://litestream.io/guides/wal-truncate-threshold)."""

_NAMED = 4
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}

OLDEST_POSTGRESQL = 14


def settings(chosen: Settings) -> Iterator[Finding]:
    """What the settings say that cannot be meant."""
    yield from (note(f"{name} {sentence}") for name, sentence in unknown_names())
    former = former_rules()
    yield from (
        note(f"{name} {sentence}", "Choose it in `/rapport settings`, and remove it.")
        for name, sentence in former.wrong
    )
    if read := [name for name in former.names if name not in {one.name for one in former.wrong}]:
        yield note(
            f"{', '.join(read)}: no longer read but once, to take over what nobody has chosen",
            "Once Rapport has started, remove it: leads choose in `/rapport settings`.",
        )
    address = urlsplit(chosen.api_url)
    if address.scheme == "http" and address.hostname not in _LOOPBACK:
        yield note("SLACK_API_URL is not encrypted", "Tokens can be read on the way; use https.")
    if chosen.sentry_dsn and not error_reports.is_installed():
        yield mend(error_reports.NOT_INSTALLED, error_reports.INSTALLING)
    if chosen.clock_file:
        yield note("RAPPORT_CLOCK moves the clock", "Leave it out, but for development.")


def sqlite_version(key: SecretStr | None) -> Iterator[Finding]:
    """The WAL-reset bug of 3.7.0 to 3.51.2 (https://sqlite.org/wal.html): rare, but it can corrupt."""
    try:
        text = engine.version(key)
    except StorageError as error:
        yield mend(error.sentence, "")
        return
    version = tuple(int(part) for part in text.split("."))
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    if mended:
        yield fine(f"SQLite {text}{' of SQLCipher' if key else ''}")
    else:
        mending = "Update to 3.51.3, 3.50.7 or 3.44.6 when your system has it; keep backups."
        yield note(f"SQLite {text} has the rare WAL-reset bug", mending)


def disk(data: Path) -> Iterator[Finding]:
    """Whether the database can grow."""
    existing = next(path for path in (data, *data.absolute().parents) if path.exists())
    if not os.access(existing, os.W_OK):
        yield mend(f"{data} cannot be written to", "Mend its permissions or set RAPPORT_DATA.")
    free = shutil.disk_usage(existing).free
    if free < FREE_BYTES:
        yield mend(f"Only {free / 1e6:.0f} MB are free for {data}", "Make room: a full disk stops everything.")
    else:
        yield fine(f"{free / 1e9:.1f} GB are free for {data}")


def privacy(chosen: Settings) -> Iterator[Finding]:
    """What others on this machine can read of customers' data, of the tokens and of the key."""
    if found := private.exposed(chosen.data):
        named = ", ".join(str(path) for path in found[:_NAMED])
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        closing = (
            f"-R go= {shlex.quote(str(chosen.data))}" if chosen.data in found else f"go= {shlex.join(map(str, found))}"
        )
        yield mend(
            f"Others on this machine can read {named}{more}",
            f"`rapport run` mends it when it starts; at once: chmod {closing}",
        )
    for file, what in (
        (Path(".env"), "the tokens"),
        (chosen.database_key_file, "the key of the databases"),
        (chosen.token_key_file, "the keys of the tokens"),
    ):
        if file and file.is_file() and private.is_open(file):
            yield mend(
                f"Others on this machine can read {file}, with {what} in it",
                f"Mend it: chmod 600 {shlex.quote(str(file))}",
            )
    key = chosen.database_key_file
    if key and chosen.data.resolve() in key.resolve().parents:
        yield note(f"The key {key} lies beside what it locks", "Whoever copies the folder has both: move it elsewhere.")


def all_databases(data: Path, clock: Clock, key: SecretStr | None) -> Iterator[Finding]:
    """Each database of the data folder."""
    found = databases(data)
    if not found:
        yield note(f"There is no database in {data} yet", "The first `rapport run` makes it.")
    for path in found:
        yield from database(path, clock, key)


def server(url: SecretStr, workspace: str, clock: Clock) -> Iterator[Finding]:
    """The schema of a workspace in PostgreSQL: reached, of this version, and what the auditor has to say."""
    try:
        with from_outside(url, workspace) as uow:
            version = str(uow.rows("SHOW server_version")[0][0])
            if int(version.split(".", maxsplit=1)[0]) < OLDEST_POSTGRESQL:
                yield mend(f"PostgreSQL {version} is too old", f"Rapport needs {OLDEST_POSTGRESQL} or newer.")
            else:
                yield fine(f"PostgreSQL {version} answers")
            yield from _audited(uow, clock)
    except StorageError as error:
        yield mend(error.sentence, "")


def database(path: Path, clock: Clock, key: SecretStr | None) -> Iterator[Finding]:
    """One database: sound, of this version's schema, and what the auditor has to say. Rapport may run meanwhile."""
    try:
        with read_only(path, key) as uow:
            yield from _soundness(path, uow)
            yield from _schema(path, uow, clock)
        if key:
            yield fine(f"{path} is encrypted")
        yield from _copied(path)
    except StorageError as error:
        yield mend(error.sentence, "")
    except engine.ERRORS as error:
        yield mend(f"{path} cannot be read ({error})", "Go back to a backup: rapport restore FILE.")


def _copied(path: Path) -> Iterator[Finding]:
    """Where Litestream copies a database, the log is its to fold back."""
    notes, log = litestream.notes(path), path.with_name(f"{path.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    if notes.exists() and size > LARGEST_LOG_BYTES:
        mending = f"Start it; where it is used no longer, remove {notes}."
        yield mend(f"{log} has grown to {size / 1e6:.0f} MB, as if Litestream did not run", mending)
    elif notes.exists():
        yield fine(f"Litestream copies {path}")


def _soundness(path: Path, uow: UnitOfWork) -> Iterator[Finding]:
    verdicts = [row[0] for row in uow.rows("PRAGMA integrity_check(1)")]
    if verdicts == ["ok"] and not uow.rows("PRAGMA foreign_key_check"):
        yield fine(f"{path} is sound ({path.stat().st_size / 1e6:.1f} MB)")
    else:
        yield mend(f"{path} is damaged", "Stop Rapport and go back to a backup: rapport restore FILE.")


def _schema(path: Path, uow: UnitOfWork, clock: Clock) -> Iterator[Finding]:
    applied = {row["name"] for row in uow.rows("SELECT name FROM _sqlite_migrations")}
    if applied - set(known_steps()):
        yield mend(f"{path} was written by a newer Rapport", "Update this one.")
    elif set(known_steps()) - applied:
        yield note(f"{path} is of an older Rapport", "It is brought up to date at the next start.")
    else:
        yield from _audited(uow, clock)


def _audited(uow: UnitOfWork, clock: Clock) -> Iterator[Finding]:
    wrong = [*problems(uow, clock.now()), *rules(uow).problems]
    yield from (mend(problem.sentence, "") for problem in wrong)
    if not wrong:
        yield fine("The auditor finds nothing that hangs")
    if failed := len(failed_messages.every(uow, clock.now())):
        what = "1 message was" if failed == 1 else f"{failed} messages were"
        yield note(f"{what} refused by Slack for good", "`rapport outbox` lists them, and sends them again.")
