"""What somebody wrote to Rapport in plain words, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT = timedelta(days=3)
"""So long a card can be answered: what is written on a Friday, on Monday."""


class State(StrEnum):
    """How far it is."""

    OPEN = "open"
    DONE = "done"
    """It was logged, planned or remembered, or it was nothing to log."""
    OVER = "over"
    """Nobody answered the card in time: what was written is not kept any more."""
    GONE = "gone"
    """Whoever wrote it deleted the message."""


@dataclass(frozen=True)
class Written:
    """One thing of a message, as it was read: its `part` of the message, and what it wants.

    `raw` is its text as Slack sends it. `sort` and `command` are those of bot/reading/scribble.py; `line` is JSON: of a
    line what was understood (bot/reading/kept_line.py), else words. `customers` are ids of those who may be meant
    where several are named; `customer`: whose card it shows.
    """

    part: int
    raw: str
    sort: str
    command: str = ""
    line: str = ""
    customers: tuple[int, ...] = ()
    customer: int | None = None


@dataclass(frozen=True)
class Place:
    """A message of a person's: where it stands. `thread`: the ts of the one that it replies to, else ""."""

    person: str
    channel: str
    ts: str
    thread: str = ""

    @property
    def is_direct(self) -> bool:
        """Whether it is a direct message with Rapport."""
        return self.channel.startswith("D")


@dataclass(frozen=True)
class Scribbled:
    """What is kept of it."""

    id: int
    place: Place
    written: Written
    state: State
    kept_at: datetime
