"""Rapport as a process for whoever installs it, and somebody who does, with a browser."""

import http.client
import re
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import SecretStr

from bot.hosting.host import Host as InProcess
from bot.sandbox.run import settings
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.transports import Ack, Envelope, HttpTransport, ack_of
from bot.sandbox.world.grants import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.world.staff import Team
from tests import engines
from tests.fake_clock import FakeClock
from tests.processes import PATIENCE_S, Program, Slack, eventually, free_port

KEY = "ab" * 32
UNINSTALLED = {"type": "app_uninstalled"}
REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0RAPPORT"]}}
SECOND, THIRD = Team("T0SECOND", "Second <Ltd>", "second"), Team("T0THIRD", "Third", "third")
EAST, WEST = Team("T0EAST", "East", "east", "E0GRID"), Team("T0WEST", "West", "west", "E0GRID")


class Page(NamedTuple):
    """What a browser got."""

    status: int
    body: str
    headers: Mapping[str, str]

    @property
    def words(self) -> str:
        """What somebody reads there."""
        return " ".join(re.sub("<style>.*?</style>|<[^>]*>", " ", self.body).split())

    @property
    def link(self) -> str:
        """Where its button leads."""
        found = re.search('class="button" href="([^"]*)"', self.body)
        assert found, self.body
        return found[1].replace("&amp;", "&")


def get(
    url: str, cookie: str = "", *, method: str = "GET", form: Mapping[str, str] | None = None, bearer: str = ""
) -> Page:
    """One request of a browser."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
    headers = {"Cookie": cookie} if cookie else {}
    headers |= {"Authorization": f"Bearer {bearer}"} if bearer else {}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method, f"{parts.path}?{parts.query}", urlencode(form or {}) if form else None, headers)
        answer = connection.getresponse()
        return Page(answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()})
    finally:
        connection.close()


def variables_of(slack: Slack, folder: Path) -> dict[str, str]:
    """What it is told, by the environment; its key is in the folder."""
    (folder / "token.key").write_text(f"{KEY}\n")
    (folder / "token.key").chmod(0o600)
    own = {"SLACK_BOT_TOKEN", "RAPPORT_LEADS"}
    given = {name: value for name, value in slack.variables.items() if name not in own}
    given |= {"SLACK_CLIENT_ID": CLIENT_ID, "SLACK_CLIENT_SECRET": CLIENT_SECRET}
    given["RAPPORT_TOKEN_KEY_FILE"] = "token.key"
    return given | ({"RAPPORT_DATABASE": engines.chosen["url"]} if "url" in engines.chosen else {})


class Host:
    """A running Rapport for many workspaces."""

    def __init__(self, slack: Slack, folder: Path, **variables: str) -> None:
        self.slack = slack
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        slack.sandbox.workspace.grants.redirect_url = f"{self.url}/slack/oauth_redirect"
        given = variables_of(slack, folder) | variables
        self.program = Program("run", "--http", str(self.port), folder=folder, **given)
        try:
            eventually(self.is_ready)
        except BaseException:  # nothing is swallowed: who is not given it cannot end it
            self.program.make_sure_it_is_gone()
            raise

    def is_ready(self) -> bool:
        assert self.program.is_running, self.program.output
        try:
            return get(f"{self.url}/readyz").status == 200
        except OSError:
            return False

    def reach(self, *worlds: Sandbox) -> None:
        """What people do in these workspaces comes here."""
        for world in worlds:
            world.transport = HttpTransport(f"{self.url}/slack/events")

    def begin(self) -> tuple[str, str]:
        """Somebody opens the page: where its button leads, and the cookie they got."""
        page = get(f"{self.url}/slack/install")
        assert page.status == 200, page
        return page.link, page.headers["set-cookie"].partition(";")[0]

    def install(self, team: Team, **given: str) -> Page:
        """Somebody adds it to a workspace; what they see at the end."""
        address, cookie = self.begin()
        return get(sent_back(address, team=team.id, **given), cookie)


def sent_back(address: str, **given: str) -> str:
    """Where Slack sends the browser after Allow, or what `answer` says."""
    page = get(address, method="POST", form={"answer": "allow", **given})
    assert page.status == 302, page
    return page.headers["location"]


def said(sandbox: Sandbox, command: str, text: str = "", user: str = "U0ANA") -> str:
    """What somebody's command is answered, as one text; empty where nobody answered."""
    answer = sandbox.people.command(channel="C0GENERAL", user=user, command=command, text=text)
    return "" if "error" in answer else f"answered {answer['ack']}"


def told(sandbox: Sandbox, command: str, text: str = "", user: str = "U0ANA") -> str:
    """The same, typed again until somebody answers."""
    return eventually(lambda: said(sandbox, command, text, user))


def query(address: str) -> dict[str, str]:
    """What an address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


class DirectTransport:
    """Hands envelopes to a host in this process."""

    def __init__(self, host: InProcess) -> None:
        self._host = host

    def deliver(self, envelope: Envelope) -> Ack | None:
        response = self._host.answer(envelope.payload)
        return ack_of(response.status, response.body)


class Office:
    """Rapport for many workspaces in this process, on a clock that tests move by `advance`, which also has it look."""

    def __init__(self, sandbox: Sandbox, clock: FakeClock, base_url: str, data: Path) -> None:
        self.sandbox = sandbox
        self.clock = clock
        sandbox.workspace.grants.redirect_url = "http://rapport.example/slack/oauth_redirect"
        key = data / "token.key"
        key.write_text(f"{KEY}\n")
        database = {"database": SecretStr(engines.chosen["url"])} if "url" in engines.chosen else {}
        secrets = {"client_id": CLIENT_ID, "client_secret": SecretStr(CLIENT_SECRET), "token_key_file": key}
        self.settings = settings(base_url, data).model_copy(
            update={**database, **secrets, "need": "many", "bot_token": SecretStr("")}
        )
        self.base_url = base_url
        self.host = self.another()

    def another(self) -> InProcess:
        """A process of its own, over the same database."""
        return InProcess(self.settings, self.clock)

    def restart(self) -> None:
        """It is stopped and started."""
        self.host.stop()
        self.host = self.another()
        for world in self.sandbox.worlds:
            world.transport = DirectTransport(self.host)

    def add(self, team: Team) -> Sandbox:
        """A workspace that may install it; what is done there reaches the host."""
        world = self.sandbox.add(team)
        world.transport = DirectTransport(self.host)
        return world

    def install(self, team: Team, **given: str) -> str:
        """Somebody adds it to a workspace; what they read at the end."""
        begun = self.host.page("/slack/install", "", {})
        cookie = dict(begun.headers)["set-cookie"].partition(";")[0]
        link = Page(begun.status, begun.body, {}).link
        back = urlsplit(sent_back(link, team=team.id, **given))
        return Page(200, self.host.page(back.path, back.query, {"cookie": cookie}).body, {}).words

    def settle(self) -> None:
        """What can be sent is; time passes meanwhile, by Slack's limits."""
        self.host.rounds.settle()
        until = time.monotonic() + PATIENCE_S
        while not self.host.idle():
            assert time.monotonic() < until, "something is always on its way"
            self.clock.advance(0.05)
            time.sleep(0.01)

    def advance(self, *, each_s: float = 60, **step: float) -> None:
        """Let time pass, and all be looked after."""
        until = self.clock.now() + timedelta(**step)
        while self.clock.now() < until:
            self.clock.advance(each_s)
            self.host.tick()
            self.settle()

    def wired(self) -> set[str]:
        """The workspaces that are wired."""
        return set(self.host.workspaces.every())


def says(world: Sandbox, command: str, text: str = "", user: str = "U0ANA") -> str:
    """What somebody's command is answered."""
    answer = world.people.command(channel="C0GENERAL", user=user, command=command, text=text)
    assert "error" not in answer, answer
    return str(answer["ack"])


def alerts(world: Sandbox) -> list[str]:
    """What the team sees in its feedback channel."""
    return [str(message) for message in world.people.messages(channel="C0FEEDBACK", user="U0BEN")]


def meet(world: Sandbox) -> None:
    """It knows Dana, and what happened to her."""
    says(world, "/customer", "add Dana Reyes")
    says(world, "/complaint", "Dana Reyes: order never arrived")
