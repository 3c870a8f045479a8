"""Asking Slack anew how something is, as often as Slack lets us; what was seen a moment ago counts only beyond that."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.domain.clock import Clock

T = TypeVar("T")


@dataclass
class Room:
    """How often Slack may be asked something: `at_once` times after a rest, `per_minute` in the long run."""

    clock: Clock
    per_minute: float
    at_once: int
    _free_at: float = 0.0

    @property
    def is_left(self) -> bool:
        """Whether Slack may be asked without a care."""
        ahead_s = self._free_at - self.clock.monotonic()
        return ahead_s <= (self.at_once - 1) * 60 / self.per_minute

    def take(self) -> None:
        """Slack is asked now."""
        self._free_at = max(self._free_at, self.clock.monotonic()) + 60 / self.per_minute


@dataclass
class Looks(Generic[T]):
    """Each look is a new one while there is room for it; else what was seen at most `age_s` seconds ago counts."""

    clock: Clock
    per_minute: float
    at_once: int
    age_s: float
    _seen: dict[Hashable, tuple[T, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._room = Room(self.clock, self.per_minute, self.at_once)

    @property
    def has_room(self) -> bool:
        """Whether Slack may be asked without a care."""
        return self._room.is_left

    def recent(self, key: Hashable) -> T | None:
        """What was seen lately enough, where there is no room to look again."""
        seen = self._seen.get(key)
        return seen[0] if seen and not self.has_room and self.clock.monotonic() - seen[1] <= self.age_s else None

    def of(self, key: Hashable, look: Callable[[], T]) -> T:
        """How it is now. Raises what `look` raises."""
        recent = self.recent(key)
        if recent is not None:
            return recent
        self._room.take()
        found = look()
        self.saw(key, found)
        return found

    def saw(self, key: Hashable, found: T) -> None:
        """It was seen by the way."""
        self._seen[key] = (found, self.clock.monotonic())

    def forget(self, key: Hashable) -> None:
        """It has changed."""
        self._seen.pop(key, None)
