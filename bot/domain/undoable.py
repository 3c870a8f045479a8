"""Something a person did that can be taken back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Undoable:
    """What was done, in words, when, and the audit entry that takes it back."""

    entry_id: int
    what: str
    at: datetime
