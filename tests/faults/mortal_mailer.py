"""A bot that sends letters, in a process of its own, to be killed. Run as a program; not a test.

    python mortal_mailer.py DATA BASE_URL MAIL_PORT SPEED STARTED CARE

For every line on standard input it starts the real bot in a fresh copy of itself, which sends what is due, and prints
the copy's process id; the copy ends by itself when nothing waits. SPEED, STARTED: its clock (tests/faults/
fast_clock.py). CARE: "care", or a countermeasure left out: "hasty" sends again whatever was interrupted.
"""

import os
import sys
import threading
from pathlib import Path

from bot import sentiment
from bot.app import build
from bot.domain.mail_server import Encryption, MailServer
from bot.sandbox.run import settings
from tests import engines
from tests.faults.fast_clock import FastClock
from tests.mail_server import SENDER

HASTY = "UPDATE mails SET ending_at = NULL, state = 'sending' WHERE state IN ('sending', 'unknown')"


def live(data: Path, base_url: str, port: int, clock: FastClock, care: str) -> None:
    server = MailServer("127.0.0.1", port, Encryption.NONE)
    chosen = settings(base_url, data).model_copy(update={"smtp_url": server, "mail_from": SENDER})
    rapport = build(engines.kept_there(chosen), clock=clock)
    if care == "hasty":
        rapport.database.write(lambda uow: uow.execute(HASTY))
    never = threading.Event()
    while (pause := rapport.mailer.take_turn()) is not None:
        clock.wait(never, pause)
    rapport.stop()


def main() -> None:
    data, base_url, port, speed, started, care = sys.argv[1:]
    clock = FastClock(float(speed), float(started))
    engines.choose_as_told()
    sentiment.load()  # once, not in every copy
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            live(Path(data), base_url, int(port), clock, care)
            os._exit(0)
        print(child, flush=True)  # noqa: T201  # this is how the test learns whom to kill
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "done", flush=True)  # noqa: T201  # as above


if __name__ == "__main__":
    main()
