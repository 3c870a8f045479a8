"""Backups taken while the team works: every one of them is restored and holds whole entries up to its moment."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage.backup import backup, restore
from tests.fake_clock import MONDAY_NINE
from tests.faults.busy_team import busy, texts
from tests.processes import eventually
from tests.team import Team

pytestmark = pytest.mark.engine("sqlite")  # copies of its file

QUICK, FULL = 5, 100


@pytest.mark.parametrize("count", [QUICK, pytest.param(FULL, marks=pytest.mark.full)])
def test_every_backup_taken_while_the_team_works_is_restored_whole(dana: Team, tmp_path: Path, count: int) -> None:
    folder, held_before = tmp_path / "backups", []
    with busy(dana.sandbox.people) as confirmed:
        for step in range(count):
            before = set(confirmed)
            copy = backup(dana.file, folder, MONDAY_NINE + step * timedelta(seconds=1), keep=count)
            held_before.append((copy, before))
    for number, (copy, before) in enumerate(held_before):
        data = tmp_path / f"restored-{number}"
        data.mkdir()
        path, _ = restore(copy, data, MONDAY_NINE)
        found = texts(path)
        assert before <= found
        assert found <= texts(dana.file)
    assert len(texts(dana.file)) > count


def test_control_a_file_that_is_merely_copied_lacks_what_was_confirmed(dana: Team, tmp_path: Path) -> None:
    with busy(dana.sandbox.people) as confirmed:
        eventually(lambda: len(confirmed) > 20)
        before = set(confirmed)
        copy = shutil.copy(dana.file, tmp_path / "copied.db")
    with closing(sqlite3.connect(copy)) as database:
        try:
            found = {text for (text,) in database.execute("SELECT text FROM touchpoints")}
        except sqlite3.DatabaseError:  # not even that: the file is of no moment at all
            found = set()
    assert before - found
