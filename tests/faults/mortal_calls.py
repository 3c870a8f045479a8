"""Calls that are killed (SIGKILL) before any line of theirs, each in a process of its own."""

import os
import random
import signal
import sys
from collections.abc import Callable
from types import ModuleType


def killed(go: Callable[[], object], at: int, watched: set[ModuleType]) -> bool:
    """Whether it was killed before that line of these modules; it may have fewer."""
    child = os.fork()
    if child == 0:
        left = [at]

        def trace(frame: object, event: str, _argument: object) -> object:
            if event == "line" and frame.f_code.co_filename in files:  # type: ignore[attr-defined]  # a frame
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        files = {module.__file__ for module in watched}
        sys.settrace(trace)  # type: ignore[arg-type]  # as above
        try:
            go()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def lines_of(go: Callable[[], object], watched: set[ModuleType]) -> int:
    """How many lines of these modules it has."""
    seen = [0]
    files = {module.__file__ for module in watched}

    def trace(frame: object, event: str, _argument: object) -> object:
        seen[0] += event == "line" and frame.f_code.co_filename in files  # type: ignore[attr-defined]  # as above
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]  # as above
    try:
        go()
    finally:
        sys.settrace(None)
    return seen[0]


def points(last: int, number: int) -> list[int]:
    """Where to kill: somewhere, and before each of the last lines, where what was done begins to count."""
    end = range(last - 5, last + 1)
    return [*sorted(random.Random(10).sample(range(1, end.start), number)), *end]  # noqa: S311  # a test
