"""What can happen to a team: who there is, what Slack does to people and channels, and how a process dies."""

import logging
import re
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient

from bot.sandbox.wire.faults import Fault
from bot.sandbox.world.staff import BOT_TOKEN
from bot.sandbox.world.state import Json
from bot.slack.delivery import silent_logger
from tests.team import ANA, BEN, CARA, DEV, ELI, FEEDBACK, FEI, GUEST, STRANGER, TEAM_CHANNEL

INSIDERS = (ANA, BEN, CARA, DEV, ELI, FEI)
EVERYBODY = (*INSIDERS, GUEST, STRANGER)
PLACES = (FEEDBACK, TEAM_CHANNEL)

CUSTOMERS = ("Dana Reyes", "Kofi Lindgren", "Mara Vogel")
NEARLY = ("Dana Rayes", "Kofi", "mara vogl", "Reyes", "Nobody Atall")
"""What somebody types who means a customer, or nobody there is. Never an exact name."""

ORDER = re.compile(r"order (\d{4,})")
"""In every text that is typed here: by it a text is found again wherever it goes."""

REPEATED = {
    "slash_commands": timedelta(hours=23),
    "interactive": timedelta(hours=23),
    "events_api": timedelta(minutes=6),
}
"""How old a request may be that comes once more: keys are kept for a day, Slack repeats events for 6 minutes."""

KINDS: dict[str, Json] = {
    "leaves": {"deleted": True},
    "becomes a guest": {"is_restricted": True},
    "becomes a guest of one channel": {"is_restricted": True, "is_ultra_restricted": True},
    "becomes a stranger": {"is_stranger": True},
    "moves": {"tz": "Pacific/Auckland"},
    "is back": {"deleted": False, "is_restricted": False, "is_ultra_restricted": False, "is_stranger": False},
}
"""What becomes of a person, in Slack's own flags."""

CHANNEL_KINDS: dict[str, Json] = {
    "archived": {"is_archived": True},
    "renamed": {"name": "was-renamed"},
    "shared": {"is_ext_shared": True},
    "well again": {"is_archived": False, "is_ext_shared": False},
}

TROUBLES = {
    "drops the answer": Fault("chat.*", drop="after"),
    "drops the call": Fault("chat.*", drop="before"),
    "limits the rate": Fault("chat.*", retry_after="20"),
    "fails": Fault("chat.*", error="internal_error"),
    "gives a page": Fault("chat.*", status=503),
    "does not open direct messages": Fault("conversations.open", error="fatal_error"),
    "does not say who people are": Fault("users.info", error="fatal_error", times=2),
}


class KilledError(BaseException):
    """The process is gone: nothing after this line runs, as after kill -9."""


class DyingClient(WebClient):
    """Calls Slack until its last call: then it dies, before Slack has that call or after."""

    def __init__(self, base_url: str, calls: int, when: str) -> None:
        super().__init__(BOT_TOKEN, base_url=base_url, retry_handlers=[], logger=silent_logger())
        self.calls, self.when = calls, when

    def api_call(self, api_method: str, **arguments: Any) -> Any:  # noqa: ANN401  # as the client has it
        self.calls -= api_method.startswith("chat.")
        if self.calls < 0 and self.when == "before":
            raise KilledError
        answer = super().api_call(api_method, **arguments)
        if self.calls < 0:
            raise KilledError
        return answer


class Errors(logging.Handler):
    """What Rapport logs as its own defects."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


MEANT = {"resolution", "assignee", "until", "reason"}
"""The fields that are filled in; others stay as the form opens."""
