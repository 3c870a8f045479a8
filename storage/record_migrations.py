"""The schema's steps since the whole record of a customer; storage/migrations.py says what holds for all of them.

A new one comes to the end of hearing_migrations.py.
"""

from sqlite_utils import Database

from storage import passages
from storage.migrations import migrations

__all__ = ["migrations"]


@migrations()
def m028_record(db: Database) -> None:
    """Fields that a team has of its own, the life of a customer, and who recommended us to them.

    `choices` is JSON. `position`: their order in forms. `life` is what became of a customer: stages, lost, won back.
    """
    db.execute("""
        CREATE TABLE custom_fields (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL,
            choices TEXT NOT NULL, position INTEGER NOT NULL, removed_at TEXT
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX custom_fields_by_key ON custom_fields (key) WHERE removed_at IS NULL")
    db.execute("""
        CREATE TABLE customer_values (
            customer_id INTEGER NOT NULL REFERENCES customers (id),
            field_id INTEGER NOT NULL REFERENCES custom_fields (id), value TEXT NOT NULL,
            PRIMARY KEY (customer_id, field_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX customer_values_by_value ON customer_values (field_id, value)")
    db.execute("ALTER TABLE customers ADD COLUMN lost_on TEXT")
    db.execute("ALTER TABLE customers ADD COLUMN lost_reason TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE customers ADD COLUMN referred_by INTEGER REFERENCES customers (id)")
    db.execute("CREATE INDEX customers_by_referrer ON customers (referred_by) WHERE referred_by IS NOT NULL")
    db.execute("""
        CREATE TABLE life (
            id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customers (id),
            event TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, happened_on TEXT NOT NULL,
            reason TEXT NOT NULL, noted_by TEXT NOT NULL, noted_at TEXT NOT NULL, undone_at TEXT
        ) STRICT""")
    db.execute("CREATE INDEX life_by_customer ON life (customer_id, id)")


@migrations()
def m030_history(db: Database) -> None:
    """What was changed about one customer is read page by page, without reading what was about others."""
    db.execute("CREATE INDEX audit_by_customer ON audit (customer_id, id) WHERE customer_id IS NOT NULL")


@migrations()
def m031_passages(db: Database) -> None:
    """The words of touchpoints, details and the team's own fields, of those there are too (storage/passages.py)."""
    db.execute("""
        CREATE TABLE passages (
            id INTEGER PRIMARY KEY, touchpoint_id INTEGER UNIQUE REFERENCES touchpoints (id) ON DELETE CASCADE,
            detail_id INTEGER UNIQUE REFERENCES details (id) ON DELETE CASCADE,
            values_of INTEGER UNIQUE REFERENCES customers (id) ON DELETE CASCADE,
            said_at TEXT NOT NULL, words TEXT NOT NULL
        ) STRICT""")
    db.execute(
        "CREATE VIRTUAL TABLE passages_fts USING fts5 (words, content='passages', content_rowid='id', tokenize='ascii',"
        " prefix='2 3')"
    )
    db.execute("""
        CREATE TRIGGER passages_come AFTER INSERT ON passages BEGIN
            INSERT INTO passages_fts (rowid, words) VALUES (new.id, new.words);
        END""")
    db.execute("""
        CREATE TRIGGER passages_go AFTER DELETE ON passages BEGIN
            INSERT INTO passages_fts (passages_fts, rowid, words) VALUES ('delete', old.id, old.words);
        END""")
    said = (
        db.execute("SELECT id, text, happened_on FROM touchpoints WHERE undone_at IS NULL ORDER BY id"),
        db.execute("SELECT id, text, remembered_at FROM details ORDER BY id"),
        db.execute("SELECT customer_id, value FROM customer_values ORDER BY customer_id, field_id"),
    )
    db.conn.executemany(passages.ADDING, passages.rows_of(*said))


@migrations()
def m031_phones(db: Database) -> None:
    """Who has a phone that ends with the four digits typed is known without reading all phones."""
    db.execute(
        "CREATE INDEX customer_keys_by_last_four ON customer_keys (substr(folded, length(folded) - 3))"
        " WHERE kind = 'phone'"
    )


@migrations()
def m032_lists(db: Database) -> None:
    """Segments kept under a name, how many were in them day by day, and what their conditions need to be quick.

    `segment` is JSON (bot/domain/segment.py), `version` goes up with every change, `counts` are by the team's days.
    """
    db.execute("""
        CREATE TABLE lists (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, folded TEXT NOT NULL, segment TEXT NOT NULL,
            sorting TEXT NOT NULL, made_by TEXT NOT NULL, is_shared INTEGER NOT NULL, version INTEGER NOT NULL,
            made_at TEXT NOT NULL, removed_at TEXT
        ) STRICT""")
    db.execute("""
        CREATE TABLE list_counts (
            list_id INTEGER NOT NULL REFERENCES lists (id), day TEXT NOT NULL, customers INTEGER NOT NULL,
            PRIMARY KEY (list_id, day)
        ) STRICT, WITHOUT ROWID""")
    db.execute(
        "CREATE INDEX touchpoints_last ON touchpoints (customer_id, happened_on, id, mood_label)"
        " WHERE undone_at IS NULL"
    )


@migrations()
def m034_files(db: Database) -> None:
    """Files that were given in Slack to be imported, and what an import did to each customer as parts of one entry.

    A file itself is not kept: `slack_file` is its id in Slack, from where it is read each time. `chosen` is JSON: what
    its columns are read as. `counts` is JSON: what became of its rows.
    """
    db.execute("ALTER TABLE audit ADD COLUMN part_of INTEGER")
    db.execute("CREATE INDEX audit_by_whole ON audit (part_of, id) WHERE part_of IS NOT NULL")
    db.execute("""
        CREATE TABLE imports (
            id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, slack_file TEXT NOT NULL, name TEXT NOT NULL,
            chosen TEXT NOT NULL, locale TEXT NOT NULL, replaces INTEGER NOT NULL, state TEXT NOT NULL,
            counts TEXT NOT NULL, audit_id INTEGER, error TEXT NOT NULL,
            given_at TEXT NOT NULL, started_at TEXT
        ) STRICT""")
    db.execute("CREATE INDEX imports_by_state ON imports (state)")


@migrations()
def m036_merging(db: Database) -> None:
    """Customers who were merged: who went, who stayed, as they were (JSON), and every row that changed hands.

    `was`: what a row said before, where its words changed with it. Then pairs that look alike, those of which somebody
    said that they are two, and what both is asked by.
    """
    db.execute("""
        CREATE TABLE merges (
            id INTEGER PRIMARY KEY AUTOINCREMENT, gone_id INTEGER NOT NULL REFERENCES customers (id),
            kept_id INTEGER NOT NULL REFERENCES customers (id), gone TEXT NOT NULL, before TEXT NOT NULL,
            after TEXT NOT NULL, merged_by TEXT NOT NULL, merged_at TEXT NOT NULL, undone_at TEXT
        ) STRICT""")
    db.execute("CREATE INDEX merges_by_gone ON merges (gone_id)")
    db.execute("CREATE INDEX merges_by_kept ON merges (kept_id)")
    db.execute("""
        CREATE TABLE merge_moves (
            merge_id INTEGER NOT NULL REFERENCES merges (id), what TEXT NOT NULL, row_id INTEGER NOT NULL,
            was TEXT NOT NULL, PRIMARY KEY (merge_id, what, row_id)
        ) STRICT, WITHOUT ROWID""")
    for table in ("likely_duplicates", "not_duplicates"):
        db.execute(f"""
            CREATE TABLE {table} (
                one_id INTEGER NOT NULL REFERENCES customers (id), other_id INTEGER NOT NULL REFERENCES customers (id),
                said_by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (one_id, other_id)
            ) STRICT, WITHOUT ROWID""")
        db.execute(f"CREATE INDEX {table}_by_other ON {table} (other_id)")
    db.execute(
        "CREATE INDEX customer_keys_by_phone_end ON customer_keys (substr(folded, length(folded) - 6))"
        " WHERE kind = 'phone'"
    )


@migrations()
def m038_forgetting(db: Database) -> None:
    """Customers who are being forgotten, or were: whose request, how far it is, and the messages that show them.

    `kept` is JSON of the customer, to take it back, until the erasure is final; `report` is JSON of what came of it,
    which names nobody. A customer stays among forgotten_customers when the row itself is gone.
    """
    db.execute("""
        CREATE TABLE forgettings (
            id INTEGER PRIMARY KEY AUTOINCREMENT, asked_by TEXT NOT NULL, asked_at TEXT NOT NULL,
            final_at TEXT NOT NULL, state TEXT NOT NULL, kept TEXT NOT NULL, report TEXT NOT NULL, erased_at TEXT,
            swept_at TEXT, told_at TEXT, CHECK (state IN ('waiting', 'erasing', 'erased'))
        ) STRICT""")
    db.execute("CREATE INDEX forgettings_unfinished ON forgettings (id) WHERE told_at IS NULL")
    db.execute("""
        CREATE TABLE forgotten_customers (
            customer_id INTEGER PRIMARY KEY, forgetting_id INTEGER NOT NULL REFERENCES forgettings (id)
        ) STRICT""")
    db.execute("CREATE INDEX forgotten_customers_by_forgetting ON forgotten_customers (forgetting_id)")
    db.execute("""
        CREATE TABLE forgotten_posts (
            post_id INTEGER PRIMARY KEY REFERENCES outbox (id),
            forgetting_id INTEGER NOT NULL REFERENCES forgettings (id)
        ) STRICT""")
    db.execute("CREATE INDEX forgotten_posts_by_forgetting ON forgotten_posts (forgetting_id)")


@migrations()
def m039_looks(db: Database) -> None:
    """Who opened whose card: once for each person, customer and day (UTC)."""
    db.execute("""
        CREATE TABLE looks (
            person TEXT NOT NULL, customer_id INTEGER NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (person, customer_id, day)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX looks_by_customer ON looks (customer_id, day)")
    db.execute("CREATE INDEX looks_by_day ON looks (day)")
