"""What a job is. Most minutes have nothing to do, so it first looks, in a session that all jobs share."""

from collections.abc import Callable

from bot.deps import Deps
from bot.use_cases.session import Session

Act = Callable[[], object]

Job = Callable[[Deps, Session], Act | None]
"""Looks whether there is something to do, with few statements, and gives what does it; None: there is nothing.

The session only reads, and is over before the act begins: that makes sessions of its own, and may ask Slack.
"""
