"""What Bolt reads of functions, read once: it asks 600 of them for their arguments anew for each app, of a test each.

That was a sixth of the time of all scenarios. The answer is that of the code, so it is the same for the same code.
"""

import inspect
from collections.abc import Callable
from types import CodeType
from typing import Any

from slack_bolt.util import utils

_READ: dict[CodeType, inspect.FullArgSpec] = {}


class Signatures:
    """`inspect` as far as Bolt uses it."""

    iscoroutinefunction = staticmethod(inspect.iscoroutinefunction)

    @staticmethod
    def unwrap(func: Callable[..., Any]) -> Callable[..., Any]:
        """What is behind its decorators; `inspect` looks for a limit and a circle first, also where there are none."""
        return inspect.unwrap(func) if hasattr(func, "__wrapped__") else func

    @staticmethod
    def getfullargspec(func: Callable[..., Any]) -> inspect.FullArgSpec:
        """The arguments of a function."""
        code: CodeType | None = getattr(func, "__code__", None)
        if code is None:
            return inspect.getfullargspec(func)
        if code not in _READ:
            _READ[code] = inspect.getfullargspec(func)
        return _READ[code]


def read_once() -> None:
    """From now on, in this process."""
    vars(utils)["inspect"] = Signatures
