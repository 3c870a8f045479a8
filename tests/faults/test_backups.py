"""Backups taken while the team works: every one of them is restored and holds whole entries up to its moment."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from storage.backup import backup, restore
from tests.fake_clock import MONDAY_NINE
from tests.processes import eventually
from tests.team import ANA, BEN, CARA, ELI, GENERAL, Team, words

QUICK, FULL = 5, 100

WHOLE = {
    "a touchpoint without its audit entry": (
        "SELECT count(*) FROM touchpoints WHERE id NOT IN (SELECT subject_id FROM audit WHERE action LIKE '% logged')"
    ),
    "a complaint without its follow-up": (
        "SELECT count(*) FROM touchpoints WHERE id NOT IN (SELECT touchpoint_id FROM followups)"
    ),
    "a follow-up without its alert": (
        "SELECT count(*) FROM followups WHERE CAST(id AS TEXT) NOT IN (SELECT subject FROM outbox WHERE kind = 'alert')"
    ),
}
"""What there must be none of: each is written in one transaction with the other."""


@contextmanager
def busy(team: Team) -> Iterator[set[str]]:
    """Four people log without a pause. Gives the texts of which they were told that they are logged, as they grow."""
    confirmed: set[str] = set()
    stop = threading.Event()

    def work(person: str) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            text = f"order {number} of {person} never arrived"
            answer = team.sandbox.people.command(
                channel=GENERAL, user=person, command="/complaint", text=f"Dana Reyes: {text}"
            )
            if "Logged" in words(answer["ack"] or {}):
                confirmed.add(text)

    threads = [threading.Thread(target=work, args=(person,)) for person in (ANA, BEN, CARA, ELI)]
    for thread in threads:
        thread.start()
    try:
        yield confirmed
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def texts(path: Path) -> set[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for what, query in WHOLE.items():
            assert database.execute(query).fetchone() == (0,), what
        return {text for (text,) in database.execute("SELECT text FROM touchpoints")}


@pytest.mark.parametrize("count", [QUICK, pytest.param(FULL, marks=pytest.mark.full)])
def test_every_backup_taken_while_the_team_works_is_restored_whole(dana: Team, tmp_path: Path, count: int) -> None:
    folder, held_before = tmp_path / "backups", []
    with busy(dana) as confirmed:
        for step in range(count):
            before = set(confirmed)
            copy = backup(dana.rapport.database.path, folder, MONDAY_NINE + step * timedelta(seconds=1), keep=count)
            held_before.append((copy, before))
    for number, (copy, before) in enumerate(held_before):
        data = tmp_path / f"restored-{number}"
        data.mkdir()
        path, _ = restore(copy, data, MONDAY_NINE)
        found = texts(path)
        assert before <= found
        assert found <= texts(dana.rapport.database.path)
    assert len(texts(dana.rapport.database.path)) > count


def test_control_a_file_that_is_merely_copied_lacks_what_was_confirmed(dana: Team, tmp_path: Path) -> None:
    with busy(dana) as confirmed:
        eventually(lambda: len(confirmed) > 20)
        before = set(confirmed)
        copy = shutil.copy(dana.rapport.database.path, tmp_path / "copied.db")
    with closing(sqlite3.connect(copy)) as database:
        try:
            found = {text for (text,) in database.execute("SELECT text FROM touchpoints")}
        except sqlite3.DatabaseError:  # not even that: the file is of no moment at all
            found = set()
    assert before - found
