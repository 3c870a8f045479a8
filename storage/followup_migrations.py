"""The schema's steps since follow-ups go on to their end; storage/migrations.py says what holds for all of them.

A new one comes to the end of this file, and under the same name to storage/engines/postgres_followup_steps.py.
"""

from sqlite_utils import Database

from storage.record_migrations import migrations

__all__ = ["migrations"]


@migrations()
def m041_followups(db: Database) -> None:
    """A time of day, a rule to come again, what was promised, when it was acknowledged, who covers for whom."""
    for column in ("due_at", "promised_on", "acknowledged_at", "acknowledged_by", "cover_for"):
        db.execute(f"ALTER TABLE followups ADD COLUMN {column} TEXT")
    db.execute("ALTER TABLE followups ADD COLUMN repeats TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX followups_covered ON followups (cover_for) WHERE cover_for IS NOT NULL")


@migrations()
def m042_timed(db: Database) -> None:
    """What has a time of day, which is looked for every minute."""
    db.execute("CREATE INDEX followups_timed ON followups (due_at) WHERE due_at IS NOT NULL")


@migrations()
def m046_absences(db: Database) -> None:
    """Who of the team is away: from the day `first` on, there again on `back_on`, both in their own zone.

    `begun_at`: since when it is covered; `ended_at`: when it was over, or taken back.
    """
    db.execute("""
        CREATE TABLE absences (
            id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, first TEXT NOT NULL, back_on TEXT NOT NULL,
            set_by TEXT NOT NULL, set_at TEXT NOT NULL, begun_at TEXT, ended_at TEXT, CHECK (first < back_on)
        ) STRICT""")
    db.execute("CREATE INDEX absences_standing ON absences (person) WHERE ended_at IS NULL")
