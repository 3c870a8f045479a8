"""What is logged of refused requests: a few lines a minute, then how many more there were, however many come."""

import logging
import threading
from collections import Counter

from bot import metrics
from bot.domain.clock import Clock

LINES = 5
"""Of one kind a minute: enough to see that it happens, and how."""

MOST_KINDS = 20
"""A minute; of further kinds only their number is told. A made-up payload can be wrong in any number of ways."""

WINDOW_S = 60.0

OTHER = "other reasons"

log = logging.getLogger(__name__)


class Refusals:
    """Used in every thread. What was left out is told with the first refusal after its minute, or by `tell`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._since = clock.monotonic()
        self._seen: Counter[str] = Counter()

    def note(self, reason: str) -> None:
        """A request was refused. `reason` is a kind: fixed words, or the name of a field."""
        metrics.REFUSED.inc()
        with self._lock:
            if self._clock.monotonic() - self._since >= WINDOW_S:
                self._begin_anew()
            kind = reason if reason in self._seen or len(self._seen) < MOST_KINDS else OTHER
            self._seen[kind] += 1
            if self._seen[kind] <= LINES:
                log.warning("request refused: %s", reason)

    def tell(self) -> None:
        """Log how many were left out, if their minute is over. To be called now and then, so that none stay untold."""
        with self._lock:
            if self._clock.monotonic() - self._since >= WINDOW_S:
                self._begin_anew()

    def stop(self) -> None:
        """Log how many were left out until now."""
        with self._lock:
            self._begin_anew()

    def _begin_anew(self) -> None:
        for kind, times in self._seen.items():
            if times > LINES:
                log.warning("%d more requests refused within a minute: %s", times - LINES, kind)
        self._seen.clear()
        self._since = self._clock.monotonic()
