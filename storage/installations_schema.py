"""The tables of installations, as steps that are never edited once shipped.

In SQLite they are a file of their own, in PostgreSQL the schema `rapport`. An installation is of a workspace, or of an
organisation and so for several. A workspace is due when a process is to look at it; the process that has it in hand
puts that off again and again.
"""

from sqlite_utils import Database, Migrations

FILE, SCHEMA = "installations.db", "RAPPORT"

STEPS = {
    "i001_installations": """
CREATE TABLE installations (
    id TEXT NOT NULL PRIMARY KEY, organisation TEXT, app TEXT NOT NULL, bot TEXT NOT NULL, bot_user TEXT NOT NULL,
    scopes TEXT NOT NULL, installer TEXT NOT NULL, url TEXT NOT NULL, token TEXT NOT NULL, refresh_token TEXT NOT NULL,
    token_until TEXT, refreshing_until TEXT, installed_at TEXT NOT NULL, removed_at TEXT
);
CREATE INDEX installations_by_token_until ON installations (token_until) WHERE token_until IS NOT NULL;
CREATE TABLE workspaces (
    id TEXT NOT NULL PRIMARY KEY, installation TEXT NOT NULL REFERENCES installations (id), due_at TEXT NOT NULL
);
CREATE INDEX workspaces_by_due ON workspaces (due_at);
CREATE INDEX workspaces_by_installation ON workspaces (installation);
CREATE TABLE states (digest TEXT NOT NULL PRIMARY KEY, until TEXT NOT NULL);
CREATE INDEX states_by_until ON states (until);
""",
}
"""Name of a step -> its statements, in the SQL that both engines speak."""


def migrations() -> Migrations:
    """The same, as sqlite-utils takes them."""
    steps = Migrations("installations")
    for name, statements in STEPS.items():
        steps(name=name)(lambda db, statements=statements: _apply(db, statements))
    return steps


def _apply(db: Database, statements: str) -> None:
    for statement in filter(str.strip, statements.split(";")):
        db.execute(statement)
