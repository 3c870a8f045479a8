"""Takes one message of the outbox to Slack at a time.

Each message is marked as being sent, and that committed, before Slack is called; what became of it is committed after.
So a crash at any point leaves at most one message in doubt, and that one is read back before it is sent again.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient

from bot.domain.clock import Clock
from bot.domain.errors import RapportError, StorageError
from bot.domain.outbox import OutboxRow
from bot.slack.delivery import NotSent, Outcome, Search, Unknown, classify, deliver, look_up
from bot.slack.errors import MALFORMED, SCOPE
from bot.slack.plainer import plainer
from bot.views.message import Message
from jobs import undelivered
from jobs.line import Line
from jobs.outcomes import QUIET, record, record_astray, record_read_back
from jobs.pacing import Pacing
from storage import outbox
from storage.database import Database, UnitOfWork

_log = logging.getLogger(__name__)

Render = Callable[[UnitOfWork, OutboxRow], Message | None]
"""What a row says now; None: there is nothing to say any more."""

Address = Callable[[str], str]
"""The channel id of a recipient. Raises RapportError when there is none; may raise what Slack's client raises."""

Refused = Callable[[str, str, str], bool]
"""(recipient, channel, Slack's error code) -> whether what is for this recipient goes elsewhere from now on."""

SKEW = timedelta(days=1)
"""How far back a channel is read: the server's clock may be off, by hours where its zone is wrong."""

READ_BACK = "conversations.history"

SCOPE_PAUSE_S = 300.0
"""How often somebody is looked for whom the app lacks the permission to write to: until an admin gives it."""


@dataclass(frozen=True)
class Place:
    """Where a message goes: `ts` of the one to edit, `thread_ts` of the one to reply to."""

    channel: str
    ts: str | None = None
    thread_ts: str | None = None


@dataclass
class Courier:
    """Works in one thread at a time. `render` is called inside a unit of work that only reads."""

    database: Database
    clock: Clock
    client: WebClient
    render: Render
    address: Address
    pacing: Pacing
    line: Line
    refused: Refused = lambda _recipient, _channel, _code: False
    _searches: dict[int, Search] = field(default_factory=dict)
    _unsettled: Callable[[UnitOfWork], None] | None = None
    _recovered: bool = False

    def take_one(self) -> float | None:
        """Send or read back one message. Seconds until there may be more to do; None: nothing waits.

        Raises StorageError when the database cannot be used; nothing is forgotten by it.
        """
        self._catch_up()
        if (closed := self.line.wait()) > 0:
            return closed
        waits = [wait for method in self.pacing.methods if (wait := self.pacing.method_wait(method)) > 0]
        busy: list[str] = []
        while (row := self._next(busy)) is not None:
            place = self._place(row)
            if place is None:
                return 0.0
            wait = 0.0 if row.state == "unknown" else self.pacing.channel_wait(place.channel)
            if wait <= 0:
                (self._read_back if row.state == "unknown" else self._send)(row, place)
                return 0.0
            waits.append(wait)
            busy.append(row.recipient)
        return self._soonest(waits)

    def is_idle(self) -> bool:
        """Whether nothing is due and nothing on its way."""
        with self.database.reading() as uow:
            now = self.clock.now()
            return not outbox.next_due(uow, now, methods=self.pacing.methods) and not outbox.backlog(uow, now).sending

    def _catch_up(self) -> None:
        """What a crash, or a database that could not be written, has left unsettled."""
        if not self._recovered:
            with self.database.unit_of_work() as uow:
                doubtful = outbox.recover(uow, self.clock.now(), QUIET)
            self._recovered = True
            if doubtful:
                _log.warning("Interrupted while sending: %d message(s) will be looked up in Slack", doubtful)
        if self._unsettled is not None:
            self._commit(self._unsettled)

    def _commit(self, work: Callable[[UnitOfWork], None]) -> None:
        """Store what became of a message; kept for the next turn when the database cannot take it now."""
        self._unsettled = work
        with self.database.unit_of_work() as uow:
            work(uow)
        self._unsettled = None

    def _next(self, busy: list[str]) -> OutboxRow | None:
        with self.database.reading() as uow:
            return outbox.next_due(uow, self.clock.now(), methods=self.pacing.open_methods(), busy=busy)

    def _soonest(self, waits: list[float]) -> float | None:
        with self.database.reading() as uow:
            moment = outbox.next_moment(uow, self.clock.now())
        if moment is not None:
            waits.append(max(0.001, (moment - self.clock.now()).total_seconds()))
        return min(waits, default=None)

    def _place(self, row: OutboxRow) -> Place | None:
        """Where a row goes. None: that cannot be told, which is noted."""
        known = self._known_place(row)
        if known is not None:
            return known
        now = self.clock.now()
        try:
            return Place(self.address(row.recipient))
        except StorageError:
            raise
        except RapportError as error:
            reason = error.sentence
            self._commit(lambda uow: undelivered.fail(uow, row, reason, now))
        except Exception as error:  # noqa: BLE001  # whatever the directory meets, the other messages must go on
            outcome = self._unaddressed(classify(error))
            self._commit(lambda uow: record(uow, row, outcome, now))
        return None

    def _unaddressed(self, outcome: NotSent | Unknown) -> NotSent:
        """A call that only asks where to post has sent nothing; lacking a scope for it is this recipient's trouble."""
        if isinstance(outcome, NotSent) and outcome.error in SCOPE:
            return NotSent(outcome.error, retry_after_s=SCOPE_PAUSE_S)
        if isinstance(outcome, NotSent) and not outcome.line and outcome.retry_after_s is None:
            return outcome
        outcome = NotSent(outcome.error, getattr(outcome, "retry_after_s", None), line=True)
        self.line.failed(outcome)
        return outcome

    def _known_place(self, row: OutboxRow) -> Place | None:
        with self.database.reading() as uow:
            edited = outbox.get(uow, row.edits) if row.edits else None
            parent = outbox.get(uow, row.thread_of) if row.thread_of else None
        if edited and edited.channel:
            return Place(edited.channel, ts=edited.ts)
        if parent and parent.state == "sent" and parent.channel:
            return Place(parent.channel, thread_ts=parent.ts)
        return Place(row.channel) if row.state == "unknown" and row.channel else None

    def _send(self, row: OutboxRow, place: Place) -> None:
        now = self.clock.now()
        if row.not_after is not None and row.not_after < now:
            self._commit(lambda uow: undelivered.skip(uow, row, "too late to be of use", now))
            return
        with self.database.unit_of_work() as uow:
            if not outbox.start(uow, row, place.channel, now):
                return
        message = self._words(row)
        if message is not None:
            outcome = self._call(row, place, message)
            is_astray = (
                isinstance(outcome, NotSent)
                and outcome.final
                and self.refused(row.recipient, place.channel, outcome.error)
            )
            store = record_astray if is_astray else record
            self._commit(lambda uow: store(uow, row, outcome, self.clock.now()))

    def _words(self, row: OutboxRow) -> Message | None:
        """The message of a row that was marked as being sent. None: there is none, which is noted."""
        now = self.clock.now()
        try:
            with self.database.reading() as uow:
                message = self.render(uow, row)
        except StorageError as error:
            sentence = error.sentence
            self._commit(lambda uow: outbox.send_again(uow, row, sentence, now + QUIET))
        except Exception as error:  # noqa: BLE001  # one message that cannot be rendered must not stop the others
            defect = f"Rapport could not put it into words ({_where(error)}). This is a defect of Rapport."
            _log.error("Message %d (%s): %s", row.id, row.kind, defect)  # no traceback: it may quote a customer
            self._commit(lambda uow: undelivered.fail(uow, row, defect, now))
        else:
            if message is None:
                self._commit(lambda uow: undelivered.skip(uow, row, "nothing to say any more", now))
            return message
        return None

    def _call(self, row: OutboxRow, place: Place, message: Message) -> Outcome:
        method = "chat.postMessage" if place.ts is None else "chat.update"
        arguments: dict[str, Any] = {"channel": place.channel, **message.payload()}
        if place.ts is not None:
            arguments["ts"] = place.ts
        else:
            payload = {"key": row.key}
            arguments |= {"thread_ts": place.thread_ts, "unfurl_links": False, "unfurl_media": False}
            arguments["metadata"] = {"event_type": "rapport_message", "event_payload": payload}
        outcome = self._deliver(method, arguments)
        for form in plainer(message.payload()):
            if not (isinstance(outcome, NotSent) and outcome.error in MALFORMED):
                break
            _log.error("Slack refused the form of message %d (%s, %s)", row.id, row.kind, outcome.error)
            outcome = self._deliver(method, arguments | form)
        return outcome

    def _deliver(self, method: str, arguments: dict[str, Any]) -> Outcome:
        outcome = deliver(self.client, method, **arguments)
        # Noted after the answer: counted from before the call, two could arrive closer together than they left.
        self.pacing.called(method, arguments["channel"])
        self._watch_line(method, outcome)
        return outcome

    def _read_back(self, row: OutboxRow, place: Place) -> None:
        """Read one page; the next turn goes on from there, also when Slack allows it only after a while."""
        oldest = (row.started_at or row.created_at) - SKEW
        search = self._searches.pop(row.id, None) or Search(place.channel, row.key, oldest, place.thread_ts)
        outcome: Outcome | Search | None
        try:
            outcome = look_up(self.client, search)
        except Exception as error:  # noqa: BLE001  # unread is unread, whatever the reason
            outcome = classify(error)
        self.pacing.called(READ_BACK, place.channel)
        # A channel that cannot be read does not close the line: others may be waiting for an alert.
        if isinstance(outcome, NotSent) and outcome.retry_after_s is not None:
            self.pacing.close(READ_BACK, outcome.retry_after_s)
            self._searches[row.id] = search
        if isinstance(outcome, Search):
            self._searches[row.id] = outcome
            return
        settled = outcome
        self._commit(lambda uow: record_read_back(uow, row, settled, self.clock.now()))

    def _watch_line(self, method: str, outcome: Outcome) -> None:
        if isinstance(outcome, Unknown) or (isinstance(outcome, NotSent) and outcome.line):
            self.line.failed(outcome)
            return
        self.line.worked()
        if isinstance(outcome, NotSent) and outcome.retry_after_s is not None:
            self.pacing.close(method, outcome.retry_after_s)


def _where(error: Exception) -> str:
    """The kind of a defect and its place in the code, without its words: they may quote a customer."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {frame.name}:{frame.lineno}"
