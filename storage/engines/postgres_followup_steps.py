"""What has been added to the schema in PostgreSQL since follow-ups go on to their end; a new step comes to the end."""

_FOLLOWUPS = """
ALTER TABLE followups ADD COLUMN due_at TEXT;
ALTER TABLE followups ADD COLUMN promised_on TEXT;
ALTER TABLE followups ADD COLUMN acknowledged_at TEXT;
ALTER TABLE followups ADD COLUMN acknowledged_by TEXT;
ALTER TABLE followups ADD COLUMN cover_for TEXT;
ALTER TABLE followups ADD COLUMN repeats TEXT NOT NULL DEFAULT '';
CREATE INDEX followups_covered ON followups (cover_for) WHERE cover_for IS NOT NULL;
"""

_TIMED = "CREATE INDEX followups_timed ON followups (due_at) WHERE due_at IS NOT NULL"

SINCE: dict[str, str] = {
    "m041_followups": _FOLLOWUPS,
    "m042_timed": _TIMED,
}
"""Name of a step -> its statements."""
