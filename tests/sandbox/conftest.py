import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from slack_bolt import App as BoltApp
from slack_sdk import WebClient

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.clock import SandboxClock
from bot.sandbox.world.manifest import App
from tests.sandbox.parts import Control, DirectTransport, Json

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first of them that is there. The headless shell does the same in half of the processor's time."""

CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
CHROMIUM_FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


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
    yield found
    found.workspace.app = App.installed()
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
def app(sandbox: Sandbox, client: WebClient) -> BoltApp:
    """A Bolt app that the sandbox reaches directly."""
    made = BoltApp(client=client, signing_secret="sandbox", process_before_response=True)
    sandbox.transport = DirectTransport(made)
    return made


@pytest.fixture
def posted(client: WebClient) -> Callable[..., str]:
    """Have the bot post blocks in #general; the message's ts."""

    def post(*blocks: Json, channel: str = "C0GENERAL") -> str:
        client.conversations_join(channel=channel)
        return str(client.chat_postMessage(channel=channel, text="Pick", blocks=list(blocks))["ts"])

    return post


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium, started once a file."""
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium on this machine")
    expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--lang=en-GB", *CHROMIUM_FLAGS]
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield made
        made.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One context a file: in a new one the page's scripts are fetched and compiled anew, for seconds of a processor."""
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture
def new_page(window: BrowserContext) -> Iterator[Callable[..., Page]]:
    """Empty pages of a browser that knows nothing of other tests; their errors fail the test."""
    complaints: list[str] = []

    def open_page(width: int, height: int) -> Page:
        page = window.new_page()
        if len(window.pages) == 1:
            _forget(page)
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for page in list(window.pages):
        page.close()
    assert complaints == []


def _forget(page: Page) -> None:
    """What the page keeps in the browser (the rest is the tab's own) is gone."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})
    session.detach()


@pytest.fixture
def visit(new_page: Callable[..., Page], base_url: str) -> Callable[..., Page]:
    """Open the page as somebody, somewhere; what the browser complains of fails the test."""

    def open_page(user: str = "U0ANA", place: str = "C0GENERAL", width: int = 1280) -> Page:
        page = new_page(width, 800)
        page.goto(f"{base_url}/#as={user}&in={place}")
        page.wait_for_selector("body[data-ready]")
        return page

    return open_page
