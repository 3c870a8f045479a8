"""The sandbox's time: that of this machine, moved by whoever wants to see tomorrow's digest."""

import json
import threading
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.clock import SystemClock

_POLL_S = 0.02  # how soon a waiting thread notices that the clock was moved


class SandboxClock:
    """Real time plus an offset that can be moved; a Clock for everything in this process.

    `at`: the instant (aware) at which it starts. `file`: where the offset is written for a bot in another process
    (`RAPPORT_CLOCK`), as `{"offset_s": seconds, "seq": how often it was moved}`.
    """

    def __init__(self, at: datetime | None = None, file: Path | None = None) -> None:
        self._system = SystemClock()
        self._lock = threading.Lock()
        self._offset = timedelta()
        self._passed = 0.0
        self._seq = 0
        self._file = file
        if at is not None:
            self.move_to(at)

    def now(self) -> datetime:
        """The present instant of the sandbox, aware, in UTC."""
        return self._system.now() + self._offset

    def monotonic(self) -> float:
        """Seconds since some fixed moment; jumps forward with the clock, never back."""
        return self._system.monotonic() + self._passed

    def wait(self, event: threading.Event, seconds: float) -> None:
        """Return when the event is set, or when so many seconds of sandbox time have passed."""
        until = self.monotonic() + seconds
        while (left := until - self.monotonic()) > 0 and not event.wait(min(left, _POLL_S)):
            pass

    def move_to(self, at: datetime) -> None:
        """Make it this instant now, and go on from there."""
        self.move_by(at - self.now())

    def move_by(self, step: timedelta) -> None:
        """Move forward (or back: then only `now` moves)."""
        with self._lock:
            self._offset += step
            self._passed += max(step.total_seconds(), 0.0)
            self._seq += 1
            self._tell()

    def _tell(self) -> None:
        if self._file is None:
            return
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps({"offset_s": self._offset.total_seconds(), "seq": self._seq}), encoding="utf-8")
        draft.replace(self._file)
