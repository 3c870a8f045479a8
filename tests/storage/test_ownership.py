"""One process owns a database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.errors import StorageError
from storage.ownership import lock_file, own

pytestmark = pytest.mark.engine("sqlite")  # of its files

HOLD = """
import sys
from pathlib import Path
from storage.ownership import own
held = own(Path(sys.argv[1]))
print("held", flush=True)
input()
"""


def holder(database: Path) -> subprocess.Popen[str]:
    """Another process that has taken the database."""
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_database_that_another_process_has_is_refused_and_the_process_named(tmp_path: Path) -> None:
    other = holder(tmp_path / "T1.db")
    with pytest.raises(StorageError, match=rf"in use by another Rapport \(process {other.pid}\)"):
        own(tmp_path / "T1.db")
    other.kill()
    other.wait()


def test_what_a_killed_process_leaves_behind_is_taken_over(tmp_path: Path) -> None:
    other = holder(tmp_path / "T1.db")
    other.kill()
    other.wait()
    assert lock_file(tmp_path / "T1.db").read_text() == f"{other.pid}\n"
    with own(tmp_path / "T1.db"):
        assert lock_file(tmp_path / "T1.db").read_text() == f"{os.getpid()}\n"


def test_what_is_released_can_be_taken_again(tmp_path: Path) -> None:
    own(tmp_path / "T1.db").release()

    with own(tmp_path / "T1.db"):
        assert lock_file(tmp_path / "T1.db").read_text() == f"{os.getpid()}\n"


def test_databases_of_two_workspaces_are_owned_apart(tmp_path: Path) -> None:
    with own(tmp_path / "T1.db"), own(tmp_path / "T2.db"):
        assert lock_file(tmp_path / "T1.db") != lock_file(tmp_path / "T2.db")


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="cannot be written to"):
        own(tmp_path / "file" / "T1.db")
