"""Follow-ups: something to do for a customer by a day. Their life: claim, release, done, snooze, cancel, reopen."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from bot.domain.channel import Severity
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotUnderstoodError, Who
from bot.domain.touchpoints import Touchpoint

TITLE_LENGTH = 300
"""The longest title, in characters: it must fit a line of a digest."""

NOT_NEGATIVE = "not negative"
"""The outcome of an alert that was wrong: somebody said that the text is not negative."""


LAPSED = "lapsed"
"""The outcome of what ended by itself: a birthday that nobody wished in time."""


class FollowUpKind(StrEnum):
    """What is to be done: the one table of it. Its value is what the database holds.

    `icon` (an emoji of Slack's) stands before its line. `draft`: where its action is to write something, what the
    button for that says; such a one is ticked off on the page with the words. "" for the others.
    """

    icon: str
    draft: str

    def __new__(cls, value: str, icon: str = ":pushpin:", draft: str = "") -> Self:
        """One row of the table."""
        kind = str.__new__(cls, value)
        kind._value_, kind.icon, kind.draft = value, icon, draft
        return kind

    COMPLAINT = "complaint", ":rotating_light:"
    CALLBACK = "callback", ":telephone_receiver:"
    CHECK_IN = "check-in", ":wave:"
    BIRTHDAY = "birthday", ":birthday:", "Draft wishes"
    THANK_YOU = "thank-you", ":love_letter:", "Draft note"
    RENEWAL = "renewal", ":repeat:"
    SATISFACTION_CHECK = "satisfaction check", ":thermometer:"
    OTHER = "other", ":pushpin:"


_CHECK_IN = re.compile(r"(?:check|catch)[ -]?(?:in|up)\b", re.IGNORECASE)


def kind_of(title: str) -> FollowUpKind:
    """What is to be done, where its first words say so outright: "check in after the move"."""
    return FollowUpKind.CHECK_IN if _CHECK_IN.match(title) else FollowUpKind.OTHER


class Status(StrEnum):
    """Open until done or cancelled; an open one with an assignee is claimed."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class FollowUp:
    """Something to do. `id` is 0 until stored.

    `joined_to` is the complaint that this one was put together with, which closes this one.
    `due` is a local day of the one who does it, or the birthday itself; `deadline` an instant.
    `snoozed_until` is the day to which it was put off, `back_at` the instant where that is later on the same day.
    `origin` is unique among follow-ups that arise by themselves ("birthday:12:2026-03-14"), so that each arises once.
    """

    id: int
    customer_id: int
    kind: FollowUpKind
    title: str
    due: date
    created_by: str
    created_at: datetime
    deadline: datetime | None = None
    status: Status = Status.OPEN
    assignee: str | None = None
    assigned_at: datetime | None = None
    snoozed_until: date | None = None
    back_at: datetime | None = None
    snooze_reason: str = ""
    touchpoint_id: int | None = None
    severity: Severity | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    outcome: str = ""
    origin: str | None = None
    joined_to: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.status is Status.OPEN

    @property
    def is_called_not_negative(self) -> bool:
        """Whether it was cancelled because its text is not negative."""
        return self.status is Status.CANCELLED and self.outcome == NOT_NEGATIVE

    @property
    def is_lapsed(self) -> bool:
        """Whether it ended by itself."""
        return self.status is Status.CANCELLED and self.outcome == LAPSED

    @property
    def shown_on(self) -> date:
        """The day from which it is shown as due."""
        return self.snoozed_until or self.due


@dataclass(frozen=True)
class FollowUpItem:
    """A follow-up with the customer it is for: a line of a list or digest. `ask_about`: a goal remembered."""

    followup: FollowUp
    customer: Customer
    ask_about: str = ""


@dataclass(frozen=True)
class Changed:
    """A follow-up after a change, and the audit entry that takes the change back."""

    followup: FollowUp
    undo_id: int


@dataclass(frozen=True)
class Resolution:
    """What was done about a complaint, in the words of the one who did it."""

    resolution: str
    apology: str = ""
    compensation: str = ""
    root_cause: str = ""


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


def lapse(followup: FollowUp, now: datetime) -> FollowUp:
    """It is too late for it, so it ends by itself."""
    check_open(followup)
    return replace(followup, status=Status.CANCELLED, closed_at=now, outcome=LAPSED)


def reopen(followup: FollowUp) -> FollowUp:
    """It was not done after all; whoever had it has it again."""
    if followup.is_lapsed:
        raise ConflictError("This birthday is over, so it cannot be opened again.")
    if followup.is_open:
        raise ConflictError("This one is open already.")
    return replace(followup, status=Status.OPEN, closed_at=None, closed_by=None, outcome="", joined_to=None)


def move_due(followup: FollowUp, due: date, today: date) -> FollowUp:
    """Due on another day. Raises NotUnderstoodError for one that is past."""
    check_open(followup)
    if due < today:
        raise NotUnderstoodError("That day is past. Please give today or a later day.", field="due")
    return replace(followup, due=due, snoozed_until=None)


def check_open(followup: FollowUp) -> None:
    """Raise ConflictError that says who was faster where there is nothing to do any more."""
    if followup.is_open:
        return
    closer = Who(followup.closed_by) if followup.closed_by else "Rapport"
    what = "marked this one done" if followup.status is Status.DONE else "cancelled this one"
    raise ConflictError(closer, f" has {what} already.")


def in_short(touchpoint: Touchpoint) -> str:
    """What was said, as (part of) a title: the first words; of a rating without words, what it was."""
    if touchpoint.rating and not touchpoint.text:
        return f"answered {touchpoint.rating}"
    words, room = " ".join(touchpoint.text.split()), TITLE_LENGTH - 60
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"
