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
from bot.sandbox.world.letters import Letters
from bot.sandbox.world.staff import HARBOUR, Team
from bot.sandbox.world.workspace import Workspace


class BotHandle(Protocol):
    """The bot, where it runs in the same process."""

    def tick(self) -> bool:
        """Run every job that is due now. Whether there was something to do, and so may be more in the next minute."""

    def next_due(self) -> datetime:
        """When something is due next, while nobody does anything."""

    def idle(self) -> bool:
        """Nothing is queued or on its way to Slack."""


class Sandbox:
    """`workspace`: what there is. `people`: what a person can do. `bot`: set it where the bot is in this process.

    `worlds`: the stand-ins of all workspaces that one server answers for, of which the first is this one.
    """

    def __init__(self, clock: Clock, team: Team = HARBOUR, beside: "Sandbox | None" = None) -> None:
        self.clock = clock
        self.changes = Changes()
        self.workspace: Workspace = Workspace(clock, self.changes, team, beside.workspace.grants if beside else None)
        self.traffic: Traffic = beside.traffic if beside else Traffic(clock)
        self.faults: Faults = beside.faults if beside else Faults()
        self.worlds = [self]
        self.sockets = Sockets()
        self.deliveries = Deliveries(self.workspace, self.traffic, self.sockets)
        self.people = People(self.workspace, self.deliveries)
        self.sent_lines = SentLines()
        self.letters = Letters()
        self.bot: BotHandle | None = None

    @property
    def transport(self) -> Transport:
        """How envelopes reach the bot; at first over the connected sockets."""
        return self.deliveries.transport

    @transport.setter
    def transport(self, transport: Transport) -> None:
        self.deliveries.transport = transport

    def add(self, team: Team) -> "Sandbox":
        """A further workspace, with the same staff and channels."""
        other = Sandbox(self.clock, team, beside=self)
        other.workspace.base_url = self.workspace.base_url
        other.transport = self.transport
        self.worlds.append(other)
        return other

    def world(self, team_id: str) -> "Sandbox":
        """The workspace of that id. Raises KeyError."""
        return {one.workspace.team.id: one for one in self.worlds}[team_id]

    def of_token(self, value: str, team_id: str = "") -> "Sandbox":
        """Whose token it is; one of a whole organisation's says in each call which workspace it is about."""
        token = self.workspace.grants.token(value)
        if token is None:
            return self
        if token.grant.is_for_all and team_id in {one.workspace.team.id for one in self.worlds}:
            return self.world(team_id)
        return self.world(token.grant.team.id)

    def of_response(self, ticket: str) -> "Sandbox":
        """In which workspace a response URL was given out."""
        return next((one for one in self.worlds if one.workspace.tickets.has_response(ticket)), self)

    def reset(self) -> None:
        """Back to the seed: one workspace, its staff, nothing said, no faults, an empty log. Transports stay."""
        self.worlds = [self]
        self.workspace.grants.clear()
        self.deliveries.forget()
        self.faults.clear()
        self.people.forget()
        self.sent_lines.forget()
        self.letters.clear()
        self.workspace.seed()
        self.traffic.clear()
        self.changes.tell(Change("message"))
