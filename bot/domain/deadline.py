"""By when a request must be answered, for everything that it waits for.

Slack gives three seconds for an acknowledgement (https://docs.slack.dev/interactivity/handling-user-interaction). One
deadline is set where a request comes in, and whoever waits within it asks how long that may take. The seconds are those
of this machine, whatever the Clock says: Slack counts real time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.domain.clock import SystemClock

ANSWER_S = 2.5
"""Seconds for the whole of an answer: what is left of Slack's three is for the way there and back."""

_real = SystemClock()
_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def answer_within(seconds: float) -> Iterator[None]:
    """Everything inside ends within so many seconds, or sooner where a deadline stands already."""
    until = _real.monotonic() + seconds
    standing = _until.get()
    before = _until.set(until if standing is None else min(until, standing))
    try:
        yield
    finally:
        _until.reset(before)


def seconds_left() -> float | None:
    """How long one may still wait, never below 0; None where nobody waits for an answer (jobs, the command line)."""
    until = _until.get()
    return None if until is None else max(0.0, until - _real.monotonic())


def a_third(otherwise: float) -> float:
    """Seconds for one of the waits of a request, a third of what is left of it; `otherwise` where nobody waits."""
    left = seconds_left()
    return otherwise if left is None else left / 3
