"""Several bots over one PostgreSQL, behind a network of its own, with one Slack; each can die and be started anew."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot.domain.clock import SystemClock
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.transports import Ack, Envelope, HttpTransport
from tests.cluster import Cluster
from tests.faults.fast_clock import FastClock
from tests.processes import Network, Slack, eventually
from tests.served import Server, meet_dana
from tests.team import ANA, BEN, CARA, ELI, GENERAL, words

PROGRAM = Path(__file__).with_name("mortal_bot.py")
PEOPLE = (ANA, BEN, CARA, ELI)
CUSTOMERS = [f"{first}{second}ri Lopes" for first in "BDFGHKLMNP" for second in "aeiou"]
OPEN = "state IN ('pending', 'sending', 'unknown')"

WATCH = """
CREATE TABLE public.written (who text, what text);
GRANT ALL ON public.written TO PUBLIC;
CREATE FUNCTION public.watch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.written VALUES (current_setting('application_name'), TG_TABLE_NAME);
  RETURN NULL;
END $$;
"""
"""From here on each statement that writes leaves a row that names the process."""


@dataclass
class Spread:
    """Slack's requests go to any of the bots, and to another one where that one does not answer, as a balancer does."""

    servers: list[Server]
    chance: random.Random

    def deliver(self, envelope: Envelope) -> Ack | None:
        for server in self.chance.sample(self.servers, 2):
            if (ack := HttpTransport(server.url).deliver(envelope)) is not None:
                return ack
        return None


@dataclass
class Instances:
    """`confirmed`: the orders that somebody was told are logged. `answers`: what else they were told, and how often.

    `recovered_s`: how long after each restart of PostgreSQL it was until something was logged again.
    """

    cluster: Cluster
    network: Network
    slack: Slack
    folder: Path
    chance: random.Random
    program: tuple[str, ...]
    servers: list[Server] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    recovered_s: list[float] = field(default_factory=list)

    def start(self, number: int, care: str = "care") -> None:
        """One more bot, or another in place of one that died."""
        place = {"host": "127.0.0.1", "port": str(self.network.port), "application_name": f"bot{number}"}
        url = make_conninfo("", **{**conninfo_to_dict(self.cluster.url), **place})
        started = Server(self.slack, self.folder, (*self.program, care), RAPPORT_DATABASE=as_address(url))
        self.servers[number : number + 1] = [started]

    def kill(self, times: int) -> None:
        """kill -9 of any of them, and another one in its place, again and again."""
        for _ in range(times):
            number = self.chance.randrange(len(self.servers))
            self.servers[number].program.make_sure_it_is_gone()
            self.start(number)

    def restart_postgresql(self, times: int) -> None:
        """Again and again, each time once somebody was told that something is logged."""
        clock = SystemClock()
        for _ in range(times):
            self.cluster.restart()
            back, confirmed = clock.monotonic(), len(self.confirmed)
            eventually(partial(self._are_more_than, confirmed))
            self.recovered_s.append(round(clock.monotonic() - back, 2))

    def _are_more_than(self, confirmed: int) -> bool:
        return len(self.confirmed) > confirmed

    def reach(self, *numbers: int) -> None:
        """Slack's requests reach only these from now on."""
        self.slack.sandbox.transport = Spread([self.servers[number] for number in numbers], self.chance)

    def complain(self, number: int) -> None:
        """Four people log so many complaints among them, each once; what they are answered is noted."""

        each([partial(self._work, person, range(at, number, len(PEOPLE))) for at, person in enumerate(PEOPLE)])

    def complain_during(self, act: Callable[[], None], pause_s: float = 0) -> None:
        """They log for as long as it takes, each with such pauses."""
        over = threading.Event()

        def until_over(at: int) -> Iterable[int]:
            return takewhile(lambda _: not over.wait(pause_s), count(at, len(PEOPLE)))

        def act_and_end() -> None:
            try:
                act()
            finally:
                over.set()

        works = [partial(self._work, person, until_over(at)) for at, person in enumerate(PEOPLE)]
        each([act_and_end, *works])

    def _work(self, person: str, numbers: Iterable[int]) -> None:
        for number in numbers:
            order = f"order {number} never arrived"
            answer = self.slack.sandbox.people.command(
                channel=GENERAL,
                user=person,
                command="/complaint",
                text=f"{CUSTOMERS[number % len(CUSTOMERS)]}: {order}",
            )
            self.note(order, answer)

    def note(self, order: str, answer: dict[str, Any]) -> None:
        said = words(answer["ack"]) if answer.get("ack") else "no answer"
        if "Logged" in said:
            self.confirmed.add(order)
        else:
            self.answers[said.partition("\n")[0]] += 1

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database holds."""
        with psycopg.connect(self.cluster.url) as connection:
            connection.execute("SET search_path TO t0harbour")
            return connection.execute(sql.encode()).fetchall()

    def settle(self) -> None:
        """Until nothing waits for Slack any more."""
        while waiting := self._waiting():
            eventually(lambda now=waiting: self._waiting() < now)  # type: ignore[misc]  # mypy infers no default's type

    def _waiting(self) -> int:
        """How many messages are yet to be sent."""
        [(number,)] = self.rows(f"SELECT count(*) FROM outbox WHERE {OPEN}")  # noqa: S608  # ours
        return int(number)

    def owner(self) -> int | None:
        """Which of them has the lease, by its process."""
        held = self.rows("SELECT holder FROM lease WHERE until > now()")
        pids = {server.program.pid: number for number, server in enumerate(self.servers)}
        return pids.get(int(held[0][0].rpartition(" ")[2])) if held else None

    def watch_writing(self) -> None:
        """From now on `written` tells which process wrote what."""
        tables = [name for (name,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 't0harbour'")]
        with psycopg.connect(self.cluster.url, autocommit=True) as connection:
            connection.execute(WATCH)
            for name in sorted({*tables} - {"lease"}):
                connection.execute(
                    f"CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON t0harbour.{name}"
                    " EXECUTE FUNCTION public.watch()"
                )

    def written(self, number: int) -> Counter[str]:
        """What one of them has written since."""
        return Counter(what for (what,) in self.rows(f"SELECT what FROM public.written WHERE who = 'bot{number}'"))  # noqa: S608  # ours

    def in_slack(self) -> Counter[str]:
        """How often each of Rapport's messages stands somewhere in Slack, by its key."""
        channels = self.slack.sandbox.workspace.channels.values()
        told = [message.metadata for channel in channels for message in channel.messages.values()]
        return Counter(str(one["event_payload"]["key"]) for one in told if one)


def as_address(conninfo: str) -> str:
    """The same as a URL, as RAPPORT_DATABASE is given."""
    parts = conninfo_to_dict(conninfo)
    return f"postgresql://rapport@{parts['host']}:{parts['port']}/postgres?application_name={parts['application_name']}"


def each(works: Sequence[Callable[[], None]]) -> None:
    """All of them at once, to their ends. Raises what one of them raises."""
    with ThreadPoolExecutor(len(works)) as pool:
        for one in [pool.submit(work) for work in works]:
            one.result()


@contextmanager
def several(
    folder: Path, cares: tuple[str, ...] = ("care",) * 3, term: float = 12.0, speed: float = 50.0
) -> Iterator[Instances]:
    """So many bots, the first of them the owner; there are fifty customers."""
    started = SystemClock().now().timestamp()
    cluster, sandbox = Cluster(), Sandbox(FastClock(speed, started))
    server, network = SandboxServer(sandbox), Network(cluster.port)
    program = (str(PROGRAM), str(speed), str(started), str(term))
    chance = random.Random(3)  # noqa: S311  # a seed, not a secret
    made = Instances(cluster, network, Slack(sandbox, server.start()), folder, chance, program)
    try:
        for number, care in enumerate(cares):
            made.start(number, care)
        meet_dana(made.slack, made.servers[0])
        for name in CUSTOMERS:
            made.slack.told("/customer", f"add {name}")
        sandbox.transport = Spread(made.servers, chance)
        yield made
    finally:
        for one in made.servers:
            one.program.make_sure_it_is_gone()
        network.close()
        server.stop()
        cluster.stop()
