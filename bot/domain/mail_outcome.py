"""What became of a letter that was handed to a mail server."""

from dataclasses import dataclass
from enum import Enum, auto


class Verdict(Enum):
    """What that means for it."""

    SENT = auto()
    LATER = auto()
    """Not sent; this letter may be taken later (greylisted, mailbox full for now)."""
    CLOSED = auto()
    """Not sent, nor would any other be: it is about the server, the way to it, or our account there."""
    FINAL = auto()
    """Not sent, and never will be."""
    UNKNOWN = auto()
    """Handed over, and not answered: sent or not."""


@dataclass(frozen=True)
class Outcome:
    """What became of it, and why: a code of bot/domain/mail_reasons.py, "" where it was sent."""

    verdict: Verdict
    reason: str = ""
