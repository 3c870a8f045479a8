"""The life of a follow-up: the table of its moves, and one rule for each.

Whoever presses a button of an older message than the last move is told who was faster. Putting off has a file of its
own (snooze.py), what its day is promised to another (promise.py).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from bot.domain.due import at_same_time
from bot.domain.errors import ConflictError, NotUnderstoodError, Who
from bot.domain.followups import LAPSED, SKIPPED, FollowUp, FollowUpKind, Stage, Status
from bot.domain.saying import say


class Move(StrEnum):
    """What can be done with a follow-up."""

    CLAIM = "claim"
    ASSIGN = "assign"
    RELEASE = "release"
    SNOOZE = "snooze"
    MOVE = "another day"
    FINISH = "done"
    SKIP = "skip"
    CANCEL = "cancel"
    REOPEN = "reopen"


_TO_DO = frozenset({Stage.OPEN, Stage.CLAIMED, Stage.SNOOZED})

MOVES: Mapping[Move, frozenset[Stage]] = MappingProxyType(
    {
        Move.CLAIM: frozenset({Stage.OPEN, Stage.SNOOZED}),
        Move.ASSIGN: _TO_DO,
        Move.RELEASE: frozenset({Stage.CLAIMED, Stage.SNOOZED}),
        Move.SNOOZE: _TO_DO,
        Move.MOVE: _TO_DO,
        Move.FINISH: _TO_DO,
        Move.SKIP: _TO_DO,
        Move.CANCEL: _TO_DO,
        Move.REOPEN: frozenset({Stage.DONE, Stage.CANCELLED}),
    }
)
"""Move -> the stages from which it is possible; what else it needs says its rule."""


def check(move: Move, followup: FollowUp) -> None:
    """Raise ConflictError that says who was faster, or how it stands, where this is not possible any more."""
    if followup.stage in MOVES[move]:
        return
    if move is Move.REOPEN:
        raise ConflictError(say("This one is open already."))
    check_open(followup)
    raise _nobodys() if move is Move.RELEASE else _taken(followup)


def _taken(followup: FollowUp) -> ConflictError:
    return ConflictError(Who(followup.assignee or ""), say(" was faster and has claimed this one."))


def _nobodys() -> ConflictError:
    return ConflictError(say("Nobody has this one: it can be claimed."))


def claim(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """Become the assignee of a follow-up nobody has. Raises ConflictError that says who has it."""
    if followup.is_open and followup.assignee == person:
        raise ConflictError(say("You have this one already."))
    check(Move.CLAIM, followup)
    if followup.assignee is not None:  # and put off
        raise _taken(followup)
    return assign(followup, person, now)


def assign(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """Give it to somebody, whoever had it."""
    check(Move.ASSIGN, followup)
    if followup.assignee == person:
        raise ConflictError(Who(person), say(" has this one already."))
    cover_for = None if followup.cover_for == person else followup.cover_for
    return replace(followup, assignee=person, assigned_at=now, cover_for=cover_for)


def release(followup: FollowUp) -> FollowUp:
    """Let go of it, so that somebody else can claim it."""
    check(Move.RELEASE, followup)
    if followup.assignee is None:  # and put off
        raise _nobodys()
    return replace(followup, assignee=None, assigned_at=None)


def finish(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """It is done. Whoever did it counts as having had it."""
    check(Move.FINISH, followup)
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
    check(Move.CANCEL, followup)
    return replace(followup, status=Status.CANCELLED, closed_at=now, closed_by=person, outcome=reason)


def skip(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """It need not be done this time: the next one comes. Raises ConflictError for what does not come again."""
    check(Move.SKIP, followup)
    if not followup.repeats:
        raise ConflictError(say("This one does not come again. To drop it, cancel it."))
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
        raise ConflictError(say("This one ended by itself, so it cannot be opened again."))
    check(Move.REOPEN, followup)
    return replace(followup, status=Status.OPEN, closed_at=None, closed_by=None, outcome="", joined_to=None)


def move_due(followup: FollowUp, due: date, today: date, tz: str) -> FollowUp:
    """Due on another day, at the same time of day in this zone. Raises NotUnderstoodError for a day that is past."""
    check(Move.MOVE, followup)
    if due < today:
        raise NotUnderstoodError(say("That day is past. Please give today or a later day."), field="due")
    at = at_same_time(followup.due_at, due, tz) if followup.due_at else None
    return replace(followup, due=due, due_at=at, snoozed_until=None, back_at=None, again_at=None)


def check_open(followup: FollowUp) -> None:
    """Raise ConflictError that says who was faster where there is nothing to do any more."""
    if followup.is_open:
        return
    closer = Who(followup.closed_by) if followup.closed_by else "Rapport"
    what = say("marked this one done") if followup.status is Status.DONE else say("cancelled this one")
    raise ConflictError(closer, say(" has {what} already.", what=what))


def has_own_words(followup: FollowUp) -> bool:
    """Whether what is to be done is said in somebody's words: a birthday is said by itself."""
    return followup.kind is not FollowUpKind.BIRTHDAY


def has_own_day(followup: FollowUp) -> bool:
    """Whether its day is somebody's to choose: that of an alert, a birthday and a renewal follows from something."""
    by_itself = {FollowUpKind.COMPLAINT, FollowUpKind.BIRTHDAY, FollowUpKind.RENEWAL}
    return followup.deadline is None and followup.kind not in by_itself
