"""The stand-in as a whole, without its server: what everybody else is given."""

from datetime import datetime
from typing import Protocol

from bot.domain.clock import Clock
from bot.sandbox.acting.people import People
from bot.sandbox.wire.deliveries import Deliveries
from bot.sandbox.wire.faults import Faults
from bot.sandbox.wire.sent_lines import SentLines
from bot.sandbox.wire.socket_mode import Sockets
from bot.sandbox.wire.traffic import Traffic
from bot.sandbox.wire.transports import Transport
from bot.sandbox.world.changes import Change, Changes
from bot.sandbox.world.workspace import Workspace


class BotHandle(Protocol):
    """The bot, where it runs in the same process."""

    def tick(self, now: datetime) -> None:
        """Run every job that is due at this instant."""

    def idle(self) -> bool:
        """Nothing is queued or on its way to Slack."""


class Sandbox:
    """`workspace`: what there is. `people`: what a person can do. `bot`: set it where the bot is in this process."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.changes = Changes()
        self.workspace = Workspace(clock, self.changes)
        self.traffic = Traffic(clock)
        self.faults = Faults()
        self.sockets = Sockets()
        self.deliveries = Deliveries(self.workspace, self.traffic, self.sockets)
        self.people = People(self.workspace, self.deliveries)
        self.sent_lines = SentLines()
        self.bot: BotHandle | None = None

    @property
    def transport(self) -> Transport:
        """How envelopes reach the bot; at first over the connected sockets."""
        return self.deliveries.transport

    @transport.setter
    def transport(self, transport: Transport) -> None:
        self.deliveries.transport = transport

    def reset(self) -> None:
        """Back to the seed: staff and channels, no messages, no faults, an empty log. Transports stay."""
        self.deliveries.forget()
        self.faults.clear()
        self.people.forget()
        self.sent_lines.forget()
        self.workspace.seed()
        self.traffic.clear()
        self.changes.tell(Change("message"))
