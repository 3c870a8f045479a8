"""Touchpoints: contacts with a customer. Complaints and ratings are touchpoints with more to them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from bot.domain.channel import Severity
from bot.domain.mood import Mood
from bot.domain.rating import Rating

TEXT_LENGTH = 10_000
"""The longest text of one touchpoint, in characters. A long mail has about 5,000."""


class TouchpointKind(StrEnum):
    """What was logged."""

    TOUCHPOINT = "touchpoint"
    COMPLAINT = "complaint"
    RATING = "rating"


Direction = Literal["in", "out", ""]
Source = Literal[
    "command", "form", "shortcut", "reaction", "message", "import", "mail", "workflow", "watched channel", "survey"
]


@dataclass(frozen=True)
class Touchpoint:
    """One contact with a customer. `happened_on` is the day of the person who logged it; `id` is 0 until stored.

    `category` is what it is about and `cause` why it came to it, as somebody said (bot/domain/about.py); "" else.

    `link` and `said_by` are of the message in Slack that it was made of: its address, and who wrote it
    (bot/domain/original.py).
    """

    id: int
    kind: TouchpointKind
    customer_id: int
    happened_on: date
    channel: str
    text: str
    mood: Mood
    logged_by: str
    logged_at: datetime
    source: Source
    direction: Direction = ""
    severity: Severity | None = None
    category: str = ""
    cause: str = ""
    rating: Rating | None = None
    link: str = ""
    said_by: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True)
class LastTouch:
    """The latest contact with a customer, without its words: who logged it when, its day, and by what channel."""

    id: int
    by: str
    on: date
    at: datetime
    channel: str
    source: Source = "command"


MILD = frozenset({"ok", "okay", "fine", "alright", "all right"})
"""Words that are content, not praise, where nothing else was said."""

PRAISE = 0.4
"""Mood score from which on a text is praise."""


def needs_alert(touchpoint: Touchpoint) -> bool:
    """Complaints always alert, low ratings too, everything else when its mood is negative (product.md, section 4)."""
    is_low_rating = touchpoint.rating is not None and touchpoint.rating.is_low
    return touchpoint.kind is TouchpointKind.COMPLAINT or is_low_rating or touchpoint.mood.label == "negative"


def deserves_thanks(touchpoint: Touchpoint) -> bool:
    """Praise and high ratings are offered a thank-you note; "it was ok" is no praise, and what alarms comes first."""
    if needs_alert(touchpoint):
        return False
    is_high_rating = touchpoint.rating is not None and touchpoint.rating.is_high
    is_mild = {phrase.casefold() for phrase in touchpoint.mood.phrases} <= MILD
    is_praise = touchpoint.mood.label == "positive" and (touchpoint.mood.score or 0) >= PRAISE and not is_mild
    return is_high_rating or (touchpoint.kind is TouchpointKind.TOUCHPOINT and is_praise)
