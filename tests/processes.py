"""Rapport as a process, as an admin starts it, and a network that can go dead under it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.clock import SandboxClock

PATIENCE_S = 60
"""How long a test waits for what must come; only a failing test waits so long."""

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-sandbox", "SLACK_APP_TOKEN": "xapp-sandbox", "SLACK_SIGNING_SECRET": "sandbox"}


class Slack(NamedTuple):
    """The stand-in and where it is."""

    sandbox: Sandbox
    url: str

    @property
    def variables(self) -> dict[str, str]:
        """What a bot needs to know of it."""
        return {**TOKENS, "SLACK_API_URL": f"{self.url}/api/", "RAPPORT_LEADS": "U0CARA"}

    def typed(self, command: str, text: str = "", user: str = "U0ANA") -> str:
        """What somebody's command is answered, as one text; empty where nobody answered."""
        answer = self.sandbox.people.command(channel="C0GENERAL", user=user, command=command, text=text)
        return "" if "error" in answer else f"answered {answer['ack']}"

    def told(self, command: str, text: str) -> str:
        """The same, typed again until somebody answers: on a busy machine that may take longer than Slack waits."""
        return eventually(lambda: self.typed(command, text))

    def alerts(self, user: str = "U0BEN") -> list[Any]:
        """What somebody of the team sees in the feedback channel."""
        return self.sandbox.people.messages(channel="C0FEEDBACK", user=user)


@contextlib.contextmanager
def slack_here() -> Iterator[Slack]:
    """The stand-in on this machine, on the machine's clock, for programs to connect to."""
    sandbox = Sandbox(SandboxClock())
    server = SandboxServer(sandbox)
    yield Slack(sandbox, server.start())
    server.stop()


T = TypeVar("T")


def eventually(what: Callable[[], T]) -> T:
    """What it gives, as soon as that is something."""
    until = time.monotonic() + PATIENCE_S
    while not (found := what()):
        assert time.monotonic() < until, "this never happened"
        time.sleep(0.02)
    return found


class Program:
    """A running `rapport` (or another `program`), with everything it prints."""

    def __init__(self, *arguments: str, folder: Path, program: Sequence[str] = ("-m", "bot"), **variables: str) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "RAPPORT_"))}
        self._process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            cwd=folder,
            env={**clean, **variables, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            umask=0o022,  # as a shell has it
        )
        self._printed: list[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def output(self) -> str:
        """Everything printed so far."""
        with self._news:
            return "".join(self._printed)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def is_stopped(self) -> bool:
        """Whether it stands still (SIGSTOP)."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].startswith("T")

    def wait_for(self, text: str, times: int = 1) -> None:
        """Until this was printed so many times; fails when the program ends without."""
        with self._news:
            self._news.wait_for(lambda: self._count(text) >= times or self._process.poll() is not None, PATIENCE_S)
        self._reader.join(0 if self._process.poll() is None else PATIENCE_S)
        assert self._count(text) >= times, f"no {text!r} in:\n{self.output}"

    def end(self, by: signal.Signals | None = None, *, like_ctrl_c: bool = False) -> int:
        """The exit status, after this signal or by itself. `like_ctrl_c`: its children get the signal too."""
        if by is not None:
            (os.killpg if like_ctrl_c else os.kill)(self._process.pid, by)
        status = self._process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        return status

    def make_sure_it_is_gone(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _count(self, text: str) -> int:
        return "".join(self._printed).count(text)

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._news:
                self._printed.append(line)
                self._news.notify_all()
        with self._news:
            self._news.notify_all()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


class Network:
    """Between the bot and Slack: passes bytes on, until it swallows those of the connections there are."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._generation = 0
        self._is_up = True
        threading.Thread(target=self._accept, daemon=True).start()

    def swallow(self) -> None:
        """The connections there are stay open, and nothing comes through any more."""
        self._generation += 1

    def go_down(self) -> None:
        """Nothing comes through, and new connections are closed at once."""
        self._is_up = False
        self.swallow()

    def come_up(self) -> None:
        """New connections work."""
        self._is_up = True

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            if not self._is_up:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self._port))
            except OSError:
                near.close()
                continue
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, target, self._generation), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, generation: int) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if generation == self._generation:
                    target.sendall(data)
        if generation == self._generation:
            for end in (source, target):
                with contextlib.suppress(OSError):  # the other pump may have been faster
                    end.shutdown(socket.SHUT_RDWR)
