"""The database of one workspace, whichever engine keeps it (storage/engines): units of work on it."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeVar

from bot import metrics
from bot.domain.deadline import a_third
from bot.domain.errors import RapportError, StorageError
from bot.domain.passages import Term
from storage.conditions import Condition
from storage.erasure_list import ErasureList
from storage.sqlite_errors import NOTHING_SAVED, CollidedError

TURN_S = 0.8
"""How long a unit of work waits for its turn in this process where no request does; SQLite then waits as long for other
processes (storage/connections.py). Each is a third of a request's time: 0.8 s of 2.5."""

MOST_ATTEMPTS = 16
"""So often a unit of work is tried."""

GIVES_WAY_S = 0.0005
"""So long is the pause of who lets others write first."""

PAUSE_S = 0.002
"""Those that collided would do so again: each waits up to so long before its second try, twice as long before each
further one until that is LONGEST_PAUSE_S; half a second in all at most."""

LONGEST_PAUSE_S = 0.05

BUSY = f"Rapport is very busy just now. {NOTHING_SAVED} Please try again in a moment."

Result = TypeVar("Result")

Parameters = tuple[object, ...] | dict[str, object]

Heard = Callable[[str], None]
"""Is told of each statement before it runs. Over a network each is a round trip: a test counts them."""


class Connection(Protocol):
    """What a statement is given to; cursors and rows are as those of sqlite3."""

    def execute(self, sql: str, parameters: Parameters = ..., /) -> sqlite3.Cursor:
        """Run one statement."""


Groups = Sequence[Sequence[Term]]
"""Of each group one term is to be among the words."""


LOOKED_THROUGH = 1_000
"""So many customers with one word are looked through for another of which only a letter or two was typed."""


class FullText(Protocol):
    """The folded words that customers are found by: what an engine does for storage/search.py, each in its own way.

    `shortest`: from so many letters on the beginning of a word is looked up at once, however many have such words.
    """

    shortest: int

    def words(self, uow: UnitOfWork, customer_id: int) -> str:
        """Those of a customer; "" where there are none."""

    def put(self, uow: UnitOfWork, customer_id: int, words: str) -> None:
        """Keep them, in place of what was kept; "" keeps none."""

    def add(self, uow: UnitOfWork, words: Mapping[int, str]) -> None:
        """Keep those of customers of whom nothing is kept yet."""

    def having(
        self,
        uow: UnitOfWork,
        groups: Groups,
        limit: int,
        *,
        every: bool = True,
        also: Sequence[str] = (),
    ) -> dict[int, str]:
        """The words of at most so many customers of whom `every` group, or one of them, has a term.

        Each of `also` begins a word of theirs too.
        """

    def in_passages(self, uow: UnitOfWork, groups: Groups) -> Condition:
        """Whether one term of each group stands in a row p of the table passages; of no group, in none."""

    def with_all(self, column: str, words: Sequence[str]) -> tuple[str, tuple[object, ...]]:
        """SQL and its parameters: whether the customer of this id has, for each word, one that begins with it."""


class UnitOfWork:
    """One transaction: everything in it is stored together or not at all. `has_mail`: something is to be told."""

    def __init__(self, connection: Connection, full_text: FullText, heard: Heard = lambda _sql: None) -> None:
        self._connection = connection
        self.full_text = full_text
        self._heard = heard
        self.has_mail = False

    def execute(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Run one statement inside this transaction."""
        self._heard(sql)
        return self._connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Every row a query gives."""
        return self.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row a query gives, if any."""
        cursor = self.execute(sql, parameters)
        found: sqlite3.Row | None = cursor.fetchone()
        cursor.close()  # one left open keeps the connection at its old view of the data
        return found

    def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Run an INSERT and give the new row's id."""
        (made,) = self.rows(f"{sql} RETURNING id", parameters)
        return int(made["id"])

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """A part that is taken back in any case."""
        self._connection.execute("SAVEPOINT rehearsal")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK TO rehearsal")
            self._connection.execute("RELEASE rehearsal")

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part that is taken back alone when it is refused (RapportError); the rest of the transaction can go on."""
        self._connection.execute("SAVEPOINT part")
        try:
            yield
        except RapportError:
            self._connection.execute("ROLLBACK TO part")
            self._connection.execute("RELEASE part")
            raise
        self._connection.execute("RELEASE part")


class Database(ABC):
    """The database of one workspace, brought to today's schema when opened. Safe to use from every thread.

    `workspace` is the id of it. `heard` is told of every statement of every unit of work.
    """

    def __init__(self, workspace: str) -> None:
        self.workspace = workspace
        self.heard: Heard = lambda _sql: None
        self._turn = threading.Lock()
        self._waiting = 0
        self._whose_turn: int | None = None
        self._had_last: int | None = None

    @abstractmethod
    def unit_of_work(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that commits when the block ends and rolls back when it raises.

        Raises StorageError when the database cannot be used, CollidedError where it can be run again, UnsureError where
        it may be stored or not, RuntimeError inside another unit of work of this thread.
        """

    @abstractmethod
    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A consistent view for looking things up; nothing can be written through it. Raises StorageError."""

    @property
    @abstractmethod
    def erased(self) -> ErasureList:
        """The list of erased records, which no restore takes back."""

    @abstractmethod
    def copies(self) -> list[str]:
        """The backups of it that this process can see, by name, oldest first; they hold what has been erased since."""

    @property
    @abstractmethod
    def takes_long_to_sweep(self) -> bool:
        """Whether that is for hours in which few are at work."""

    @abstractmethod
    def sweep(self, limit_s: float) -> bool:
        """Leave no trace of what was deleted. False where it was not done in this time, or somebody wanted to write.

        Raises StorageError.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""

    def write(self, use: Callable[[UnitOfWork], Result]) -> Result:
        """What `use` gives, in a unit of work. It is called again, in another, where units of work collide.

        So it does nothing but read and write there. In SQLite, where one writes at a time, none ever collides.
        Raises what it raises, and as `unit_of_work`.
        """
        defect: Exception | None = None
        for attempt in range(MOST_ATTEMPTS):
            if attempt:
                metrics.RETRIES.inc()
                time.sleep(random.uniform(0, min(PAUSE_S * 2 ** (attempt - 1), LONGEST_PAUSE_S)))  # noqa: S311  # no secret
            try:
                with self.unit_of_work() as uow:
                    return use(uow)
            except CollidedError as collided:
                defect = collided.defect
        raise defect or StorageError(BUSY)

    @contextmanager
    def having_turn(self) -> Iterator[None]:
        """In this process one unit of work writes at a time: those that wait here neither poll nor collide."""
        me = threading.get_ident()
        if self._whose_turn == me:
            raise RuntimeError("A unit of work was begun inside another one of this thread; it would wait for itself.")
        self._give_way(me)
        self._waiting += 1
        try:
            has_turn = self._turn.acquire(timeout=a_third(TURN_S))
        finally:
            self._waiting -= 1
        if not has_turn:
            raise StorageError(BUSY)
        self._whose_turn = self._had_last = me
        try:
            yield
        finally:
            self._whose_turn = None
            self._turn.release()

    def _give_way(self, me: int) -> None:
        """Who takes one turn after another would be back before those that wait had woken up, each time.

        While this thread had the last turn nobody has it, so somebody that waits takes it at once.
        """
        while self._had_last == me and self._is_waited_for():
            time.sleep(GIVES_WAY_S)

    def _is_waited_for(self) -> bool:
        """Whether somebody waits for the turn. Counted without a lock: one that is missed is seen a moment later."""
        return self._waiting > 0
