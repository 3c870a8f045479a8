"""The mailer: takes letters to the mail server when they are due, one at a time, from wherever it was stopped.

Each letter is marked as being sent, and that committed, before the server is called; once more right before its final
dot. So after a crash it is known of each whether it can have left: one that cannot is sent again, of one that may have
somebody is asked (docs/sending.md). Of several processes over one database only the owner sends, as with Slack.
"""

import logging
import ssl
import threading
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.deps import Deps
from bot.domain.errors import StorageError, without_text
from bot.domain.mail_outcome import Outcome, Verdict
from bot.domain.mail_server import Sending
from bot.domain.mails import Mail
from bot.domain.people import ITSELF
from bot.mail.delivery import TIMEOUT_S, deliver
from bot.mail.letter import AddressError, compose
from bot.use_cases import mail_sending
from bot.use_cases.mail_sending import Ready
from bot.use_cases.session import Session
from jobs.job import Act
from storage import mails
from storage.ownership import Ownership

_log = logging.getLogger(__name__)
_LONGEST_WAIT_S = 5.0  # the wall clock may be set, and nobody says so
_DATABASE_PAUSE_S = 1.0
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SHORTEST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=10)


class Mailer:
    """One for each database. `start` gives it a thread of its own; `drain` sends what is due in the caller's.

    `sending` None: no mail server is set up. `context`: whom to trust; those whom this machine trusts, unless said.
    """

    def __init__(
        self, deps: Deps, ownership: Ownership, sending: Sending | None, context: ssl.SSLContext | None = None
    ) -> None:
        self._deps = deps
        self._ownership = ownership
        self._sending = sending
        self._context = context
        self._turn = threading.Lock()
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._settled_in = ""
        self._unsettled: tuple[str, Mail, Outcome] | None = None
        self._closed_until: datetime | None = None
        self._pause = _SHORTEST_PAUSE

    def start(self) -> None:
        """Send whatever is due, until stopped."""
        if self._sending:
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="mail", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """There is something new to send, or the clock was moved."""
        self._woken.set()

    def stop(self) -> None:
        """Finish the letter that is on its way; the rest waits for next time."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(TIMEOUT_S + _LONGEST_WAIT_S)
            self._thread = None

    def drain(self) -> None:
        """Send all that is due now, in this thread."""
        while self._sending and self.take_turn() == 0.0:
            pass

    def idle(self) -> bool:
        """Whether nothing is due that could go out now."""
        now = self._deps.clock.now()
        if self._sending is None or (self._closed_until and now < self._closed_until):
            return True
        with self._deps.database.reading() as uow:
            return mails.due(uow, now) is None and not mails.interrupted(uow)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            pause = self.take_turn()
            if pause != 0.0 and not self._stopping.is_set():
                self._deps.clock.wait(self._woken, min(pause or _LONGEST_WAIT_S, _LONGEST_WAIT_S))

    def take_turn(self) -> float | None:
        """Send one letter. Seconds until there may be more to do; None: nothing waits, or not for us. Never raises."""
        try:
            with self._turn, self._ownership.acting():
                return self._take_turn()
        except StorageError as error:
            _log.warning("The mailer waits for the database: %s", error.sentence)
            self._settled_in = ""  # it may have taken what it could not confirm: see what is being sent
            return _DATABASE_PAUSE_S
        except Exception as error:  # noqa: BLE001  # the thread must live: without it no letter goes out
            _log.critical("The mailer met a defect and goes on", exc_info=without_text(error))
            return _LONGEST_WAIT_S

    def _take_turn(self) -> float | None:
        term = self._ownership.term()
        if not term:
            return None
        self._catch_up(term)
        now = self._deps.clock.now()
        if self._closed_until and now < self._closed_until:
            return (self._closed_until - now).total_seconds()
        with self._deps.database.reading() as uow:
            mail, moment = mails.due(uow, now), mails.next_moment(uow)
        if mail is None:
            return max(0.001, (moment - now).total_seconds()) if moment else None
        team = self._sending.sender.name if self._sending else ""
        ready = self._deps.write(ITSELF, lambda session: mail_sending.begin(session, mail.id, team))
        if ready:
            self._send(ready)
        return 0.0

    def _catch_up(self, term: str) -> None:
        """What a crash, a former owner, or a database that could not be written, has left unsettled."""
        if self._unsettled and self._unsettled[0] == term:
            self._settle(*self._unsettled)
        self._unsettled = None  # what an earlier term has left was taken up by who came after
        if self._settled_in != term:
            found = self._deps.write(ITSELF, mail_sending.recover)
            self._settled_in = term
            if found:
                _log.warning("Interrupted while sending: %d letter(s) taken up again", found)

    def _send(self, ready: Ready) -> None:
        outcome = self._delivered(ready)
        self._note_server(outcome)
        self._settle(self._settled_in, ready.mail, outcome)

    def _delivered(self, ready: Ready) -> Outcome:
        mail, sending = ready.mail, self._sending
        if sending is None:
            return Outcome(Verdict.FINAL, "not set up")
        try:
            letter = compose(mail, sending.sender, ready.name, mail.reply_to, self._deps.clock.now(), ready.asking)
        except AddressError:
            return Outcome(Verdict.FINAL, "address bad")

        def about_to_end() -> bool:
            if self._stopping.is_set() or self._ownership.term() != self._settled_in:
                return False  # this process stood still: whoever owns the workspace now sends it
            try:
                return self._deps.write(ITSELF, lambda session: mail_sending.about_to_end(session, mail))
            except StorageError:
                return False

        return deliver(sending, letter, about_to_end, context=self._context)

    def _note_server(self, outcome: Outcome) -> None:
        """A server that takes nothing is left alone for a while, longer each time."""
        if outcome.verdict is not Verdict.CLOSED:
            self._closed_until, self._pause = None, _SHORTEST_PAUSE
            return
        _log.warning("No mail goes out: %s", outcome.reason)
        self._closed_until = self._deps.clock.now() + self._pause
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)

    def _settle(self, term: str, mail: Mail, outcome: Outcome) -> None:
        """Store what became of a letter; kept for the next turn when the database cannot take it now."""
        self._unsettled = (term, mail, outcome)
        self._deps.write(ITSELF, lambda session: mail_sending.settle(session, mail, outcome))
        self._unsettled = None


def see_to(deps: Deps, session: Session) -> Act | None:
    """The job for letters that no mailer takes: of a restored backup, or where no mail server is set up any more."""
    found = mails.to_see_to(session.uow, _LONG_AGO if deps.can_mail else session.now)

    def see_to_them() -> None:
        for mail in found:
            deps.write(ITSELF, partial(mail_sending.see_to, mail_id=mail.id))

    return see_to_them if found else None
