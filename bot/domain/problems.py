"""What is not as it should be, in words for the lead."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Problem:
    """`code` tells kinds of problems apart; `sentence` says what is the matter and what to do, naming no customer."""

    code: str
    sentence: str


APP_REFUSED = "app refused"
"""Code of the problem that Slack refuses the app itself. Nobody can be told of it while it lasts, so its message is
read when it is over, and what it explains is no problem besides."""

EXPLAINED = frozenset({"waiting", "unexplained"})
"""Codes of what is bound to be so while nothing can be sent."""


@dataclass(frozen=True)
class Alarm:
    """A problem that the lead was told of, by one message. `cleared_at`: since when it is mended."""

    problem: Problem
    raised_at: datetime
    cleared_at: datetime | None
    outbox_id: int
