"""Rapport as `python -m bot`, with a defect made on purpose, for controls. Run as a program; not a test.

    python spoiled_bot.py DEFECT ARGUMENTS…

DEFECT: "leaking" keeps four copies of every payload for ever; "failing" raises at each click; "checkpointing" folds
the write-ahead log back although Litestream reads it.
"""

import copy
import sys
from collections.abc import Callable
from typing import Any

from slack_bolt import BoltResponse

from bot.cli import main
from bot.slack.guard import Payload
from bot.slack.punctual import PunctualApp
from storage.connections import Connections

kept: list[Payload] = []
answer = PunctualApp.answer


def leaking(self: PunctualApp, payload: Payload) -> BoltResponse:
    kept.extend(copy.deepcopy(payload) for _ in range(4))
    return answer(self, payload)


def failing(self: PunctualApp, payload: Payload) -> BoltResponse:
    if not kept:
        kept.append({})
        self.use(fails)
    return answer(self, payload)


def fails(body: dict[str, Any], next: Callable[[], None]) -> None:  # noqa: A002  # Bolt goes by the name
    if body.get("type") == "block_actions":
        raise KeyError
    next()


def checkpointing(self: Connections) -> bool:  # noqa: ARG001  # in the place of a method
    return False


if __name__ == "__main__":
    defect = sys.argv.pop(1)
    if defect == "checkpointing":
        Connections.is_copied = checkpointing  # type: ignore[method-assign]  # the defect
    else:
        PunctualApp.answer = {"leaking": leaking, "failing": failing}[defect]  # type: ignore[method-assign]  # the defect
    main()
