"""The sender: takes the outbox to Slack as fast as Slack allows, from wherever it was stopped.

It has a thread of its own, or shares a few with the senders of other workspaces (jobs/sending/turns.py).
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from slack_sdk import WebClient

from bot.domain.clock import Clock
from bot.domain.errors import StorageError, without_text
from bot.slack.codes import SCOPE, TOKEN
from bot.slack.delivery import TIMEOUT_S, NotSent
from jobs.sending.calls import Calls
from jobs.sending.cards import Cards
from jobs.sending.connection import Connection
from jobs.sending.courier import Address, Courier, Refused, Render, WhoReads
from jobs.sending.pacing import Pacing
from jobs.sending.turns import Turns
from storage.database import Database
from storage.ownership import Ownership

_log = logging.getLogger(__name__)
_LONGEST_WAIT_S = 5.0  # the wall clock may be set, and nobody says so
_SHORTEST_WAIT_S = 0.001  # what is left of a sum of fractions moves no clock
_DATABASE_PAUSE_S = 1.0
_LOOK_S = 1.0  # how often it is looked for what others have written, who wake nobody here
_FLUSH = timedelta(seconds=3)

Beside = Callable[[], float | None]
"""What else is shown to people, between messages: seconds until there may be more of it; None: not soon."""


class Sender:
    """One for each database. `start` gives it a thread of its own; `drain` does the work in the caller's.

    `beside`: the Home tabs (jobs/sending/home_painter.py).
    """

    def __init__(
        self,
        database: Database,
        ownership: Ownership,
        clock: Clock,
        client: WebClient,
        render: Render,
        address: Address,
        audience: WhoReads,
        refused: Refused = lambda _recipient, _channel, _code: False,
        *,
        beside: Beside = lambda: None,
        pacing: Pacing | None = None,
        turns: Turns | None = None,
        cards: Cards | None = None,
    ) -> None:
        self._beside = beside
        self._looks_beside = True
        self._clock = clock
        self._turns = turns
        self._ownership = ownership
        self._longest_wait_s = _LOOK_S if ownership.others_write else _LONGEST_WAIT_S
        self._connection = Connection(clock, client)
        calls = Calls(client, pacing or Pacing(clock), self._connection, cards)
        self._courier = Courier(database, ownership.term, clock, calls, render, address, audience, refused)
        self._turn = threading.Lock()
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def trouble(self) -> str:
        """Why nothing can be sent just now (an error of Slack's or of the network); "" when all is well."""
        return self._connection.error

    def refuse(self, code: str) -> None:
        """Slack says that the app may do nothing any more: everything waits until its token is taken again."""
        self._connection.failed(NotSent(code, is_down=True))

    def believe(self) -> None:
        """Slack has let somebody in by the app's token: where it was refused it is tried at once, not in minutes."""
        if self._connection.error in TOKEN - SCOPE:
            self._connection.try_now()
            self.wake()

    def start(self) -> None:
        """Send whatever there is to send, until stopped."""
        self._stopping.clear()
        if self._turns:
            self._turns.enter(self)
            return
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is something new in the outbox, or the clock was moved."""
        self._looks_beside = True
        self._woken.set()
        if self._turns:
            self._turns.wake(self)

    def stop(self) -> None:
        """Finish the call that runs, then send what can be sent within a few seconds; the rest waits for next time."""
        self._stopping.set()
        self._woken.set()
        if self._turns:
            if self._turns.leave(self, TIMEOUT_S + 1):
                self.drain(_FLUSH)
        elif self._thread is not None:
            self._thread.join(TIMEOUT_S + 1)
            if self._thread.is_alive():
                return
            self._thread = None
            self.drain(_FLUSH)

    def drain(self, patience: timedelta = timedelta(minutes=5)) -> None:
        """Send all that can be sent, in this thread, waiting for Slack's limits up to `patience` in all."""
        left, self._looks_beside = patience.total_seconds(), True
        never = threading.Event()
        while (pause := self._take_turn()) is not None:
            if pause > left:
                return
            if pause > 0:
                pause = max(pause, _SHORTEST_WAIT_S)
                self._clock.wait(never, pause)
                left -= pause

    def idle(self) -> bool:
        """Whether nothing is due and nothing on its way."""
        return self._courier.is_idle()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            pause = self.take_turn()
            if pause != 0 and not self._stopping.is_set():
                self._clock.wait(self._woken, min(pause or self._longest_wait_s, self._longest_wait_s))

    def take_turn(self) -> float | None:
        """Send or read back one message. Seconds until there may be more to do; None: nothing waits. Never raises."""
        try:
            return self._take_turn()
        except Exception as error:  # noqa: BLE001  # the thread must live: without it nobody is told anything
            _log.critical("The sender met a defect and goes on", exc_info=without_text(error))
            return _LONGEST_WAIT_S

    def _turn_beside(self) -> float | None:
        """Where nothing is to be sent this moment. In a quiet minute it is asked once, with the tick that wakes us."""
        if self.trouble or not self._ownership.term() or not (self._looks_beside or self._ownership.others_write):
            return None
        self._looks_beside = False
        pause = self._beside()
        if pause is not None:
            self._looks_beside = True
        return pause

    def _take_turn(self) -> float | None:
        """Send or read back one message. Seconds until there may be more to do; None: nothing waits."""
        with self._turn, self._ownership.acting():
            try:
                pause = self._courier.take_one()
                return pause if pause == 0.0 else _sooner(pause, self._turn_beside())
            except StorageError as error:
                _log.warning("The sender waits for the database: %s", error.sentence)
                return _DATABASE_PAUSE_S


def _sooner(pause: float | None, other: float | None) -> float | None:
    return min((one for one in (pause, other) if one is not None), default=None)
