"""20,000 forged, replayed, expired and oversized requests of the survey page: none recorded, none fails.

`uv run --group dev python -m tests.bench.survey_requests [COUNT]` prints what they were answered, what the database
holds that it did not hold before, and how many a second, beside a bare application under the same server.
"""

import random
import socket
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.customers import Customer
from bot.domain.survey import LASTS, Occasion, State, Survey, Way, new_token
from bot.sandbox.world.staff import TEAM
from storage import customers, surveys
from storage.engines.sqlite import SqliteDatabase
from tests.bench.load import CLIENTS, answer
from tests.bench.measure import ROOT, stand_in
from tests.forged_surveys import Tokens, forged
from tests.processes import Program, eventually, free_port

COUNT = 20_000


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name, stand_in(Path(name)) as url:
        path = Path(name) / "data" / f"{TEAM}.db"
        path.parent.mkdir()
        tokens = stored(path)
        chance = random.Random(14)  # noqa: S311  # the same each time
        wanted = [as_bytes(*forged(chance, tokens)) for _ in range(count)]
        with serving(name, "floor") as port:
            _, floor = sent(port, wanted)
        with serving(name, url) as port:
            before = held(path)
            answers, page = sent(port, wanted)
        after = held(path)
    changed = {table: (number, after[table]) for table, number in before.items() if after[table] != number}
    lines = [f"answers: {dict(sorted(answers.items()))}", f"recorded: {changed or 'nothing'}"]
    lines += [f"requests/s: {page:.0f}, the floor {floor:.0f} ({page / floor:.2f} of it)"]
    sys.stdout.write("\n".join(lines) + "\n")


def stored(path: Path) -> Tokens:
    """Three questions to a customer: expired, answered two hours ago, open still."""
    now, tokens = datetime.now(UTC), Tokens(new_token(), new_token(), new_token())
    one = Survey(0, 1, Way.MAIL, Occasion.HAND, "csat", "en", "U0ANA", now, now + LASTS)
    answered = replace(one, state=State.ANSWERED, answer=4, answered_at=now - timedelta(hours=2))
    expired = replace(one, asked_at=now - LASTS * 2, expires_at=now - LASTS)
    database = SqliteDatabase(path)
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Dana Reyes"), "U0ANA", now)
        for survey, token in zip((expired, answered, one), tokens, strict=True):
            number = surveys.add(uow, survey)
            surveys.update(uow, replace(survey, id=number))
            surveys.add_token(uow, number, token)
    database.close()
    return tokens


def held(path: Path) -> dict[str, object]:
    """How many rows of each table there are, and all of the surveys."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        found: dict[str, object] = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608  # its own tables
            for (name,) in names.fetchall()
        }
        return found | {"surveys": connection.execute("SELECT * FROM surveys").fetchall()}


@contextmanager
def serving(folder: str, what: str) -> Iterator[int]:
    port = free_port()
    program = Program(str(port), folder, what, folder=ROOT, program=["-m", "tests.bench.survey_server"])
    try:
        eventually(lambda: listens(port))
        yield port
    finally:
        program.make_sure_it_is_gone()


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(as_bytes("GET", "/s/", b"", ""))
        return answer(connection).startswith(b"HTTP/1.1 404")
    return False


def as_bytes(method: str, path: str, body: bytes, kind: str) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: ask\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def sent(port: int, wanted: list[bytes]) -> tuple[Counter[str], float]:
    """What they were answered, by status, and how many a second."""
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        found = list(clients.map(lambda number: one_client(port, wanted[number::CLIENTS]), range(CLIENTS)))
    return sum(found, Counter()), len(wanted) / (time.perf_counter() - started)


def one_client(port: int, wanted: list[bytes]) -> Counter[str]:
    """Over one connection, and another where the server has closed it."""
    found: Counter[str] = Counter()
    connection = socket.create_connection(("127.0.0.1", port))
    for request in wanted:
        try:
            connection.sendall(request)
            said = answer(connection)
            found[said[9:12].decode()] += 1
            is_over = b"connection: close" in said.partition(b"\r\n\r\n")[0].lower()
        except (OSError, AssertionError):
            found["closed without an answer"] += 1
            is_over = True
        if is_over:
            connection.close()
            connection = socket.create_connection(("127.0.0.1", port))
    connection.close()
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
