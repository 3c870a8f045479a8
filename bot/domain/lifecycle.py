"""The life of a follow-up, one rule a move: claim, assign, release, finish, cancel, lapse, reopen, move to another day.

Putting off has a file of its own (snooze.py).
"""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.due import at_same_time
from bot.domain.errors import ConflictError, NotUnderstoodError, Who
from bot.domain.followups import LAPSED, SKIPPED, FollowUp, Status


def claim(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """Become the assignee of a follow-up nobody has. Raises ConflictError that says who has it."""
    check_open(followup)
    if followup.assignee == person:
        raise ConflictError("You have this one already.")
    if followup.assignee is not None:
        raise ConflictError(Who(followup.assignee), " was faster and has claimed this one.")
    return assign(followup, person, now)


def assign(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """Give it to somebody, whoever had it."""
    check_open(followup)
    if followup.assignee == person:
        raise ConflictError(Who(person), " has this one already.")
    return replace(followup, assignee=person, assigned_at=now)


def release(followup: FollowUp) -> FollowUp:
    """Let go of it, so that somebody else can claim it."""
    check_open(followup)
    if followup.assignee is None:
        raise ConflictError("Nobody has this one: it can be claimed.")
    return replace(followup, assignee=None, assigned_at=None)


def finish(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """It is done. Whoever did it counts as having had it."""
    check_open(followup)
    return replace(
        followup,
        status=Status.DONE,
        assignee=followup.assignee or person,
        assigned_at=followup.assigned_at or now,
        closed_at=now,
        closed_by=person,
    )


def cancel(followup: FollowUp, person: str, now: datetime, reason: str = "") -> FollowUp:
    """It need not be done after all."""
    check_open(followup)
    return replace(followup, status=Status.CANCELLED, closed_at=now, closed_by=person, outcome=reason)


def skip(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """It need not be done this time: the next one comes. Raises ConflictError for what does not come again."""
    check_open(followup)
    if not followup.repeats:
        raise ConflictError("This one does not come again. To drop it, cancel it.")
    return cancel(followup, person, now, SKIPPED)


def lapse(followup: FollowUp, now: datetime) -> FollowUp:
    """It is too late for it, so it ends by itself."""
    check_open(followup)
    return replace(followup, status=Status.CANCELLED, closed_at=now, outcome=LAPSED)


def ended_by_itself(followup: FollowUp, now: datetime) -> FollowUp:
    """Nobody wants it any more, so it ends; should they want it again, it can come up once more."""
    return replace(lapse(followup, now), origin=None)


def reopen(followup: FollowUp) -> FollowUp:
    """It was not done after all; whoever had it has it again."""
    if followup.is_lapsed:
        raise ConflictError("This one ended by itself, so it cannot be opened again.")
    if followup.is_open:
        raise ConflictError("This one is open already.")
    return replace(followup, status=Status.OPEN, closed_at=None, closed_by=None, outcome="", joined_to=None)


def move_due(followup: FollowUp, due: date, today: date, tz: str) -> FollowUp:
    """Due on another day, at the same time of day in this zone. Raises NotUnderstoodError for a day that is past."""
    check_open(followup)
    if due < today:
        raise NotUnderstoodError("That day is past. Please give today or a later day.", field="due")
    at = at_same_time(followup.due_at, due, tz) if followup.due_at else None
    return replace(followup, due=due, due_at=at, snoozed_until=None, back_at=None)


def check_open(followup: FollowUp) -> None:
    """Raise ConflictError that says who was faster where there is nothing to do any more."""
    if followup.is_open:
        return
    closer = Who(followup.closed_by) if followup.closed_by else "Rapport"
    what = "marked this one done" if followup.status is Status.DONE else "cancelled this one"
    raise ConflictError(closer, f" has {what} already.")
