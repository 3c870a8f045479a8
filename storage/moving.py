"""Moving a workspace from one engine to another: every row is copied, then read back on both sides and compared.

What there is to move is asked of the two schemas, so a table that a migration adds is moved as well. Rows go one by
one, as they are read: memory does not grow with them. What stands half done on the new side is never a workspace: it is
not stored (PostgreSQL) or has not its name yet (a file), until all of it is the same.
"""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import islice, zip_longest
from typing import Protocol, TypeVar

from bot.domain.errors import ConflictError, StorageError

Row = tuple[object, ...]
Each = TypeVar("Each")

EACH_ROWS = 1_000
"""So many rows further, it is said how far it is."""

OF_SEARCH = "customers_fts"
"""The words that customers are found by. Each engine keeps them in its own way; as rows they are the same."""

Heard = Callable[[str, int], None]
"""Is told what is done with which table, such as "copying touchpoints", and with how many of its rows it is done."""


@dataclass(frozen=True)
class Table:
    """One of a side's. `key`: the columns that tell rows apart; `refers_to`: tables whose rows must be there before."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    refers_to: frozenset[str]


SEARCHED = Table(OF_SEARCH, ("customer_id", "words"), ("customer_id",), frozenset({"customers"}))


@dataclass(frozen=True)
class Moved:
    """A table that is on both sides, with how many rows and their checksums, of the old side and of the new."""

    name: str
    rows: int
    before: str
    after: str


class RefusedError(Exception):
    """An engine cannot keep the row of this `number` (1: the first; 0: it does not say), because of this `column`."""

    def __init__(self, number: int, reason: str, column: str) -> None:
        self.number = number
        self.reason = reason
        self.column = column
        super().__init__(reason)


class Side(Protocol):
    """A workspace as one engine keeps it, table by table, while nobody else writes there."""

    def tables(self) -> dict[str, Table]:
        """Those with the data of the workspace, by name; not what an engine keeps for itself."""

    def count(self, table: Table) -> int:
        """How many rows it has."""

    def rows(self, table: Table) -> Generator[Row, None, None]:
        """All of them, in the order of the key."""

    def take(self, table: Table, rows: Iterator[Row]) -> None:
        """Add them to a table. Raises RefusedError where one cannot be kept."""

    def given_out(self) -> dict[str, int]:
        """By table the highest id that was ever given out."""

    def go_on_after(self, given_out: Mapping[str, int]) -> None:
        """Give out higher ids than these from now on, where rows are numbered."""


def move(old: Side, new: Side, heard: Heard) -> list[Moved]:
    """Everything of the old side into the new one, which is empty; what was moved, after both were compared.

    Raises StorageError, also for a single difference.
    """
    tables = _in_order(_shared(old, new))
    for table in tables:
        with closing(old.rows(table)) as rows:
            try:
                new.take(table, _heard(f"copying {table.name}", rows, heard))
            except RefusedError as refused:
                raise StorageError(_to_be_mended(table, old, refused)) from refused
    new.go_on_after(old.given_out())
    return [_compared(table, old, new, heard) for table in tables]


def the_same(old: Side, new: Side, heard: Heard) -> list[Moved] | None:
    """What both sides hold, where that is the same: it was moved before. None: the new side has no row at all.

    Raises ConflictError where it has others.
    """
    tables = _in_order(_shared(old, new))
    rows = sum(new.count(table) for table in tables)
    if not rows:
        return None
    try:
        return [_compared(table, old, new, heard) for table in tables]
    except StorageError:
        raise ConflictError(f"holds other data already ({rows:,} rows)") from None


def _shared(old: Side, new: Side) -> dict[str, Table]:
    """The tables, as the old side has them. Raises StorageError where the other has others."""
    ours, theirs = old.tables(), new.tables()
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in ours or name not in theirs or set(ours[name].columns) != set(theirs[name].columns):
            raise StorageError(f"The table {name} is not the same in both engines. Update Rapport, and try again.")
    return ours


def _in_order(tables: Mapping[str, Table]) -> list[Table]:
    """What others refer to comes first."""
    order = TopologicalSorter({name: table.refers_to - {name} for name, table in sorted(tables.items())})
    return [tables[name] for name in order.static_order()]


def _heard(doing: str, rows: Iterable[Each], heard: Heard) -> Iterator[Each]:
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if number % EACH_ROWS == 0:
            heard(doing, number)
    heard(doing, number)


def _to_be_mended(table: Table, old: Side, refused: RefusedError) -> str:
    """Which row it is, and what to do about it; nothing of what stands in it."""
    with closing(old.rows(table)) as rows:
        row = next(islice(rows, refused.number - 1, None)) if refused.number else ()
    values = dict(zip(table.columns, row, strict=False))
    keys = [(column, values[column]) for column in table.key if values]
    # a key of words may be somebody's name
    where = " AND ".join(f"{column} = {value!r}" for column, value in keys if column == "id" or isinstance(value, int))
    which = f"The row {where} of {table.name}" if where else f"A row of {table.name}"
    if not (refused.column and where):
        return f"{which} {refused.reason}. Nothing was moved. Mend it in the old database, and move again."
    mending = f"UPDATE {table.name} SET {refused.column} = 'NEW TEXT' WHERE {where}"  # noqa: S608  # is only said
    return (
        f"{which} cannot be moved: its {refused.column} {refused.reason}. Nothing was moved. Write it anew in the old "
        f"database ({mending}), and move again."
    )


def _compared(table: Table, old: Side, new: Side, heard: Heard) -> Moved:
    """Every row of both sides is looked at."""
    before, after, number = hashlib.sha256(), hashlib.sha256(), 0
    with closing(old.rows(table)) as olds, closing(new.rows(table)) as news:
        both = _heard(f"comparing {table.name}", zip_longest(olds, news), heard)
        for number, (was, now) in enumerate(both, start=1):
            if was != now:
                raise StorageError(
                    f"{table.name} is not the same on both sides, from row {number:,} on. Nothing was moved."
                )
            before.update(repr(was).encode())
            after.update(repr(now).encode())
    return Moved(table.name, number, before.hexdigest()[:16], after.hexdigest()[:16])
