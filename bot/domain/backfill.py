"""Reading the past of a watched channel: how far it is, and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.watching import State, Watch


@dataclass(frozen=True)
class Backfill:
    """One of them. Slack gives the newest first: everything from `reached` on is read, down to `oldest` (both a ts).

    `looked_at`: messages so far; `not_before`: when Slack may be asked again. `error`: why it ended early, a sentence.
    """

    id: int
    watch_id: int
    asked_by: str
    asked_at: datetime
    oldest: str
    reached: str
    looked_at: int
    not_before: datetime
    ended_at: datetime | None = None
    error: str = ""


@dataclass(frozen=True)
class Progress:
    """How far it is. `found`: by what became of a message, and whether it sounds negative, how many."""

    backfill: Backfill
    watch: Watch
    found: Mapping[tuple[State, bool], int] = field(default_factory=dict)
    waits: int = 0

    def count(self, *, negative: bool, states: tuple[State, ...] = tuple(State)) -> int:
        """How many messages of these states."""
        return sum(number for (state, bad), number in self.found.items() if bad == negative and state in states)
