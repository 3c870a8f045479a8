"""Backups of a database in use, and going back to one."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.customers import Customer
from bot.domain.errors import StorageError
from bot.domain.message_kinds import MessageKind
from bot.domain.restored import Lost
from storage import audit, customers, ledger, outbox, workspace
from storage.backup import SKIPPED, Prospect, backup, copies, databases, prospect, restore
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import own
from tests.fake_clock import MONDAY_NINE

pytestmark = pytest.mark.engine("sqlite")  # of its files

NOW = MONDAY_NINE
SECOND = timedelta(seconds=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """A database in use."""
    database = SqliteDatabase(tmp_path / "T0HARBOUR.db")
    yield database
    database.close()


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """A database that nobody uses, with one message that waits and a reminder in it."""
    database = SqliteDatabase(tmp_path / "T0HARBOUR.db")
    with database.unit_of_work() as uow:
        row = outbox.put(uow, kind=MessageKind.DIGEST, subject="U0ANA", recipient="U0ANA", now=NOW)
        ledger.queue(
            uow, kind="digest", subject="U0ANA", recipient="U0ANA", local_date=NOW.date(), outbox_id=row, now=NOW
        )
    database.close()
    return database.path


def say(database: SqliteDatabase, word: str) -> None:
    with database.unit_of_work() as uow:
        uow.execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('word', ?)", (word,))


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return connection.execute(sql).fetchall()


def word(path: Path) -> object:
    return rows(path, "SELECT value FROM settings WHERE name = 'word'")[0][0]


def test_a_backup_of_a_database_in_use_holds_everything_committed(database: SqliteDatabase, tmp_path: Path) -> None:
    say(database, "hello")
    copy = backup(database.path, tmp_path / "backups", NOW, keep=3)
    assert copy.name == "T0HARBOUR-20261123T090000Z.db"
    assert word(copy) == "hello"


def test_only_the_owner_may_read_a_backup(database: SqliteDatabase, tmp_path: Path) -> None:
    assert backup(database.path, tmp_path, NOW, keep=3).stat().st_mode & 0o077 == 0


def test_the_newest_copies_are_kept_and_others_left_alone(database: SqliteDatabase, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    SqliteDatabase(folder / "T0OTHER-20200101T000000Z.db").close()
    made = [backup(database.path, folder, NOW + SECOND * step, keep=2) for step in range(4)]
    assert copies(database.path, folder) == made[-2:]
    assert (folder / "T0OTHER-20200101T000000Z.db").exists()


def test_every_backup_taken_while_others_write_is_sound_and_of_one_moment(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        step = 0
        while not stop.is_set():
            step += 1
            with database.unit_of_work() as uow:  # two rows that must agree
                uow.execute("INSERT OR REPLACE INTO settings VALUES ('word', ?)", (str(step),))
                uow.execute("INSERT OR REPLACE INTO settings VALUES ('echo', ?)", (str(step),))

    say(database, "0")
    writer = threading.Thread(target=write)
    writer.start()
    made = [backup(database.path, tmp_path / "backups", NOW + SECOND * step, keep=99) for step in range(20)]
    stop.set()
    writer.join()
    for copy in made:
        assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
        assert len({value for (value,) in rows(copy, "SELECT value FROM settings")}) == 1


def test_a_backup_that_cannot_be_written_says_so_and_removes_no_old_one(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    old = backup(database.path, tmp_path / "backups", NOW, keep=1)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match=r"The backup of .* failed"):
        backup(database.path, tmp_path / "file", NOW, keep=1)
    assert old.exists()


def test_a_restore_brings_back_what_the_backup_held(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    database = SqliteDatabase(stopped)
    say(database, "later")
    database.close()
    target, before = restore(copy, tmp_path, NOW + SECOND)
    assert target == stopped
    assert not rows(stopped, "SELECT * FROM settings WHERE name = 'word'")
    assert before is not None
    assert word(before) == "later"


def test_a_restored_bot_has_nothing_old_to_send_and_says_why(stopped: Path, tmp_path: Path) -> None:
    restore(backup(stopped, tmp_path / "backups", NOW, keep=1), tmp_path, NOW + SECOND)
    assert rows(stopped, "SELECT state, error FROM outbox") == [("skipped", SKIPPED)]
    assert rows(stopped, "SELECT state, reason FROM ledger") == [("skipped", SKIPPED)]
    assert rows(stopped, "SELECT at, backup_at FROM restores") == [
        ("2026-11-23T09:00:01.000000+00:00", "2026-11-23T09:00:00.000000+00:00")
    ]


def test_a_database_is_not_restored_while_somebody_uses_it(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    before = stopped.read_bytes()
    with own(stopped), pytest.raises(StorageError, match="in use by another Rapport"):
        restore(copy, tmp_path, NOW)
    assert stopped.read_bytes() == before


def test_a_lost_database_is_restored(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    stopped.unlink()
    assert restore(copy, tmp_path, NOW) == (stopped, None)
    assert rows(stopped, "SELECT count(*) FROM outbox") == [(1,)]


def test_a_damaged_database_is_put_aside_and_replaced(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    stopped.write_bytes(b"damaged " * 1000)
    _, aside = restore(copy, tmp_path, NOW)
    assert aside is not None
    assert aside.read_bytes().startswith(b"damaged")
    assert rows(stopped, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("T0HARBOUR-20261123T090000Z.db", b"junk " * 1000, "is damaged, or it is encrypted"),
        ("T0HARBOUR-20261123T090000Z.db", b"", "is not a backup of Rapport"),
        ("T0HARBOUR-20261123T090000Z.db", None, "There is no file"),
        ("holiday.jpg", b"junk", "does not say whose it is"),
        ("T0NEW.db", b"junk", "does not say whose it is"),
    ],
)
def test_what_is_no_backup_is_refused_and_changes_nothing(
    stopped: Path, tmp_path: Path, name: str, content: bytes | None, complaint: str
) -> None:
    before = stopped.read_bytes()
    file = tmp_path / "elsewhere" / name
    file.parent.mkdir()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StorageError, match=complaint):
        restore(file, tmp_path, NOW)
    assert stopped.read_bytes() == before
    assert databases(tmp_path) == [stopped]


def test_the_database_itself_is_no_backup_of_it(stopped: Path, tmp_path: Path) -> None:
    before = stopped.read_bytes()
    with pytest.raises(StorageError, match="is the database itself"):
        restore(stopped, tmp_path, NOW)
    assert stopped.read_bytes() == before


def test_a_renamed_backup_of_another_workspace_is_refused(stopped: Path, tmp_path: Path) -> None:
    other = SqliteDatabase(tmp_path / "elsewhere" / "T0OTHER.db")
    with other.unit_of_work() as uow:
        workspace.claim(uow, "T0OTHER")
    copy = backup(other.path, tmp_path / "backups", NOW, keep=1)
    other.close()
    before, files = stopped.read_bytes(), sorted(tmp_path.iterdir())
    with pytest.raises(StorageError, match="holds the data of the workspace T0OTHER, not of T0HARBOUR"):
        restore(copy.rename(copy.with_name("T0HARBOUR-20261123T090000Z.db")), tmp_path, NOW)
    assert stopped.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files


def test_what_would_be_lost_is_counted_and_nothing_changed(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    database = SqliteDatabase(stopped)
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Dana Reyes"), "U0ANA", NOW)
    database.close()
    before = stopped.read_bytes()
    assert prospect(copy, tmp_path) == Prospect("T0HARBOUR", NOW, Lost(customers=1))
    assert stopped.read_bytes() == before


def test_what_would_be_lost_cannot_be_told_of_a_lost_database(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    stopped.unlink()
    assert prospect(copy, tmp_path) == Prospect("T0HARBOUR", NOW, None)


def test_a_backup_whose_name_has_no_date_is_as_old_as_its_last_entry(stopped: Path, tmp_path: Path) -> None:
    database = SqliteDatabase(stopped)
    with database.unit_of_work() as uow:
        audit.record(uow, actor="U0ANA", action="customer added", subject=("customer", 1), now=NOW)
    database.close()
    copy = backup(stopped, tmp_path / "backups", NOW + SECOND, keep=1)
    assert prospect(copy.rename(copy.with_name("T0HARBOUR.db")), tmp_path).backup_at == NOW


def test_ids_go_on_beyond_those_of_the_replaced_file_where_the_clock_is_wrong(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    database = SqliteDatabase(stopped)
    with database.unit_of_work() as uow:
        uow.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('touchpoints', 5)")
        uow.execute("UPDATE sqlite_sequence SET seq = 7 WHERE name = 'outbox'")
    database.close()
    restore(copy, tmp_path, datetime.fromtimestamp(0, UTC))
    assert dict(rows(stopped, "SELECT name, seq FROM sqlite_sequence"))["touchpoints"] == 5
    assert dict(rows(stopped, "SELECT name, seq FROM sqlite_sequence"))["outbox"] == 7


def test_what_is_handed_over_holds_nothing_of_customers(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    database = SqliteDatabase(stopped)
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Quillon Zarf"), "U0ANA", NOW)
        row_id = outbox.put(uow, kind=MessageKind.ALERT, subject="1", recipient="feedback", now=NOW)
        row = outbox.get(uow, row_id)
        assert row
        outbox.settle_sent(uow, row, "C0FEEDBACK", "1.1", NOW)
    database.close()
    restore(copy, tmp_path, NOW + SECOND)
    assert b"Quillon" not in stopped.read_bytes()
    assert rows(stopped, "SELECT kind, channel, ts FROM outbox WHERE id = 2") == [("came after", "C0FEEDBACK", "1.1")]


def test_a_backup_of_a_newer_version_is_refused(stopped: Path, tmp_path: Path) -> None:
    copy = backup(stopped, tmp_path / "backups", NOW, keep=1)
    with sqlite3.connect(copy) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rapport', 'm999_later', '')"
        )
    with pytest.raises(StorageError, match="written by a newer Rapport"):
        restore(copy, tmp_path, NOW)
