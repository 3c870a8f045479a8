"""Channels in which something has changed, and of which Slack has not said what."""

from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.domain.settings import WorkspaceSettings
from bot.slack.channel_looks import ChannelLooks
from bot.slack.channels import PATIENCE, Channels
from tests.fake_clock import FakeClock


class Kept:
    """No channel is in use."""

    def channel(self, _use: str) -> None:
        return None


class BusyClock(FakeClock):
    """Whenever somebody asks it, an event of another channel comes in, as from another thread."""

    channels: Channels | None = None
    number = 0

    def now(self) -> datetime:
        if self.channels and self.number < 3:
            self.number += 1
            self.channels.doubt(f"C{self.number}")
        return super().now()


def doubting(clock: FakeClock) -> Channels:
    looks = ChannelLooks(WebClient(), clock, "T1", lambda _members: ())
    return Channels(WebClient(), looks, Kept(), clock, WorkspaceSettings, lambda _channel: None)


def test_what_changes_while_it_is_counted_who_is_waited_for_is_waited_for_too() -> None:
    clock = BusyClock()
    channels = doubting(clock)
    channels.doubt("C0")
    clock.advance((PATIENCE + timedelta(minutes=1)).total_seconds())
    clock.channels = channels

    assert channels.long_doubted() == ["C0"]
    channels.give_up("C0")
    assert sorted(channels.doubted()) == ["C1", "C2", "C3"]
