"""The clock a command goes by: that of this machine, or in development the one that the sandbox moves by a file."""

import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.clock import Clock, SystemClock

_POLL_S = 0.05


class FileClock:
    """A Clock that follows a sandbox in another process (RAPPORT_CLOCK).

    The file holds `{"offset_s": seconds ahead of real time, "seq": how often it was moved}`; without it, time is real.
    `seq` tells one move from the next.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._system = SystemClock()
        self._lock = threading.Lock()
        self._offset_s = 0.0
        self._passed_s = 0.0
        self.seq = 0

    def now(self) -> datetime:
        """The sandbox's present instant, aware, in UTC."""
        self._follow()
        return self._system.now() + timedelta(seconds=self._offset_s)

    def monotonic(self) -> float:
        """Seconds since some fixed moment; jumps forward with the clock, never back."""
        self._follow()
        return self._system.monotonic() + self._passed_s

    def wait(self, event: threading.Event, seconds: float) -> None:
        """Return when the event is set, or when so many seconds of the sandbox's time have passed."""
        until = self.monotonic() + seconds
        while (left := until - self.monotonic()) > 0 and not event.wait(min(left, _POLL_S)):
            pass

    def _follow(self) -> None:
        try:
            said = json.loads(self._file.read_text(encoding="ascii"))
            offset_s, seq = float(said["offset_s"]), int(said["seq"])
        except (OSError, ValueError, KeyError, TypeError):
            return
        with self._lock:
            self._passed_s += max(offset_s - self._offset_s, 0.0)
            self._offset_s, self.seq = offset_s, seq


def clock_for(file: Path | None) -> Clock:
    """The clock to go by."""
    return FileClock(file) if file else SystemClock()


def tick_when_moved(clock: Clock, tick: Callable[[datetime], None]) -> None:
    """While this process lives, run what has become due whenever the clock is moved."""
    if not isinstance(clock, FileClock):
        return

    first = clock.seq

    def follow() -> None:
        pause, seen = threading.Event(), first
        while not pause.wait(_POLL_S):
            now = clock.now()
            if clock.seq != seen:
                seen = clock.seq
                tick(now)

    threading.Thread(target=follow, name="clock", daemon=True).start()
