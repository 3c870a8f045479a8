"""Whom to ask for a referral, or to join the advisory board: who they are, why, and when one is asked again.

Who is a candidate is said in SQL over all customers (storage/candidates.py), with the figures from here: what somebody
answered or said of us lately is good, they are with us for long, their health is green or not known, nothing is being
put right or was until lately, no word and no thanks are owed to them, we are in touch as agreed, and nobody has asked
them, or anybody of their company, a short while ago.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.rating import Rating
from bot.domain.saying import figure, later, say
from bot.domain.touchpoints import TEXT_LENGTH

RECENT = timedelta(days=365)
"""A rating is of use for a year."""

PRAISED = timedelta(days=180)
"""Praise in a conversation, where they rated nothing meanwhile, for half as long."""

CALM = timedelta(days=90)
"""So long after a complaint nobody is asked a favour."""

IN_TOUCH = timedelta(days=120)
"""Of whom nobody has heard for longer is asked how they are, not for a favour."""

AGAIN = timedelta(days=365)
"""Whoever was asked is not asked the same for a year, whatever they answered."""

NOT_NOW_AGAIN = timedelta(days=90)
"""But for who said "not now": they are suggested again after three months."""

OTHER_APART = timedelta(days=90)
"""So long after one question nobody is asked the other, nor anybody else of their company anything."""

SUGGESTED = 5
"""So many are suggested, and planned at once: a question from somebody who means it, not a mailing."""


class Ask(StrEnum):
    """What customers are asked for: the one table of it. Its value is that of `candidates:`.

    `kind` is its follow-up, `called` the title of that, `days` how long they have to be with us, at least.
    """

    kind: FollowUpKind
    called: str
    days: int

    def __new__(cls, value: str, kind: FollowUpKind = FollowUpKind.OTHER, called: str = "", days: int = 0) -> Self:
        """One row of the table."""
        ask = str.__new__(cls, value)
        ask._value_, ask.kind, ask.called, ask.days = value, kind, called, days
        return ask

    REFERRAL = "referral", FollowUpKind.REFERRAL_ASK, later("Ask for a referral"), 365
    BOARD = "board", FollowUpKind.BOARD_ASK, later("Ask to join the advisory board"), 730

    @property
    def other(self) -> "Ask":
        """The other question."""
        return Ask.BOARD if self is Ask.REFERRAL else Ask.REFERRAL


ASK_OF = {ask.kind: ask for ask in Ask}
"""Kind of follow-up -> what it asks for."""


class Answer(StrEnum):
    """What a customer answered: the outcome of the follow-up."""

    YES = "yes"
    NOT_NOW = "not now"
    NO = "no"


AWAITED = later("asked; their answer is awaited")
"""Why a question that was sent is put off: its answer is looked for when it comes back."""

ANSWER_WITHIN = timedelta(days=7)
"""So long after it was sent the answer is looked for."""


@dataclass(frozen=True)
class Asked:
    """That a customer was asked: the day of the answer, and which it was."""

    ask: Ask
    on: date
    answer: Answer


@dataclass(frozen=True)
class Candidate:
    """One of them, and what speaks for it. `since`: the day from which they count as customers.

    `rated`: their last rating and its day; `praised_on`: when they last praised us; `complained_on`: their last
    complaint. `asked`: when they were last asked the same. `is_green`: all is well
    with them, as far as is known. None: there is no such thing.
    """

    customer: Customer
    since: date
    rated: tuple[Rating, date] | None = None
    praised_on: date | None = None
    complained_on: date | None = None
    asked: Asked | None = None
    is_green: bool = False


@dataclass(frozen=True)
class Candidates:
    """Whom to ask for something now: the first few, those longest with us first, of `number`."""

    ask: Ask
    first: tuple[Candidate, ...]
    number: int


@dataclass(frozen=True)
class AskAnswer:
    """What was answered, in which words; `referred_id`: the customer whom they recommended us to, if one is known."""

    answer: Answer
    words: str = ""
    referred_id: int | None = None


def check_answer(given: AskAnswer) -> None:
    """Raise NotUnderstoodError, with the field to mend, where it cannot be kept."""
    if len(given.words) > TEXT_LENGTH:
        raise NotUnderstoodError(
            say("Up to {text_length} characters can be kept. Please shorten it.", text_length=figure(TEXT_LENGTH)),
            field="text",
        )
    if given.referred_id and given.answer is not Answer.YES:
        raise NotUnderstoodError(say("Somebody was recommended only where the answer is yes."), field="answer")


def sent(followup: FollowUp, person: str, now: datetime, look_on: date) -> FollowUp:
    """The question was sent: it comes back on a day on which the answer is looked for. Whoever sent it has it."""
    return replace(
        followup,
        assignee=followup.assignee or person,
        assigned_at=followup.assigned_at or now,
        snoozed_until=look_on,
        back_at=None,
        again_at=None,
        snooze_reason=AWAITED,
    )


def is_awaited(followup: FollowUp) -> bool:
    """Whether a question was sent, and its answer is what is left to do."""
    return followup.kind in ASK_OF and followup.is_open and followup.snooze_reason == AWAITED
