"""Short-lived rights that Slack hands out with a payload: trigger ids and response URLs."""

import secrets
from dataclasses import dataclass

from bot.domain.clock import Clock
from bot.sandbox.errors import SlackError

TRIGGER_S = 3  # https://docs.slack.dev/interactivity: "a trigger_id expires in 3 seconds", one use
RESPONSE_S = 30 * 60  # https://docs.slack.dev/interactivity/handling-user-interaction: 5 uses within 30 minutes
RESPONSE_USES = 5


@dataclass(slots=True)
class Response:
    """Where a response URL leads: a channel, the person it is shown to, the message it may replace."""

    channel: str
    user: str
    ts: str | None
    until: float
    uses: int = RESPONSE_USES


class Tickets:
    """Those handed out and not yet used up."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._triggers: dict[str, tuple[str, float]] = {}
        self._exchanged: set[str] = set()
        self._responses: dict[str, Response] = {}
        self._connections: set[str] = set()

    def connection(self) -> str:
        """A new right to open one Socket Mode connection."""
        ticket = secrets.token_hex(16)
        self._connections.add(ticket)
        return ticket

    def connect(self, ticket: str) -> bool:
        """Use the right; whether it was one."""
        there = ticket in self._connections
        self._connections.discard(ticket)
        return there

    def trigger(self, user: str) -> str:
        """A new trigger id for what this person just did."""
        ticket = f"{secrets.randbits(40)}.{secrets.randbits(30)}.{secrets.token_hex(16)}"
        self._triggers[ticket] = (user, self._clock.monotonic() + TRIGGER_S)
        return ticket

    def exchange(self, ticket: str) -> str:
        """Whose trigger id that is.

        Raises SlackError `expired_trigger_id`, `exchanged_trigger_id`, `invalid_trigger_id`.
        """
        if ticket not in self._triggers:
            raise SlackError("invalid_trigger_id")
        user, until = self._triggers[ticket]
        if self._clock.monotonic() > until:
            raise SlackError("expired_trigger_id")
        if ticket in self._exchanged:
            raise SlackError("exchanged_trigger_id")
        self._exchanged.add(ticket)
        return user

    def response(self, channel: str, user: str, ts: str | None = None) -> str:
        """The token of a new response URL."""
        token = secrets.token_urlsafe(18)
        self._responses[token] = Response(channel, user, ts, self._clock.monotonic() + RESPONSE_S)
        return token

    def has_response(self, token: str) -> bool:
        """Whether that response URL was given out here."""
        return token in self._responses

    def replies_with(self, token: str, ts: str) -> None:
        """What this response URL may replace from now on."""
        if token in self._responses:
            self._responses[token].ts = ts

    def respond(self, token: str) -> Response:
        """Use a response URL once. Raises SlackError `expired_url`, `used_url`, `invalid_url`."""
        found = self._responses.get(token)
        if found is None:
            raise SlackError("invalid_url")
        if self._clock.monotonic() > found.until:
            raise SlackError("expired_url")
        if found.uses == 0:
            raise SlackError("used_url")
        found.uses -= 1
        return found
