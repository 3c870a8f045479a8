"""What was sent with a `client_msg_id`, Slack's name for the id that a client gives to what it sends."""

import threading
from collections.abc import Callable
from concurrent.futures import Future

from bot.sandbox.world.state import Json


class SentLines:
    """A page that was loaded anew cannot know whether its last line arrived: sent again, it still has one effect."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: dict[str, Future[Json]] = {}

    def once(self, client_msg_id: str, act: Callable[[], Json]) -> Json:
        """What `act` answered (or raised) when this id was sent first; waits for it where it is not done."""
        with self._lock:
            is_first = client_msg_id not in self._answers
            answer = self._answers.setdefault(client_msg_id, Future())
        if is_first:
            try:
                answer.set_result(act())
            except BaseException as error:  # noqa: BLE001  # because whoever sends it again is told the same
                answer.set_exception(error)
        return answer.result()

    def forget(self) -> None:
        """Take every id as new."""
        with self._lock:
            self._answers.clear()
