"""What people said of the mood of notes, to compare new notes with, and the notes that alarmed nobody because of it."""

import json

from bot.domain.said_fine import Said
from storage.database import UnitOfWork
from storage.instants import instant

LATEST = 500  # labels that a new note is compared with


def latest(uow: UnitOfWork) -> list[Said]:
    """The latest first; none of undone entries, and none from before what was learned was forgotten."""
    rows = uow.rows(
        "SELECT l.touchpoint_id, l.text, l.label, l.labelled_at, t.mood_phrases, m.labelled_by,"
        " (SELECT count(*) FROM touchpoints s WHERE s.spared_by = l.touchpoint_id AND s.undone_at IS NULL) AS spared"
        " FROM counting_labels l JOIN touchpoints t ON t.id = l.touchpoint_id"
        " JOIN mood_labels m ON m.touchpoint_id = l.touchpoint_id"
        " ORDER BY l.labelled_at DESC, l.touchpoint_id DESC LIMIT ?",
        (LATEST,),
    )
    return [
        Said(
            row["touchpoint_id"],
            row["text"],
            tuple(json.loads(row["mood_phrases"])),
            row["label"] != "negative",
            row["labelled_by"],
            instant(row["labelled_at"]),
            row["spared"],
        )
        for row in rows
    ]


def spare(uow: UnitOfWork, touchpoint_id: int, because_of: int) -> None:
    """Keep that this note alarmed nobody because of what was said of another one."""
    uow.execute("UPDATE touchpoints SET spared_by = ? WHERE id = ?", (because_of, touchpoint_id))
