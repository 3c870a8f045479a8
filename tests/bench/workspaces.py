"""A process that serves 1,000 workspaces over PostgreSQL: memory, and how soon commands of 50 of them are answered.

`uv run --group dev python -m tests.bench.workspaces [WORKSPACES]` prints it; docs/bench.md has the figures. It wants
PostgreSQL's programs (tests/cluster.py), and asserts nothing: tests/scenarios/test_workspaces.py has what must be so.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import psycopg
from pydantic import SecretStr

from bot.domain.clock import SystemClock
from bot.domain.installation import Installation
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.grants import Grant
from bot.sandbox.world.staff import APP_ID, BOT_ID, BOT_USER, Team
from storage.engines.opening import hosted
from storage.installations_kept import StoredInstallations
from storage.sealing import Seal
from tests import engines
from tests.cluster import Cluster
from tests.hosting import KEY, Host, get
from tests.processes import eventually, slack_here

WORKSPACES, ACTIVE, ROUNDS, CLIENTS = 1_000, 50, 8, 8
MINUTE_S = 60
TOKEN = "of-the-bench-alone"


def main(workspaces: int) -> Iterator[str]:
    """The lines of the table, as they are known."""
    cluster = Cluster()
    engines.chosen["url"] = cluster.url
    try:
        with slack_here() as slack, tempfile.TemporaryDirectory() as folder:
            kept = StoredInstallations(
                hosted(SecretStr(cluster.url), Path(folder), None).installations, Seal([SecretStr(KEY)]), SystemClock()
            )
            worlds = [installed(slack.sandbox, kept, f"T{number:06d}") for number in range(workspaces)]
            began = time.monotonic()
            host = Host(slack, Path(folder), RAPPORT_LOG_LEVEL="WARNING", RAPPORT_METRICS_TOKEN=TOKEN)
            yield f"| ready, with {workspaces} installed | {time.monotonic() - began:.1f} s, {memory(host):.0f} MB |"
            eventually_all_looked_after(kept)
            yield f"| all looked after once, their schemas made | {time.monotonic() - began:.0f} s |"
            eventually(lambda: wired(host) == 0)
            yield f"| memory, none of them in use | {memory(host):.0f} MB, {threads(host)} threads |"
            used = cpu_s(host)
            time.sleep(MINUTE_S)
            yield f"| a minute in which nobody uses any | {(cpu_s(host) - used) / MINUTE_S:.1%} of a core |"
            active = worlds[:: max(1, workspaces // ACTIVE)][:ACTIVE]
            host.reach(*active)
            yield row("the first command of each, cold", [timed(world, "add Dana Reyes") for world in active])
            with ThreadPoolExecutor(CLIENTS) as clients:
                lines = [(world, number) for number in range(ROUNDS) for world in active]
                took = list(clients.map(lambda line: timed(line[0], f"add Person{line[1]} Reyes"), lines))
            yield row(f"then {len(took)} of {ACTIVE} workspaces, {CLIENTS} at a time", took)
            held = (
                f"{threads(host)} threads, {connections(cluster)} connections, {backends(cluster):.0f} MB in PostgreSQL"
            )
            yield f"| memory with {wired(host)} wired | {memory(host):.0f} MB, {held} |"
            host.program.make_sure_it_is_gone()
    finally:
        cluster.stop()


def installed(sandbox: Sandbox, kept: StoredInstallations, team_id: str) -> Sandbox:
    """A workspace that has added it."""
    team = Team(team_id, team_id, team_id.lower())
    world, grants = sandbox.add(team), sandbox.workspace.grants
    token, _ = grants.exchange(grants.allow(Grant(team, "U0DEV")))
    kept.save(
        Installation(
            *(team_id, None, APP_ID, BOT_ID, BOT_USER, ("commands",), "U0DEV", "https://slack.example/"),
            *(token.value, "", None, datetime.now(UTC)),
        )
    )
    return world


def eventually_all_looked_after(kept: StoredInstallations) -> None:
    """Until none is due that nobody has in hand."""
    while kept.due(1):
        time.sleep(0.5)


def timed(world: Sandbox, text: str) -> float:
    """Seconds until somebody's command was answered."""
    answer = world.people.command(channel="C0GENERAL", user="U0ANA", command="/customer", text=text)
    assert "error" not in answer, answer
    return float(answer["ms"]) / 1000


def row(what: str, took: list[float]) -> str:
    """A line with the median and the slowest hundredth."""
    return f"| {what} | p50 {median(took) * 1000:.0f} ms, p99 {quantiles(took, n=100)[98] * 1000:.0f} ms |"


def memory(host: Host) -> float:
    """MB of its own."""
    rollup = Path(f"/proc/{host.program.pid}/smaps_rollup").read_text()
    return int(rollup.split("Anonymous:")[1].split()[0]) / 1024


def threads(host: Host) -> int:
    """How many it has."""
    return len(list(Path(f"/proc/{host.program.pid}/task").iterdir()))


def cpu_s(host: Host) -> float:
    """Processor time that it has used."""
    fields = Path(f"/proc/{host.program.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def wired(host: Host) -> int:
    """How many workspaces are, by its metrics."""
    said = get(f"{host.url}/metrics", bearer=TOKEN).body
    return int(float(said.split('rapport_workspaces{state="wired"} ')[1].split()[0]))


def connections(cluster: Cluster) -> int:
    """How many are open to the database, besides this one."""
    with psycopg.connect(cluster.url) as connection:
        found = connection.execute("SELECT count(*) - 1 FROM pg_stat_activity WHERE backend_type = 'client backend'")
        return int((found.fetchone() or (0,))[0])


def backends(cluster: Cluster) -> float:
    """MB of their own that the server's processes for these connections have: each remembers the tables it met."""
    with psycopg.connect(cluster.url) as connection:
        pids = connection.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'").fetchall()
    total = 0
    for (pid,) in pids:
        with suppress(OSError):  # it may have ended since
            total += int(Path(f"/proc/{pid}/smaps_rollup").read_text().split("Anonymous:")[1].split()[0])
    return total / 1024


if __name__ == "__main__":
    for line in main(int(sys.argv[1]) if len(sys.argv) > 1 else WORKSPACES):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
