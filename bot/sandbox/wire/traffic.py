"""What went between the bot and the stand-in: a log for the inspector and tests, and what is on its way."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from bot.domain.clock import Clock, SystemClock
from bot.sandbox.world.state import Json

_KEPT = 50_000


class Traffic:
    """Log entries: `{n, at, mono, kind, name, …}`.

    `at` is sandbox time (ISO 8601, UTC), `mono` real seconds, so that tests can measure pacing. `kind` is "api" (a Web
    API call, `name` its method), "envelope" (to the bot, `name` its payload type), "response" (a response URL).
    `error` is there only where there was one.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._real = SystemClock()
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._entries: deque[Json] = deque(maxlen=_KEPT)
        self._flying = 0
        self._last = self._real.monotonic()

    def record(self, kind: str, name: str, /, **about: object) -> None:
        """Add an entry."""
        mono = self._real.monotonic()
        entry = {"at": self._clock.now().isoformat(), "mono": mono, "kind": kind, "name": name, **about}
        with self._lock:
            self._entries.append({"n": next(self._numbers), **entry})
            self._last = mono

    @contextmanager
    def flying(self) -> Iterator[None]:
        """While inside, something is on its way."""
        with self._lock:
            self._flying += 1
        try:
            yield
        finally:
            with self._lock:
                self._flying -= 1
                self._last = self._real.monotonic()

    @property
    def on_its_way(self) -> int:
        """How many calls and envelopes are not answered yet."""
        return self._flying

    def quiet_for(self) -> float:
        """Real seconds since the last traffic; 0 while something is on its way."""
        with self._lock:
            return 0.0 if self._flying else self._real.monotonic() - self._last

    def entries(self, *, after: int = 0, kind: str = "", name: str = "", limit: int = 0) -> list[Json]:
        """The log, oldest first: those numbered above `after`; the last `limit` of them where it is not 0."""
        with self._lock:
            found: list[Json] = []
            for entry in reversed(self._entries):
                if entry["n"] <= after or (limit and len(found) == limit):
                    break
                if kind in {"", entry["kind"]} and name in {"", entry["name"]}:
                    found.append(entry)
        return found[::-1]

    def clear(self) -> None:
        """Forget the entries; numbers go on."""
        with self._lock:
            self._entries.clear()
