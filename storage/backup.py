"""Copies of the database: taken while it is in use, and gone back to while it is not.

A live file must never be copied as a file: in WAL mode 0 of 100 rows arrived (measured). VACUUM INTO reads one
consistent state, keeps no writer waiting, and leaves out what was deleted. Going back writes through SQLite too, as one
transaction into the present file, so that a crash leaves either the old state or the new one.
"""

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage.database import Database
from storage.drafts import failures, make_private, scratch, sync
from storage.encryption import export
from storage.engine import ERRORS, is_plain, open_file
from storage.instants import instant_text
from storage.ownership import own
from storage.schema import known_steps

SKIPPED = "a backup was restored"
"""The reason by which messages and reminders of the time before a restore are settled."""

BACKUPS, BEFORE_RESTORE = "backups", "before-restore"
"""Where copies go in the data folder: those asked for, and what a restore replaced."""

_NAME = re.compile(r"(?P<database>.+)-\d{8}T\d{6}Z\.db")


def databases(folder: Path) -> list[Path]:
    """The databases of a data folder: one for each workspace."""
    return sorted(path for path in folder.glob("*.db") if not _NAME.fullmatch(path.name))


def backup(database: Path, folder: Path, now: datetime, keep: int, key: SecretStr | None = None) -> Path:
    """Copy a database, in use or not, to a file with the date, and keep the newest `keep` of its copies there.

    The copy has the database's key. Gives the copy's path. Raises StorageError; then there is no new copy and no old
    one was removed.
    """
    copy = folder / f"{database.stem}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
    draft = copy.with_suffix(".part")
    with failures(f"The backup of {database} failed"):
        folder.mkdir(parents=True, exist_ok=True)
        make_private(draft)
        with closing(open_file(database, "ro", key)) as source:
            source.execute("VACUUM INTO ?", (str(draft),))
        _check(draft, key)
        sync(draft)
        draft.replace(copy)
        sync(folder)
        for old in copies(database, folder)[:-keep]:
            old.unlink()
    return copy


def copies(database: Path, folder: Path) -> list[Path]:
    """The backups of a database in a folder, oldest first."""
    named = ((path, _NAME.fullmatch(path.name)) for path in folder.glob("*.db"))
    return sorted(path for path, match in named if match and match["database"] == database.stem)


def every_copy(data: Path) -> list[Path]:
    """The copies that Rapport made in its data folder by itself or when it was not told where."""
    return [path for folder in (BACKUPS, BEFORE_RESTORE) for path in sorted((data / folder).glob("*.db"))]


def restore(copy: Path, data: Path, now: datetime, key: SecretStr | None = None) -> tuple[Path, Path | None]:
    """Go back to a backup: nothing it had still to send is sent, because that was sent or out of date long ago.

    A backup from before the database was encrypted is encrypted on its way. Gives the database's path and that of a
    backup of what it held before. Raises StorageError when the copy is no sound backup, or while the database is in
    use; then nothing was changed.
    """
    target = _target(copy, data)
    with own(target):
        key_of_copy = key if copy.is_file() and not is_plain(copy) else None
        _check(copy, key_of_copy)
        before = _put_aside(target, data / BEFORE_RESTORE, now, key) if target.exists() else None
        draft = target.with_suffix(".restoring")
        with failures(f"Going back to {copy} failed"), scratch(draft):
            if key_of_copy == key:
                _copy(copy, draft, key)
            else:
                export(copy, draft, key_of_copy, key)
            _settle(draft, now, key)
            _copy(draft, target, key)
    return target, before


def _put_aside(database: Path, folder: Path, now: datetime, key: SecretStr | None) -> Path:
    """A backup of what is about to be replaced; where it is too damaged for one, the file itself, moved."""
    if key and is_plain(database):
        raise StorageError(f"{database} is not encrypted, but a key is set. Encrypt it first: rapport encrypt.")
    try:
        return backup(database, folder, now, keep=3, key=key)
    except StorageError:
        aside = folder / f"{database.stem}.damaged"
        with failures(f"{database} could not be put aside"):
            for suffix in ("", "-wal", "-shm"):
                file = database.with_name(database.name + suffix)
                if file.exists():
                    file.replace(aside.with_name(aside.name + suffix))
        return aside


def _target(copy: Path, data: Path) -> Path:
    match = _NAME.fullmatch(copy.name)
    if match:
        return data / f"{match['database']}.db"
    if copy.suffix != ".db" or not (data / copy.name).exists():
        raise StorageError(f"{copy.name} does not say whose it is: name it like T012AB3CD-20261121T090000Z.db.")
    return data / copy.name


def _settle(path: Path, now: datetime, key: SecretStr | None) -> None:
    """Bring it to today's schema, and let nothing that was waiting be sent."""
    database = Database(path, key)
    at: dict[str, object] = {"reason": SKIPPED, "now": instant_text(now)}
    with database.unit_of_work() as uow:
        uow.execute(
            "UPDATE outbox SET state = 'skipped', error = :reason, settled_at = :now"
            " WHERE state IN ('pending', 'sending', 'unknown')",
            at,
        )
        uow.execute(
            "UPDATE ledger SET state = 'skipped', reason = :reason, settled_at = :now WHERE state = 'queued'", at
        )
        uow.execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('restored_at', json_quote(:now))", at)
    database.close()


def _check(path: Path, key: SecretStr | None) -> None:
    """Raise StorageError unless the file is a sound database of ours that this version understands."""
    if not path.is_file():
        raise StorageError(f"There is no file {path}.")
    try:
        with closing(open_file(path, "ro", key)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            applied = {row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations")}
    except ERRORS as error:
        raise StorageError(f"{path} is not a backup of Rapport, or it is damaged.") from error
    if verdict != "ok":
        raise StorageError(f"{path} is damaged. Use an older backup.")
    if not applied <= set(known_steps()):
        raise StorageError(f"{path} was written by a newer Rapport. Update this one first.")


def _copy(source: Path, target: Path, key: SecretStr | None) -> None:
    """Write one database over another in one transaction, whatever the other is used for."""
    with closing(open_file(source, "ro", key)) as old, closing(open_file(target, "rwc", key)) as new:
        old.backup(new)
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
