"""An encrypted database: nothing of it can be read without the key, and everything works with it."""

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.customers import Customer
from bot.domain.errors import StorageError
from storage import customers, encryption, engine, search
from storage.backup import backup, restore
from storage.engine import is_plain, open_file
from storage.engines.read_only import read_only
from storage.engines.sqlite import SqliteDatabase
from tests.encrypted import KEY, OTHER, WORDS, everything, fill, readable
from tests.fake_clock import MONDAY_NINE

pytestmark = pytest.mark.engine("sqlite")  # of its files

NOW = MONDAY_NINE


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    return fill(tmp_path / "T0HARBOUR.db", KEY)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return fill(tmp_path / "T0HARBOUR.db", None)


def test_nothing_can_be_read_in_the_file_its_log_or_its_copies(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "T0HARBOUR.db", KEY)
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
    database = SqliteDatabase(encrypted, KEY)
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
        SqliteDatabase(path, key)
    with pytest.raises(StorageError, match=sentence), read_only(path, key):
        pass
    assert path.read_bytes() == before


def test_a_wrong_key_prints_nothing(encrypted: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StorageError):
        SqliteDatabase(encrypted, OTHER)
    assert capfd.readouterr() == ("", "")


def test_a_key_without_the_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_sqlcipher", None)
    with pytest.raises(StorageError, match=r"sqlcipher3, which encrypts, is not installed.*uv sync --extra encryption"):
        SqliteDatabase(tmp_path / "T0HARBOUR.db", KEY)


def test_a_key_is_never_shown(encrypted: Path) -> None:
    with pytest.raises(StorageError) as refused:
        SqliteDatabase(encrypted, OTHER)
    assert OTHER.get_secret_value() not in f"{refused.value} {refused.value!r} {refused.value.__cause__}"


def test_a_busy_encrypted_database_is_said_to_be(encrypted: Path, tmp_path: Path) -> None:
    database = SqliteDatabase(encrypted, KEY)
    with closing(open_file(encrypted, "rw", KEY)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="Another program is using the database"), database.unit_of_work() as uow:
            uow.execute("SELECT 1")
    database.close()
    assert readable(tmp_path) == []


def test_what_breaks_a_rule_of_the_schema_is_refused_as_in_a_plain_one(encrypted: Path) -> None:
    database = SqliteDatabase(encrypted, KEY)
    with pytest.raises(engine.ERRORS, match="NOT NULL"), database.unit_of_work() as uow:
        uow.execute("INSERT INTO settings (name) VALUES ('x')")
    with database.reading() as uow:
        assert uow.row("SELECT 1 FROM settings WHERE name = 'x'") is None
    database.close()


def test_many_threads_read_and_write_at_once(encrypted: Path) -> None:
    database = SqliteDatabase(encrypted, KEY)
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


WRITES_UNTIL_KILLED = """
import sys
from itertools import count
from pathlib import Path
from pydantic import SecretStr
from storage.engines.sqlite import SqliteDatabase

database = SqliteDatabase(Path(sys.argv[1]), SecretStr(sys.stdin.readline().strip()))
for number in count(int(sys.argv[2])):
    with database.unit_of_work() as uow:
        uow.execute("INSERT INTO settings (name, value) VALUES (?, '1')", (f"{number}",))
    print(number, flush=True)
"""
"""Says each number once it is stored."""


def test_a_killed_bot_loses_nothing_that_it_said_was_stored(encrypted: Path) -> None:
    said: list[int] = []
    for _ in range(4):
        command = [sys.executable, "-c", WRITES_UNTIL_KILLED, str(encrypted), str(max(said, default=0) + 1_000)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        ) as writer:
            assert writer.stdin
            assert writer.stdout
            print(KEY.get_secret_value(), file=writer.stdin, flush=True)
            said += [int(writer.stdout.readline()) for _ in range(25)]
            writer.kill()
            said += map(int, writer.stdout.read().split())
        with read_only(encrypted, KEY) as uow:
            stored = {row["name"] for row in uow.rows("SELECT name FROM settings")}
            assert uow.rows("PRAGMA integrity_check")[0][0] == "ok"
        assert {str(number) for number in said} <= stored


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
