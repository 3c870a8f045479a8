"""`rapport doctor` on the machine's own side: settings, SQLite, disk, databases of other versions."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from storage import litestream
from storage.engines.sqlite import SqliteDatabase
from tests.processes import Slack

pytestmark = pytest.mark.engine("sqlite")  # of its files

Doctor = Callable[..., list[str]]


@pytest.fixture
def doctor(tmp_path: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Runs `rapport doctor` in a folder of its own and gives its lines."""
    monkeypatch.chdir(tmp_path)

    def run(**variables: str | None) -> list[str]:
        return CliRunner().invoke(main, ["doctor"], env={**slack.variables, **variables}).output.splitlines()

    return run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "T0HARBOUR.db"
    SqliteDatabase(path).close()
    return path


def test_a_slack_that_is_reached_unencrypted_is_worth_knowing(doctor: Doctor) -> None:
    lines = doctor(SLACK_API_URL="http://slack.invalid/api/")
    assert "! SLACK_API_URL is not encrypted. Tokens can be read on the way; use https." in lines


def test_a_moved_clock_is_worth_knowing(doctor: Doctor, tmp_path: Path) -> None:
    lines = doctor(RAPPORT_CLOCK=str(tmp_path / "clock"))
    assert "! RAPPORT_CLOCK moves the clock. Leave it out, but for development." in lines


def test_the_version_of_sqlite_is_told(doctor: Doctor) -> None:
    [found] = [line for line in doctor() if "SQLite" in line]
    assert sqlite3.sqlite_version in found


def test_a_database_that_litestream_copies_is_called_so(doctor: Doctor, database: Path) -> None:
    litestream.notes(database).mkdir()
    assert "✓ Litestream copies data/T0HARBOUR.db" in doctor()
    with database.with_name(f"{database.name}-wal").open("wb") as log:
        log.truncate(700_000_000)  # a hole: it takes no room
    [found] = [line for line in doctor() if "as if Litestream did not run" in line]
    assert found.endswith("Start it; where it is used no longer, remove data/.T0HARBOUR.db-litestream.")


def test_how_much_room_there_is_is_told(doctor: Doctor) -> None:
    assert any(line.startswith("✓ ") and line.endswith(" GB are free for data") for line in doctor())


def test_too_little_room_is_to_be_mended(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.machine_checks.FREE_BYTES", 10**18)
    [found] = [line for line in doctor() if "free for data" in line]
    assert found.startswith("✗ Only ")
    assert found.endswith("Make room: a full disk stops everything.")


def test_a_database_of_a_newer_rapport_is_to_be_mended(doctor: Doctor, database: Path) -> None:
    with sqlite3.connect(database) as other:
        other.execute(
            "UPDATE _sqlite_migrations SET name = 'm999' WHERE rowid = (SELECT max(rowid) FROM _sqlite_migrations)"
        )
    assert f"✗ data/{database.name} was written by a newer Rapport. Update this one." in doctor()


def test_a_database_of_an_older_rapport_is_worth_knowing(doctor: Doctor, database: Path) -> None:
    with sqlite3.connect(database) as other:
        other.execute("DELETE FROM _sqlite_migrations WHERE rowid = (SELECT max(rowid) FROM _sqlite_migrations)")
    told = f"! data/{database.name} is of an older Rapport. It is brought up to date at the next start."
    assert told in doctor()
