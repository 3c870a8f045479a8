"""How fast a file of customers comes in, beside `sqlite-utils insert --csv` and the same search index on this machine.

    uv run --group dev python -m tests.bench.importing --rows 100000

Both run one after the other; what is compared is the time of the processor, as other programs may be at work. The time
that a program takes to begin is in both.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from storage.engines.sqlite import SqliteDatabase


def write_file(path: Path, rows: int) -> None:
    """Customers as a shop has them: half with a phone, a third with a birthday, a seventh with a tier."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("name", "company", "email", "phone", "birthday", "tier"))
        for number in range(rows):
            phone = f"+1 212-{200 + number // 10_000 % 800}-{number % 10_000:04}" if number % 2 else ""
            birthday = f"{number % 28 + 1} March" if number % 3 == 0 else ""
            tier = "gold" if number % 7 == 0 else ""
            name, firm = f"Ana{number % 977} Name{number}", number % 5_000
            writer.writerow((name, f"Firm {firm}", f"p{number}@firm{firm}.example", phone, birthday, tier))


def run(*command: str, **variables: str) -> tuple[float, float]:
    """Seconds of the processor, and MB at most, that a program took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, env={**os.environ, **variables}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, after.ru_maxrss / 1_000


def main() -> None:
    """Print what each took, and the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        data, file, floor = Path(folder), Path(folder) / "customers.csv", str(Path(folder) / "floor.sqlite")
        write_file(file, rows)
        SqliteDatabase(data / "T0HARBOUR.db").close()
        program = (sys.executable, "-m", "bot", "import", str(file), "--yes")
        ours, memory = run(*program, RAPPORT_DATA=folder, SLACK_BOT_TOKEN="")
        insert, _ = run(sys.executable, "-m", "sqlite_utils", "insert", floor, "customers", str(file), "--csv")
        index, _ = run(
            sys.executable, "-m", "sqlite_utils", "enable-fts", floor, "customers", "name", "company", "email"
        )
    ratio = ours / (insert + index)
    sys.stdout.write(f"{rows:,} rows: {ours:.1f} s, {memory:.0f} MB; floor {insert + index:.1f} s; {ratio:.1f} times\n")


if __name__ == "__main__":
    main()
