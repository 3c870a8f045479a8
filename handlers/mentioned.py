"""The people and channels that a message mentions, by their names: Slack sends only their ids with it."""

from contextlib import suppress

from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.reading.slack_text import unescape

MOST = 10
"""So many names are asked for; each is a call to Slack."""


class Mentioned:
    """Those of one message. What is known is named at once; `ask` asks Slack for the others."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._missing: dict[str, None] = {}

    def plain(self, text: str) -> str:
        """The text in plain words, with "somebody" and "channel" where a name is not known (yet)."""
        self._missing.clear()
        return unescape(text, self._name)

    def name(self, person: str) -> str:
        """What somebody in Slack is called, where that is known."""
        return self._deps.directory.known_name(person) or ""

    def ask(self) -> bool:
        """Ask Slack for the names that were missing, while the request's deadline lasts. False: it told none."""
        told = 0
        for one in list(self._missing)[:MOST]:
            with suppress(SlackClientError, OSError):  # also the deadline; what is not told stays without a name
                (self._deps.directory if _is_person(one) else self._deps.channels).ask_name(one)
                told += 1
        return told > 0

    def _name(self, one: str) -> str:
        source = self._deps.directory if _is_person(one) else self._deps.channels
        name = source.known_name(one)
        if name is None:
            self._missing[one] = None
        return name or ("somebody" if _is_person(one) else "channel")


def _is_person(one: str) -> bool:
    return one.startswith(("U", "W"))
