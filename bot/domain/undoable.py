"""Something a person did that can be taken back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Undoable:
    """What was done, in words, when, and the audit entry that takes it back.

    `words` are those of the text, title or detail it is about, which tell two of a kind apart; "" where there are none.
    `by`: the id of who did it, where that is somebody else than who reads it.
    `is_built_upon`: what it did was changed or used since, so that it cannot simply be taken back.
    """

    entry_id: int
    what: str
    at: datetime
    words: str = ""
    by: str = ""
    is_built_upon: bool = False
