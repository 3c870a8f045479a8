"""The one source of time. Everything that needs the time is given a Clock."""

import time
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Protocol


class Clock(Protocol):
    """What time it is, how much time has passed, and waiting for it to pass."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never goes backwards, for pacing and deadlines."""

    def wait(self, event: Event, seconds: float) -> None:
        """Return when the event is set, or after so many seconds."""


def is_recent(at: datetime, now: datetime, age: timedelta) -> bool:
    """Whether something was less than `age` ago. What is still to come was noted by a clock that was wrong: no."""
    return timedelta(0) <= now - at < age


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()

    def wait(self, event: Event, seconds: float) -> None:
        """Return when the event is set, or after so many seconds."""
        event.wait(seconds)
