"""Whatever a command of Rapport makes is for its owner alone, whatever the shell's umask was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import Program

pytestmark = pytest.mark.engine("sqlite")  # of its files

Start = Callable[..., Program]


def readable_by_others(folder: Path) -> list[str]:
    """Everything the program made there that others may touch; the folder itself is the shell's."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.stat().st_mode & 0o077)


def test_a_running_bot_its_backup_and_its_import_leave_nothing_that_others_can_read(
    start: Start, tmp_path: Path
) -> None:
    bot = start("run")
    bot.wait_for("works for workspace")
    start("backup").wait_for("MB")
    assert {"T0HARBOUR.db", "T0HARBOUR.db-wal", "T0HARBOUR.db.lock"} <= {path.name for path in tmp_path.rglob("*")}
    assert readable_by_others(tmp_path) == []


def test_importing_into_a_new_folder_leaves_nothing_that_others_can_read(start: Start, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("name\nDana Reyes\n")
    assert start("import", "export.csv").end() == 0
    assert (tmp_path / "data" / "T0HARBOUR.db").exists()
    assert readable_by_others(tmp_path) == []


def test_what_an_older_version_left_open_is_mended_at_the_start_and_said_once(start: Start, tmp_path: Path) -> None:
    first = start("run")
    first.wait_for("works for workspace")
    first.make_sure_it_is_gone()
    database = tmp_path / "data" / "T0HARBOUR.db"
    for path in (database, database.with_name("T0HARBOUR.db.lock"), database.parent):
        path.chmod(path.stat().st_mode | 0o044)
    second = start("run")
    second.wait_for("works for workspace")
    second.wait_for("others on this machine could read")
    assert readable_by_others(tmp_path) == []
    second.make_sure_it_is_gone()
    third = start("run")
    third.wait_for("works for workspace")
    assert "others on this machine" not in third.output


@pytest.mark.parametrize("name", [".env", "data/T0HARBOUR.db", "data/T0HARBOUR.db.lock", "data"])
def test_doctor_names_what_others_can_read_and_says_how_to_mend_it(start: Start, tmp_path: Path, name: str) -> None:
    (tmp_path / ".env").write_text("RAPPORT_COUNTRY=PT\n")
    bot = start("run")
    bot.wait_for("works for workspace")
    before = start("doctor")
    before.end()
    assert "Others on this machine" not in before.output
    (tmp_path / name).chmod(0o755 if name == "data" else 0o644)
    after = start("doctor")
    assert after.end() == 1
    [told] = [line for line in after.output.splitlines() if "Others on this machine" in line]
    assert name in told
    assert "chmod" in told
