"""How many messages of a watched channel are taken in a second, and that none is lost.

`uv run python -m tests.bench.watched [MESSAGES]` (1,000 by default) hands events to the bot one after the other, as
Slack would: each is acknowledged only once it is stored. A fifth of them is negative; each is then told a second time,
and the whole read back once more, which must change nothing.
"""

import sys
import tempfile
import time
from pathlib import Path

from bot.domain.customers import Customer
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.team import DEV, Team

CHANNEL = "C0RANDOM"
CUSTOMERS = 200


def main(messages: int) -> None:
    """Print the figures."""
    clock = FakeClock(MONDAY_NINE)
    sandbox = Sandbox(clock)
    server = SandboxServer(sandbox)
    with tempfile.TemporaryDirectory() as folder:
        team = Team(sandbox, clock, server.start(), Path(folder))
        for number in range(CUSTOMERS):
            team.add_customer(Customer(0, f"Dana Reyes{number}", emails=(f"dana{number}@bluedoor.example",)))
        team.command(DEV, "/rapport", f"watch <#{CHANNEL}|random> keeps:all")
        took = _post(team, messages)
        _tell(team, messages, took, "first")
        for envelope in list(team.transport.delivered[-messages:]):
            team.transport.deliver(envelope)
        team.command(DEV, "/rapport", f"watch <#{CHANNEL}|random> since:2d")
        team.rapport.tick()
        team.rapport.tick()
        _tell(team, messages, took, "again, and read back")
        team.stop()
    server.stop()


def _post(team: Team, messages: int) -> float:
    began = time.perf_counter()
    for number in range(messages):
        who = f"dana{number % CUSTOMERS}@bluedoor.example"
        text = (
            "my order never arrived, terrible, refund" if number % 5 == 0 else "thank you for the table by the window"
        )
        team.sandbox.people.post(channel=CHANNEL, app="B0FORM", text=f"{who}: {text} ({number})")
    return time.perf_counter() - began


def _tell(team: Team, messages: int, took: float, when: str) -> None:
    (rows,) = team.rows("SELECT count(*) AS n FROM watched_messages")
    (logged,) = team.rows("SELECT count(*) AS n FROM touchpoints")
    lost, double = messages - int(rows["n"]), int(logged["n"]) - messages
    print(f"{when}: {messages:,} messages, {messages / took:,.0f}/s, {lost} lost, {max(double, 0)} doubled")  # noqa: T201  # a bench prints


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
