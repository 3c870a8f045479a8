"""The real sender, database and Web API client against the sandbox; only the clock is made up."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.domain.errors import NotFoundError
from bot.domain.gate import Audience
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM, OutboxRow, Priority
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.staff import BOT_TOKEN, BOT_USER
from bot.sandbox.world.state import Channel
from bot.slack.delivery import posting_client
from bot.views.message import Block, Message
from jobs.sending.pacing import Pacing
from jobs.sending.sender import Sender
from storage import alarms, ledger, outbox
from storage.database import UnitOfWork
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import Ownership, own
from tests import engines
from tests.fake_clock import FakeClock

CHANNELS = {FEEDBACK: "C0FEEDBACK", TEAM: "C0TEAM", LEAD: "D0CARA"}


def the_team(_recipient: str, _channel: str) -> Audience:
    """Everywhere only the team reads."""
    return Audience()


BROKEN = "what a customer said"
"""Said by a message whose rendering fails."""


def crowd(sandbox: Sandbox, count: int) -> list[str]:
    """So many direct messages, to write many reminders to."""
    ids = [f"D0X{number}" for number in range(count)]
    for each in ids:
        sandbox.workspace.channels[each] = Channel(each, each, [BOT_USER], is_im=True, user=each)
    return ids


@dataclass
class Rig:
    """`says` is what a row's message says now, by its subject; not there: nothing to say any more.

    `shows` is what blocks it has, by its subject.
    """

    path: Path
    sandbox: Sandbox
    clock: FakeClock
    base_url: str
    says: dict[str, str] = field(default_factory=dict)
    shows: dict[str, list[Block]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.database = engines.database_of("T0HARBOUR", self.path.parent)
        self.ownership = self._owned()
        self.client = posting_client(BOT_TOKEN, f"{self.base_url}/api/")
        for channel in ("C0FEEDBACK", "C0TEAM"):
            self.sandbox.workspace.channels[channel].members.append(BOT_USER)
        self.sandbox.workspace.im("U0CARA")
        self.sender = self.new_sender()

    def _owned(self) -> Ownership:
        if isinstance(self.database, SqliteDatabase):
            return own(self.path)
        return engines.lease_of(self.database)

    def stop(self) -> None:
        self.ownership.release()
        self.database.close()

    def new_sender(self, client: WebClient | None = None, pacing: Pacing | None = None) -> Sender:
        """As after a restart."""
        return Sender(
            self.database,
            self.ownership,
            self.clock,
            client or self.client,
            self.render,
            self.address,
            the_team,
            pacing=pacing,
        )

    def render(self, uow: UnitOfWork, row: OutboxRow) -> Message | None:
        if row.kind == "undelivered":
            return Message(f"undelivered {row.subject}")
        if alarm := alarms.told_by(uow, row.edits or row.id):
            return Message(f"alarm {row.subject}{', mended' if alarm.cleared_at else ''}")
        text = self.says.get(row.subject)
        if text == BROKEN:
            raise KeyError(text)
        return Message(text, self.shows.get(row.subject, [])) if text else None

    def address(self, recipient: str) -> str:
        if recipient == "nobody":
            raise NotFoundError("There is no such person. Choose another owner.")
        return CHANNELS.get(recipient, recipient)

    def put(self, subject: str, recipient: str = FEEDBACK, **more: Any) -> int:  # noqa: ANN401  # as outbox.put takes them
        """Have `subject` told: its message says its own name until `says` says otherwise."""
        self.says.setdefault(subject, subject)
        arguments = {"kind": MessageKind.ALERT, "priority": Priority.ALERT, "now": self.clock.now(), **more}
        with self.database.unit_of_work() as uow:
            return outbox.put(uow, subject=subject, recipient=recipient, **arguments)

    def remind(self, subject: str, recipient: str, not_after: datetime | None = None) -> int:
        """A digest with one reminder in it."""
        row_id = self.put(subject, recipient, kind=MessageKind.DIGEST, priority=Priority.DIGEST, not_after=not_after)
        now = self.clock.now()
        with self.database.unit_of_work() as uow:
            remind = partial(ledger.queue, kind="follow-up", subject=subject, recipient=recipient)
            remind(uow, local_date=now.date(), outbox_id=row_id, now=now)
        return row_id

    def change(self, row_id: int, subject: str, text: str) -> None:
        """The fact behind a message changes."""
        self.says[subject] = text
        with self.database.unit_of_work() as uow:
            outbox.refresh(uow, row_id, self.clock.now())

    def row(self, row_id: int) -> OutboxRow:
        with self.database.reading() as uow:
            found = outbox.get(uow, row_id)
        assert found
        return found

    def texts(self, channel: str = "C0FEEDBACK") -> list[str]:
        """What stands in a channel."""
        found = self.sandbox.workspace.channels[channel].messages
        return [found[ts].body["text"] for ts in sorted(found)]

    def drain(self, minutes: float = 5) -> None:
        self.sender.drain(timedelta(minutes=minutes))

    def calls(self, method: str) -> list[dict[str, Any]]:
        """The Web API calls of a method, as the sandbox saw them."""
        return self.sandbox.traffic.entries(kind="api", name=method)
