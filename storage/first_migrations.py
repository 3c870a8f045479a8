"""The schema's first eleven steps; storage/migrations.py says what holds for all of them, and goes on.

Instants are UTC ISO 8601 text (storage/instants.py), days are local dates, people are Slack user ids.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("rapport")


@migrations()
def m001_customers(db: Database) -> None:
    """Customers, the keys they are found by, and what is remembered about them."""
    db.execute("""
        CREATE TABLE customers (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, company TEXT NOT NULL, stage TEXT NOT NULL,
            tier TEXT NOT NULL, owner TEXT, backup_owner TEXT, channel TEXT NOT NULL, timezone TEXT NOT NULL,
            language TEXT NOT NULL, birth_month INTEGER, birth_day INTEGER, birth_year INTEGER, since TEXT,
            renewal TEXT, lifetime_value INTEGER, cadence_days INTEGER, wishes_ok INTEGER NOT NULL,
            email_ok INTEGER NOT NULL,
            do_not_contact INTEGER NOT NULL, created_at TEXT NOT NULL, created_by TEXT NOT NULL, removed_at TEXT
        ) STRICT""")
    db.execute("CREATE INDEX customers_by_birthday ON customers (birth_month, birth_day)")
    db.execute("CREATE INDEX customers_by_owner ON customers (owner)")
    # What exact matching looks up: folded names, aliases, emails, phones (bot/domain/folding.py).
    db.execute("""
        CREATE TABLE customer_keys (
            customer_id INTEGER NOT NULL REFERENCES customers (id), kind TEXT NOT NULL, position INTEGER NOT NULL,
            written TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (customer_id, kind, position)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX customer_keys_by_folded ON customer_keys (folded)")
    db.execute("""
        CREATE TABLE customer_tags (
            customer_id INTEGER NOT NULL REFERENCES customers (id), tag TEXT NOT NULL, PRIMARY KEY (customer_id, tag)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX customer_tags_by_tag ON customer_tags (tag)")
    db.execute(
        "CREATE VIRTUAL TABLE customers_fts USING fts5 (words, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    db.execute("""
        CREATE TABLE details (
            id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), category TEXT NOT NULL,
            text TEXT NOT NULL, remembered_by TEXT NOT NULL, remembered_at TEXT NOT NULL, removed_at TEXT
        ) STRICT""")
    db.execute("CREATE INDEX details_by_customer ON details (customer_id)")


@migrations()
def m002_touchpoints(db: Database) -> None:
    """Touchpoints; complaints and ratings are touchpoints with more to them. Then what has to be done about them."""
    db.execute("""
        CREATE TABLE touchpoints (
            id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), kind TEXT NOT NULL,
            happened_on TEXT NOT NULL, channel TEXT NOT NULL, direction TEXT NOT NULL, text TEXT NOT NULL,
            mood_score REAL, mood_label TEXT NOT NULL, mood_phrases TEXT NOT NULL, mood_reason TEXT NOT NULL,
            severity TEXT, category TEXT NOT NULL, rating_scale TEXT, rating_value INTEGER,
            logged_by TEXT NOT NULL, logged_at TEXT NOT NULL, source TEXT NOT NULL, link TEXT NOT NULL, undone_at TEXT
        ) STRICT""")
    db.execute("CREATE INDEX touchpoints_by_customer ON touchpoints (customer_id, happened_on)")
    db.execute("""
        CREATE TABLE followups (
            id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), kind TEXT NOT NULL,
            title TEXT NOT NULL, due TEXT NOT NULL, deadline TEXT, status TEXT NOT NULL, assignee TEXT,
            assigned_at TEXT, snoozed_until TEXT, touchpoint_id INTEGER REFERENCES touchpoints (id), severity TEXT,
            created_by TEXT NOT NULL, created_at TEXT NOT NULL, closed_at TEXT, closed_by TEXT, outcome TEXT NOT NULL,
            origin TEXT UNIQUE
        ) STRICT""")
    db.execute("CREATE INDEX followups_by_customer ON followups (customer_id)")
    db.execute("CREATE INDEX followups_by_assignee ON followups (status, assignee, due)")
    db.execute("CREATE INDEX followups_by_touchpoint ON followups (touchpoint_id)")
    # What was done about a complaint: one row per time it was put right.
    db.execute("""
        CREATE TABLE resolutions (
            id INTEGER PRIMARY KEY, followup_id INTEGER NOT NULL REFERENCES followups (id), resolution TEXT NOT NULL,
            apology TEXT NOT NULL, compensation TEXT NOT NULL, root_cause TEXT NOT NULL,
            resolved_at TEXT NOT NULL, resolved_by TEXT NOT NULL
        ) STRICT""")
    # What people said a text's mood was: the labels that the scorer learns from.
    db.execute("""
        CREATE TABLE mood_labels (
            touchpoint_id INTEGER PRIMARY KEY REFERENCES touchpoints (id), label TEXT NOT NULL,
            labelled_by TEXT NOT NULL, labelled_at TEXT NOT NULL
        ) STRICT""")


@migrations()
def m003_delivery(db: Database) -> None:
    """The outbox and the reminder ledger."""
    db.execute("""
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, subject TEXT NOT NULL,
            recipient TEXT NOT NULL, priority INTEGER NOT NULL, edits INTEGER REFERENCES outbox (id),
            thread_of INTEGER REFERENCES outbox (id), not_before TEXT NOT NULL, state TEXT NOT NULL,
            attempts INTEGER NOT NULL, error TEXT NOT NULL, channel TEXT, ts TEXT, created_at TEXT NOT NULL,
            started_at TEXT, settled_at TEXT,
            CHECK (state IN ('pending', 'sending', 'sent', 'unknown', 'failed', 'skipped'))
        ) STRICT""")
    db.execute(
        "CREATE INDEX outbox_waiting ON outbox (state, not_before) WHERE state IN ('pending', 'sending', 'unknown')"
    )
    db.execute("CREATE INDEX outbox_by_subject ON outbox (kind, subject)")
    db.execute("CREATE UNIQUE INDEX outbox_one_edit ON outbox (edits) WHERE edits IS NOT NULL AND state = 'pending'")
    db.execute("""
        CREATE TABLE ledger (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, recipient TEXT NOT NULL,
            local_date TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
            outbox_id INTEGER REFERENCES outbox (id),
            created_at TEXT NOT NULL, settled_at TEXT,
            UNIQUE (kind, subject, recipient, local_date),
            CHECK (state IN ('queued', 'sent', 'late', 'skipped', 'failed'))
        ) STRICT""")
    db.execute("CREATE INDEX ledger_by_day ON ledger (local_date, kind)")
    db.execute("CREATE INDEX ledger_by_outbox ON ledger (outbox_id)")
    db.execute("CREATE INDEX ledger_by_subject ON ledger (kind, subject)")


@migrations()
def m004_work(db: Database) -> None:
    """Settings, people, the audit log, request keys, and lines kept while their customer is being chosen."""
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
    db.execute("""
        CREATE TABLE people (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, tz TEXT NOT NULL, locale TEXT NOT NULL, role TEXT NOT NULL,
            dm_channel TEXT, digest_at TEXT, digest_days TEXT, fetched_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
            subject_kind TEXT NOT NULL, subject_id INTEGER NOT NULL, customer_id INTEGER, before TEXT, after TEXT,
            undone_at TEXT, undone_by TEXT
        ) STRICT""")
    db.execute("CREATE INDEX audit_by_actor ON audit (actor, id)")
    db.execute("CREATE INDEX audit_by_subject ON audit (subject_kind, subject_id)")
    # A request that was answered: its key and the answer given, so that the second answer equals the first.
    db.execute(
        "CREATE TABLE requests (key TEXT PRIMARY KEY, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute("""
        CREATE TABLE kept_lines (
            id INTEGER PRIMARY KEY, person TEXT NOT NULL, command TEXT NOT NULL, line TEXT NOT NULL,
            kept_at TEXT NOT NULL
        ) STRICT""")


@migrations()
def m005_deadlines(db: Database) -> None:
    """Until when a message is worth sending, when a reminder was due, and the auditor's alarms."""
    db.execute("ALTER TABLE outbox ADD COLUMN not_after TEXT")
    db.execute("CREATE INDEX outbox_in_turn ON outbox (priority, id) WHERE state IN ('pending', 'unknown')")
    db.execute("ALTER TABLE ledger ADD COLUMN due_at TEXT")
    db.execute("""
        CREATE TABLE alarms (
            id INTEGER PRIMARY KEY, code TEXT NOT NULL, sentence TEXT NOT NULL, raised_at TEXT NOT NULL,
            cleared_at TEXT, outbox_id INTEGER NOT NULL REFERENCES outbox (id)
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX alarms_one_open ON alarms (code) WHERE cleared_at IS NULL")


@migrations()
def m006_words(db: Database) -> None:
    """Every word of a name, alias or company once: what a misspelled one is compared with (storage/search.py)."""
    db.execute("CREATE TABLE customer_words (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    known = db.execute(
        "SELECT folded FROM customer_keys WHERE kind IN ('name', 'alias') UNION SELECT lower(company) FROM customers"
    )
    words = {(word,) for (text,) in known.fetchall() for word in text.split()}
    db.conn.executemany("INSERT INTO customer_words VALUES (?)", sorted(words))


@migrations()
def m007_learned(db: Database) -> None:
    """What the mood scorer learned from this workspace's labels: one row."""
    db.execute("""
        CREATE TABLE learned (
            id INTEGER PRIMARY KEY CHECK (id = 1), model TEXT NOT NULL, seen TEXT NOT NULL, learned_at TEXT NOT NULL,
            reset_at TEXT
        ) STRICT""")
    # The labels it learns from: given since the last reset, to texts that still count.
    db.execute("""
        CREATE VIEW counting_labels AS
        SELECT l.touchpoint_id, t.text, l.label, l.labelled_at
        FROM mood_labels l JOIN touchpoints t ON t.id = l.touchpoint_id
        WHERE t.undone_at IS NULL AND t.text != '' AND l.labelled_at > coalesce((SELECT reset_at FROM learned), '')""")


@migrations()
def m008_known_since(db: Database) -> None:
    """Since when somebody is known: who came after the hour of the digest did not miss it. NULL: for long."""
    db.execute("ALTER TABLE people ADD COLUMN known_since TEXT")


@migrations()
def m009_backup_owners(db: Database) -> None:
    """Customers by their backup owner, who looks after them once the owner has left."""
    db.execute("CREATE INDEX customers_by_backup_owner ON customers (backup_owner)")


@migrations()
def m010_leavers(db: Database) -> None:
    """Since when it is known that somebody left the team and what was theirs is handed over. NULL: not, or not yet."""
    db.execute("ALTER TABLE people ADD COLUMN left_at TEXT")


@migrations()
def m011_birthdays(db: Database) -> None:
    """A birthday's follow-up is due on the birthday, not on the day it was announced; its title holds no day.

    The year stands in the origin ("birthday:12:2026"), month and day with the customer; 29 February: the 28th.
    """
    kept = (
        "(SELECT substr(origin, -4) || '-' || CASE WHEN birth_month = 2 AND birth_day = 29"
        " AND NOT (substr(origin, -4) % 4 = 0 AND (substr(origin, -4) % 100 != 0 OR substr(origin, -4) % 400 = 0))"
        " THEN '02-28' ELSE printf('%02d-%02d', birth_month, birth_day) END"
        " FROM customers AS c WHERE c.id = customer_id AND birth_month IS NOT NULL)"
    )
    db.execute(f"UPDATE followups SET due = coalesce({kept}, due) WHERE kind = 'birthday' AND origin IS NOT NULL")  # noqa: S608  # a constant
    db.execute(
        "UPDATE followups SET title = 'Birthday', origin = 'birthday:' || customer_id || ':' || due"
        " WHERE kind = 'birthday' AND origin IS NOT NULL"
    )
