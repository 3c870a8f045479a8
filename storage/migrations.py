"""The schema, as small steps that are never edited once shipped. Each runs with its record in one transaction.

The first are in storage/first_migrations.py; since the whole record of a customer in record_migrations.py, since
follow-ups go on to their end in followup_migrations.py, since Rapport is where people meet it in meeting_migrations.py,
and since it hears customers in hearing_migrations.py, where a new one comes to the end. Instants are UTC ISO 8601 text
(storage/instants.py), days are local dates, people are Slack user ids.
"""

from sqlite_utils import Database

from storage.first_migrations import migrations

__all__ = ["migrations"]


@migrations()
def m012_snooze(db: Database) -> None:
    """When a follow-up that was put off to later on the same day comes back, and the word why it was put off."""
    db.execute("ALTER TABLE followups ADD COLUMN back_at TEXT")
    db.execute("ALTER TABLE followups ADD COLUMN snooze_reason TEXT NOT NULL DEFAULT ''")


@migrations()
def m013_slack_channels(db: Database) -> None:
    """The channels for alerts and for what nobody has, by id; alarms for every lead, each in a message of theirs."""
    db.execute("""
        CREATE TABLE slack_channels (
            use TEXT PRIMARY KEY, id TEXT, name TEXT NOT NULL, trouble TEXT NOT NULL, by_name INTEGER NOT NULL,
            has_joined INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID""")
    db.execute("ALTER TABLE alarms ADD COLUMN recipient TEXT NOT NULL DEFAULT 'lead'")
    db.execute("DROP INDEX alarms_one_open")
    db.execute("CREATE UNIQUE INDEX alarms_one_open ON alarms (code, recipient) WHERE cleared_at IS NULL")


@migrations()
def m014_phone_extensions(db: Database) -> None:
    """A number with an extension is found by the number alone."""
    db.execute(
        "UPDATE customer_keys SET folded = replace(substr(folded, 1, instr(folded, ' ext ') - 1), ' ', '')"
        " WHERE kind = 'phone' AND instr(folded, ' ext ') > 0"
    )


@migrations()
def m015_complaints_put_together(db: Database) -> None:
    """Which complaint another one was put together with; NULL: it stands for itself."""
    db.execute("ALTER TABLE followups ADD COLUMN joined_to INTEGER REFERENCES followups (id)")
    db.execute("CREATE INDEX followups_by_joined ON followups (joined_to) WHERE joined_to IS NOT NULL")


@migrations()
def m016_lines_kept_as_understood(db: Database) -> None:
    """What was understood of a line is kept, no longer its words: of those a day old at most, the question is void."""
    db.execute("DELETE FROM kept_lines WHERE command NOT IN ('add', 'edit')")


@migrations()
def m017_said_fine(db: Database) -> None:
    """The note because of which this one alarmed nobody: somebody had said that one of nearly these words is fine."""
    db.execute("ALTER TABLE touchpoints ADD COLUMN spared_by INTEGER")
    db.execute("CREATE INDEX touchpoints_by_spared ON touchpoints (spared_by) WHERE spared_by IS NOT NULL")


@migrations()
def m018_gate(db: Database) -> None:
    """Since when what a message says is withheld from who reads it now; who in a channel is not of the team."""
    db.execute("ALTER TABLE outbox ADD COLUMN withheld_at TEXT")
    db.execute(
        "CREATE INDEX outbox_on_show ON outbox (channel) WHERE edits IS NULL AND state = 'sent' AND withheld_at IS NULL"
    )
    db.execute("ALTER TABLE slack_channels ADD COLUMN outsiders TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE people ADD COLUMN home_withheld_at TEXT")


@migrations()
def m019_requests_by_age(db: Database) -> None:
    """Kept answers by their age: every minute it is asked whether one is to go."""
    db.execute("CREATE INDEX requests_by_age ON requests (at)")


@migrations()
def m020_refused_for_how_long(db: Database) -> None:
    """Since when Slack refuses a message without saying that this is for good; and what failed, to be listed."""
    db.execute("ALTER TABLE outbox ADD COLUMN refused_since TEXT")
    db.execute("CREATE INDEX outbox_failed ON outbox (settled_at) WHERE state = 'failed'")


@migrations()
def m021_form_origins(db: Database) -> None:
    """Where forms were opened from, so that one sent after a restart is answered there; each for half an hour."""
    db.execute("""
        CREATE TABLE form_origins (
            name TEXT PRIMARY KEY, response_url TEXT NOT NULL, kept_at TEXT NOT NULL, uses_left INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID""")


@migrations()
def m022_ids_never_again(db: Database) -> None:
    """No id is given out twice: buttons in Slack hold them for years. Which backups were restored, and what they lack.

    SQLite makes no table so afterwards, so each is made anew, as https://sqlite.org/lang_altertable.html has it (12
    steps; storage/schema.py turns foreign keys off meanwhile). `lost` is JSON, NULL where nobody knows.
    """
    view = db.execute("SELECT sql FROM sqlite_master WHERE name = 'counting_labels'").fetchone()[0]
    db.execute("DROP VIEW counting_labels")
    for table in ("customers", "details", "touchpoints", "followups", "outbox", "audit", "kept_lines"):
        made = db.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL", (table,))
        by_type = sorted(made.fetchall(), key=lambda one: one[0] != "table")
        anew = by_type[0][1].replace("id INTEGER PRIMARY KEY,", "id INTEGER PRIMARY KEY AUTOINCREMENT,", 1)
        db.execute(anew.replace(f"CREATE TABLE {table} ", f"CREATE TABLE {table}_anew ", 1))
        db.execute(f"INSERT INTO {table}_anew SELECT * FROM {table}")  # noqa: S608  # names are ours
        db.execute(f"DROP TABLE {table}")
        db.execute(f"ALTER TABLE {table}_anew RENAME TO {table}")
        for _, index in by_type[1:]:
            db.execute(index)
    db.execute(view)
    db.execute("""
        CREATE TABLE restores (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, backup_at TEXT NOT NULL, lost TEXT, told_at TEXT
        ) STRICT""")
    # The ids of a table that were, or may have been, given out for rows which a restored backup does not have.
    db.execute("""
        CREATE TABLE lost_ids (
            restore_id INTEGER NOT NULL REFERENCES restores (id), name TEXT NOT NULL, above INTEGER NOT NULL,
            up_to INTEGER NOT NULL, PRIMARY KEY (restore_id, name)
        ) STRICT, WITHOUT ROWID""")


@migrations()
def m023_withheld_as_noted(db: Database) -> None:
    """What was marked as withheld before it was, and has no row in the ledger that says so, is to be made neutral."""
    db.execute(
        "UPDATE outbox SET withheld_at = NULL WHERE withheld_at IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM ledger WHERE kind = 'withheld' AND subject = CAST(outbox.id AS TEXT))"
    )


@migrations()
def m024_sort_keys(db: Database) -> None:
    """Customers in the order of their folded names, which is the same in every engine: É stands with E."""
    db.execute("ALTER TABLE customers ADD COLUMN sort_key TEXT NOT NULL DEFAULT ''")
    db.execute(
        "UPDATE customers SET sort_key = coalesce("
        "(SELECT folded FROM customer_keys WHERE customer_id = customers.id AND kind = 'name'), '')"
    )
    db.execute("CREATE INDEX customers_by_sort_key ON customers (sort_key, id)")


@migrations()
def m025_reminders_by_kind_and_day(db: Database) -> None:
    """Which digests of the last days are accounted for is asked every minute: without reading those of all years."""
    db.execute("CREATE INDEX ledger_by_kind_and_day ON ledger (kind, local_date, recipient)")


@migrations()
def m026_news(db: Database) -> None:
    """What one process of several heard of Slack, for the others: ids of people and channels."""
    db.execute("CREATE TABLE news (id INTEGER PRIMARY KEY AUTOINCREMENT, about TEXT NOT NULL, at TEXT NOT NULL) STRICT")
    db.execute("CREATE INDEX news_by_time ON news (at)")


@migrations()
def m027_people_by_role(db: Database) -> None:
    """Who has left is asked for each digest: without reading everybody who has not."""
    db.execute("CREATE INDEX people_by_role ON people (role)")
