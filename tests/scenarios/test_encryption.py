"""Rapport with an encrypted database, as an admin runs it."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pydantic import SecretStr

from bot.cli import main
from bot.domain.customers import Customer
from storage import customers
from storage.engine import is_plain
from storage.engines.sqlite import SqliteDatabase
from tests.fake_clock import MONDAY_NINE
from tests.processes import Program, Slack, eventually

pytestmark = pytest.mark.engine("sqlite")  # of its files

Rapport = Callable[..., Result]
Start = Callable[..., Program]

KEY, OTHER = "ab" * 32, "CD" * 32


@pytest.fixture
def rapport(tmp_path: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> Rapport:
    """Runs `rapport …` in an empty folder with a key in the file `key`."""
    monkeypatch.chdir(tmp_path)
    keep(tmp_path / "key", KEY)

    def run(*arguments: str, **variables: str | None) -> Result:
        key = {"RAPPORT_DATABASE_KEY_FILE": str(tmp_path / "key")}
        return CliRunner().invoke(main, arguments, env={**slack.variables, **key, **variables})

    return run


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """The stopped bot's database from before there was a key."""
    database = SqliteDatabase(tmp_path / "data" / "T0HARBOUR.db")
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Quillon Zarf"), "U0ANA", MONDAY_NINE)
    database.close()
    return database.path


def keep(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o600)


def words_on_disk(folder: Path) -> list[str]:
    """The files in which a customer's name can be read."""
    return [path.name for path in folder.rglob("*") if path.is_file() and b"Quillon" in path.read_bytes()]


def test_a_bot_with_a_key_works_is_backed_up_and_restored_and_nothing_on_the_disk_can_be_read(
    slack: Slack, start: Start, tmp_path: Path
) -> None:
    keep(tmp_path / "key", f"{KEY}\n")
    key = {"RAPPORT_DATABASE_KEY_FILE": str(tmp_path / "key"), "RAPPORT_LOG_LEVEL": "DEBUG"}
    bot = start("run", **key)
    bot.wait_for("connected to Slack")
    slack.typed("/customer", "add Quillon Zarf")
    slack.typed("/complaint", "Quillon Zarf: the marmalade never arrived")
    eventually(slack.alerts)
    copying = start("backup", **key)
    assert copying.end() == 0
    doctor = start("doctor", **key)
    doctor.end()
    assert "is encrypted" in doctor.output
    assert "of SQLCipher" in doctor.output
    assert words_on_disk(tmp_path) == []
    bot.make_sure_it_is_gone()

    slack.sandbox.reset()
    again = start("run", **key)
    again.wait_for("connected to Slack")
    assert "Quillon" in slack.typed("/customer", "Quillon")
    again.make_sure_it_is_gone()
    [copy] = (tmp_path / "data" / "backups").iterdir()
    restoring = start("restore", str(copy), "--yes", **key)
    assert restoring.end() == 0, restoring.output
    importing = start("import", "--undo", **key)
    importing.end()
    assert words_on_disk(tmp_path) == []
    for program in (bot, copying, doctor, again, restoring, importing):
        assert KEY not in program.output
        assert "hmac" not in program.output


def test_databases_and_backups_are_encrypted_and_made_plain_again(
    rapport: Rapport, plain: Path, tmp_path: Path
) -> None:
    assert rapport("backup", RAPPORT_DATABASE_KEY_FILE=None).exit_code == 0
    [copy] = (tmp_path / "data" / "backups").iterdir()
    done = rapport("encrypt")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "data/T0HARBOUR.db is encrypted.",
        f"data/backups/{copy.name} is encrypted.",
        "Copies elsewhere stay as they are, and so may what the disk held before, until it is overwritten.",
    ]
    assert words_on_disk(tmp_path) == []
    assert "is encrypted already." in rapport("encrypt").output
    assert rapport("restore", str(copy), "--yes").exit_code == 0
    undone = rapport("encrypt", "--undo")
    assert undone.output.splitlines()[0] == "data/T0HARBOUR.db is plain."
    assert "take RAPPORT_DATABASE_KEY_FILE and RAPPORT_DATABASE_KEY_COMMAND out" in undone.output
    assert is_plain(plain)
    assert is_plain(copy)
    assert rapport("backup", RAPPORT_DATABASE_KEY_FILE=None).exit_code == 0


def test_without_a_key_encrypting_says_how_to_make_one(rapport: Rapport, plain: Path) -> None:
    done = rapport("encrypt", RAPPORT_DATABASE_KEY_FILE=None)
    assert done.exit_code == 1
    assert "openssl rand -hex 32" in done.output
    assert is_plain(plain)


def test_without_a_database_encrypting_says_when_there_will_be_one(rapport: Rapport) -> None:
    done = rapport("encrypt")
    assert done.exit_code == 0
    assert "There is no database in data yet: the first `rapport run` makes it encrypted." in done.output


@pytest.mark.parametrize("command", [["run"], ["backup"], ["import", "export.csv"], ["doctor"]])
def test_a_plain_database_with_a_key_set_is_refused_in_words_by_every_command(
    rapport: Rapport, plain: Path, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "export.csv").write_text("name\nDana Reyes\n")
    done = rapport(*command)
    assert done.exit_code == 1
    assert (
        "T0HARBOUR.db is not encrypted, but a key is set. Stop Rapport and encrypt it: rapport encrypt" in done.output
    )
    assert is_plain(plain)


@pytest.mark.parametrize("command", [["run"], ["backup"], ["import", "export.csv"], ["doctor"]])
@pytest.mark.parametrize("key", [OTHER, ""])
def test_a_wrong_key_or_none_is_refused_in_words_by_every_command(
    rapport: Rapport, plain: Path, tmp_path: Path, command: list[str], key: str
) -> None:
    (tmp_path / "export.csv").write_text("name\nDana Reyes\n")
    rapport("encrypt")
    before = plain.read_bytes()
    keep(tmp_path / "other", key)
    done = rapport(*command, RAPPORT_DATABASE_KEY_FILE=str(tmp_path / "other") if key else None)
    assert done.exit_code == 1
    assert ("The key does not open" if key else "it is encrypted and no key is set") in done.output
    assert key.lower() not in done.output or not key
    assert plain.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "must hold 64 hexadecimal digits"),
        ("hunter2-secret", "must hold 64 hexadecimal digits"),
        ("secret" + "a" * 64, "must hold 64 hexadecimal digits"),
        ("é" * 64, "must hold 64 hexadecimal digits"),
        (None, "cannot be read"),
    ],
)
def test_a_file_without_a_key_in_it_is_told_and_never_quoted(
    rapport: Rapport, tmp_path: Path, text: str | None, sentence: str
) -> None:
    file = tmp_path / "other"
    if text is not None:
        keep(file, text)
    for command in ("run", "backup", "doctor", "encrypt"):
        done = rapport(command, RAPPORT_DATABASE_KEY_FILE=str(file))
        assert done.exit_code == 1
        assert "RAPPORT_DATABASE_KEY_FILE" in done.output
        assert sentence in done.output
        assert "openssl rand -hex 32" in done.output
        assert "secret" not in done.output


def program(folder: Path, code: str) -> str:
    """A program of the admin's, as the setting names it."""
    file = folder / "print key"
    file.write_text(f"#!{sys.executable}\n{code}\n")
    file.chmod(stat.S_IRWXU)
    return f"'{file}' --for rapport"


def test_the_key_comes_from_a_command_too(rapport: Rapport, plain: Path, tmp_path: Path) -> None:
    command = program(tmp_path, f"print({KEY!r})")
    done = rapport("encrypt", RAPPORT_DATABASE_KEY_FILE=None, RAPPORT_DATABASE_KEY_COMMAND=command)
    assert done.exit_code == 0
    assert not is_plain(plain)
    assert rapport("backup").exit_code == 0  # the same key, from the file


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("print('hunter2')", "must print 64 hexadecimal digits"),
        ("raise SystemExit(3)", "ended with exit status 3"),
        (None, "cannot be started"),
    ],
)
def test_a_command_that_gives_no_key_is_told_and_never_quoted(
    rapport: Rapport, tmp_path: Path, code: str | None, sentence: str
) -> None:
    command = program(tmp_path, code) if code else "no-such-program --at-all"
    done = rapport("backup", RAPPORT_DATABASE_KEY_FILE=None, RAPPORT_DATABASE_KEY_COMMAND=command)
    assert done.exit_code == 1
    assert f"RAPPORT_DATABASE_KEY_COMMAND {sentence}" in done.output
    assert "hunter2" not in done.output


def test_of_a_command_that_takes_long_it_is_said_what_is_waited_for(
    rapport: Rapport, plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["bot.config.key_sources"], "QUIET_S", 0.01)
    command = program(tmp_path, f"import time; time.sleep(0.5); print({KEY!r})")
    done = rapport("encrypt", RAPPORT_DATABASE_KEY_FILE=None, RAPPORT_DATABASE_KEY_COMMAND=command)
    assert done.exit_code == 0
    assert "Waiting up to 60 seconds for the program of RAPPORT_DATABASE_KEY_COMMAND." in done.output
    assert not is_plain(plain)


def test_a_key_file_that_is_gone_is_not_answered_with_another_key(rapport: Rapport, plain: Path) -> None:
    done = rapport("backup", RAPPORT_DATABASE_KEY_FILE=str(plain.parent / "gone"))
    assert done.exit_code == 1
    assert "opens by the key it was encrypted with alone" in done.output


def test_a_key_from_two_places_is_refused(rapport: Rapport) -> None:
    done = rapport("backup", RAPPORT_DATABASE_KEY_COMMAND="pass show rapport")
    assert done.exit_code == 1
    assert "are both set: leave one out" in done.output


def test_doctor_warns_of_a_key_that_others_can_read_or_that_lies_beside_its_lock(rapport: Rapport, plain: Path) -> None:
    beside = plain.parent / ".key"
    keep(beside, KEY)
    assert "lies beside what it locks" in rapport("doctor", RAPPORT_DATABASE_KEY_FILE=str(beside)).output
    beside.chmod(0o640)
    told = rapport("doctor", RAPPORT_DATABASE_KEY_FILE=str(beside))
    assert told.exit_code == 1
    assert f"Others on this machine can read {beside}, with the key of the databases in it" in told.output
    assert f"chmod 600 {beside}" in told.output
    assert "lies beside" not in rapport("doctor").output


def test_the_key_is_in_no_argument_and_not_in_the_environment_of_the_bot(start: Start, tmp_path: Path) -> None:
    keep(tmp_path / "key", KEY)
    bot = start("run", RAPPORT_DATABASE_KEY_FILE=str(tmp_path / "key"))
    bot.wait_for("works for workspace")
    if os.path.isdir(f"/proc/{bot.pid}"):  # noqa: PTH112  # other systems have none
        for about in ("cmdline", "environ"):
            assert KEY.encode() not in Path(f"/proc/{bot.pid}/{about}").read_bytes()


def test_without_its_key_the_list_of_what_failed_says_that_a_key_is_missing(rapport: Rapport, plain: Path) -> None:
    assert rapport("encrypt").exit_code == 0
    listed = rapport("outbox", RAPPORT_DATABASE_KEY_FILE=None)

    assert listed.exit_code != 0
    assert f"data/{plain.name} is damaged, or it is encrypted and no key is set" in listed.output


@pytest.mark.parametrize("is_plain_copy", [False, True])
def test_a_restore_reads_an_encrypted_file_for_what_is_lost_and_how_far_its_ids_went(
    rapport: Rapport, plain: Path, tmp_path: Path, *, is_plain_copy: bool
) -> None:
    key = SecretStr(KEY)
    if is_plain_copy:
        rapport("backup", "--to", "copies", RAPPORT_DATABASE_KEY_FILE=None)
    rapport("encrypt")
    if not is_plain_copy:
        rapport("backup", "--to", "copies")
    database = SqliteDatabase(plain, key)
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Somebody Else"), "U0ANA", MONDAY_NINE)
        uow.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'customers'", (10**14,))
    database.close()
    result = rapport("restore", str(next((tmp_path / "copies").iterdir())), "--yes")
    assert "will be gone: 1 customer." in result.output
    database = SqliteDatabase(plain, key)
    with database.unit_of_work() as uow:
        assert customers.add(uow, Customer(0, "Somebody New"), "U0ANA", MONDAY_NINE) == 10**14 + 1
    database.close()
