"""The threads that requests are handled in, and how many may wait for one."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.domain.clock import SystemClock
from bot.domain.deadline import ANSWER_S, answer_within

THREADS = 8
"""Requests handled at a time; writers queue on the database anyway."""

MOST_WAITING = 120
"""Requests that wait for a thread: the last one for half a second, as 280 a second are done (docs/bench.md)."""

_real = SystemClock()
T = TypeVar("T")


class BusyError(Exception):
    """Every thread is taken and enough requests wait for one, or this one waited too long. It was not begun."""


class Workers:
    """A bounded number of threads with a bounded queue. `do` is for the event loop, whose thread it never blocks."""

    def __init__(self, threads: int = THREADS, most_waiting: int = MOST_WAITING, patience_s: float = ANSWER_S) -> None:
        """`patience_s`: how long whoever asked waits for an answer."""
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self._most = threads + most_waiting
        self._taken = 0
        self._patience_s = patience_s

    async def do(self, work: Callable[[], T]) -> T:
        """Do it in a thread, by the deadline of an answer, which counts from now. Raises BusyError."""
        if self._taken >= self._most:
            raise BusyError
        self._taken += 1
        try:
            return await asyncio.wrap_future(self._threads.submit(_do, work, _real.monotonic() + self._patience_s))
        finally:
            self._taken -= 1

    def stop(self) -> None:
        """Finish what is begun."""
        self._threads.shutdown(wait=True)


def _do(work: Callable[[], T], until: float) -> T:
    left = until - _real.monotonic()
    if left <= 0:
        raise BusyError
    with answer_within(left):
        return work()
