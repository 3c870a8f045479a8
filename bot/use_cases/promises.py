"""Promises that were broken, counted for the lead's view and reports."""

from datetime import date

from bot.domain.followups import FollowUp
from bot.domain.promise import broken_days
from bot.use_cases.session import Session
from storage import plans


def broken(session: Session, since: date) -> list[tuple[date, FollowUp]]:
    """(the promised day, what was promised) of every promise broken since a day, each once. Days are the team's."""
    reader = session.working_hours.zone
    today = session.read_by("").today
    found = [
        (day, one)
        for one in plans.promised_since(session.uow, since)
        for day in broken_days(one, today, reader)
        if day >= since
    ]
    return sorted(found, key=lambda one: (one[0], one[1].id))
