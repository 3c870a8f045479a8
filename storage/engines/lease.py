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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier
from pydantic import SecretStr

logger = logging.getLogger(__name__)

TERM_S = 12
"""Seconds after which a lease that was not renewed is anybody's: with the next look, another owner is at work within
20 s of a death."""

LOOK_EACH_S = 4.0
"""How often it is renewed, or tried for."""

acting_as: ContextVar[str] = ContextVar("acting_as", default="")
"""The token of the owner as whom this thread writes; "" for what every process may do."""

_TAKE = (
    "INSERT INTO lease (id, holder, token, until) VALUES (1, %s, %s, now() + make_interval(secs => %s))"
    " ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, token = excluded.token, until = excluded.until"
    " WHERE lease.until < now() RETURNING token"
)
_RENEW = "UPDATE lease SET until = now() + make_interval(secs => %s) WHERE token = %s"


class Lease:
    """Ownership of a schema: tried for from the beginning, renewed while held, until released. Of every thread."""

    others_write = True

    def __init__(self, url: SecretStr, schema: str) -> None:
        """Try for it. Raises psycopg.Error where the database cannot be asked."""
        self._url = url
        self._schema = schema
        self._token = ""
        self._sure_until = 0.0
        self._over = threading.Event()
        self._look()
        self._looking = threading.Thread(target=self._keep, name="lease", daemon=True)
        self._looking.start()

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
        self._over.set()
        self._looking.join()
        with suppress(psycopg.Error), self._connection() as connection:  # else it ends by itself
            connection.execute("DELETE FROM lease WHERE token = %s", (self._token,))
        self._sure_until = 0.0

    def _keep(self) -> None:
        while not self._over.wait(LOOK_EACH_S):
            try:
                self._look()
            except psycopg.Error:
                logger.warning("the lease cannot be renewed: the database cannot be reached")

    def _look(self) -> None:
        asked_at = time.monotonic()
        with self._connection() as connection:
            is_held = self._token != "" and self._renew(connection)
            if not is_held:
                is_held = self._take(connection)
        self._sure_until = asked_at + TERM_S if is_held else 0.0

    def _renew(self, connection: psycopg.Connection[tuple[object, ...]]) -> bool:
        if connection.execute(_RENEW, (TERM_S, self._token)).rowcount:
            return True
        logger.error("another Rapport has taken over this workspace")
        return False

    def _take(self, connection: psycopg.Connection[tuple[object, ...]]) -> bool:
        """A token for each term: what was begun in an earlier one ends there."""
        token = uuid4().hex
        holder = f"{platform.node()}, process {os.getpid()}"
        if connection.execute(_TAKE, (holder, token, TERM_S)).fetchone():
            self._token = token
            return True
        return False

    def _connection(self) -> psycopg.Connection[tuple[object, ...]]:
        """A new one each time: what became of an old one while the network was away need not be asked."""
        connection = psycopg.connect(self._url.get_secret_value(), autocommit=True, connect_timeout=5)
        connection.execute(SQL("SET search_path TO {}").format(Identifier(self._schema)))
        return connection
