"""Several people merge, log and undo at the same moment: one merge, and nothing is lost."""

import threading
from pathlib import Path

import pytest

from bot.domain.customers import Customer
from bot.domain.errors import RapportError
from bot.use_cases.customers import add_customer
from bot.use_cases.session import customer_of
from storage import touchpoints
from storage.database import Database, UnitOfWork
from tests import engines
from tests.faults.mortal_merge import GONE, KEPT, merge_them, session

NOTES, PEOPLE = 20, 3


@pytest.fixture
def two(tmp_path: Path) -> Database:
    database = engines.open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        for name in ("Dana Reyes", "Danna Reyes"):
            add_customer(session(uow), Customer(0, name))
    return database


def note(uow: UnitOfWork) -> None:
    """A touchpoint for whoever an old button says."""
    about = customer_of(session(uow), GONE).id
    uow.execute(
        "INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label, mood_phrases,"
        " mood_reason, category, logged_by, logged_at, source, link) VALUES (?, 'touchpoint', '2026-11-20', 'other',"
        " 'in', 'hello', 'neutral', '[]', '', '', 'U0ANA', '2026-11-20', 'command', '')",
        (about,),
    )


def test_of_several_who_merge_at_once_one_does_and_what_is_logged_meanwhile_comes_along(two: Database) -> None:
    begin, told = threading.Barrier(PEOPLE + 1), []

    def merging() -> None:
        begin.wait()
        try:
            two.write(merge_them)
            told.append("merged")
        except RapportError as error:
            told.append(error.sentence)

    def logging() -> None:
        begin.wait()
        for _ in range(NOTES):
            two.write(note)

    threads = [threading.Thread(target=merging) for _ in range(PEOPLE)] + [threading.Thread(target=logging)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told.count("merged") == 1
    assert {one for one in told if one != "merged"} == {
        "Both are Dana Reyes, so there is nothing to merge. Please choose another customer."
    }
    with two.reading() as uow:
        assert touchpoints.count(uow, KEPT) == NOTES
        assert touchpoints.count(uow, GONE) == 0
