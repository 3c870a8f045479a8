"""What others on the machine can read of customers' data: nothing, whatever was there before."""

import logging
from pathlib import Path

import pytest

from storage import private

pytestmark = pytest.mark.engine("sqlite")  # of its files

LEFT = ("T0.db", "T0.db-wal", "T0.db-shm", "T0.db.lock", "T0.restoring", "T0.part")
COPY = "T0-20261123T090000Z.db"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder as an older version, or a copy without care, left it."""
    data = tmp_path / "data"
    for folder in (data, data / "backups", data / "before-restore"):
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
    for file in (*(data / name for name in LEFT), data / "backups" / COPY, data / "before-restore" / "T0.damaged"):
        file.write_text("customers")
        file.chmod(0o644)
    return data


def test_everything_of_ours_is_named_and_mended(data: Path) -> None:
    everything = {data, *data.rglob("*")}
    assert set(private.exposed(data)) == everything
    private.mend(data)
    assert {mode(path) for path in everything} == {0o600, 0o700}
    assert private.exposed(data) == []


def test_what_was_mended_is_said_once(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        private.mend(data)
        private.mend(data)
    [said] = caplog.messages
    assert "others on this machine could read" in said
    assert "T0.db-wal" in said


def test_a_folder_that_holds_other_things_is_left_open_but_our_files_are_not(data: Path) -> None:
    (data / "index.html").write_text("hello")
    (data / "index.html").chmod(0o644)
    private.mend(data)
    assert mode(data) == 0o755
    assert mode(data / "index.html") == 0o644
    assert mode(data / "T0.db") == 0o600
    assert mode(data / "backups") == 0o700


def test_hidden_files_and_the_sandbox_do_not_make_a_folder_somebody_elses(data: Path) -> None:
    (data / ".gitignore").write_text("*")
    (data / "sandbox").mkdir()
    private.mend(data)
    assert mode(data) == 0o700


def test_a_folder_that_is_not_there_has_nothing_to_mend(tmp_path: Path) -> None:
    assert private.exposed(tmp_path / "nowhere") == []


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o602, 0o610])
def test_any_right_of_anybody_else_counts(data: Path, bits: int) -> None:
    private.mend(data)
    (data / "T0.db").chmod(bits)
    assert private.exposed(data) == [data / "T0.db"]
