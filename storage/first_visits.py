"""Who has yet to be told the three things to know, which stand on Home until they log something or say "Got it"."""

from datetime import datetime

from storage.database import UnitOfWork
from storage.instants import instant_text


def is_first(uow: UnitOfWork, person_id: str) -> bool:
    """Whether they have neither logged anything nor said that they know."""
    return not uow.row(
        "SELECT 1 FROM people WHERE id = ? AND welcomed_at IS NOT NULL"
        " UNION ALL SELECT 1 FROM touchpoints WHERE logged_by = ? LIMIT 1",
        (person_id, person_id),
    )


def dismiss(uow: UnitOfWork, person_id: str, now: datetime) -> None:
    """They know."""
    uow.execute("UPDATE people SET welcomed_at = ? WHERE id = ?", (instant_text(now), person_id))
