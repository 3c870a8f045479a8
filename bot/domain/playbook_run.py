"""A run: a playbook on its way with one customer. It keeps the steps as they were when it began."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.followups import FollowUp, Status
from bot.domain.playbook import Beginning, Doer, Playbook, Step

RESUMED_WITHIN = timedelta(days=30)
"""Who comes back to the stage so soon goes on where they were; later it begins anew."""


class RunState(StrEnum):
    """How far it is. NOT_BEGUN: its event came while the playbook could not begin, and is settled by that."""

    RUNNING = "running"
    DONE = "done"
    ENDED = "ended"
    NOT_BEGUN = "not begun"


class Ending(StrEnum):
    """Why the rest of a run is left undone: the outcome of its follow-ups, so it is said to people."""

    LEFT_THE_STAGE = "left the stage"
    LOST = "the customer is lost"
    NOT_TO_BE_CONTACTED = "they must not be contacted"
    OPEN_AGAIN = "what began it was opened again"
    TAKEN_BACK = "what began it was undone"
    OTHER_RENEWAL = "the renewal is on another day now"
    IN_TOUCH = "they are in touch again"
    STOPPED = "the playbook was stopped"
    GONE = "the customer is gone"
    MERGED = "the customers were merged"
    WAS_RUNNING = "it was running already"
    TOO_LATE = "its days were over"


RESUMABLE = (Ending.LEFT_THE_STAGE, Ending.LOST, Ending.NOT_TO_BE_CONTACTED, Ending.OPEN_AGAIN)
"""What can be so no more: then the run goes on."""


@dataclass(frozen=True)
class Cause:
    """What a run begins with. `key` is unique for it; "" by hand. `at`: when it was.

    `life_id`, `followup_id` or `renewal` is what it depends on; `quiet_since`: the last touch before it.
    """

    key: str
    customer_id: int
    at: datetime
    life_id: int | None = None
    followup_id: int | None = None
    renewal: date | None = None
    quiet_since: date | None = None


@dataclass(frozen=True)
class Task:
    """A step's follow-up. `named`: who was named for it (owner or backup) and `given_to`: who got it."""

    step: int
    followup_id: int
    who: Doer
    named: str = ""
    given_to: str = ""


@dataclass(frozen=True)
class Run:
    """One of them. `id` is 0 until stored. `base`: the day from which its days count."""

    id: int
    customer_id: int
    playbook_id: int
    name: str
    begins: Beginning
    steps: tuple[Step, ...]
    cause: Cause
    base: date
    begun_by: str
    begun_at: datetime
    state: RunState = RunState.RUNNING
    ended_at: datetime | None = None
    ended_why: Ending | None = None


@dataclass(frozen=True)
class Facts:
    """What decides whether a run goes on, as it is now. `is_undone`: what it began with was taken back."""

    is_gone: bool
    is_lost: bool
    do_not_contact: bool
    is_at_stage: bool
    is_undone: bool
    is_open_again: bool
    is_other_renewal: bool
    is_in_touch: bool
    is_all_done: bool


def ending(facts: Facts) -> Ending | None:
    """Why its rest is to be left undone now; None: it goes on, or all of it is done."""
    found = (
        (facts.is_gone, Ending.GONE),
        (facts.is_undone, Ending.TAKEN_BACK),
        (facts.do_not_contact, Ending.NOT_TO_BE_CONTACTED),
        (facts.is_lost, Ending.LOST),
        (facts.is_open_again, Ending.OPEN_AGAIN),
        (not facts.is_at_stage, Ending.LEFT_THE_STAGE),
        (facts.is_other_renewal, Ending.OTHER_RENEWAL),
        (facts.is_in_touch, Ending.IN_TOUCH),
    )
    return next((why for holds, why in found if holds), None)


@dataclass(frozen=True)
class Progress:
    """How far a run is: its follow-ups in the order of their steps."""

    run: Run
    followups: tuple[FollowUp, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.status is Status.DONE for one in self.followups)

    @property
    def next(self) -> FollowUp | None:
        """The next to do."""
        return next((one for one in self.followups if one.is_open), None)


@dataclass(frozen=True)
class PlannedStep:
    """A step as it would be: for whom (None: whoever claims it) and on which day."""

    number: int
    step: Step
    assignee: str | None
    named: str
    due: date


@dataclass(frozen=True)
class Begun:
    """What was begun, or would be (`undo_id` 0). `left_out`: so many steps whose day is past."""

    playbook: Playbook
    customer_id: int
    customer_name: str
    planned: Sequence[PlannedStep]
    left_out: int = 0
    undo_id: int = 0


@dataclass(frozen=True)
class OfMany:
    """With whom it begins, or did. `total` are in the list; `names` are some of those; `undo_id` 0: nothing is done."""

    playbook: Playbook
    customer_ids: Sequence[int]
    total: int
    names: Sequence[str]
    undo_id: int = 0


def origin(run_id: int, step: int) -> str:
    """What is unique about a step's follow-up. It names no customer, so a merge changes nothing in it."""
    return f"playbook:r{run_id}s{step}"


def left_undone(followup: FollowUp, why: Ending, now: datetime) -> FollowUp:
    """A step that is not to be done any more; it was nobody's decision about this one, so nobody closed it."""
    return replace(followup, status=Status.CANCELLED, closed_at=now, closed_by=None, outcome=why)


def taken_up(followup: FollowUp, why: Ending | None, day: date) -> FollowUp | None:
    """A step that was left undone for this reason is to be done after all, on this day at the earliest; else None."""
    if followup.status is not Status.CANCELLED or followup.outcome != why or followup.closed_by:
        return None
    return replace(followup, status=Status.OPEN, closed_at=None, outcome="", due=max(followup.due, day))


def is_step(followup: FollowUp) -> bool:
    """Whether a follow-up is a step of a playbook."""
    return (followup.origin or "").startswith("playbook:")
