"""An encrypted database: nothing of it can be read without the key, and everything works with it."""

import os
import signal
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.customers import Customer
from bot.domain.errors import StorageError
from storage import customers, encryption, engine, outbox, search
from storage.backup import backup, restore
from storage.database import Database
from storage.engine import is_plain, open_file
from storage.ownership import own
from storage.read_only import read_only
from tests.fake_clock import MONDAY_NINE

NOW = MONDAY_NINE
KEY, OTHER = SecretStr("ab" * 32), SecretStr("cd" * 32)
WORDS = (b"Quillon", b"marmalade", b"CREATE TABLE", b"customers_fts", b"SQLite format 3")


def fill(path: Path, key: SecretStr | None) -> Path:
    """A database with a customer, found by search, and a message that waits."""
    database = Database(path, key)
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Quillon Zarf", company="Blue marmalade"), "U0ANA", NOW)
        outbox.put(uow, kind="digest", subject="U0ANA", recipient="U0ANA", now=NOW)
    database.close()
    return path


def everything(path: Path, key: SecretStr | None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and the schema."""
    with closing(open_file(path, "ro", key)) as connection:
        schema = [tuple(row) for row in connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")]
        tables = [name for kind, name, _ in schema if kind == "table"]
        every = 'SELECT * FROM "{}"'
        rows = {name: sorted(map(tuple, connection.execute(every.format(name))), key=repr) for name in tables}
    return {"": schema, **rows}


def readable(folder: Path) -> list[tuple[str, bytes]]:
    """Which words stand in which file, for whoever has the disk."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(path.name, word) for path in files for word in WORDS if word in path.read_bytes()]


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    return fill(tmp_path / "T0HARBOUR.db", KEY)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return fill(tmp_path / "T0HARBOUR.db", None)


def test_nothing_can_be_read_in_the_file_its_log_or_its_copies(tmp_path: Path) -> None:
    database = Database(tmp_path / "T0HARBOUR.db", KEY)
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Quillon Zarf", company="Blue marmalade"), "U0ANA", NOW)
    backup(database.path, tmp_path / "backups", NOW, keep=2, key=KEY)
    assert (tmp_path / "T0HARBOUR.db-wal").stat().st_size > 0
    assert readable(tmp_path) == []
    database.close()
    assert readable(tmp_path) == []


def test_these_words_can_be_read_in_a_plain_one(plain: Path, tmp_path: Path) -> None:
    assert {word for _, word in readable(tmp_path)} == set(WORDS)
    assert is_plain(plain)


def test_it_is_opened_again_with_its_key_and_searched(encrypted: Path) -> None:
    database = Database(encrypted, KEY)
    with database.reading() as uow:
        assert search.close(uow, "quillon")
    database.close()
    with read_only(encrypted, KEY) as uow:
        assert [row["name"] for row in uow.rows("SELECT name FROM customers")] == ["Quillon Zarf"]
        assert uow.rows("PRAGMA integrity_check")[0][0] == "ok"


@pytest.mark.parametrize(
    ("made", "key", "sentence"),
    [
        (KEY, OTHER, "The key does not open .*encrypted with another one, or the file is damaged.*rapport restore"),
        (KEY, None, "is damaged, or it is encrypted and no key is set.*Set RAPPORT_DATABASE_KEY_FILE"),
        (None, KEY, "is not encrypted, but a key is set. Stop Rapport and encrypt it: rapport encrypt"),
    ],
)
def test_a_key_that_is_not_that_of_the_file_is_refused_with_what_to_do_and_changes_nothing(
    tmp_path: Path, made: SecretStr | None, key: SecretStr | None, sentence: str
) -> None:
    path = fill(tmp_path / "T0HARBOUR.db", made)
    before = path.read_bytes()
    with pytest.raises(StorageError, match=sentence):
        Database(path, key)
    with pytest.raises(StorageError, match=sentence), read_only(path, key):
        pass
    assert path.read_bytes() == before


def test_a_wrong_key_prints_nothing(encrypted: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StorageError):
        Database(encrypted, OTHER)
    assert capfd.readouterr() == ("", "")


def test_a_key_without_the_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_sqlcipher", None)
    with pytest.raises(StorageError, match=r"sqlcipher3, which encrypts, is not installed.*uv sync --extra encryption"):
        Database(tmp_path / "T0HARBOUR.db", KEY)


def test_a_key_is_never_shown(encrypted: Path) -> None:
    with pytest.raises(StorageError) as refused:
        Database(encrypted, OTHER)
    assert OTHER.get_secret_value() not in f"{refused.value} {refused.value!r} {refused.value.__cause__}"


def test_a_busy_encrypted_database_is_said_to_be(encrypted: Path, tmp_path: Path) -> None:
    database = Database(encrypted, KEY)
    with closing(open_file(encrypted, "rw", KEY)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="Another program is using the database"), database.unit_of_work() as uow:
            uow.execute("SELECT 1")
    database.close()
    assert readable(tmp_path) == []


def test_what_breaks_a_rule_of_the_schema_is_refused_as_in_a_plain_one(encrypted: Path) -> None:
    database = Database(encrypted, KEY)
    with pytest.raises(engine.ERRORS, match="NOT NULL"), database.unit_of_work() as uow:
        uow.execute("INSERT INTO settings (name) VALUES ('x')")
    with database.reading() as uow:
        assert uow.row("SELECT 1 FROM settings WHERE name = 'x'") is None
    database.close()


def test_many_threads_read_and_write_at_once(encrypted: Path) -> None:
    database = Database(encrypted, KEY)
    failed: list[Exception] = []

    def work(number: int) -> None:
        try:
            for step in range(25):
                with database.unit_of_work() as uow:
                    uow.execute("INSERT INTO settings (name, value) VALUES (?, '1')", (f"{number} {step}",))
                with database.reading() as uow:
                    uow.rows("SELECT * FROM settings")
        except Exception as error:  # noqa: BLE001  # told below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with database.reading() as uow:
        assert uow.rows("SELECT count(*) FROM settings WHERE value = '1'")[0][0] == 200
    database.close()


def test_a_backup_has_the_same_key_and_brings_everything_back(encrypted: Path, tmp_path: Path) -> None:
    copy = backup(encrypted, tmp_path / "backups", NOW, keep=2, key=KEY)
    assert everything(copy, KEY) == everything(encrypted, KEY)
    encrypted.unlink()
    restore(copy, tmp_path, NOW, KEY)
    assert everything(encrypted, KEY)["customers"] == everything(copy, KEY)["customers"]
    _, before = restore(copy, tmp_path, NOW, KEY)
    assert before
    assert readable(tmp_path) == []


def test_a_plain_backup_from_before_is_encrypted_on_its_way_back(plain: Path, tmp_path: Path) -> None:
    copy = backup(plain, tmp_path / "elsewhere", NOW, keep=2)
    encryption.encrypt(plain, KEY)
    restore(copy, tmp_path, NOW, KEY)
    assert everything(plain, KEY)["customers"] == everything(copy, None)["customers"]
    assert {name for name, _ in readable(tmp_path)} == {copy.name}


@pytest.mark.parametrize(("made", "key"), [(OTHER, KEY), (KEY, None), (KEY, OTHER)])
def test_a_backup_with_another_key_is_refused_and_changes_nothing(
    tmp_path: Path, made: SecretStr, key: SecretStr | None
) -> None:
    fill(tmp_path / "elsewhere" / "T0HARBOUR.db", made)
    copy = backup(tmp_path / "elsewhere" / "T0HARBOUR.db", tmp_path / "backups", NOW, keep=2, key=made)
    path = fill(tmp_path / "T0HARBOUR.db", key)
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"The key does not open|no key is set"):
        restore(copy, tmp_path, NOW, key)
    assert path.read_bytes() == before


def test_a_plain_database_is_not_replaced_while_a_key_is_set(plain: Path, tmp_path: Path) -> None:
    copy = backup(plain, tmp_path / "backups", NOW, keep=2)
    with pytest.raises(StorageError, match="Encrypt it first: rapport encrypt"):
        restore(copy, tmp_path, NOW, KEY)
    assert is_plain(plain)


def test_encrypting_and_its_undoing_keep_every_row(plain: Path, tmp_path: Path) -> None:
    before = everything(plain, None)
    assert encryption.encrypt(plain, KEY)
    assert readable(tmp_path) == []
    assert everything(plain, KEY) == before
    assert plain.stat().st_mode & 0o077 == 0
    assert encryption.decrypt(plain, KEY)
    assert everything(plain, None) == before
    assert plain.stat().st_mode & 0o077 == 0
    database = Database(plain)
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
