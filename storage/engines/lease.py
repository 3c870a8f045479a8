"""Of many processes over PostgreSQL one at a time owns a workspace: a row with its name and a token, renewed by it.

When the owner has died, or stood still for longer than TERM_S, another one takes over. Each unit of work of an owner
looks at the token first (storage/engines/postgres.py), so one that wakes up after that changes nothing. The time is
that of the server, whatever the clocks of the machines say.
"""

import logging
import os
import platform
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import ContextVar
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composed, Identifier
from pydantic import SecretStr

logger = logging.getLogger(__name__)

TERM_S = 12.0
"""Seconds after which a lease that was not renewed is anybody's: with the next look, another owner is at work within
20 s of a death."""

LOOK_EACH_S = 4.0
"""How often it is renewed, or tried for."""

acting_as: ContextVar[str] = ContextVar("acting_as", default="")
"""The token of the owner as whom this thread writes; "" for what every process may do."""

_TAKE = SQL(
    "INSERT INTO {}.lease AS held (id, holder, token, until) VALUES (1, %s, %s, now() + make_interval(secs => %s))"
    " ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, token = excluded.token, until = excluded.until"
    " WHERE held.until < now() RETURNING token"
)
_RENEW = SQL("UPDATE {}.lease SET until = now() + make_interval(secs => %s) WHERE token = %s")
_RELEASE = SQL("DELETE FROM {}.lease WHERE token = %s")

Connection = psycopg.Connection[tuple[object, ...]]
Borrowed = Callable[[], AbstractContextManager[Connection]]


class Lease:
    """Ownership of a schema: tried for from the beginning, renewed while held, until released. Of every thread."""

    others_write = True

    def __init__(self, leases: "Leases", schema: str) -> None:
        self._leases = leases
        self._schema = Identifier(schema)
        self._token = ""
        self._sure_until = 0.0
        self._is_over = False
        self._looking = threading.Lock()

    def term(self) -> str:
        """The token, while it is sure that nobody else can have the lease."""
        return self._token if time.monotonic() < self._sure_until else ""

    @contextmanager
    def acting(self) -> Iterator[None]:
        """As the owner of now, or as one that no longer is."""
        before = acting_as.set(self._token or "nobody")
        try:
            yield
        finally:
            acting_as.reset(before)

    def release(self) -> None:
        """Let another process have it."""
        self._leases.give_up(self)
        with self._looking:
            self._is_over = True
        with suppress(psycopg.Error):  # else it ends by itself
            self._leases.end(_RELEASE.format(self._schema), self._token)
        self._sure_until = 0.0

    def look(self, connection: Connection) -> None:
        """Renew it, or try for it, until it was released. Raises psycopg.Error."""
        with self._looking:
            if self._is_over:
                return
            asked_at = time.monotonic()
            is_held = self._token != "" and self._renew(connection)
            if not is_held:
                is_held = self._take(connection)
            self._sure_until = asked_at + TERM_S if is_held else 0.0

    def _renew(self, connection: Connection) -> bool:
        if connection.execute(_RENEW.format(self._schema), (TERM_S, self._token)).rowcount:
            return True
        logger.error("another Rapport has taken over this workspace")
        return False

    def _take(self, connection: Connection) -> bool:
        """A token for each term: what was begun in an earlier one ends there."""
        token = uuid4().hex
        holder = f"{platform.node()}, process {os.getpid()}"
        if connection.execute(_TAKE.format(self._schema), (holder, token, TERM_S)).fetchone():
            self._token = token
            return True
        return False


class Leases:
    """Those of this process in one database: one thread looks after all of them, while there are any."""

    def __init__(self, url: SecretStr, borrowed: Borrowed | None = None) -> None:
        """`borrowed`: connections that are open already, for trying first and for releasing."""
        self._url = url
        self._borrowed = borrowed or self.connection
        self._lock = threading.Lock()
        self._held: list[Lease] = []
        self._over = threading.Event()

    def of(self, schema: str) -> Lease:
        """Try for a schema, now and from now on. Raises psycopg.Error where the database cannot be asked."""
        lease = Lease(self, schema)
        with self._borrowed() as connection:
            lease.look(connection)
        with self._lock:
            self._held.append(lease)
            if len(self._held) == 1:
                self._over = threading.Event()
                threading.Thread(target=self._keep, args=(self._over,), name="lease", daemon=True).start()
        return lease

    def give_up(self, lease: Lease) -> None:
        """Look after it no more."""
        with self._lock:
            self._held = [one for one in self._held if one is not lease]
            if not self._held:
                self._over.set()

    def end(self, statement: Composed, token: str) -> None:
        """By a statement. Raises psycopg.Error."""
        with self._borrowed() as connection:
            connection.execute(statement, (token,))

    def connection(self) -> Connection:
        """A new one each time: what became of an old one while the network was away need not be asked."""
        return psycopg.connect(self._url.get_secret_value(), autocommit=True, connect_timeout=5)

    def _keep(self, over: threading.Event) -> None:
        while not over.wait(LOOK_EACH_S):
            try:
                with self.connection() as connection:
                    self._look(connection)
            except psycopg.Error:
                logger.warning("the lease cannot be renewed: the database cannot be reached")

    def _look(self, connection: Connection) -> None:
        """What is the matter with one schema is no matter of the others."""
        for lease in list(self._held):
            try:
                lease.look(connection)
            except psycopg.Error:
                if connection.closed:
                    raise
                logger.warning("a lease cannot be renewed: its schema cannot be written to")
