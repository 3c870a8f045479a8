"""Telling the page that something changed, so that it reads again what it shows."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

What = Literal["message", "view", "home", "clock", "error", "log", "channel", "step", "pane", "here"]


@dataclass(frozen=True, slots=True)
class Change:
    """`channel` and `user`: whom it concerns; None is everybody. `text`: an error line for that person.

    "here": somebody began to listen.
    """

    what: What
    channel: str | None = None
    user: str | None = None
    text: str | None = None


class Changes:
    """Whoever listens is called on the thread that changed something, and must not block it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Callable[[Change], None]] = []

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Be told of every change until the returned function is called."""
        with self._lock:
            self._listeners = [*self._listeners, listener]
        return lambda: self._forget(listener)

    def tell(self, change: Change) -> None:
        """Something changed."""
        for listener in self._listeners:
            listener(change)

    def _forget(self, listener: Callable[[Change], None]) -> None:
        with self._lock:
            self._listeners = [each for each in self._listeners if each is not listener]
