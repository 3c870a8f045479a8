"""A clock that runs faster than the machine's, the same in every process that is told when it started."""

import threading
from datetime import UTC, datetime

from bot.domain.clock import SystemClock
from tests.fake_clock import MONDAY_NINE


class FastClock:
    """It was MONDAY_NINE at the machine's time `started` (Unix time), and runs `speed` times as fast."""

    def __init__(self, speed: float, started: float) -> None:
        self._clock, self._speed = SystemClock(), speed
        self._started = datetime.fromtimestamp(started, UTC)

    def now(self) -> datetime:
        return MONDAY_NINE + (self._clock.now() - self._started) * self._speed

    def monotonic(self) -> float:
        return self._clock.monotonic() * self._speed

    def wait(self, event: threading.Event, seconds: float) -> None:
        event.wait(seconds / self._speed)
