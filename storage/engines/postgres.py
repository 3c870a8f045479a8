"""PostgreSQL, 14 or newer: a schema for each workspace, in a database that many may share.

A unit of work is SERIALIZABLE (https://www.postgresql.org/docs/current/transaction-iso.html): where two would not have
come out as one after the other, one of them is told so and run again (Database.write). The schema is named in each
transaction (SET LOCAL), so that a pooler in between may give each to another connection.
"""

import logging
import re
import selectors
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.errors import (
    DeadlockDetected,
    IdleInTransactionSessionTimeout,
    LockNotAvailable,
    SerializationFailure,
    UniqueViolation,
)
from psycopg.sql import SQL, Identifier, Literal
from psycopg_pool import ConnectionPool, PoolTimeout
from pydantic import SecretStr

from bot.domain.deadline import a_third
from bot.domain.errors import StorageError, UnsureError
from storage.database import BUSY, TURN_S, Database, Parameters, UnitOfWork
from storage.engines.lease import Lease, Leases, acting_as
from storage.engines.postgres_schema import STEPS, bring_up_to_date
from storage.engines.postgres_sweep import TableList, sweep
from storage.engines.tsvector import TsVector
from storage.erasure_list import ErasureList
from storage.sqlite_errors import NOTHING_SAVED, CollidedError

logger = logging.getLogger(__name__)

CONNECTIONS = 10
"""Open at most, of one process to one workspace; as many requests are answered at a time."""

RECONNECT_S = 3.0
"""So long the pool tries for a lost connection, in longer and longer pauses; then at each request anew."""

_AT_LEAST_S = 0.05
"""A connection that is free is had at once; the pool takes no 0 for that."""

_ENDS_WITHOUT_AN_ANSWER = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "tcp_user_timeout": 10_000,
}
"""Seconds, and milliseconds, after which a server is given up that does not even refuse: its machine or the network is
gone. https://www.postgresql.org/docs/current/libpq-connect.html"""

_LOST = (psycopg.OperationalError, psycopg.InterfaceError, IdleInTransactionSessionTimeout)

_COLLISIONS = (SerializationFailure, DeadlockDetected, UniqueViolation)
"""One of the transactions has to be run again. A key that another has just stored is found by then; one that is there
each time is a defect, as in SQLite at once."""

_REFUSES = "PostgreSQL cannot be reached, or refuses. Is RAPPORT_DATABASE right?"
_HELD = f"Another program is using the database (a backup, perhaps). {NOTHING_SAVED} Please try again in a moment."
_UNREACHABLE = f"The database cannot be reached. {NOTHING_SAVED} Please try again in a moment."
_UNSURE = "The database went away just as this was being saved. Please see whether it was before you try again."

FROZEN_MS = 5_000
"""A process that does nothing in the middle of a unit of work for so long has lost it: frozen, it would hold up the
next owner at what it has locked. Shorter than a term (storage/engines/lease.py), longer than any pause at work."""

_WRITING = "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"
_READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class LostError(StorageError, CollidedError):
    """The connection was lost before the transaction could end: what writes can be run again, over another one."""


class Row:
    """A row as `sqlite3.Row` is one: by the name of a column or by its place."""

    __slots__ = ("_names", "_values")

    def __init__(self, names: dict[str, int], values: Any) -> None:  # noqa: ANN401  # as psycopg gives them
        self._names = names
        self._values = values

    def __getitem__(self, column: str | int) -> Any:  # noqa: ANN401  # whatever the column holds
        return self._values[self._names[column] if isinstance(column, str) else column]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def keys(self) -> list[str]:
        """The names of the columns."""
        return list(self._names)


class Connection:
    """Takes statements as `sqlite3.Connection` does: a question mark or `:name` for each parameter."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401  # psycopg's, whatever its rows are
        self._connection = connection

    def execute(self, sql: str, parameters: Parameters = ()) -> Any:  # noqa: ANN401  # a cursor
        """Run one statement."""
        return self._connection.execute(placed(sql), parameters or None)


class Server:
    """A PostgreSQL behind a URL: the connections and leases of the workspaces that this process keeps there."""

    def __init__(self, url: SecretStr, connections: int = CONNECTIONS) -> None:
        """Connect. Raises StorageError."""
        self.leases = Leases(url, self._borrowed)
        self.pool = ConnectionPool(
            url.get_secret_value(),
            min_size=1,
            max_size=connections,
            kwargs={"row_factory": _rows, "prepare_threshold": None, **_ENDS_WITHOUT_AN_ANSWER},
            check=_was_not_closed,
            open=False,
            name="rapport",
            reconnect_timeout=RECONNECT_S,
        )
        try:
            self.pool.open(wait=True, timeout=30)
        except (psycopg.Error, PoolTimeout) as error:
            self.pool.close()
            raise StorageError(_REFUSES) from error

    def close(self) -> None:
        """Let go of every connection."""
        self.pool.close()

    def _borrowed(self) -> AbstractContextManager[Any]:
        """One that is open already; a lease may be released after all of them were closed."""
        return self.leases.connection() if self.pool.closed else self.pool.connection(timeout=RECONNECT_S)


class PostgresDatabase(Database):
    """The schema of one workspace behind a URL, brought to today's when opened. Safe to use from every thread."""

    def __init__(
        self, url: SecretStr, workspace: str, server: Server | None = None, steps: dict[str, str] = STEPS
    ) -> None:
        """Make the schema where there is none. `server`: where others share one; else it has one for itself.

        Raises StorageError.
        """
        super().__init__(workspace)
        if not re.fullmatch("[A-Z0-9_]+", workspace):
            raise StorageError(f"{workspace} is no workspace of Slack's.")
        self.schema = workspace.lower()
        self._server = server or Server(url)
        self._is_shared = server is not None
        try:
            with self._server.pool.connection() as connection:
                bring_up_to_date(connection, self.schema, steps)
        except (psycopg.Error, PoolTimeout) as error:
            self.close()
            raise StorageError(_REFUSES) from error

    def lease(self) -> Lease:
        """Try for the workspace, now and from now on. Raises StorageError where the database cannot be asked."""
        try:
            return self._server.leases.of(self.schema)
        except psycopg.Error as error:
            raise StorageError(_UNREACHABLE) from error

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """A transaction that commits when the block ends and rolls back when it raises."""
        with self.having_turn(), self._transaction(_WRITING, acting_as.get()) as uow:
            yield uow

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A consistent view for looking things up; nothing can be written through it."""
        with self._transaction(_READING) as uow:
            yield uow

    @property
    def erased(self) -> ErasureList:
        """In a schema beside those of workspaces."""
        return TableList(self._borrowed, self.workspace)

    def copies(self) -> list[str]:
        """What a restore put aside. Where the copies of pg_dump are, the server does not know."""
        with self.reading() as uow:
            rows = uow.rows(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE ? ESCAPE '!' ORDER BY 1",
                (f"{self.schema}!_before!_%",),
            )
        return [row["nspname"] for row in rows]

    @property
    def takes_long_to_sweep(self) -> bool:
        """Tables are locked meanwhile, and how large they are is not asked."""
        return True

    def sweep(self, limit_s: float) -> bool:
        """Write anew what held customers."""
        try:
            return sweep(self._borrowed, self.schema, limit_s)
        except (psycopg.Error, PoolTimeout) as error:
            raise StorageError(_UNREACHABLE) from error

    def _borrowed(self) -> AbstractContextManager[Any]:
        return self._server.pool.connection(timeout=RECONNECT_S)

    def close(self) -> None:
        """Let go of every connection of its own."""
        if not self._is_shared:
            self._server.close()

    @contextmanager
    def _transaction(self, begin: str, token: str = "") -> Iterator[UnitOfWork]:
        is_done = False
        try:
            with self._server.pool.connection(timeout=max(a_third(TURN_S), _AT_LEAST_S)) as connection:
                self._begin(connection, begin, token)
                yield UnitOfWork(Connection(connection), TsVector(), self.heard)
                is_done = True
        except _COLLISIONS as error:
            collided = CollidedError()
            collided.defect = error if isinstance(error, UniqueViolation) else None
            raise collided from error
        except PoolTimeout as error:
            raise StorageError(BUSY) from error
        except LockNotAvailable as error:
            raise StorageError(_HELD) from error
        except _LOST as error:
            logger.error("the database refuses: %s", type(error).__name__)  # noqa: TRY400  # a traceback may quote
            is_undone = not is_done or isinstance(error, IdleInTransactionSessionTimeout)
            raise (LostError(_UNREACHABLE) if is_undone else UnsureError(_UNSURE)) from error

    def _begin(self, connection: Any, begin: str, token: str) -> None:  # noqa: ANN401  # psycopg's
        """All that comes first in one round trip. Raises StorageError where another process has the workspace now."""
        patience_ms = max(1, round(a_third(TURN_S) * 1000))  # what another program has locked is not waited for longer
        place = SQL(
            "SET LOCAL search_path TO {}; SET LOCAL lock_timeout TO {};"
            " SET LOCAL idle_in_transaction_session_timeout TO {}"
        ).format(Identifier(self.schema), Literal(patience_ms), Literal(FROZEN_MS))
        if not token:
            connection.execute(SQL("; ").join([SQL(begin), place]))
            return
        holder = connection.execute(SQL("; ").join([SQL(begin), place, SQL("SELECT token FROM lease")]))
        while holder.nextset():
            pass
        held = holder.fetchone()
        if held is None or held["token"] != token:
            raise StorageError(f"Another Rapport has taken over this workspace. {NOTHING_SAVED}")


@contextmanager
def looked_at(url: SecretStr, workspace: str) -> Iterator[UnitOfWork]:
    """A schema as it stands, from outside: nothing is made, migrated or written. Raises StorageError."""
    try:
        with psycopg.connect(url.get_secret_value(), row_factory=_rows, connect_timeout=5) as connection:
            connection.execute(SQL(f"{_READING}; SET LOCAL search_path TO {{}}").format(Identifier(workspace.lower())))
            yield UnitOfWork(Connection(connection), TsVector())
    except psycopg.errors.UndefinedTable as error:
        raise StorageError(
            f"The schema {workspace.lower()} is not there yet: the first `rapport run` makes it."
        ) from error
    except psycopg.Error as error:
        raise StorageError(_REFUSES) from error


def inside(connection: Any) -> UnitOfWork:  # noqa: ANN401  # psycopg's, whatever its rows were
    """A unit of work in a transaction that is open already, in the schema that it has gone to."""
    connection.row_factory = _rows
    return UnitOfWork(Connection(connection), TsVector())


@lru_cache(maxsize=512)
def placed(sql: str) -> bytes:
    """A statement with its parameters as psycopg takes them: %s for a question mark, %(name)s for :name."""
    escaped = sql.replace("%", "%%").replace("?", "%s")
    return re.sub(r"(?<![:\w]):([a-z_]+)\b", r"%(\1)s", escaped).encode()


def _was_not_closed(connection: Any) -> None:  # noqa: ANN401  # psycopg's
    """Raises OperationalError where the server has: to a connection that waits it says nothing else."""
    with selectors.DefaultSelector() as selector:
        selector.register(connection.fileno(), selectors.EVENT_READ)
        if selector.select(0):
            connection.close()  # else the pool takes it for a good one, because nobody has read what it says
            raise psycopg.OperationalError


def _rows(cursor: Any) -> Any:  # noqa: ANN401  # psycopg's row factory
    names = {column.name: place for place, column in enumerate(cursor.description or ())}
    return lambda values: Row(names, values)
