"""Where Litestream copies a database, nothing of ours checkpoints it or puts another in its place."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage import litestream
from storage.backup import backup, prospect, restore
from storage.database import Database
from storage.encryption import encrypt
from storage.engines.sqlite import SqliteDatabase
from tests.fake_clock import MONDAY_NINE

pytestmark = pytest.mark.engine("sqlite")  # of its files

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "T0HARBOUR.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = SqliteDatabase(path)
    yield database
    database.close()


def write(database: Database, pages: int) -> None:
    for _ in range(pages // 100):
        database.write(
            lambda uow: uow.execute("INSERT INTO settings VALUES (?, ?)", (os.urandom(8).hex(), "x" * PAGE * 100))
        )


def log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def test_what_is_copied_is_not_checkpointed(database: Database, path: Path) -> None:
    litestream.notes(path).mkdir()
    before = path.stat().st_size
    write(database, 3 * litestream.AUTOMATIC_PAGES)
    assert path.stat().st_size == before
    assert log(path).stat().st_size > 3 * litestream.AUTOMATIC_PAGES * PAGE


def test_when_it_is_copied_no_longer_it_is_checkpointed_again(database: Database, path: Path) -> None:
    litestream.notes(path).mkdir()
    write(database, 3 * litestream.AUTOMATIC_PAGES)
    litestream.notes(path).rmdir()
    write(database, 200)
    assert path.stat().st_size > 3 * litestream.AUTOMATIC_PAGES * PAGE


def test_otherwise_the_log_stays_small(database: Database, path: Path) -> None:
    write(database, 3 * litestream.AUTOMATIC_PAGES)
    assert log(path).stat().st_size < 2 * litestream.AUTOMATIC_PAGES * PAGE


def test_the_end_of_the_program_leaves_the_log_to_litestream(path: Path) -> None:
    database = SqliteDatabase(path)
    litestream.notes(path).mkdir()
    with closing(
        sqlite3.connect(path)
    ) as other:  # as Litestream has one open, so that SQLite itself folds nothing back
        other.execute("SELECT 1 FROM settings").fetchall()
        write(database, 100)
        size = log(path).stat().st_size
        database.close()
        assert log(path).stat().st_size == size > 100 * PAGE


@pytest.mark.parametrize("begin", [prospect, lambda copy, data: restore(copy, data, MONDAY_NINE + timedelta(hours=1))])
def test_another_is_put_in_its_place_only_once_litestream_is_told(path: Path, begin: object) -> None:
    SqliteDatabase(path).close()
    copy = backup(path, path.parent / "backups", MONDAY_NINE, keep=3)
    litestream.notes(path).mkdir()
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"Stop it, remove .*\.T0HARBOUR\.db-litestream, and try again"):
        begin(copy, path.parent)  # type: ignore[operator]  # one of the two
    assert path.read_bytes() == before
    litestream.notes(path).rmdir()
    begin(copy, path.parent)  # type: ignore[operator]  # one of the two


def test_what_is_copied_is_not_encrypted(path: Path) -> None:
    SqliteDatabase(path).close()
    litestream.notes(path).mkdir()
    before = path.read_bytes()
    with pytest.raises(StorageError, match="Litestream copies"):
        encrypt(path, SecretStr("0" * 64))
    assert path.read_bytes() == before
