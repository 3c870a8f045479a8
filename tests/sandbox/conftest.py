from collections.abc import Callable, Iterator

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.sandbox.clock import SandboxClock
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from tests.sandbox.parts import Control, DirectTransport, Json


@pytest.fixture(scope="session")
def running() -> Iterator[tuple[Sandbox, str]]:
    sandbox = Sandbox(SandboxClock())
    server = SandboxServer(sandbox)
    yield sandbox, server.start()
    server.stop()


@pytest.fixture
def sandbox(running: tuple[Sandbox, str]) -> Iterator[Sandbox]:
    found = running[0]
    found.reset()
    events = set(found.workspace.app.events)
    yield found
    found.workspace.app.events = events
    found.transport = found.sockets
    found.bot = None


@pytest.fixture
def base_url(running: tuple[Sandbox, str], sandbox: Sandbox) -> str:  # noqa: ARG001  # because each test starts from the seed
    return running[1]


@pytest.fixture
def control(base_url: str) -> Control:
    return Control(base_url)


@pytest.fixture
def client(base_url: str) -> WebClient:
    return WebClient(token="xoxb-sandbox", base_url=f"{base_url}/api/", retry_handlers=[])


@pytest.fixture
def app(sandbox: Sandbox, client: WebClient) -> App:
    """A Bolt app that the sandbox reaches directly."""
    made = App(client=client, signing_secret="sandbox", process_before_response=True)
    sandbox.transport = DirectTransport(made)
    return made


@pytest.fixture
def posted(client: WebClient) -> Callable[..., str]:
    """Have the bot post blocks in #general; the message's ts."""

    def post(*blocks: Json, channel: str = "C0GENERAL") -> str:
        client.conversations_join(channel=channel)
        return str(client.chat_postMessage(channel=channel, text="Pick", blocks=list(blocks))["ts"])

    return post
