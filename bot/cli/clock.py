"""The clock a command goes by: that of this machine, or in development the one that the sandbox moves by a file."""

import json
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.clock import Clock, SystemClock

_POLL_S = 0.05
_BUSY_POLL_S = 0.003
"""While the clock moves: twenty hours are 1,200 steps."""
_BUSY_S = 1.0
_SENT_IN_S = 2.0
"""How long, in real seconds, what a step caused may take to be sent; what waits for time to pass is sent later."""


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

    def caught_up(self, seq: int) -> None:
        """Tell the sandbox that what was due after this move has run, so that it may move on."""
        draft = self._file.with_suffix(".follows")
        draft.write_text(json.dumps({"seq": seq, "pid": os.getpid()}), encoding="ascii")
        draft.replace(self._file.with_suffix(".followed"))

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


def tick_when_moved(clock: Clock, tick: Callable[[], object], is_idle: Callable[[], bool]) -> None:
    """While this process lives, run what has become due whenever the clock is moved, and say when it is done."""
    if not isinstance(clock, FileClock):
        return

    first = clock.seq
    clock.caught_up(first)

    def follow() -> None:
        pause, seen, moved_at = threading.Event(), first, 0.0
        while not pause.wait(_BUSY_POLL_S if time.monotonic() - moved_at < _BUSY_S else _POLL_S):
            clock.now()  # which looks at the file
            if clock.seq != seen:
                seen, moved_at = clock.seq, time.monotonic()
                tick()
                _wait_until(is_idle)
                clock.caught_up(seen)

    threading.Thread(target=follow, name="clock", daemon=True).start()


def _wait_until(is_idle: Callable[[], bool]) -> None:
    pause, until = threading.Event(), time.monotonic() + _SENT_IN_S
    while not is_idle() and time.monotonic() < until:
        pause.wait(_BUSY_POLL_S)
