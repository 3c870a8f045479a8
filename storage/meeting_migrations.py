"""The schema's steps since Rapport is where people meet it; storage/migrations.py says what holds for all of them.

The next steps stand in hearing_migrations.py.
"""

from sqlite_utils import Database

from storage.followup_migrations import migrations

__all__ = ["migrations"]


@migrations()
def m066_watches(db: Database) -> None:
    """The channels that leads have watched: whose messages count there, and which become touchpoints."""
    db.execute("""
        CREATE TABLE watches (
            id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, name TEXT NOT NULL, whose TEXT NOT NULL,
            keeps TEXT NOT NULL, via TEXT NOT NULL, set_by TEXT NOT NULL, set_at TEXT NOT NULL, trouble TEXT NOT NULL,
            ended_at TEXT
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX watches_by_channel ON watches (channel) WHERE ended_at IS NULL")


@migrations()
def m067_watched_messages(db: Database) -> None:
    """Every message that counted in a watched channel, once, by channel and ts, and what became of it.

    `version` is the ts of its last edit that was taken in. Words stand here only while somebody is to decide.
    """
    db.execute("""
        CREATE TABLE watched_messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT, watch_id INTEGER NOT NULL REFERENCES watches (id),
            channel TEXT NOT NULL, ts TEXT NOT NULL, thread_ts TEXT NOT NULL, version TEXT NOT NULL,
            state TEXT NOT NULL, text TEXT NOT NULL, mood TEXT NOT NULL, link TEXT NOT NULL,
            touchpoint_id INTEGER REFERENCES touchpoints (id), backfill_id INTEGER, negative_at TEXT, deleted_at TEXT,
            decided_by TEXT
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX watched_messages_by_ts ON watched_messages (channel, ts)")
    db.execute(
        "CREATE INDEX watched_messages_by_touchpoint ON watched_messages (touchpoint_id)"
        " WHERE touchpoint_id IS NOT NULL"
    )
    db.execute(
        "CREATE INDEX watched_messages_standing ON watched_messages (watch_id, state) WHERE state IN ('asked', 'held')"
    )
    db.execute("CREATE INDEX watched_messages_with_words ON watched_messages (ts) WHERE text != ''")
    db.execute(
        "CREATE INDEX watched_messages_negative ON watched_messages (watch_id, negative_at)"
        " WHERE negative_at IS NOT NULL"
    )
    db.execute(
        "CREATE INDEX watched_messages_by_backfill ON watched_messages (backfill_id) WHERE backfill_id IS NOT NULL"
    )


@migrations()
def m068_backfills(db: Database) -> None:
    """What leads had read of a channel's past: from `oldest` on, down to `reached` so far (both are Slack's ts)."""
    db.execute("""
        CREATE TABLE backfills (
            id INTEGER PRIMARY KEY AUTOINCREMENT, watch_id INTEGER NOT NULL REFERENCES watches (id),
            asked_by TEXT NOT NULL, asked_at TEXT NOT NULL, oldest TEXT NOT NULL, reached TEXT NOT NULL,
            looked_at INTEGER NOT NULL, not_before TEXT NOT NULL, ended_at TEXT, error TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX backfills_underway ON backfills (watch_id) WHERE ended_at IS NULL")


@migrations()
def m069_floods(db: Database) -> None:
    """When a watched channel brought more alarms than one can work through."""
    db.execute("""
        CREATE TABLE floods (
            id INTEGER PRIMARY KEY AUTOINCREMENT, watch_id INTEGER NOT NULL REFERENCES watches (id),
            began_at TEXT NOT NULL, ended_at TEXT
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX floods_underway ON floods (watch_id) WHERE ended_at IS NULL")


@migrations()
def m072_languages(db: Database) -> None:
    """The language that somebody chose to read; as in Slack where it is ""."""
    db.execute("ALTER TABLE people ADD COLUMN language TEXT NOT NULL DEFAULT ''")


@migrations()
def m074_first_visits(db: Database) -> None:
    """When somebody said that they know the three things that Home tells first."""
    db.execute("ALTER TABLE people ADD COLUMN welcomed_at TEXT")
