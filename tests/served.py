"""Rapport as a process that serves HTTP, and ways to talk to it without Slack."""

import http.client
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bot.sandbox.wire.transports import HttpTransport
from bot.sandbox.world.staff import BOT_USER
from tests.processes import Program, Slack, eventually, free_port

Headers = dict[str, str]


class Server:
    """A running bot, or another `program` that is one."""

    def __init__(self, slack: Slack, folder: Path, program: Sequence[str] = ("-m", "bot"), **variables: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/slack/events"
        self.slack = slack
        self.program = Program(
            "run", "--http", str(self.port), folder=folder, program=program, **slack.variables, **variables
        )
        eventually(self.is_ready)

    def is_ready(self) -> bool:
        assert self.program.is_running, self.program.output
        try:
            return self.ask("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def ask(self, method: str, path: str, body: bytes = b"", headers: Headers | None = None) -> tuple[int, str]:
        """Status and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def count(self, rows: str) -> int:
        """How many there are: a table, perhaps with a condition."""
        with sqlite3.connect(f"file:{self.folder}/data/T0HARBOUR.db?mode=ro", uri=True) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])  # noqa: S608  # a test's own words

    def memory_mb(self) -> float:
        """The memory of its own that it has in use: without files, whose part falls as other programs start."""
        rollup = Path(f"/proc/{self.program.pid}/smaps_rollup").read_text()
        return int(rollup.split("Anonymous:")[1].split()[0]) / 1024


def meet_dana(slack: Slack, server: Server, details: str = "") -> None:
    """Slack's requests reach the bot, signed, and its channels have it; somebody adds Dana Reyes."""
    for channel in ("C0FEEDBACK", "C0TEAM"):
        members = slack.sandbox.workspace.channels[channel].members
        if BOT_USER not in members:
            members.append(BOT_USER)
    slack.sandbox.transport = HttpTransport(server.url)
    slack.told("/customer", f"add Dana Reyes {details}".strip())
