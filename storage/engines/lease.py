"""One process owns a workspace in PostgreSQL at a time: a row with its name and a token, renewed while it is alive.

When the process has died, or stood still for longer than TERM_S, another one may take over. Each unit of work looks at
the token first (storage/engines/postgres.py): so one that wakes up after that changes nothing. The time is that of the
server, whatever the clocks of the machines say.
"""

import logging
import os
import platform
import threading
from contextlib import suppress
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier
from pydantic import SecretStr

from bot.domain.errors import StorageError

logger = logging.getLogger(__name__)

TERM_S = 20
"""Seconds after which a lease that was not renewed is anybody's."""

RENEWED_EACH_S = 5.0

_TAKE = (
    "INSERT INTO lease (id, holder, token, until) VALUES (1, %s, %s, now() + make_interval(secs => %s))"
    " ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, token = excluded.token, until = excluded.until"
    " WHERE lease.until < now() RETURNING token"
)
_RENEW = "UPDATE lease SET until = now() + make_interval(secs => %s) WHERE token = %s"


class Lease:
    """Holds the workspace until released, or until the process stops renewing it."""

    def __init__(self, url: SecretStr, schema: str) -> None:
        """Take it. Raises StorageError, naming who has it, when somebody does."""
        self.token = uuid4().hex
        self._url = url
        self._schema = schema
        self._over = threading.Event()
        holder = f"{platform.node()}, process {os.getpid()}"
        with self._connection() as connection:
            if not connection.execute(_TAKE, (holder, self.token, TERM_S)).fetchone():
                held = connection.execute("SELECT holder FROM lease").fetchone()
                raise StorageError(
                    f"The workspace {schema.upper()} is in use by another Rapport ({held[0] if held else 'unknown'}). "
                    "Stop that one first: two would send twice."
                )
        self._renewing = threading.Thread(target=self._renew, name="lease", daemon=True)
        self._renewing.start()

    def release(self) -> None:
        """Let another process have it."""
        self._over.set()
        self._renewing.join()
        with suppress(psycopg.Error), self._connection() as connection:  # else it ends by itself
            connection.execute("DELETE FROM lease WHERE token = %s", (self.token,))

    def _renew(self) -> None:
        while not self._over.wait(RENEWED_EACH_S):
            try:
                with self._connection() as connection:
                    kept = connection.execute(_RENEW, (TERM_S, self.token)).rowcount
            except psycopg.Error:
                logger.warning("the lease cannot be renewed: the database cannot be reached")
                continue
            if not kept:
                logger.error("another Rapport has taken over this workspace: nothing more is stored or sent")
                return

    def _connection(self) -> psycopg.Connection[tuple[object, ...]]:
        """A new one each time: what became of an old one while the network was away need not be asked."""
        connection = psycopg.connect(self._url.get_secret_value(), autocommit=True, connect_timeout=5)
        connection.execute(SQL("SET search_path TO {}").format(Identifier(self._schema)))
        return connection
