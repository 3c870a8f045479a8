"""Messages in Slack of which follow-ups were made. Those of touchpoints stand with them (storage/touchpoints.py)."""

from collections.abc import Iterable

from bot.domain.original import Original
from storage.conditions import one_of, portions
from storage.database import UnitOfWork


def add(uow: UnitOfWork, followup_id: int, original: Original) -> None:
    """Keep the message with what was made of it."""
    uow.execute(
        "INSERT INTO originals (followup_id, link, said_by, text) VALUES (?, ?, ?, ?)",
        (followup_id, original.link, original.said_by, original.text),
    )


def of(uow: UnitOfWork, followup_ids: Iterable[int]) -> dict[int, Original]:
    """Follow-up -> the message of which it was made."""
    found = {}
    for portion in portions(followup_ids):
        where, parameters = one_of("followup_id", portion)
        for row in uow.rows(f"SELECT * FROM originals WHERE {where}", parameters):  # noqa: S608  # question marks
            found[row["followup_id"]] = Original(row["link"], row["said_by"], row["text"])
    return found
