"""Copies of the database: taken while it is in use, and gone back to while it is not.

A live file must never be copied as a file: in WAL mode 0 of 100 rows arrived (measured). VACUUM INTO reads one
consistent state, keeps no writer waiting, and leaves out what was deleted. Going back writes a draft first, then, as
one transaction of SQLite, the present file; where that is lost or damaged, the draft takes its place in one step. So a
crash leaves the old state or the new one, and at most a draft, which the next start or restore removes.
"""

import logging
import math
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path

from pydantic import SecretStr

from bot.domain.errors import StorageError
from bot.domain.restored import Lost
from storage import erasing, erasure_list, litestream, mails, replaced, restores, workspace
from storage.database import UnitOfWork
from storage.drafts import FILES, failures, make_private, scratch, sync, take_place
from storage.encryption import export
from storage.engine import ERRORS, is_plain, open_file
from storage.engines.sqlite import SqliteDatabase
from storage.installations_schema import FILE
from storage.instants import instant, instant_text
from storage.ownership import own
from storage.replaced import Replaced
from storage.restores import highest
from storage.schema import known_steps

SKIPPED = "a backup was restored"
"""The reason by which messages and reminders of the time before a restore are settled."""

BACKUPS, BEFORE_RESTORE = "backups", "before-restore"
"""Where copies go in the data folder: those asked for, and what a restore replaced."""

_STALE = timedelta(hours=1)
"""A draft so old belongs to no backup that is still being made: that takes seconds for each gigabyte."""

_logger = logging.getLogger(__name__)
_DATED = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<database>.+)-(?P<at>\d{8}T\d{6}Z)\.db")


def databases(folder: Path) -> list[Path]:
    """The databases of a data folder: one for each workspace."""
    return sorted(path for path in folder.glob("*.db") if not (_NAME.fullmatch(path.name) or path.name == FILE))


def worth_copying(folder: Path) -> list[Path]:
    """The same, and the one of installations, where there are many."""
    installations = folder / FILE
    return [*databases(folder), *([installations] if installations.exists() else [])]


def backup(database: Path, folder: Path, now: datetime, keep: int, key: SecretStr | None = None) -> Path:
    """Copy a database, in use or not, to a file with the date, and keep the newest `keep` of its copies there.

    The copy has the database's key. Gives the copy's path. Raises StorageError; then there is no new copy and no old
    one was removed.
    """
    copy = folder / f"{database.stem}-{now.astimezone(UTC):{_DATED}}.db"
    draft = copy.with_suffix(".part")
    with failures(f"The backup of {database} failed"), scratch(draft):
        folder.mkdir(parents=True, exist_ok=True)
        _remove(path for path in _drafts(database, folder) if path.name < f"{database.stem}-{now - _STALE:{_DATED}}")
        make_private(draft)
        with closing(open_file(database, "ro", key)) as source:
            source.execute("VACUUM INTO ?", (str(draft),))
        _check(draft, key)
        sync(draft)
        draft.replace(copy)
        sync(folder)
        erasure_list.copy_beside(database, copy)
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


@dataclass(frozen=True)
class Prospect:
    """What going back to a backup would mean. `lost`: what came after it; None where the present file cannot tell."""

    workspace: str
    backup_at: datetime
    lost: Lost | None


def prospect(copy: Path, data: Path, key: SecretStr | None = None) -> Prospect:
    """What `restore` would do, changing nothing. Raises StorageError where it would be refused."""
    target = _target(copy, data)
    key_of_copy = _admit(copy, target, key)
    with own(target):
        backup_at, held = _taken(copy, key_of_copy)
        present = replaced.read(target, key, held, backup_at)
        return Prospect(target.stem, backup_at, present.lost if present else None)


def restore(copy: Path, data: Path, now: datetime, key: SecretStr | None = None) -> tuple[Path, Path | None]:
    """Go back to a backup: nothing it had still to send is sent, because that was sent or out of date long ago.

    A backup from before the database was encrypted is encrypted on its way. Gives the database's path and that of a
    backup of what it held before. Raises StorageError when the copy is no sound backup of this workspace, or while the
    database is in use; then nothing was changed.
    """
    target = _target(copy, data)
    key_of_copy = _admit(copy, target, key)
    with own(target):
        sweep(target)
        backup_at, held = _taken(copy, key_of_copy)
        marks = erasure_list.join(target, copy)
        draft = target.with_suffix(".restoring")
        with failures(f"Going back to {copy} failed"), scratch(draft):
            if key_of_copy == key:
                _copy(copy, draft, key)
            else:
                export(copy, draft, key_of_copy, key)
            _settle(draft, target, backup_at, replaced.read(target, key, held, backup_at), now, key, marks)
            before = _replace(target, draft, now, key)
    return target, before


def sweep(database: Path) -> None:
    """Remove what a restore, a move or a change of the key left behind that was killed. For the database's owner."""
    own_drafts = [*database.parent.glob(f"{escape(database.stem)}.restoring*")]
    own_drafts += database.parent.glob(f"{escape(database.name)}.converting*")
    own_drafts += database.parent.glob(f"{escape(database.stem)}.moving*")
    for folder in (BACKUPS, BEFORE_RESTORE):
        own_drafts += (database.parent / folder).glob(f"{escape(database.stem)}-*.db.converting*")
    own_drafts += _drafts(database, database.parent / BEFORE_RESTORE)
    if _remove(own_drafts):
        _logger.warning(
            "removed what was left of a restore, a move or a change of the key that did not come to its end"
        )


def _drafts(database: Path, folder: Path) -> Iterator[Path]:
    yield from folder.glob(f"{escape(database.stem)}-*.part*")
    yield from folder.glob(f"{escape(database.stem)}.damaged*.part")


def _remove(drafts: Iterable[Path]) -> int:
    found = list(drafts)
    for draft in found:
        draft.unlink(missing_ok=True)
    return len(found)


def _replace(database: Path, draft: Path, now: datetime, key: SecretStr | None) -> Path | None:
    """Put the draft in the database's place. Gives a backup of what that held, or its damaged file; None: nothing."""
    aside = database.parent / BEFORE_RESTORE
    if not database.exists():
        take_place(draft, database)
        return None
    if key and is_plain(database):
        raise StorageError(f"{database} is not encrypted, but a key is set. Encrypt it first: rapport encrypt.")
    try:
        before = backup(database, aside, now, keep=3, key=key)
    except StorageError:
        before = _keep_damaged(database, aside)
        take_place(draft, database)
    else:
        _copy(draft, database, key)
    return before


def _keep_damaged(database: Path, folder: Path) -> Path:
    """A copy of a file that SQLite cannot read any more, with its log: somebody may rescue something from it."""
    kept = folder / f"{database.stem}.damaged"
    for suffix in FILES:
        file, draft = database.with_name(database.name + suffix), kept.with_name(f"{kept.name}{suffix}.part")
        kept.with_name(kept.name + suffix).unlink(missing_ok=True)
        if file.exists():
            make_private(draft)
            shutil.copyfile(file, draft)
            sync(draft)
            draft.replace(kept.with_name(kept.name + suffix))
    return kept


def _target(copy: Path, data: Path) -> Path:
    match = _NAME.fullmatch(copy.name)
    if match:
        return data / f"{match['database']}.db"
    if copy.suffix != ".db" or not (data / copy.name).exists():
        raise StorageError(f"{copy.name} does not say whose it is: name it like T012AB3CD-20261121T090000Z.db.")
    return data / copy.name


def _admit(copy: Path, target: Path, key: SecretStr | None) -> SecretStr | None:
    """The key of a file that may take a database's place. Raises StorageError where it may not."""
    if copy.exists() and target.exists() and copy.samefile(target):
        raise StorageError(
            f"{copy} is the database itself, not a backup of it. Backups are in {target.parent / BACKUPS}."
        )
    litestream.refuse(target)
    key_of_copy = key if copy.is_file() and not is_plain(copy) else None
    _check(copy, key_of_copy)
    with closing(open_file(copy, "ro", key_of_copy)) as file:
        whose = workspace.of(file)
    if whose not in {None, target.stem}:
        raise StorageError(
            f"{copy.name} holds the data of the workspace {whose}, not of {target.stem}. Nothing was changed. "
            f"If you mean {whose}, name it {whose}-….db, as it was."
        )
    return key_of_copy


def _taken(copy: Path, key: SecretStr | None) -> tuple[datetime, dict[str, int]]:
    """When a backup was taken, by its name, else by its last entry; and by table its highest id."""
    with closing(open_file(copy, "ro", key)) as file:
        held, (last,) = highest(file), file.execute("SELECT max(at) FROM audit").fetchone()
    match = _NAME.fullmatch(copy.name)
    if match:
        return datetime.strptime(match["at"], _DATED).replace(tzinfo=UTC), held
    return instant(last) or datetime.fromtimestamp(copy.stat().st_mtime, UTC), held


def settle_unsent(uow: UnitOfWork, now: datetime) -> None:
    """Nothing that a backup had still to send is sent: that was, or is out of date long ago."""
    at: dict[str, object] = {"reason": SKIPPED, "now": instant_text(now)}
    uow.execute(
        "UPDATE outbox SET state = 'skipped', error = :reason, settled_at = :now"
        " WHERE state IN ('pending', 'sending', 'unknown')",
        at,
    )
    mails.settle_unsent(uow)
    uow.execute("UPDATE ledger SET state = 'skipped', reason = :reason, settled_at = :now WHERE state = 'queued'", at)


def _settle(
    path: Path,
    target: Path,
    backup_at: datetime,
    present: Replaced | None,
    now: datetime,
    key: SecretStr | None,
    marks: Collection[str],
) -> None:
    """Bring it to today's schema, erase whom was erased since, let nothing that was waiting be sent.

    What was sent since is known.
    """
    database = SqliteDatabase(path, key)
    with database.unit_of_work() as uow:
        settle_unsent(uow, now)
        workspace.claim(uow, target.stem)
        lost, given_out = (present.lost, present.given_out) if present else (None, {})
        restore_id = restores.note(uow, now=now, backup_at=backup_at, lost=lost, given_out=given_out)
        erased = erasing.erase_again(uow, target.stem, marks, now)
        if present:
            replaced.hand_over(uow, present, restore_id, SKIPPED, now)
    if erased:
        database.sweep(math.inf)
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
