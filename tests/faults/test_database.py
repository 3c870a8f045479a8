"""The database in trouble: the person hears so, nothing is half written, and it works again when the cause is gone."""

import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from bot.domain.customers import Customer
from bot.domain.errors import StorageError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault
from storage.backup import backup, restore
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import own
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.faults.other_program import held
from tests.faults.small_disk import ON_DISK, can_freeze, can_mount, frozen, full, limited, mounted
from tests.team import ANA, BEN, FEEDBACK, FEI, GENERAL, Team, words

pytestmark = pytest.mark.engine("sqlite")  # what can be the matter with a file (else test_held, test_instances)

LINE = "Dana Reyes: they never called back and I am furious"

OWN = """
import sys
from pathlib import Path
from storage.ownership import own
kept = own(Path(sys.argv[1]))
print("owned", flush=True)
sys.stdin.read()
"""

Way = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture(params=["mounted"] if can_mount() else ["folder"])
def dana(stand_in: tuple[Sandbox, FakeClock, str], tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Team]:
    """The bot with one customer, on a small disk of its own where that can be had."""
    sandbox, clock, base_url = stand_in
    clock.set(MONDAY_NINE)
    sandbox.reset()
    if request.param == "mounted":
        with mounted(tmp_path):
            yield from _working(Team(sandbox, clock, base_url, tmp_path))
    else:
        yield from _working(Team(sandbox, clock, base_url, tmp_path))


def _working(team: Team) -> Iterator[Team]:
    team.add_customer(Customer(0, "Dana Reyes", company="Blue Door Deli", owner=ANA))
    assert "Dana Reyes" in words(team.command(ANA, "/customer", "Dana Reyes"))
    yield team
    team.stop()


def busy(database: Path) -> AbstractContextManager[None]:
    return held(database, "IMMEDIATE")


def exclusive(database: Path) -> AbstractContextManager[None]:
    return held(database, "EXCLUSIVE")


@contextmanager
def moved(database: Path) -> Iterator[None]:
    aside = database.with_name("aside")
    database.rename(aside)
    yield
    assert not database.exists(), "an empty database was made in its place"
    aside.rename(database)


@contextmanager
def replaced(database: Path) -> Iterator[None]:
    aside = database.with_name("aside")
    database.rename(aside)
    database.touch()
    yield
    assert database.stat().st_size == 0, "another file was written to"
    aside.rename(database)


WAYS = [
    pytest.param(busy, "Another program is using the database", id="busy"),
    pytest.param(exclusive, "Another program is using the database", id="exclusive"),
    pytest.param(moved, "moved away or deleted", id="moved"),
    pytest.param(replaced, "Another file was put in the place", id="replaced"),
    pytest.param(limited, "does not take or give", id="limited"),
    *([pytest.param(full, "disk of the server is full", id="full")] if can_mount() else []),
]


def stored(team: Team) -> dict[str, int]:
    """How many rows each table that a logged complaint writes to has."""
    tables = ("touchpoints", "followups", "outbox", "audit", "requests")
    return {table: team.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in tables}  # noqa: S608  # our own names


@pytest.mark.parametrize(("way", "cause"), WAYS)
def test_a_command_is_answered_with_the_cause_nothing_is_stored_and_later_it_works(
    dana: Team, way: Way, cause: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before, path = stored(dana), dana.file
    with way(path):
        told = words(dana.command(ANA, "/complaint", LINE))
    assert cause in told
    if way not in {moved, replaced}:
        assert "Nothing was saved." in told
    assert stored(dana) == before
    assert "Dana" not in caplog.text
    assert "furious" not in caplog.text

    assert "Logged" in words(dana.command(ANA, "/complaint", LINE))
    assert stored(dana)["touchpoints"] == before["touchpoints"] + 1
    assert "furious" in words(dana.alert())
    assert dana.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


@pytest.mark.parametrize(("way", "cause"), [each for each in WAYS if each.id not in {"moved", "replaced"}])
def test_what_only_looks_is_answered_all_the_same(dana: Team, way: Way, cause: str) -> None:
    dana.clock.advance(3600)  # who asks is looked up in Slack again, and that could not be stored either
    with way(dana.file):
        told = words(dana.command(ANA, "/customer", "Dana Reyes"))
    assert "Blue Door Deli" in told
    assert cause not in told


@pytest.mark.parametrize(("way", "cause"), WAYS)
def test_a_click_is_answered_with_the_cause_and_the_same_click_works_later(dana: Team, way: Way, cause: str) -> None:
    dana.command(ANA, "/complaint", LINE)
    alert = dana.alert()
    with way(dana.file):
        dana.click_unsettled(BEN, "claim", alert)
        dana.rapport.deps.replies.settle()
    assert cause in dana.told(BEN, FEEDBACK)
    dana.again()
    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]
    assert f"*Claimed* by <@{BEN}>" in words(dana.sees(FEI, FEEDBACK)[0])


def test_a_form_keeps_what_was_typed_and_can_be_sent_again(dana: Team) -> None:
    dana.command(ANA, "/complaint")
    with busy(dana.file):
        told = dana.submit(ANA, customer="Dana", text="they never called back and I am furious")
    assert "Another program is using the database" in words(told["view"])
    dana.sandbox.people.close(user=ANA)
    dana.submit(ANA)
    assert "Logged" in dana.told(ANA, GENERAL)
    assert stored(dana)["touchpoints"] == 1


def test_an_event_that_could_not_be_stored_is_not_acknowledged_so_that_slack_sends_it_again(dana: Team) -> None:
    dana.command(BEN, "/followup", "mine")
    with busy(dana.file):
        dana.sandbox.people.change_user({"id": BEN, "tz": "Asia/Kolkata"})
        assert dana.again() is None
    dana.again()
    assert dana.rows("SELECT tz FROM people WHERE id = ?", BEN) == [{"tz": "Asia/Kolkata"}]


@pytest.fixture
def on_disk() -> Iterator[Path]:
    """A folder on the disk, also where tests write to memory."""
    with tempfile.TemporaryDirectory(dir=ON_DISK) as folder:
        yield Path(folder)


@pytest.mark.skipif(not can_freeze(), reason="no file can be made immutable here (chattr needs root and ext4)")
def test_a_disk_that_became_read_only_is_named_and_later_it_works(
    stand_in: tuple[Sandbox, FakeClock, str], on_disk: Path
) -> None:
    sandbox, clock, base_url = stand_in
    clock.set(MONDAY_NINE)
    sandbox.reset()
    for team in _working(Team(sandbox, clock, base_url, on_disk)):
        with frozen(team.file):
            first = words(team.command(ANA, "/complaint", LINE))
            second = words(team.command(ANA, "/complaint", LINE))
        assert "The disk of the server does not take or give anything. Nothing was saved." in first
        assert "The database cannot be written to. Nothing was saved." in second
        assert stored(team)["touchpoints"] == 0
        assert "Logged" in words(team.command(ANA, "/complaint", LINE))


def test_with_a_backup_running_all_the_time_nobody_notices(
    dana: Team, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, stop, taken = tmp_path_factory.mktemp("backups"), threading.Event(), []

    def take() -> None:
        while not stop.is_set():
            taken.append(backup(dana.file, folder, MONDAY_NINE, keep=2))

    backups = threading.Thread(target=take)
    backups.start()
    told = [words(dana.command(ANA, "/complaint", LINE)) for _ in range(20)]
    stop.set()
    backups.join()
    assert all("Logged" in each for each in told)
    assert taken


def test_the_jobs_outlive_a_database_that_is_gone_for_a_while(dana: Team) -> None:
    with moved(dana.file):
        dana.advance(minutes=6)
    dana.command(ANA, "/complaint", LINE)
    assert "furious" in words(dana.alert())


def test_a_file_that_was_deleted_is_not_silently_begun_anew(dana: Team) -> None:
    path = dana.file
    path.unlink()
    assert "moved away or deleted" in words(dana.command(ANA, "/complaint", LINE))
    dana.stop()
    assert not path.exists()
    dana.start()


def test_a_damaged_file_is_called_so_and_a_backup_mends_it(dana: Team, caplog: pytest.LogCaptureFixture) -> None:
    path = dana.file
    copy = backup(path, path.parent / "backups", MONDAY_NINE, keep=1)
    dana.stop()
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"junk" * 1024 * (path.stat().st_size // 4096 - 2))
    with pytest.raises(StorageError, match="The database is damaged"):
        SqliteDatabase(path)
    restore(copy, path.parent, MONDAY_NINE)
    dana.start()
    assert "Logged" in words(dana.command(ANA, "/complaint", LINE))
    assert "Dana" not in caplog.text


def test_a_file_damaged_while_the_bot_runs_is_called_so(dana: Team) -> None:
    path = dana.file
    dana.stop()
    dana.start()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"junk" * 1024 * (path.stat().st_size // 4096 - 1))
    told = words(dana.command(ANA, "/complaint", LINE))
    assert "The database is damaged. " in told
    assert "go back to a backup" in told
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    dana.stop()
    dana.start()


def test_a_folder_that_cannot_be_written_to_stops_the_start_with_what_to_mend() -> None:
    with pytest.raises(StorageError, match=r"cannot be written to\. Mend its permissions or set RAPPORT_DATA"):
        own(Path("/proc/T0HARBOUR.db"))


def test_a_second_process_is_refused_and_what_a_killed_one_left_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    child = subprocess.Popen(
        [sys.executable, "-c", OWN, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    with child:
        assert child.stdout
        assert child.stdout.readline() == "owned\n"
        with pytest.raises(StorageError, match=rf"in use by another Rapport \(process {child.pid}\)"):
            own(path)
        child.kill()
        child.wait(60)
    own(path).release()


def test_what_was_saved_is_never_called_unsaved(dana: Team) -> None:
    """After a click on the Home tab the tab is published anew; that fails."""
    dana.command(ANA, "/complaint", LINE)
    dana.sandbox.people.home(user=BEN)
    dana.sandbox.faults.order(Fault("views.publish", error="fatal_error"))
    dana.click_at_home(BEN, "claim")
    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]
    assert "It was saved" in words(dana.form(BEN))
    assert "Nothing was saved" not in words(dana.form(BEN))
