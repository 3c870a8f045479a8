"""Encrypting a plain database and undoing it: every row is kept, whatever happens on the way."""

import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage import encryption, engine, search
from storage.engine import is_plain, open_file
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import own
from tests.encrypted import KEY, OTHER, everything, fill, readable

pytestmark = pytest.mark.engine("sqlite")  # of its files


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    return fill(tmp_path / "T0HARBOUR.db", KEY)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return fill(tmp_path / "T0HARBOUR.db", None)


def test_encrypting_and_its_undoing_keep_every_row(plain: Path, tmp_path: Path) -> None:
    before = everything(plain, None)
    assert encryption.encrypt(plain, KEY)
    assert readable(tmp_path) == []
    assert everything(plain, KEY) == before
    assert plain.stat().st_mode & 0o077 == 0
    assert encryption.decrypt(plain, KEY)
    assert everything(plain, None) == before
    assert plain.stat().st_mode & 0o077 == 0
    database = SqliteDatabase(plain)
    with database.unit_of_work() as uow:
        assert search.close(uow, "quillon")
        with pytest.raises(sqlite3.IntegrityError):
            uow.execute("UPDATE customers SET birth_month = 'May'")  # the tables are as strict as before
    database.close()
    assert [path.name for path in tmp_path.iterdir()] == ["T0HARBOUR.db"]


def test_what_a_killed_bot_left_in_the_log_is_kept(tmp_path: Path) -> None:
    path = fill(tmp_path / "T0HARBOUR.db", None)
    with closing(open_file(path, "rw")) as open_still:
        open_still.execute("PRAGMA journal_mode=WAL")
        open_still.execute("INSERT INTO settings (name, value) VALUES ('last', '1')")
        left = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    assert (tmp_path / "T0HARBOUR.db-wal").stat().st_size
    encryption.encrypt(path, KEY)
    assert any(row[0] == "last" for row in everything(path, KEY)["settings"])
    assert [file.name for file in tmp_path.iterdir()] == ["T0HARBOUR.db"]


def test_what_is_so_already_is_left_alone(encrypted: Path) -> None:
    before = encrypted.read_bytes()
    assert not encryption.encrypt(encrypted, KEY)
    assert encrypted.read_bytes() == before
    encryption.decrypt(encrypted, KEY)
    before = encrypted.read_bytes()
    assert not encryption.decrypt(encrypted, KEY)
    assert encrypted.read_bytes() == before


def test_another_key_neither_encrypts_nor_decrypts(encrypted: Path) -> None:
    before = encrypted.read_bytes()
    for convert in (encryption.encrypt, encryption.decrypt):
        with pytest.raises(StorageError, match="The key does not open"):
            convert(encrypted, OTHER)
    assert encrypted.read_bytes() == before


def test_a_database_in_use_is_not_converted(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "PATIENCE_S", 0.1)
    with closing(open_file(plain, "rw")) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO settings (name, value) VALUES ('x', '1')")
        other.execute("BEGIN")
        other.execute("SELECT * FROM settings").fetchone()
        with pytest.raises(StorageError, match=r"Nothing was changed: .* could not be converted: database is locked"):
            encryption.encrypt(plain, KEY)
    assert is_plain(plain)
    with own(plain):
        assert encryption.encrypt(plain, KEY)


def test_a_damaged_database_is_not_converted(plain: Path) -> None:
    content = bytearray(plain.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"x" * 4096 * 3
    plain.write_bytes(content)
    with pytest.raises(StorageError, match=r"is damaged|malformed"):
        encryption.encrypt(plain, KEY)
    assert is_plain(plain)
    assert [file.name for file in plain.parent.iterdir() if "converting" in file.name] == []


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM customers",
        "INSERT INTO settings (name, value) VALUES ('more', '1')",
        "UPDATE customers SET company = 'another'",
        "UPDATE customers_fts SET words = 'nobody'",
        "UPDATE customers SET lifetime_value = NULL, since = '2020-01-01'",
        "DROP TABLE settings",
    ],
)
def test_a_new_file_that_differs_in_anything_is_not_taken(tmp_path: Path, change: str) -> None:
    source, target = fill(tmp_path / "T0HARBOUR.db", None), tmp_path / "T0HARBOUR.db.converting"
    encryption.export(source, target, None, KEY)
    with closing(open_file(target, "rw", KEY)) as connection:
        connection.execute("ATTACH ? AS source KEY ''", (str(source),))
        encryption.compare(connection, source)
        connection.execute(change)
        with pytest.raises((StorageError, *engine.ERRORS), match=r"does not hold the same|no such table"):
            encryption.compare(connection, source)


def die_at_line(number: int, convert: object, path: Path) -> int:
    """Convert in a forked process that is killed (SIGKILL) before this line of the conversion; how it ended."""
    watched = {encryption.__file__, sys.modules["storage.drafts"].__file__}
    child = os.fork()
    if child == 0:
        left = [number]

        def trace(frame: object, event: str, _argument: object) -> object:
            if event == "line" and frame.f_code.co_filename in watched:  # type: ignore[attr-defined]  # a frame
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)  # type: ignore[arg-type]  # as above
        convert(path, KEY)  # type: ignore[operator]  # one of the two
        sys.settrace(None)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed processes are forked, which Windows cannot")
@pytest.mark.parametrize("stride", [6, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.parametrize(("convert", "old", "new"), [(encryption.encrypt, None, KEY), (encryption.decrypt, KEY, None)])
def test_killed_at_any_line_the_file_is_the_old_or_the_new_one_and_the_next_try_finishes(
    tmp_path: Path, convert: object, old: SecretStr | None, new: SecretStr | None, stride: int
) -> None:
    original = fill(tmp_path / "made" / "T0HARBOUR.db", old)
    wanted, content = everything(original, old), original.read_bytes()
    path, number, ended, halfway = tmp_path / "T0HARBOUR.db", 0, -signal.SIGKILL, set()
    while ended == -signal.SIGKILL:
        number += stride
        path.write_bytes(content)
        ended = die_at_line(number, convert, path)
        now = None if is_plain(path) else KEY
        halfway.add(now)
        assert everything(path, now) == wanted
        convert(path, KEY)  # type: ignore[operator]  # one of the two
        assert everything(path, new) == wanted
        assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [path.name]
    assert ended == 0
    assert number > 20
    assert halfway == {old, new}
