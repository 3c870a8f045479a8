"""A sender in a process of its own, to be killed. Run as a program; not a test.

    python mortal_sender.py DATABASE BASE_URL SPEED STARTED CARE

For every line on standard input it starts a sender in a fresh copy of itself and prints the copy's process id; the copy
ends by itself when everything is settled. SPEED: how much faster its clock runs than the machine's; it stood at
MONDAY_NINE at the machine's time STARTED (Unix time). CARE: "care", or a countermeasure left out: "trusting" takes
what was interrupted for sent, "hasty" sends it again without looking.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

from bot.domain.gate import Audience
from bot.domain.outbox import OutboxRow
from bot.sandbox.world.staff import BOT_TOKEN
from bot.slack.delivery import posting_client
from bot.views.message import Message
from jobs.sending.sender import Sender
from storage.database import UnitOfWork
from storage.ownership import LockFile
from tests import engines
from tests.faults.fast_clock import FastClock

LEFT_OUT = {
    "trusting": "UPDATE outbox SET state = 'sent', channel = 'D', ts = '1' WHERE state IN ('sending', 'unknown')",
    "hasty": "UPDATE outbox SET state = 'pending' WHERE state IN ('sending', 'unknown')",
}


def render(_uow: UnitOfWork, row: OutboxRow) -> Message:
    return Message(row.subject)


def live(path: Path, base_url: str, clock: FastClock, care: str) -> None:
    database = engines.database_of(path.stem, path.parent)
    if care in LEFT_OUT:
        with database.unit_of_work() as uow:
            uow.execute(LEFT_OUT[care])
    client = posting_client(BOT_TOKEN, f"{base_url}/api/")
    client.timeout = 1
    ownership = LockFile(path.open("a", encoding="ascii"))  # the test itself has the lock
    sender = Sender(database, ownership, clock, client, render, str, lambda _recipient, _channel: Audience())
    sender.drain(timedelta(days=1))
    database.close()


def main() -> None:
    path, base_url, speed, started, care = sys.argv[1:]
    clock = FastClock(float(speed), float(started))
    engines.choose_as_told()
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            live(Path(path), base_url, clock, care)
            os._exit(0)
        print(child, flush=True)  # noqa: T201  # this is how the test learns whom to kill
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "done", flush=True)  # noqa: T201  # as above


if __name__ == "__main__":
    main()
