"""Thank-you notes: what a new one is for, and the weekly goal of a team that set one."""

from dataclasses import dataclass, replace
from datetime import date, time

from bot.domain.drafts import AND_ALSO, THANKS_FOR
from bot.domain.followups import TITLE_LENGTH, FollowUp
from bot.domain.lifecycle import check_open
from bot.domain.touchpoints import Touchpoint

PRAISE_LENGTH = 120
"""Characters of the praise that the title of its note carries."""


@dataclass(frozen=True)
class Thanks:
    """A note that somebody wants; `praise_id`: a touchpoint it is for. No `due`: today; no `writer`: the caretaker."""

    customer_id: int
    reason: str = ""
    writer: str | None = None
    due: date | None = None
    at: time | None = None
    praise_id: int | None = None


@dataclass(frozen=True)
class Goal:
    """How many notes were sent in a week, of how many the team wants to send."""

    sent: int
    wanted: int


def title_of(reason: str, praise: Touchpoint | None = None) -> str:
    """What stands in lists: what it is for, or the first words of the praise."""
    return f"{THANKS_FOR}: {_said(praise)}" if praise and praise.text else " ".join(f"{THANKS_FOR} {reason}".split())


def added_to(note: FollowUp, reason: str, praise: Touchpoint | None = None) -> FollowUp:
    """The note, which thanks for this too, and stays when this is undone. Raises ConflictError where it was sent."""
    check_open(note)
    more = _said(praise) if praise and praise.text else " ".join(reason.split())
    title = f"{note.title}{AND_ALSO}{more}" if more and more not in note.title else note.title
    return replace(note, title=title[:TITLE_LENGTH])


def _said(praise: Touchpoint) -> str:
    words = " ".join(praise.text.split())
    return f"“{words[:PRAISE_LENGTH].rstrip()}{'' if len(words) <= PRAISE_LENGTH else '…'}”"
