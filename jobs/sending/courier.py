"""Takes one message of the outbox to Slack at a time.

Each message is marked as being sent, and that committed, before Slack is called; what became of it is committed after.
So a crash at any point leaves at most one message in doubt, and that one is read back before it is sent again.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain import gate
from bot.domain.clock import Clock
from bot.domain.errors import RapportError, StorageError, without_text
from bot.domain.gate import Audience
from bot.domain.message_kinds import OF_THE_TEAM
from bot.domain.outbox import OutboxRow, thread_in
from bot.slack.codes import SCOPE
from bot.slack.delivery import NotSent, Search, Unknown, classify
from bot.views.message import Message
from bot.views.withheld import withheld
from jobs.sending import admission, dead_letters
from jobs.sending.calls import Calls, Place
from jobs.sending.outcomes import READ_BACK_AFTER, record, record_astray, record_read_back
from storage import outbox
from storage.database import Database, UnitOfWork

_log = logging.getLogger(__name__)

Render = Callable[[UnitOfWork, OutboxRow], Message | None]
"""What a row says now; None: there is nothing to say any more."""

Address = Callable[[str], str]
"""The channel id of a recipient. Raises RapportError when there is none; may raise what Slack's client raises."""

WhoReads = Callable[[str, str], Audience]
"""(recipient, channel) -> who reads it there now. May raise what Slack's client raises: then nobody knows."""

Refused = Callable[[str, str, str], bool]
"""(recipient, channel, Slack's error code) -> whether what is for this recipient goes elsewhere from now on."""

SCOPE_PAUSE_S = 300.0
"""How often somebody is looked for whom the app lacks the permission to write to: until an admin gives it."""

UNSEEN_PAUSE_S = 30.0
"""How often it is asked who reads a place of which Slack says something that nobody understands."""


@dataclass
class Courier:
    """Works in one thread at a time. `render` is called inside a unit of work that only reads.

    `term` says which time of owning the workspace this is (storage/ownership.py).
    """

    database: Database
    term: Callable[[], str]
    clock: Clock
    calls: Calls
    render: Render
    address: Address
    who_reads: WhoReads
    refused: Refused = lambda _recipient, _channel, _code: False
    _unsettled: tuple[str, Callable[[UnitOfWork], None]] | None = None
    _settled_in: str = ""

    def take_one(self) -> float | None:
        """Send or read back one message. Seconds until there may be more to do; None: nothing waits, or not for us.

        Raises StorageError when the database cannot be used; nothing is forgotten by it.
        """
        if not self.term():
            return None
        try:
            self._catch_up()
            return self._take_one()
        except StorageError:
            self._settled_in = ""  # it may have taken what it could not confirm: see what is being sent
            raise

    def _take_one(self) -> float | None:
        if (closed := self.calls.connection.wait()) > 0:
            return closed
        waits = [wait for method in self.calls.pacing.methods if (wait := self.calls.pacing.method_wait(method)) > 0]
        busy: list[str] = []
        while (row := self._next(busy)) is not None:
            place = self._place(row)
            if place is None:
                return 0.0
            wait = 0.0 if row.state == "unknown" else self.calls.pacing.channel_wait(place.channel)
            if wait <= 0:
                (self._read_back if row.state == "unknown" else self._admit)(row, place)
                return 0.0
            waits.append(wait)
            busy.append(row.recipient)
        return self._soonest(waits)

    def is_idle(self) -> bool:
        """Whether nothing is due and nothing on its way."""
        with self.database.reading() as uow:
            now = self.clock.now()
            return (
                not outbox.next_due(uow, now, methods=self.calls.pacing.methods)
                and not outbox.backlog(uow, now).sending
            )

    def _catch_up(self) -> None:
        """What a crash, a former owner, or a database that could not be written, has left unsettled."""
        term = self.term()
        if self._unsettled is not None and self._unsettled[0] == term:
            self._commit(self._unsettled[1])
        self._unsettled = None  # what an earlier term has left was looked up by who came after
        if self._settled_in != term:
            doubtful = self.database.write(lambda uow: outbox.recover(uow, self.clock.now(), READ_BACK_AFTER))
            self._settled_in = term
            if doubtful:
                _log.warning("Interrupted while sending: %d message(s) will be looked up in Slack", doubtful)

    def _commit(self, use: Callable[[UnitOfWork], None]) -> None:
        """Store what became of a message; kept for the next turn when the database cannot take it now."""
        self._unsettled = (self._settled_in, use)
        self.database.write(use)
        self._unsettled = None

    def _next(self, busy: list[str]) -> OutboxRow | None:
        with self.database.reading() as uow:
            return outbox.next_due(uow, self.clock.now(), methods=self.calls.pacing.open_methods(), busy=busy)

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
        except gate.TurnedAwayError as error:
            why = error.sentence
            self._commit(lambda uow: admission.turn_away(uow, row, why, now))
        except RapportError as error:
            reason = error.sentence
            self._commit(lambda uow: dead_letters.fail(uow, row, reason, now))
        except Exception as error:  # noqa: BLE001  # whatever the directory meets, the other messages must go on
            outcome = self._unaddressed(classify(error))
            self._commit(lambda uow: record(uow, row, outcome, now))
        return None

    def _unaddressed(self, outcome: NotSent | Unknown) -> NotSent:
        """A call that only asks where to post has sent nothing; lacking a scope for it is this recipient's trouble."""
        if isinstance(outcome, NotSent) and outcome.error in SCOPE:
            return NotSent(outcome.error, retry_after_s=SCOPE_PAUSE_S)
        if isinstance(outcome, NotSent) and not outcome.is_down and outcome.retry_after_s is None:
            return outcome
        outcome = NotSent(outcome.error, getattr(outcome, "retry_after_s", None), is_down=True)
        self.calls.connection.failed(outcome)
        return outcome

    def _unseen(self, outcome: NotSent | Unknown) -> NotSent:
        """Who reads it could not be told. What Slack limits or does not explain keeps this message waiting alone."""
        if isinstance(outcome, Unknown) or outcome.is_down or outcome.final:
            return self._unaddressed(outcome)
        return replace(outcome, retry_after_s=max(outcome.retry_after_s or UNSEEN_PAUSE_S, 1.0))

    def _known_place(self, row: OutboxRow) -> Place | None:
        with self.database.reading() as uow:
            edited = outbox.get(uow, row.edits) if row.edits else None
            parent = outbox.get(uow, row.thread_of) if row.thread_of else None
        if edited and edited.channel:
            return Place(edited.channel, ts=edited.ts)
        if parent and parent.state == "sent" and parent.channel:
            return Place(parent.channel, thread_ts=parent.ts)
        if thread := thread_in(row.recipient):
            return Place(thread[0], thread_ts=thread[1])
        return Place(row.channel) if row.state == "unknown" and row.channel else None

    def _admit(self, row: OutboxRow, place: Place) -> None:
        """Send it, if it is not too late and those who read it there may see it."""
        now = self.clock.now()
        if row.not_after is not None and row.not_after < now:
            self._commit(lambda uow: dead_letters.skip(uow, row, "too late to be of use", now))
            return
        try:
            audience = self.who_reads(row.recipient, place.channel)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever is met, who reads it is not known
            outcome = self._unseen(classify(error))
            self._commit(lambda uow: record(uow, row, outcome, now))
            return
        is_about_customers = row.kind not in OF_THE_TEAM
        answer = gate.answer(audience, is_about_customers=is_about_customers, is_edit=row.edits is not None)
        if answer is gate.Answer.NOTHING:
            self._commit(lambda uow: admission.turn_away(uow, row, audience.outside, now))
        else:
            self._send(row, place, answer, audience.outside)

    def _send(self, row: OutboxRow, place: Place, answer: gate.Answer, why: str) -> None:
        if not self.database.write(lambda uow: outbox.start(uow, row, place.channel, self.clock.now())):
            return
        message = self._words(row) if answer is gate.Answer.SHOW else withheld()
        if self.term() != self._settled_in:
            return  # this process stood still: whoever owns the workspace now looks the message up
        if message is not None:
            outcome = self.calls.tell(row, place, message)
            is_astray = (
                isinstance(outcome, NotSent)
                and outcome.final
                and self.refused(row.recipient, place.channel, outcome.error)
            )
            store = record_astray if is_astray else record

            def settle(uow: UnitOfWork) -> None:
                store(uow, row, outcome, self.clock.now())
                if not is_astray:  # then nobody reads it there, or it is edited once the channel is back
                    admission.note(uow, row, answer, why, outcome, self.clock.now())

            self._commit(settle)

    def _words(self, row: OutboxRow) -> Message | None:
        """The message of a row that was marked as being sent. None: there is none, which is noted."""
        now = self.clock.now()
        try:
            with self.database.reading() as uow:
                message = self.render(uow, row)
        except StorageError as error:
            sentence = error.sentence
            self._commit(lambda uow: outbox.send_again(uow, row, sentence, now + READ_BACK_AFTER))
        except Exception as error:  # noqa: BLE001  # one message that cannot be rendered must not stop the others
            defect = f"Rapport could not put it into words ({_where(error)}). This is a defect of Rapport."
            _log.error("Message %d (%s): %s", row.id, row.kind, defect, exc_info=without_text(error))  # as that says
            self._commit(lambda uow: dead_letters.fail(uow, row, defect, now))
        else:
            if message is None:
                self._commit(lambda uow: dead_letters.skip(uow, row, "nothing to say any more", now))
            return message
        return None

    def _read_back(self, row: OutboxRow, place: Place) -> None:
        found = self.calls.look_up(row, place)
        if not isinstance(found, Search):
            self._commit(lambda uow: record_read_back(uow, row, found, self.clock.now()))


def _where(error: Exception) -> str:
    """The kind of a defect and its place in the code, without its words: they may quote a customer."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {frame.name}:{frame.lineno}"
