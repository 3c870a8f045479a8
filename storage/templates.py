"""The team's wordings of notes (bot/domain/templates.py), and those of Rapport that it has changed."""

import re
import sqlite3
from datetime import datetime

from bot.domain.templates import Occasion, Template
from storage.database import UnitOfWork
from storage.instants import instant_text

_OWN = re.compile(r"own-([0-9]{1,18})")


def stored(uow: UnitOfWork) -> list[Template]:
    """Every one that is there, in the order they came; of an occasion that there is not any more none."""
    rows = uow.rows("SELECT * FROM templates WHERE removed_at IS NULL ORDER BY id")
    return [_read(row) for row in rows if row["occasion"] in set(Occasion)]


def row_id(key: str) -> int:
    """The id of the row of the team's own template; 0 for a shipped one's key."""
    found = _OWN.fullmatch(key)
    return int(found[1]) if found else 0


def put(uow: UnitOfWork, template: Template) -> str:
    """Store a template as it is now, where it was removed too, and give its key."""
    values = (template.language, template.subject, template.words, int(template.is_used))
    if own := row_id(template.key):
        uow.execute(
            "UPDATE templates SET language = ?, subject = ?, words = ?, is_used = ?, removed_at = NULL WHERE id = ?",
            (*values, own),
        )
        return template.key
    if template.key:
        uow.execute("DELETE FROM templates WHERE shipped = ?", (template.key,))
    added = uow.insert(
        "INSERT INTO templates (shipped, occasion, language, subject, words, is_used) VALUES (?, ?, ?, ?, ?, ?)",
        (template.key, template.occasion, *values),
    )
    return template.key or f"own-{added}"


def remove(uow: UnitOfWork, key: str, now: datetime) -> None:
    """Take it out of sight; a shipped one is then as it was shipped."""
    uow.execute(
        "UPDATE templates SET removed_at = ? WHERE (id = ? OR (shipped = ? AND shipped != ''))",
        (instant_text(now), row_id(key), key),
    )


def _read(row: sqlite3.Row) -> Template:
    return Template(
        key=row["shipped"] or f"own-{row['id']}",
        occasion=Occasion(row["occasion"]),
        subject=row["subject"],
        words=row["words"],
        language=row["language"],
        is_used=bool(row["is_used"]),
        is_changed=bool(row["shipped"]),
    )
