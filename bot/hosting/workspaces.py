"""The workspaces that are wired in this process: each when it is first needed, and let go when it is long unused.

A workspace that is wired costs memory and nothing else: its threads, connections and language model are those of the
process. While one is wired, others are served; two who need the same one wait for one wiring.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from bot.app import Rapport
from bot.domain.clock import Clock
from bot.domain.deadline import seconds_left
from bot.domain.installation import Installation

MOST = 200
"""Wired at a time, as far as the others are idle. Each takes 0.1 MB, with files 1.2 MB (docs/bench.md)."""

LINGER_S = 600.0
"""How long one stays wired after its last request: people come back within minutes, wiring takes 20 to 50 ms."""

_WIRING_AT_ONCE = 4
_LEAVING_S = 30.0

Wire = Callable[[str, Installation], Rapport]


class BeingWiredError(Exception):
    """The workspace is not there yet, and the request may wait no longer. It will be there for the next one."""


@dataclass(eq=False)
class _Place:
    """Of one workspace. `stamp`: of which installation. `used_at`: when somebody last asked for something."""

    stamp: str
    wired: "Future[Rapport]"
    users: int = 0
    used_at: float = float("-inf")


class Workspaces:
    """Used in every thread. `wire` makes one; it may be slow."""

    def __init__(self, wire: Wire, clock: Clock, most: int = MOST) -> None:
        self._wire = wire
        self._clock = clock
        self._most = most
        self._lock = threading.Lock()
        self._places: dict[str, _Place] = {}
        self._leaving: dict[str, threading.Event] = {}
        self._threads = ThreadPoolExecutor(_WIRING_AT_ONCE, thread_name_prefix="wiring")

    @contextmanager
    def using(self, team_id: str, installation: Installation, *, is_asked: bool) -> Iterator[Rapport]:
        """A workspace, wired, and not let go meanwhile. `is_asked`: for somebody's request.

        Raises BeingWiredError by the deadline of the request, and what wiring raises.
        """
        with self._lock:
            place = self._places.get(team_id)
            if place is None:
                place = _Place(installation.stamp, self._threads.submit(self._wired, team_id, installation))
                self._places[team_id] = place
            place.users += 1
        try:
            yield self._ready(team_id, place)
        finally:
            with self._lock:
                place.users -= 1
                if is_asked:
                    place.used_at = self._clock.monotonic()

    def wired(self, team_id: str) -> Rapport | None:
        """It, if it is wired."""
        place = self._places.get(team_id)
        return place.wired.result() if place and _is_there(place) else None

    def every(self) -> dict[str, str]:
        """The ids of those wired, each with the stamp of its installation."""
        with self._lock:
            return {team_id: place.stamp for team_id, place in self._places.items() if _is_there(place)}

    def spare(self) -> list[str]:
        """Those that nobody has used for long, and beyond MOST those that were used longest ago."""
        now = self._clock.monotonic()
        with self._lock:
            unused = [(place.used_at, team_id) for team_id, place in self._places.items() if self._is_free(place)]
            beyond = max(0, len(self._places) - self._most)
        unused.sort()
        return [team_id for number, (at, team_id) in enumerate(unused) if number < beyond or now - at > LINGER_S]

    def let_go(self, team_id: str, before: Callable[[Rapport], object] = lambda _rapport: None) -> bool:
        """Stop one; `before` is called first. False where somebody uses it just now, or it is not wired."""
        with self._lock:
            place = self._places.get(team_id)
            if place is None or not self._is_free(place):
                return False
            del self._places[team_id]
            left = self._leaving[team_id] = threading.Event()
        rapport = place.wired.result()
        try:
            before(rapport)
        finally:
            self._end(team_id, rapport, left)
        return True

    def _end(self, team_id: str, rapport: Rapport, left: threading.Event) -> None:
        """Whatever was met before: one that stays open could never be wired again."""
        try:
            rapport.stop()
        finally:
            with self._lock:
                del self._leaving[team_id]
            left.set()

    def stop(self) -> None:
        """Wire no more; what is being wired is there then."""
        self._threads.shutdown(wait=True)

    def _wired(self, team_id: str, installation: Installation) -> Rapport:
        leaving = self._leaving.get(team_id)
        if leaving:
            leaving.wait(_LEAVING_S)
        rapport = self._wire(team_id, installation)
        rapport.begin_to_send()
        return rapport

    def _ready(self, team_id: str, place: _Place) -> Rapport:
        try:
            return place.wired.result(seconds_left())
        except TimeoutError:
            if place.wired.done():
                self._forget(team_id, place)
                raise
            raise BeingWiredError from None
        except BaseException:  # nothing is swallowed: the next request tries anew
            self._forget(team_id, place)
            raise

    def _forget(self, team_id: str, place: _Place) -> None:
        with self._lock:
            if self._places.get(team_id) is place:
                del self._places[team_id]

    @staticmethod
    def _is_free(place: _Place) -> bool:
        return place.users == 0 and _is_there(place)


def _is_there(place: _Place) -> bool:
    return place.wired.done() and place.wired.exception() is None
