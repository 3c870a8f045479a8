"""Senders of many workspaces, taking turns on a few threads: one that has nothing to send costs nothing.

A turn is one message, so a workspace with much to send holds up another by one call of Slack at most.
"""

import heapq
import threading
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from bot.domain.clock import Clock

THREADS = 8
"""Calls of Slack at a time: at 0.2 s each 40 messages a second."""

_LOOK_S = 0.25
"""How soon it is seen that the clock was moved."""


class Takes(Protocol):
    """A sender."""

    def take_turn(self) -> float | None:
        """Send one message. Seconds until there may be more to do; None: not before it is woken. Never raises."""


@dataclass
class _Place:
    """Of one sender. `at`: when its turn is, on the monotonic clock; None: not before it is woken."""

    at: float | None = 0.0
    is_at_it: bool = False
    was_woken: bool = False
    is_over: bool = False
    ended: threading.Event = field(default_factory=threading.Event)


class Turns:
    """Begins its threads with the first sender; `stop` ends them."""

    def __init__(self, clock: Clock, threads: int = THREADS) -> None:
        self._clock = clock
        self._most = threads
        self._threads: list[threading.Thread] = []
        self._places: dict[Takes, _Place] = {}
        self._queue: list[tuple[float, int, Takes]] = []
        self._number = count()
        self._changed = threading.Condition()
        self._is_over = False

    def enter(self, sender: Takes) -> None:
        """It has turns from now on."""
        with self._changed:
            self._places[sender] = _Place()
            self._line_up(sender, 0.0)
            if not self._threads:
                self._threads = [
                    threading.Thread(target=self._run, name=f"outbox-{number}", daemon=True)
                    for number in range(self._most)
                ]
                for thread in self._threads:
                    thread.start()

    def wake(self, sender: Takes) -> None:
        """There is something to send."""
        with self._changed:
            place = self._places.get(sender)
            if place and place.is_at_it:
                place.was_woken = True
            elif place and place.at != 0.0:
                self._line_up(sender, 0.0)

    def leave(self, sender: Takes, patience_s: float) -> bool:
        """It has no more turns; whether the one that it is at has ended within so many seconds."""
        with self._changed:
            place = self._places.get(sender)
            if place is None or not place.is_at_it:
                self._places.pop(sender, None)
                return True
            place.is_over = True
        return place.ended.wait(patience_s)

    def stop(self) -> None:
        """No more turns for anybody."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def _line_up(self, sender: Takes, at: float) -> None:
        self._places[sender].at = at
        heapq.heappush(self._queue, (at, next(self._number), sender))
        self._changed.notify()

    def _run(self) -> None:
        while (sender := self._next()) is not None:
            pause = sender.take_turn()
            self._ended(sender, pause)

    def _next(self) -> Takes | None:
        """Whose turn it is, waited for; None: there are no more turns."""
        with self._changed:
            while not self._is_over:
                left = self._queue[0][0] - self._clock.monotonic() if self._queue else _LOOK_S
                if left > 0:
                    self._changed.wait(min(left, _LOOK_S))
                    continue
                at, _, sender = heapq.heappop(self._queue)
                place = self._places.get(sender)
                if place and place.at == at and not place.is_at_it:
                    place.is_at_it, place.was_woken = True, False
                    return sender
        return None

    def _ended(self, sender: Takes, pause: float | None) -> None:
        with self._changed:
            place = self._places[sender]
            if place.is_over:
                del self._places[sender]
                place.ended.set()
                return
            place.is_at_it, place.at = False, None
            if place.was_woken or pause is not None:
                self._line_up(sender, 0.0 if place.was_woken else self._clock.monotonic() + (pause or 0.0))
