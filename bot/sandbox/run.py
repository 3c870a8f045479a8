"""`rapport sandbox`: the stand-in for Slack with a made-up business, and the real bot connected to it."""

import shutil
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.app import Rapport, build
from bot.config import Settings, load
from bot.domain.clock import SystemClock
from bot.domain.errors import RapportError
from bot.domain.mail_server import Encryption, MailFrom, MailServer
from bot.sandbox.demo import business
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.post_box import PostBox
from bot.sandbox.wire.transports import HttpTransport
from bot.sandbox.world.clock import SandboxClock
from bot.sandbox.world.manifest import LINKS
from bot.slack.serving import listen
from bot.slack.sockets import SocketMode
from bot.survey_page.app import Shown, SurveyPage, served
from storage import settings as kept
from storage.database import UnitOfWork

SAY = Callable[[str], None]

_LAST_PORT = 65_535

CONNECTED_S = 10.0
"""On this machine a connection takes well under a second."""


def serve(
    *,
    port: int,
    data: Path,
    is_fresh: bool,
    is_empty: bool,
    with_bot: bool,
    open_page: bool,
    now: datetime | None,
    say: SAY,
    request_url: str | None = None,
) -> None:
    """Run until Ctrl-C or SIGTERM.

    `is_empty`: a workspace without customers and rules, in which Rapport was just installed.
    `say` prints a line; `data` is the folder of the bot's database. With `request_url` what people do goes there
    as signed HTTP. A bot elsewhere follows the clock by the file that RAPPORT_CLOCK names to both.
    """
    clock = SandboxClock(now, load("none").clock_file)
    sandbox = Sandbox(clock)
    if request_url:
        sandbox.transport = HttpTransport(request_url)
    server = _server(sandbox, port)
    address = server.start()
    bot = _Bot(address, clock, sandbox, data, is_fresh=is_fresh, is_empty=is_empty) if with_bot else None
    say(f"Rapport's sandbox is at {address}/ (Ctrl-C stops it).")
    say("The bot is connected." if bot else f"No bot yet: start one with SLACK_API_URL={address}/api/")
    if bot:
        say(f"Customers answer under {bot.survey_url}/s/…")
    if open_page:
        webbrowser.open(address)
    _wait()
    if bot:
        bot.stop()
    server.stop()


def _server(sandbox: Sandbox, port: int) -> SandboxServer:
    try:
        return SandboxServer(sandbox, port=port)
    except OSError as error:
        raise RapportError(
            f"Port {port} cannot be had ({error.strerror}): another sandbox may run there. Stop it or name another, "
            "such as --port 3901; --port 0 takes a free one."
        ) from error


def _for_customers(port: int) -> socket.socket:
    """A thousand ports beyond the sandbox's own, so that links in letters still hold the next time; else a free one."""
    try:
        return listen("127.0.0.1", port + 1000 if 0 < port < _LAST_PORT - 1000 else 0)
    except RapportError:
        return listen("127.0.0.1", 0)


class _Bot:
    """The real bot, connected over Socket Mode, and the page on which customers answer."""

    def __init__(
        self, address: str, clock: SandboxClock, sandbox: Sandbox, data: Path, *, is_fresh: bool, is_empty: bool
    ) -> None:
        if is_fresh or is_empty:
            shutil.rmtree(data, ignore_errors=True)
        self._sandbox = sandbox
        given = load("none")
        self._for_customers = _for_customers(urlsplit(address).port or 0)
        self.survey_url = "http://{}:{}".format(*self._for_customers.getsockname())
        here = None if given.smtp_url else PostBox(clock, sandbox.letters, sandbox.changes)
        self._post_box = here
        mail = {"smtp_url": given.smtp_url, "mail_from": given.mail_from}  # letters go where the environment says
        if here:
            here.start()
            mail = {"smtp_url": _mail_server(here), "mail_from": MAIL_FROM}
        chosen = settings(address, data).model_copy(update={**mail, "survey_url": self.survey_url})
        self.rapport: Rapport = build(chosen, clock=clock)
        if not is_empty:
            choose_rules(self.rapport)
            business.open_for(self.rapport)
        sandbox.bot = self.rapport
        sandbox.people.hears_itself = True
        self.rapport.start()
        page = SurveyPage(self.rapport.survey, Shown.by(chosen), self.rapport.app.refusals.note)
        self._served = ExitStack()
        self._served.enter_context(served(self._for_customers, page))
        self._sockets = SocketMode(self.rapport.app, "xapp-sandbox", f"{address}/api/", SystemClock())
        self._sockets.start()
        _until(lambda: sandbox.sockets.connected > 0)

    def stop(self) -> None:
        """Stop taking work, finish what runs, close the database."""
        self._sandbox.bot = None
        self._served.close()
        if self._post_box:
            self._post_box.stop()
        self._sockets.stop()
        self.rapport.stop()


def _mail_server(post_box: PostBox) -> MailServer:
    return MailServer("127.0.0.1", post_box.port, Encryption.NONE)


def settings(address: str, data: Path) -> Settings:
    """The settings of a bot in the sandbox, with its public tokens."""
    return Settings(
        bot_token=SecretStr("xoxb-sandbox"),
        app_token=SecretStr("xapp-sandbox"),
        signing_secret=SecretStr("sandbox"),
        api_url=f"{address}/api/",
        data=data,
        links=LINKS,
    )


MAIL_FROM = MailFrom("Harbour Kitchen", "hello@harbour.example")
"""Who letters to customers are from."""

RULES: Mapping[str, Any] = MappingProxyType({"leads": frozenset({"U0CARA"}), "timezone": "Europe/Lisbon"})
"""What the team of the sandbox has chosen from the beginning, by field of WorkspaceSettings."""


def choose_rules(rapport: Rapport) -> None:
    """Keep RULES, but for what somebody has chosen since."""

    def keep(uow: UnitOfWork) -> None:
        stored = kept.stored(uow)
        kept.save(uow, {name: value for name, value in RULES.items() if name not in stored})

    rapport.database.write(keep)


def _until(there: Callable[[], bool]) -> None:
    """Wait until it is so, so that what is said next is true; at most CONNECTED_S."""
    clock, never = SystemClock(), threading.Event()
    latest = clock.monotonic() + CONNECTED_S
    while not there() and clock.monotonic() < latest:
        clock.wait(never, 0.01)


def _wait() -> None:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
