"""A clock that tests move. Waiting takes no time: it moves the clock on by what was waited for."""

import threading
from datetime import UTC, datetime, timedelta

MONDAY_NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""A Monday, 09:00 in Lisbon, 14:30 in Kolkata, 04:00 in New York."""


class FakeClock:
    """`now` and `monotonic` move together, by `advance` and by waiting; `set` is somebody setting the clock."""

    def __init__(self, now: datetime = MONDAY_NINE) -> None:
        self._now = now
        self._passed = 0.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def monotonic(self) -> float:
        with self._lock:
            return self._passed

    def wait(self, event: threading.Event, seconds: float) -> None:
        if not event.is_set():
            self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """So much time passes."""
        with self._lock:
            self._now += timedelta(seconds=seconds)
            self._passed += seconds

    def set(self, now: datetime) -> None:
        """It is `now`. Forwards, the time between has passed; backwards, only the wall clock was set."""
        with self._lock:
            self._passed += max(0.0, (now - self._now).total_seconds())
            self._now = now
