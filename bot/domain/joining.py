"""Complaints of one customer within minutes: mostly one matter, told twice."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.channel import Severity
from bot.domain.errors import ConflictError, Who
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.saying import say

WITHIN = timedelta(minutes=30)
"""Who is angry writes again after a few minutes, or calls too, and two of the team log the same call; after half an
hour another complaint is more likely another matter."""

JOINED = "put together with another complaint"
"""The outcome of what was put together; whoever had it has nothing more to do for it."""

_URGENCY = {Severity.LOW: 0, Severity.MEDIUM: 1, Severity.HIGH: 2}


def first_of(followup: FollowUp, of_customer: Iterable[FollowUp]) -> FollowUp | None:
    """The complaint it could be put together with: the earliest open one of those minutes. None where there is none."""
    if followup.kind is not FollowUpKind.COMPLAINT or not followup.is_open:
        return None
    found = [
        one
        for one in of_customer
        if one.kind is FollowUpKind.COMPLAINT
        and one.is_open
        and one.id < followup.id
        and followup.created_at - one.created_at <= WITHIN
    ]
    return min(found, key=lambda one: one.id, default=None)


def join(first: FollowUp, second: FollowUp, person: str, now: datetime) -> tuple[FollowUp, FollowUp]:
    """Both after it: the first with the earlier deadline and the higher severity of the two, the second closed.

    Raises ConflictError where two people have claimed one each.
    """
    if first.assignee and second.assignee and first.assignee != second.assignee:
        raise ConflictError(
            Who(first.assignee), say(" has the first and "), Who(second.assignee), say(" this one, so they stay apart.")
        )
    sooner = min((first, second), key=lambda one: one.deadline or now)
    severity = max((first.severity, second.severity), key=lambda one: _URGENCY[one or Severity.MEDIUM])
    owner = first if first.assignee else second
    heard = first if first.acknowledged_at else second
    kept = replace(
        first,
        deadline=sooner.deadline,
        due=sooner.due,
        severity=severity,
        assignee=owner.assignee,
        assigned_at=owner.assigned_at,
        acknowledged_at=heard.acknowledged_at,
        acknowledged_by=heard.acknowledged_by,
        acknowledged_touch=heard.acknowledged_touch,
    )
    closed = replace(
        second, status=Status.CANCELLED, closed_at=now, closed_by=person, outcome=JOINED, joined_to=first.id
    )
    return kept, closed
