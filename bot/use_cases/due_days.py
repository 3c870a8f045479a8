"""Changing the day of what was just planned, from its confirmation."""

from dataclasses import replace
from datetime import date

from bot.domain import lifecycle as rules
from bot.domain.followups import Changed
from bot.use_cases.followups import change, checked_title
from bot.use_cases.session import Session


def move_due(session: Session, followup_id: int, due: date) -> Changed:
    """Due on another day. Raises NotUnderstoodError for one that is past."""
    tz = session.reader.tz
    return change(session, followup_id, "moved", lambda one: rules.move_due(one, due, session.today, tz))


def give_back_words(session: Session, followup_id: int, words: str) -> Changed:
    """Words that were taken as the day belong to the title after all; so no day was given.

    Raises NotUnderstoodError where the title is too long with them.
    """
    return change(
        session,
        followup_id,
        "changed",
        lambda one: replace(
            rules.move_due(one, session.next_day, session.today, session.reader.tz),
            title=checked_title(f"{one.title} {words}"),
            due_at=None,
        ),
    )
