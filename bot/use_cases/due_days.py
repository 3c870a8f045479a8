"""Changing the day of what was just planned, from its confirmation."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain import lifecycle as rules
from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUp
from bot.domain.promise import goes_beyond
from bot.domain.saying import say
from bot.use_cases.followups import change, checked_title
from bot.use_cases.session import Session

CORRECTED_FOR = timedelta(minutes=15)
"""So long after it was planned another day is a correction of what was typed, not of what a customer was told."""


def move_due(session: Session, followup_id: int, due: date) -> Changed:
    """Due on another day. Raises NotUnderstoodError for one that is past."""
    tz = session.reader.tz

    def rule(one: FollowUp) -> FollowUp:
        if goes_beyond(one, due) and session.now - one.created_at > CORRECTED_FOR:
            raise ConflictError(
                say("The customer was told another day. Put it off, which asks whether they know this one.")
            )
        return replace(rules.move_due(one, due, session.today, tz), promised_on=due if one.promised_on else None)

    return change(session, followup_id, "moved", rule)


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
