"""The listeners of Rapport's features, made once: Bolt would make three hundred anew for each app, of a test each.

That was half of the time in which a bot starts, and a sixth of all scenarios. A feature's listeners know nothing of
the app they are in (what they need comes with the request), so those of the first app serve each that follows.
"""

from collections.abc import Sequence
from typing import Protocol

from slack_bolt import App

import handlers


class Feature(Protocol):
    """A module of `handlers`, as far as it is registered."""

    def register(self, app: App) -> None: ...


class RegisteredOnce:
    """All features as one: registered as the program does it the first time."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self._features = features
        self._listeners: list[object] = []

    def register(self, app: App) -> None:
        """Give the app its listeners; what only takes its place is asked to make them."""
        listeners: list[object] = vars(app).get("_listeners", [])
        if self._listeners and isinstance(app, App):
            listeners.extend(self._listeners)
            return
        before = len(listeners)
        for feature in self._features:
            feature.register(app)
        self._listeners = self._listeners or listeners[before:]


def register_once() -> None:
    """From now on, in this process."""
    vars(handlers)["FEATURES"] = (RegisteredOnce(handlers.FEATURES),)
