"""The sandbox's time: that of this machine, moved by whoever wants to see tomorrow's digest."""

import json
import os
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.clock import SystemClock

_LOOK_S = 0.002  # between two looks at how far a bot elsewhere is
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
        self._left_behind: tuple[int, int] | None = None
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

    def let_follow(self, patience_s: float) -> None:
        """Wait until a bot in another process has run what is due now.

        It says so beside the clock's file (`.followed`, as `{"seq": the move it has followed, "pid": its process}`).
        One that takes longer than the real seconds given is not waited for again until it goes on.
        """
        until = self._system.monotonic() + patience_s
        while (said := self._follower()) and said[0] != self._seq and said != self._left_behind:
            if self._system.monotonic() > until:
                self._left_behind = said
                return
            time.sleep(_LOOK_S)

    def _follower(self) -> tuple[int, int] | None:
        """The move up to which a bot elsewhere has followed, and its process; None where there is none."""
        if self._file is None:
            return None
        try:
            said = json.loads(self._file.with_suffix(".followed").read_text(encoding="ascii"))
            seq, pid = int(said["seq"]), int(said["pid"])
            os.kill(pid, 0)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return seq, pid

    def _tell(self) -> None:
        if self._file is None:
            return
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps({"offset_s": self._offset.total_seconds(), "seq": self._seq}), encoding="utf-8")
        draft.replace(self._file)
