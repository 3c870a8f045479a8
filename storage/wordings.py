"""Which wording the draft of a follow-up has, what somebody has made of it, and what it was sent as."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import UnitOfWork
from storage.instants import instant_text

LOOKED_BACK = 20
"""So many notes to one customer are looked through for the wording they got last."""


@dataclass(frozen=True)
class Wording:
    """`template` is the key of one. `subject` and `words` are somebody's own, "" as long as nobody wrote any.

    `touchpoint_id`: what it was logged as when it was sent.
    """

    template: str
    subject: str = ""
    words: str = ""
    touchpoint_id: int | None = None


def of_followup(uow: UnitOfWork, followup_id: int) -> Wording | None:
    """That of a follow-up, where its draft was ever opened."""
    row = uow.row("SELECT template, subject, words, touchpoint_id FROM wordings WHERE followup_id = ?", (followup_id,))
    return Wording(row["template"], row["subject"], row["words"], row["touchpoint_id"]) if row else None


def put(uow: UnitOfWork, followup_id: int, wording: Wording, now: datetime) -> None:
    """Keep it, in the place of what there was."""
    uow.execute(
        "INSERT INTO wordings (followup_id, template, subject, words, touchpoint_id, chosen_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (followup_id) DO UPDATE SET template = excluded.template,"
        " subject = excluded.subject, words = excluded.words, touchpoint_id = excluded.touchpoint_id,"
        " chosen_at = excluded.chosen_at",
        (followup_id, wording.template, wording.subject, wording.words, wording.touchpoint_id, instant_text(now)),
    )


def used_for(uow: UnitOfWork, customer_id: int, but_for: int) -> list[str]:
    """The keys of the wordings that a customer's other notes had, the latest first; none of what was not sent."""
    rows = uow.rows(
        "SELECT w.template FROM wordings w JOIN followups f ON f.id = w.followup_id"
        " WHERE f.customer_id = ? AND f.id != ? AND f.status != 'cancelled'"
        " ORDER BY w.chosen_at DESC, f.id DESC LIMIT ?",
        (customer_id, but_for, LOOKED_BACK),
    )
    return [row["template"] for row in rows]
