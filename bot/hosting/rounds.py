"""One loop over all workspaces: which are due, which are in hand, which can be let go; and tokens that expire.

The table of workspaces says when each is due. One that is wired and owned by this process is in hand: it ticks every
minute, and its row is put off again and again, a little longer than until the next time, so that when the process dies
another one finds it due. One that is let go is put off until the next digest, the next message or the next quarter of
an hour. So a workspace that nobody uses costs one row of an index a second, and a tick a quarter of an hour; and every
workspace, used or not, has one rule by which its reminders come on time. (The other way was to tick all every minute:
for 1,000 workspaces some 30 statements each, most of them about nothing.)

Whoever has written something for a workspace that another process owns makes it due: its owner finds that within a
second. What is due and not wired here is left alone while another process has its lease.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.app import Rapport
from bot.domain.clock import Clock
from bot.domain.errors import RapportError, StorageError, without_text
from bot.domain.installation import Installation
from bot.hosting.workspaces import Workspaces
from storage.engines.hosted import Hosted
from storage.installations_kept import StoredInstallations

logger = logging.getLogger(__name__)

LOOK_S = 1.0
THREADS = 4
"""Workspaces that tick at a time. Each takes some 20 ms, most of it waiting for the database."""

AT_ONCE = 20
"""Due workspaces that are taken up in one look: what waits, waits in the table, where others can take it up."""

IN_HAND = timedelta(seconds=20)
"""After a death they are due this soon. Leases end after 12 s (storage/engines/lease.py)."""

PUT_OFF_S = 5.0
AGAIN = timedelta(minutes=1)
"""When something failed with one."""

Renew = Callable[[], None]


class Rounds:
    """`look` is one round; `start` makes them in a thread of its own. `renew` has tokens renewed that expire soon."""

    def __init__(
        self, workspaces: Workspaces, kept: StoredInstallations, where: Hosted, clock: Clock, renew: Renew
    ) -> None:
        self._workspaces = workspaces
        self._kept = kept
        self._where = where
        self._clock = clock
        self._renew = renew
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="ticks")
        self._at_it: dict[str, Future[None]] = {}
        self._minute = datetime.min.replace(tzinfo=UTC)  # the first look is also for tokens
        self._put_off_at = float("-inf")
        self._others: dict[str, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Look every second."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is begun; every workspace is let go, with when it is due next."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        self._threads.shutdown(wait=True)
        self._workspaces.stop()
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(self._let_go, self._workspaces.every()))

    def settle(self) -> None:
        """Return when everything that was taken up is done."""
        wait(list(self._at_it.values()))

    def look(self) -> None:
        """One round. Raises StorageError where the database cannot be asked."""
        now, owned = self._clock.now(), self._workspaces.every()
        if self._clock.monotonic() - self._put_off_at >= PUT_OFF_S:
            self._put_off(owned, now)
        minute = now.replace(second=0, microsecond=0)
        if minute > self._minute:
            self._minute = minute
            self._submit("tokens", self._renew)
            for team_id in owned:
                self._take_up(team_id)
        for one in self._kept.due(AT_ONCE):
            if one.is_left:
                self._submit(one.id, partial(self._erase, one.id))
            elif (rapport := self._workspaces.wired(one.id)) and rapport.ownership.term():
                self._kept.put_off([one.id], now + IN_HAND)  # first, so that no word that comes now is missed
                rapport.sender.wake()
            elif not self._is_others(one.id):
                self._take_up(one.id)
        for team_id in self._workspaces.spare():
            self._submit(team_id, partial(self._let_go_if_idle, team_id))

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                self.look()
            except StorageError as error:
                logger.warning("workspaces are not looked at just now: %s", error.sentence)
            except Exception as error:  # the thread must live: without it no workspace has its reminders
                logger.critical("the rounds met a defect and go on", exc_info=without_text(error))
            self._clock.wait(self._over, LOOK_S)

    def _put_off(self, wired: dict[str, str], now: datetime) -> None:
        """Those in hand stay in hand. Those that have another token now, or none, are let go, to be wired anew."""
        stamps = self._kept.stamps(wired)
        in_hand = [team_id for team_id in wired if stamps.get(team_id) == wired[team_id] and self._is_ours(team_id)]
        self._kept.keep_in_hand(in_hand, now + IN_HAND)
        self._put_off_at = self._clock.monotonic()
        for team_id, known in wired.items():
            if stamps.get(team_id) != known:
                self._submit(team_id, partial(self._workspaces.let_go, team_id))

    def _is_ours(self, team_id: str) -> bool:
        rapport = self._workspaces.wired(team_id)
        return rapport is not None and bool(rapport.ownership.term())

    def _is_others(self, team_id: str) -> bool:
        """Whether another process has it. That is not asked again for a while."""
        now = self._clock.monotonic()
        if self._others.get(team_id, 0.0) > now:
            return True
        self._others = {one: until for one, until in self._others.items() if until > now}
        if self._where.is_taken(team_id):
            self._others[team_id] = now + PUT_OFF_S
            return True
        return False

    def _take_up(self, team_id: str) -> None:
        self._submit(team_id, partial(self._tick, team_id))

    def _submit(self, name: str, work: Callable[[], object]) -> None:
        """Each workspace has one thing done at a time."""
        before = self._at_it.get(name)
        if before is None or before.done():
            self._at_it = {one: future for one, future in self._at_it.items() if not future.done()}
            self._at_it[name] = self._threads.submit(self._do, name, work)

    def _do(self, name: str, work: Callable[[], object]) -> None:
        try:
            work()
        except RapportError as error:
            logger.warning("%s waits: %s", name, error.sentence)
            self._kept.put_off([name], self._clock.now() + AGAIN)
        except Exception as error:  # what is wrong with one is no matter of the others
            logger.error("%s met a defect and waits", name, exc_info=without_text(error))  # noqa: TRY400  # as that says
            self._kept.put_off([name], self._clock.now() + AGAIN)

    def _tick(self, team_id: str) -> None:
        installation = self._kept.of(team_id, None)
        if installation is None or installation.removed_at is not None:
            return
        with self._workspaces.using(team_id, installation, is_asked=False) as rapport:
            self._kept.put_off([team_id], self._clock.now() + IN_HAND)
            rapport.tick()

    def _let_go_if_idle(self, team_id: str) -> None:
        """Not while anything is on its way, unless Slack takes nothing: that may be so for days."""
        rapport = self._workspaces.wired(team_id)
        if rapport and (rapport.idle() or rapport.sender.trouble):
            self._let_go(team_id)

    def _let_go(self, team_id: str) -> None:
        self._workspaces.let_go(team_id, lambda rapport: self._leave(team_id, rapport))

    def _leave(self, team_id: str, rapport: Rapport) -> None:
        """Who comes after finds when it is due."""
        if rapport.ownership.term():
            self._kept.put_off([team_id], rapport.next_due())

    def _erase(self, team_id: str) -> None:
        found: Installation | None = self._kept.of(team_id, None)
        if found is None or found.removed_at is not None:
            self._workspaces.let_go(team_id)
            self._where.erase(team_id)
            self._kept.forget(team_id)
            logger.info("what %s told Rapport was erased: the app was taken out of it a month ago", team_id)
