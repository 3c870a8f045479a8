"""Follow-ups: something to do for a customer by a day. How they go on is said by lifecycle.py beside it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from bot.domain.channel import Severity
from bot.domain.customers import Customer
from bot.domain.mail_plan import MailPlan
from bot.domain.original import Original
from bot.domain.saying import later, say
from bot.domain.touchpoints import LastTouch, Touchpoint

TITLE_LENGTH = 300
"""The longest title, in characters: it must fit a line of a digest."""

NOT_NEGATIVE = "not negative"
"""The outcome of an alert that was wrong: somebody said that the text is not negative."""


LAPSED = "lapsed"
"""The outcome of what ended by itself: a birthday that nobody wished in time."""


SKIPPED = "skipped this time"
"""The outcome of one of a series, or of a year, that nobody did; the next one comes."""


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
    BIRTHDAY = "birthday", ":birthday:", later("Draft wishes")
    THANK_YOU = "thank-you", ":love_letter:", later("Draft note")
    RENEWAL = "renewal", ":repeat:"
    SATISFACTION_CHECK = "satisfaction check", ":thermometer:"
    REFERRAL_ASK = "referral ask", ":loudspeaker:", later("Draft the question")
    BOARD_ASK = "board ask", ":classical_building:", later("Draft the question")
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


class Stage(StrEnum):
    """Where a follow-up stands in its life, by its fields; which moves are possible from which: lifecycle.py.

    What was put off is snoozed until its next move; whether it has come back by now is a reader's (due.py).
    """

    OPEN = "open"
    CLAIMED = "claimed"
    SNOOZED = "snoozed"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class FollowUp:
    """Something to do. `id` is 0 until stored.

    `joined_to` is the complaint that this one was put together with, which closes this one.
    `due` is a local day of the one who does it, or the birthday itself; `deadline` an instant.
    `snoozed_until` is the day to which it was put off, `back_at` the instant where that is later on the same day.
    `again_at` is the instant on the day to which it was put off, where it has a time of day.
    `due_at` is the instant on its day, where a time was given. `repeats`: the rule by which it comes again, or "".
    `promised_on`: the day of which the customer was told; None: they were promised nothing. `broken_on`: the last day
    before that one of which they were told, and which passed without it.
    `acknowledged_at`: when the customer first heard from us about their complaint, and from whom; `acknowledged_touch`
    is the touchpoint that says so, where it was no click.
    `cover_for`: whose it is while its assignee covers for them.
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
    due_at: datetime | None = None
    repeats: str = ""
    promised_on: date | None = None
    broken_on: date | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    cover_for: str | None = None
    acknowledged_touch: int | None = None
    again_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.status is Status.OPEN

    @property
    def is_answered(self) -> bool:
        """Whether somebody has it and the customer has heard from us: from then on no deadline runs."""
        return self.assignee is not None and self.acknowledged_at is not None

    @property
    def is_promised_anew(self) -> bool:
        """Whether the customer was told the day to which it was put off."""
        return self.promised_on is not None and self.promised_on == self.snoozed_until != self.due

    @property
    def whose(self) -> str | None:
        """Whose it is, also while somebody covers for them: on their clock its time of day was planned."""
        return self.cover_for or self.assignee

    @property
    def stage(self) -> Stage:
        """Where it stands in its life."""
        if not self.is_open:
            return Stage.DONE if self.status is Status.DONE else Stage.CANCELLED
        if self.snoozed_until:
            return Stage.SNOOZED
        return Stage.CLAIMED if self.assignee else Stage.OPEN

    @property
    def is_called_not_negative(self) -> bool:
        """Whether it was cancelled because its text is not negative."""
        return self.status is Status.CANCELLED and self.outcome == NOT_NEGATIVE

    @property
    def is_yearly(self) -> bool:
        """Whether another one comes next year by itself: a birthday, years as a customer."""
        return self.kind is FollowUpKind.BIRTHDAY or (self.origin or "").startswith("anniversary:")

    @property
    def is_lapsed(self) -> bool:
        """Whether it ended by itself."""
        return self.status is Status.CANCELLED and self.outcome == LAPSED

    @property
    def shown_on(self) -> date:
        """The day from which it is shown as due."""
        return self.snoozed_until or self.due


@dataclass(frozen=True)
class RenewalContext:
    """What to know before a renewal is talked about: open complaints, how the last touches felt, the value.

    `scores`: of the last touches that have a mood, in [-1, 1]. `currency`: an ISO 4217 code or "".
    """

    complaints: int = 0
    scores: tuple[float, ...] = ()
    value: int | None = None
    currency: str = ""


@dataclass(frozen=True)
class FollowUpItem:
    """A follow-up with the customer it is for: a line of a list or digest.

    `ask_about`: a goal remembered. `last`: the latest touch with them.
    `plan`: of which playbook it is a step; `guidance`: how to do it well, in up to three lines.
    `context`: of a renewal, what matters for it.
    `mail`: the letter for it that is underway.
    `original`: the message in Slack that it was made of.
    """

    followup: FollowUp
    customer: Customer
    ask_about: str = ""
    last: LastTouch | None = None
    plan: str = ""
    guidance: str = ""
    context: RenewalContext | None = None
    mail: MailPlan | None = None
    original: Original | None = None


@dataclass(frozen=True)
class Changed:
    """A follow-up after a change, the audit entry that takes the change back, and the next one that came of it."""

    followup: FollowUp
    undo_id: int
    then: FollowUp | None = None


def in_short(touchpoint: Touchpoint) -> str:
    """What was said, as (part of) a title: the first words; of a rating without words, what it was."""
    if touchpoint.rating and not touchpoint.text:
        return say("answered {rating}", rating=touchpoint.rating)
    return first_words(touchpoint.text)


def first_words(text: str) -> str:
    """The beginning of a text as a title, or part of one."""
    words, room = " ".join(text.split()), TITLE_LENGTH - 60
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"
