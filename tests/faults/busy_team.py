"""A team that logs without a pause while its database is copied, and what a copy holds of it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.sandbox.acting.people import People
from tests.team import ANA, BEN, CARA, ELI, GENERAL, words

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
def busy(people: People) -> Iterator[set[str]]:
    """Four people log without a pause. Gives the texts of which they were told that they are logged, as they grow."""
    confirmed: set[str] = set()
    stop = threading.Event()

    def work(person: str) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            text = f"order {number} of {person} never arrived"
            answer = people.command(channel=GENERAL, user=person, command="/complaint", text=f"Dana Reyes: {text}")
            if "Logged" in words(answer.get("ack") or {}):
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
    """What is logged in a database that is sound and holds whole entries."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for what, query in WHOLE.items():
            assert database.execute(query).fetchone() == (0,), what
        return {text for (text,) in database.execute("SELECT text FROM touchpoints")}
