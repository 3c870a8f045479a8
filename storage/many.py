"""Many rows stored by few statements: over a network each is a round trip, and everywhere it is read anew."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from storage.database import UnitOfWork

MOST_PARAMETERS = 10_000
"""Question marks of a statement: SQLite takes 32,766, PostgreSQL 65,535."""

Values = Sequence[object]


def insert(uow: UnitOfWork, into: str, marks: str, rows: Iterable[Values], end: str = "") -> None:
    """Store rows. `into`: the table and its columns; `marks`: "(?, ?)", for each; `end`: what follows them."""
    for portion in _portions(rows, marks):
        uow.execute(_statement(into, marks, len(portion), end), tuple(chain.from_iterable(portion)))


def insert_numbered(uow: UnitOfWork, into: str, marks: str, rows: Iterable[Values]) -> list[int]:
    """Store rows and give their ids. Both engines number the rows of one statement in their order, one by one."""
    ids: list[int] = []
    for portion in _portions(rows, marks):
        made = uow.rows(_statement(into, marks, len(portion), "RETURNING id"), tuple(chain.from_iterable(portion)))
        ids += sorted(row["id"] for row in made)
    return ids


def _portions(rows: Iterable[Values], marks: str) -> Iterator[list[Values]]:
    left, at_once = iter(rows), max(1, MOST_PARAMETERS // marks.count("?"))
    while portion := list(islice(left, at_once)):
        yield portion


def _statement(into: str, marks: str, number: int, end: str) -> str:
    return f"INSERT INTO {into} VALUES {', '.join([marks] * number)} {end}"  # noqa: S608  # names and marks of ours
