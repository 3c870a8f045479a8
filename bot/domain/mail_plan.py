"""A letter that was approved, as follow-ups show it: when it goes out, or what has come of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MailState(StrEnum):
    """How far a letter is; of each follow-up at most one is in the first three. The value is what is stored."""

    WAITING = "waiting"
    """For its time, or for the next try."""

    SENDING = "sending"
    """It is being handed to the mail server."""

    UNKNOWN = "unknown"
    """It may have gone out: somebody has to say what is to become of it."""

    SENT = "sent"
    REFUSED = "refused"
    """The address is none, or takes nothing."""

    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True)
class MailPlan:
    """`go_at` is an instant, `zone` the customer's; `trouble`: why it did not go out at the last try, as a code."""

    mail_id: int
    state: MailState
    go_at: datetime
    zone: str
    trouble: str = ""
