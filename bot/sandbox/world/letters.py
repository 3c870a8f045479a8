"""Letters that were sent to customers: what a made-up business's customers find in their mailboxes."""

import threading
from dataclasses import asdict, dataclass

from bot.sandbox.world.state import Json


@dataclass(frozen=True, slots=True)
class Letter:
    """One as it arrived. `at`: an ISO 8601 instant of the sandbox's clock; `text`: its plain text."""

    at: str
    sender: str
    to: str
    subject: str
    text: str


class Letters:
    """All of them, in the order in which they came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arrived: list[Letter] = []

    def put(self, letter: Letter) -> None:
        """One more came."""
        with self._lock:
            self._arrived.append(letter)

    def clear(self) -> None:
        """None came yet."""
        with self._lock:
            self._arrived = []

    def as_json(self) -> list[Json]:
        """The latest first."""
        with self._lock:
            return [asdict(one) for one in reversed(self._arrived)]
