"""Trouble on order: Slack failing, slow, rate limiting, or losing the connection."""

import threading
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal


@dataclass(slots=True)
class Fault:
    """The next `times` calls of `method` ("chat.*" fits several; "response_url" is theirs) go wrong.

    `error`: Slack's error code; `status`: that HTTP status, with a proxy's HTML page unless `error` is given.
    `retry_after`: the header's value as it is. `delay_ms`: answer so much later. `drop`: close the connection without
    an answer, "before" anything is done or "after" it is.
    """

    method: str
    times: int = 1
    status: int | None = None
    error: str | None = None
    retry_after: str | float | None = None
    delay_ms: float = 0
    drop: Literal["before", "after"] | None = None

    @property
    def answers(self) -> bool:
        """Whether the call is answered with an error instead of being done."""
        return bool(self.status or self.error or self.retry_after is not None)


class Faults:
    """The faults ordered and not yet used up, first ordered first used."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Add one."""
        with self._lock:
            self._ordered.append(fault)

    def next_for(self, method: str) -> Fault | None:
        """The fault that this call meets, if any; used up by it."""
        if not self._ordered:
            return None
        with self._lock:
            found = next((each for each in self._ordered if fnmatchcase(method, each.method)), None)
            if found is not None:
                found.times -= 1
                self._ordered = [each for each in self._ordered if each.times > 0]
        return found

    def clear(self) -> None:
        """All is well again."""
        with self._lock:
            self._ordered = []
