"""Slack tells one process of a change, and others remember how it was: they are told before they go by it.

The owner asks before each message (bot/slack/gate.py), so that none goes by what another process knows better.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


class NewsKept(Protocol):
    """What all processes of a workspace tell each other. Each call may raise StorageError."""

    def tell(self, about: str) -> None:
        """The person or channel of this id has changed."""

    def latest(self) -> dict[int, str]:
        """What the news of the last minutes are about, by their ids."""


@dataclass
class News:
    """`forget` is told the id of each person or channel that has changed. `others`: whether there may be others."""

    kept: NewsKept
    forget: Callable[[str], None]
    others: bool
    _known: frozenset[int] = frozenset()
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, about: str) -> None:
        """This process has heard that this person or channel has changed. Raises StorageError."""
        if self.others:
            self.kept.tell(about)

    def take_in(self) -> None:
        """What was heard since the last time is remembered no more as it was. Raises StorageError."""
        if not self.others:
            return
        with self._turn:
            latest = self.kept.latest()
            for about in {latest[one] for one in latest.keys() - self._known}:
                self.forget(about)
            self._known = frozenset(latest)
