"""Many workspaces in one PostgreSQL, a schema for each, served by any number of processes; and their installations."""

import psycopg
from psycopg.sql import SQL, Identifier
from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage import workspace
from storage.database import Database
from storage.engines.hosted import check_name
from storage.engines.postgres import PostgresDatabase, Server
from storage.installations_schema import SCHEMA, STEPS
from storage.ownership import Ownership

CONNECTIONS = 20
"""Of a process, for all its workspaces: as many threads handle requests, send and tick (bot/hosting)."""


class HostedSchemas:
    """One pool of connections and one thread that renews leases, however many workspaces there are."""

    others_write = True

    def __init__(self, url: SecretStr) -> None:
        """Connect. Raises StorageError."""
        self._url = url
        self._server = Server(url, CONNECTIONS)
        self.installations: Database = PostgresDatabase(url, SCHEMA, self._server, STEPS)

    def open(self, team_id: str) -> tuple[Database, Ownership]:
        """The schema of a workspace, and its lease, tried for. Raises StorageError."""
        check_name(team_id)
        database = PostgresDatabase(self._url, team_id, self._server)
        database.write(lambda uow: workspace.claim(uow, team_id))
        return database, database.lease()

    def is_taken(self, team_id: str) -> bool:
        """Whether another process has the lease. To be asked of a workspace that this one does not have."""
        lease = SQL("SELECT 1 FROM {}.lease WHERE until > now()").format(Identifier(team_id.lower()))
        try:
            with self._server.pool.connection() as connection:
                return connection.execute(lease).fetchone() is not None
        except psycopg.errors.UndefinedTable:
            return False  # it is not there yet
        except psycopg.Error as error:
            raise StorageError("The database cannot be reached.") from error

    def erase(self, team_id: str) -> None:
        """The schema, and those that `rapport restore` put aside. Backups are whoever made them to remove."""
        check_name(team_id)
        if self.is_taken(team_id):
            raise StorageError(f"Another Rapport is at work for {team_id}.")
        schema = team_id.lower()
        aside = "SELECT nspname FROM pg_namespace WHERE nspname = %s OR starts_with(nspname, %s)"
        try:
            with self._server.pool.connection() as connection:
                found = connection.execute(aside, (schema, f"{schema}_before_")).fetchall()
                for [name] in found:
                    connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(str(name))))
        except psycopg.Error as error:
            raise StorageError(f"{team_id} could not be erased.") from error

    def close(self) -> None:
        """Let go of the connections."""
        self._server.close()
