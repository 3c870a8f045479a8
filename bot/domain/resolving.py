"""Putting a complaint right: what was done about it, and how much may be given without asking.

What is above the workspace's limit waits for a lead. Until then the complaint stays open, with all that was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import later, say
from bot.domain.touchpoints import Touchpoint

HUNDREDTHS = 100
"""Of one unit of money: amounts of compensation are kept in these."""

APOLOGIES = (later("by phone"), later("in person"), later("in writing"), later("in a chat"))
"""How an apology was given, to choose from."""

WORDS_LENGTH = 300
"""The longest words about a compensation, in characters."""


AGAIN_WITHIN = timedelta(days=14)
"""Bad news so soon after a complaint was put right may be the same matter: said, with the way to open that again."""


class State(StrEnum):
    """How it stands with what somebody did: what counts, what waits for a lead, what does not count."""

    WAITING = "waiting"
    RESOLVED = "resolved"
    DECLINED = "declined"
    UNDONE = "undone"


@dataclass(frozen=True)
class Resolution:
    """What was done about a complaint, in the words of the one who did it.

    `amount` is what the compensation is worth, in hundredths of `currency` (ISO 4217, or ""); None: nothing is said.
    `category` and `root_cause` are from the team's lists.
    """

    resolution: str
    apology: str = ""
    compensation: str = ""
    root_cause: str = ""
    category: str = ""
    amount: int | None = None
    currency: str = ""


@dataclass(frozen=True)
class Resolved:
    """A resolution as it is stored: by whom and when, and whether it counts.

    `decided_by`: the lead who approved or declined it, and `decided_why`. `check_on`: the local day of whoever did it
    on which the customer is asked whether they are satisfied; None: they were asked, or are not.
    """

    id: int
    followup_id: int
    what: Resolution
    by: str
    at: datetime
    state: State = State.RESOLVED
    decided_by: str | None = None
    decided_why: str = ""
    check_on: date | None = None


@dataclass(frozen=True)
class Reopening:
    """That a complaint was opened again: by whom (a Slack id, "" for nobody), why, and by which answer of the customer.

    `answer`: the rating with its words, None where somebody of the team did it.
    """

    by: str = ""
    why: str = ""
    answer: Touchpoint | None = None


def check_resolution(what: Resolution, categories: Sequence[str], root_causes: Sequence[str]) -> None:
    """Raise NotUnderstoodError, with the field to mend, where something of it cannot be."""
    if not what.resolution:
        raise NotUnderstoodError(say("Please write what was done to put it right."), field="resolution")
    if what.category and what.category not in categories:
        raise _gone(what.category, "category")
    if what.root_cause and what.root_cause not in root_causes:
        raise _gone(what.root_cause, "root_cause")
    if what.amount is not None and not what.compensation:
        raise NotUnderstoodError(say("Please write what was given, such as: a voucher."), field="compensation")


def needs_approval(what: Resolution, limit: int) -> bool:
    """Whether it is more than everybody may give; a limit of 0 is none. `limit` is in whole units of money."""
    return bool(limit and what.amount is not None and what.amount > limit * HUNDREDTHS)


def _gone(word: str, field: str) -> NotUnderstoodError:
    return NotUnderstoodError(
        say(
            "“{word}” is not in the list any more: a lead changed it just now. Please choose another, or none.",
            word=word,
        ),
        field=field,
    )
