"""A bot over HTTP in a process of its own, one of several, to be killed or stopped. Run as a program; not a test.

    python mortal_bot.py SPEED STARTED TERM CARE run --http PORT

SPEED and STARTED: its clock (tests/faults/fast_clock.py). TERM: of its lease, in seconds. CARE: "care"; "stops", which
stops itself (SIGSTOP) between marking its first alert as being sent and posting it; "unfenced" does so too, and goes on
as the owner when it wakes up, whoever has become that meanwhile.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import handlers
from bot.app import build
from bot.cli import logs
from bot.config import load
from bot.deps import Deps
from bot.domain.clock import SystemClock
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.slack import http_server
from bot.slack.guard import Guard
from bot.slack.probes import Watched
from bot.views.message import Message
from jobs.sending import renderers
from storage.database import UnitOfWork
from storage.engines import lease
from tests.faults.fast_clock import FastClock


class Unfenced(lease.Lease):
    """Once the owner, always the owner."""

    def term(self) -> str:
        return self._token

    @contextmanager
    def acting(self) -> Iterator[None]:
        yield


def stop_at_the_first_alert() -> None:
    """The worst moment: it is marked as being sent, and will be posted next."""
    render = renderers.render

    def and_stop(deps: Deps, uow: UnitOfWork, row: OutboxRow) -> Message | None:
        message = render(deps, uow, row)
        if row.kind == MessageKind.ALERT:
            renderers.render = render
            os.kill(os.getpid(), signal.SIGSTOP)
        return message

    renderers.render = and_stop


def site(clock: FastClock) -> http_server.Site:
    settings = load("http")
    logs.start("INFO", "text")
    rapport = build(settings, clock=clock)
    rapport.start()
    guard = Guard(
        signing_secret=settings.signing_secret.get_secret_value(), team_id=rapport.team_id, clock=SystemClock()
    )
    return http_server.Site(
        guard,
        slack=rapport.app.answer,
        busy=handlers.too_busy,
        refused=rapport.app.refusals.note,
        watched=Watched(rapport.problem, lambda: "", None),
        stop=rapport.stop,
    )


def main() -> None:
    speed, started, term, care, *_, port = sys.argv[1:]
    lease.TERM_S = float(term)
    lease.LOOK_EACH_S = lease.TERM_S / 3
    if care != "care":
        stop_at_the_first_alert()
    if care == "unfenced":
        lease.Lease = Unfenced  # type: ignore[misc]  # the countermeasure left out
    http_server.serve("127.0.0.1", int(port), lambda: site(FastClock(float(speed), float(started))))


if __name__ == "__main__":
    main()
