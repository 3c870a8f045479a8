"""How long it takes to find who looks like one customer: among all, and for one. `python -m tests.bench.duplicates`.

Of 100,000 customers of 2,000 first and 5,000 last names, every fiftieth is there twice: with a slip in the name, the
words turned round, the same email or a number that ends alike. Prints seconds for all, and milliseconds for one.
"""

import random
import statistics
import string
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.domain.customers import Customer
from bot.domain.folding import fold
from bot.use_cases import duplicates
from storage import customers
from storage.database import Database, UnitOfWork
from tests import engines
from tests.bench.scale import WORDS_IN
from tests.cluster import Cluster

EACH = 500
"""So many are looked at one by one."""


def _names(random_: random.Random, number: int) -> list[str]:
    return [
        "".join(random_.choices(string.ascii_lowercase, k=random_.randint(4, 9))).capitalize() for _ in range(number)
    ]


def _twice(one: Customer, kind: int) -> Customer:
    first, last = one.name.split()
    match kind:
        case 0:
            return Customer(0, f"{first[:2]}{first[1:]} {last}", company=one.company)
        case 1:
            return Customer(0, f"{last}, {first}", company=one.company)
        case 2:
            return Customer(0, f"{first[0]}. {last}", emails=one.emails)
        case _:
            return Customer(0, one.name, phones=(f"0{one.phones[0][-8:]}",))


def fill(uow: UnitOfWork, number: int) -> int:
    """So many customers; how many of them are there twice."""
    random_ = random.Random(7)  # noqa: S311  # no secret
    firsts, lasts, twice = _names(random_, 2_000), _names(random_, 5_000), 0
    for at in range(number):
        name = f"{random_.choice(firsts)} {random_.choice(lasts)}"
        one = Customer(
            *(0, name), company=f"Company {at // 10}", emails=(f"c{at}@example.org",), phones=(f"+3519{at:08}",)
        )
        _add(uow, one)
        if at % 50 == 0:
            _add(uow, _twice(one, twice % 4))
            twice += 1
    uow.execute(WORDS_IN["postgres" if "url" in engines.chosen else "sqlite"])
    return twice


def _add(uow: UnitOfWork, one: Customer) -> None:
    """As storage/customers.py does, in fewer statements."""
    customer_id = uow.insert(
        "INSERT INTO customers (name, kind, company, stage, tier, channel, timezone, language, wishes_ok, email_ok,"
        " do_not_contact, created_at, created_by, sort_key) VALUES (?, 'person', ?, 'engagement', 'standard', '', '',"
        " '', 1, 1, 0, '', 'U0ANA', ?)",
        (one.name, one.company, fold(one.name)),
    )
    keys = [("name", one.name), *(("email", each) for each in one.emails), *(("phone", each) for each in one.phones)]
    for kind, written in keys:
        uow.execute("INSERT INTO customer_keys VALUES (?, ?, 0, ?, ?)", (customer_id, kind, written, fold(written)))


def measure(database: Database, number: int) -> None:
    """Print what it takes; for one customer on SQLite the processor's time, which others do not change."""
    clock = time.perf_counter if "url" in engines.chosen else time.process_time
    began = time.perf_counter()
    with database.unit_of_work() as uow:
        twice = fill(uow, number)
    print(f"{number:,} customers, {twice:,} of them twice, stored in {time.perf_counter() - began:.0f} s")  # noqa: T201  # what a bench is for
    began, began_cpu = time.perf_counter(), time.process_time()
    found = duplicates.look_through(database.reading)
    took_all, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    print(f"all: {took_all:.2f} s, of which this process {cpu:.2f} s, {len(found):,} pairs")  # noqa: T201  # what a bench is for
    with database.reading() as uow:
        ids = [row["id"] for row in uow.rows("SELECT id FROM customers WHERE id % 97 = 0 LIMIT ?", (EACH,))]
        took = []
        for one in customers.by_id(uow, ids).values():
            began = clock()
            duplicates._likely_ids(uow, one)  # noqa: SLF001  # without reading whom to show
            took.append((clock() - began) * 1000)
        quantiles = statistics.quantiles(took, n=100)
        print(f"one: median {quantiles[49]:.1f} ms, p99 {quantiles[98]:.1f} ms")  # noqa: T201  # what a bench is for


def main() -> None:
    """On SQLite, and on a throw-away PostgreSQL."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        print("SQLite")  # noqa: T201  # what a bench is for
        measure(engines.open_database(Path(folder) / "T0BENCH.db"), number)
    cluster = Cluster()
    try:
        engines.chosen["url"] = cluster.url
        with TemporaryDirectory() as folder:
            print("PostgreSQL")  # noqa: T201  # what a bench is for
            measure(engines.open_database(Path(folder) / "T0BENCH.db"), number)
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
