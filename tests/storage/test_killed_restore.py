"""kill -9 at every step of going back to a backup: the old state or the new one, nothing left behind, and it can go on.

A step is whatever Python's audit hooks see (a file opened, renamed, removed, a connection) and every SQL statement; in
between, inside SQLite's own writing, the kernel kills where a file grows beyond a limit.
"""

import os
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import StorageError
from storage.backup import backup, databases, restore, sweep
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import own
from tests.fake_clock import MONDAY_NINE

pytestmark = pytest.mark.engine("sqlite")  # of its files

NOW = MONDAY_NINE
NAME = "T0HARBOUR.db"
ROWS = 400
"""Of 1,000 characters: more pages than SQLite keeps in memory before it writes."""

CONNECT = sqlite3.connect

STEPS = {"open", "os.rename", "os.remove", "os.chmod", "shutil.copyfile", "sqlite3.connect"}


def say(path: Path, word: str) -> None:
    database = SqliteDatabase(path)
    with database.unit_of_work() as uow:
        uow.execute("DELETE FROM settings")
        for number in range(ROWS):
            uow.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (f"word{number}", word * 1_000))
    database.close()


def said(path: Path) -> str:
    """The word that every row says; the file is sound."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        found = connection.execute("SELECT DISTINCT value FROM settings WHERE name LIKE 'word%'").fetchall()
        assert connection.execute("SELECT count(*) FROM settings WHERE name LIKE 'word%'").fetchone()[0] == ROWS
    connection.close()
    [(value,)] = found
    return str(value)[0]


def damage(folder: Path) -> None:
    (folder / NAME).write_bytes(b"damaged " * 1_000)


def lose(folder: Path) -> None:
    (folder / NAME).unlink()


def leave(_folder: Path) -> None:
    """As it is."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder: the database says "new", its backup "old"."""
    folder = tmp_path_factory.mktemp("before")
    say(folder / NAME, "o")
    backup(folder / NAME, folder / "backups", NOW, keep=1)
    say(folder / NAME, "n")
    return folder


def killed(folder: Path, at: Callable[[], None]) -> bool:
    """Go back in a process of its own, which `at` has killed at some point. Whether it was."""
    child = os.fork()
    if not child:
        status = 1
        try:
            at()
            restore(_copy(folder), folder, NOW + timedelta(days=1))
            status = 0
        finally:
            os._exit(status)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code <= 0, "it failed by itself"
    return code < 0


def _copy(folder: Path) -> Path:
    return next((folder / "backups").glob("*.db"))


def at_step(number: int) -> Callable[[], None]:
    def begin() -> None:
        left = [number]

        def count(*_: object) -> None:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        def connect(*arguments: Any, **more: Any) -> sqlite3.Connection:  # noqa: ANN401  # as the real one
            connection: sqlite3.Connection = CONNECT(*arguments, **more)
            connection.set_trace_callback(count)
            return connection

        sys.addaudithook(lambda event, _: count() if event in STEPS else None)
        sqlite3.connect = connect  # type: ignore[assignment]  # in the process that is to be killed

    return begin


def beyond(size: int) -> Callable[[], None]:
    def begin() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it; by default it kills
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    return begin


def starts_again(folder: Path) -> None:
    """What the next start of the bot does with the file."""
    with own(folder / NAME):
        sweep(folder / NAME)
        SqliteDatabase(folder / NAME).close()


def is_clean(folder: Path) -> bool:
    files = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    kept = {Path(NAME), Path(f"{NAME}.lock")}
    return all(
        file in kept or (file.parent.name in {"backups", "before-restore"} and file.suffix in {".db", ".damaged"})
        for file in files
    )


def check(folder: Path, spoil: Callable[[Path], None]) -> None:
    """After a kill: whole, startable, clean; and going back once more works."""
    assert databases(folder) in ([], [folder / NAME])
    if spoil is leave:
        assert said(folder / NAME) in {"o", "n"}
        starts_again(folder)
        assert is_clean(folder), sorted(folder.rglob("*"))
        assert said(folder / NAME) in {"o", "n"}
    elif spoil is damage:
        try:
            assert said(folder / NAME) == "o"
        except sqlite3.DatabaseError:
            with pytest.raises(StorageError):
                starts_again(folder)
    elif (folder / NAME).exists():
        assert said(folder / NAME) == "o"
    restore(_copy(folder), folder, NOW + timedelta(days=2))
    assert said(folder / NAME) == "o"
    assert is_clean(folder), sorted(folder.rglob("*"))


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.parametrize("spoil", [leave, damage, lose])
def test_killed_at_any_step_it_leaves_the_old_or_the_new_and_nothing_else(
    before: Path, tmp_path: Path, spoil: Callable[[Path], None], every: int
) -> None:
    number = 1
    while True:
        number += every
        folder = tmp_path / str(number)
        shutil.copytree(before, folder)
        spoil(folder)
        if not killed(folder, at_step(number)):
            break
        check(folder, spoil)
        shutil.rmtree(folder)
    assert number > 40
    assert said(folder / NAME) == "o"
    assert is_clean(folder)


@pytest.mark.parametrize("size", [1_000, 50_000, 200_000, 420_000, 460_000, 480_000])
def test_killed_while_sqlite_writes_it_leaves_the_old_or_the_new_and_nothing_else(
    before: Path, tmp_path: Path, size: int
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(before, folder)
    assert killed(folder, beyond(size))
    check(folder, leave)


def test_the_damaged_file_is_kept_whole_beside(before: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(before, folder)
    damage(folder)
    _, aside = restore(_copy(folder), folder, NOW)

    assert aside == folder / "before-restore" / "T0HARBOUR.damaged"
    assert aside.read_bytes() == b"damaged " * 1_000


def test_drafts_of_backups_that_were_killed_go_with_a_later_backup(before: Path, tmp_path: Path) -> None:
    """And not those of one that may be under way in another process."""
    folder = tmp_path / "data"
    shutil.copytree(before, folder)
    old, young = (folder / "backups" / f"T0HARBOUR-20261124T{hour}Z.part" for hour in ("075959", "080001"))
    for draft in (old, young):
        draft.write_bytes(b"half")
    backup(folder / NAME, folder / "backups", NOW + timedelta(days=1), keep=3)

    assert not old.exists()
    assert young.exists()
