"""How fast Slack may be called: per method and per channel, with a little room for bursts.

Figures: https://docs.slack.dev/apis/web-api/rate-limits. chat.postMessage takes one a second per channel and several
hundred a minute per workspace; tier 3 is 50 a minute.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.clock import Clock


@dataclass(frozen=True)
class Rate:
    """One call every `seconds` in the long run, `burst` of them at once after a rest."""

    seconds: float
    burst: int = 1


METHODS = {
    "chat.postMessage": Rate(0.2, 5),
    "chat.update": Rate(1.2, 10),
    "conversations.history": Rate(1.2, 10),
}
CHANNEL = Rate(1.0)

OF_MANY = {**METHODS, "conversations.history": Rate(60.0)}
"""Of an app that others install, outside Slack's Marketplace: its channels are read once a minute, 15 messages at a
time. https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps"""


@dataclass
class Pacing:
    """Keeps to the rates. Slack's own "not before" comes on top.

    `methods` and `channel` are the rates to keep to. Made for the one thread that calls Slack.
    """

    clock: Clock
    methods: Mapping[str, Rate] = field(default_factory=lambda: METHODS)
    channel: Rate = CHANNEL
    _free_at: dict[str, float] = field(default_factory=dict)
    _closed_until: dict[str, float] = field(default_factory=dict)

    def open_methods(self) -> list[str]:
        """The methods that may be called now."""
        return [method for method in self.methods if self.method_wait(method) <= 0]

    def method_wait(self, method: str) -> float:
        """Seconds until this method may be called."""
        closed = self._closed_until.get(method, 0.0) - self.clock.monotonic()
        return max(closed, self._wait(method, self.methods[method]))

    def channel_wait(self, channel: str) -> float:
        """Seconds until something may be posted in this channel."""
        return self._wait(channel, self.channel)

    def called(self, method: str, channel: str) -> None:
        """Note a call that was made."""
        self._take(method, self.methods[method])
        if method != "conversations.history":
            self._take(channel, self.channel)

    def close(self, method: str, seconds: float) -> None:
        """Slack said: not for so many seconds."""
        self._closed_until[method] = self.clock.monotonic() + seconds

    def _wait(self, key: str, rate: Rate) -> float:
        """Seconds until `key` has room: how far ahead of its rate it is, less the burst it is allowed."""
        ahead = self._free_at.get(key, 0.0) - self.clock.monotonic()
        return max(0.0, ahead - (rate.burst - 1) * rate.seconds)

    def _take(self, key: str, rate: Rate) -> None:
        now = self.clock.monotonic()
        self._free_at[key] = max(self._free_at.get(key, 0.0), now) + rate.seconds
