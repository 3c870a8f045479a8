"""Only programs on this machine and the sandbox's own page get anything from it, no site that is open beside it."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.parts import http

DOORS = [
    "/api/auth.test",
    "/api/chat.postMessage?token=xoxb-sandbox&channel=C0GENERAL&text=forged",
    "/_control/state",
    "/_control/stream",
    "/_control/messages/C0GENERAL?as=U0ANA",
    "/response/any",
    "/static/app.js",
    "/",
]


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1", "http://localhost:1", ""])
def test_a_page_of_another_origin_is_refused_at_every_door(base_url: str, path: str, origin: str) -> None:
    assert http(f"{base_url}{path}", headers={"Origin": origin})[0] == 403
    assert http(f"{base_url}{path}", b"{}", headers={"Origin": origin})[0] == 403


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_page_elsewhere_loads_without_saying_its_origin_is_refused(base_url: str, path: str, site: str) -> None:
    loaded = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    assert http(f"{base_url}{path}", headers=loaded)[0] == 403


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize(
    "host",
    ["rebound.example", "rebound.example:{port}", "127.0.0.1.rebound.example", "localhost.:{port}", "[::1]:{port}"],
)
def test_a_name_that_was_made_to_point_here_is_refused(base_url: str, path: str, host: str) -> None:
    name = host.format(port=urlsplit(base_url).port)
    assert http(f"{base_url}{path}", headers={"Host": name})[0] == 403
    assert http(f"{base_url}{path}", headers={"Host": name, "Origin": f"http://{name}"})[0] == 403


def test_its_own_page_and_programs_are_answered(base_url: str) -> None:
    port = urlsplit(base_url).port
    assert http(f"{base_url}/_control/state")[0] == 200
    for host in ("127.0.0.1", "localhost"):
        own = {"Host": f"{host}:{port}", "Origin": f"http://{host}:{port}", "Sec-Fetch-Site": "same-origin"}
        assert http(f"{base_url}/_control/state", headers=own)[0] == 200
        assert http(f"{base_url}/api/auth.test", headers=own)[0] == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_person_may_follow_a_link_to_the_page(base_url: str, site: str) -> None:
    followed = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert http(f"{base_url}/", headers=followed)[0] == 200


def test_no_other_page_may_frame_it(base_url: str) -> None:
    framed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    assert http(f"{base_url}/", headers=framed)[0] == 403


def test_a_page_elsewhere_cannot_take_the_bots_connection(base_url: str) -> None:
    opened = json.loads(http(f"{base_url}/api/apps.connections.open", b"", {"Authorization": "Bearer xapp-sandbox"})[2])
    ticket = urlsplit(opened["url"])
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": "https://elsewhere.example",
    }
    with closing(HTTPConnection(ticket.netloc, timeout=30)) as connection:
        connection.request("GET", f"{ticket.path}?{ticket.query}", headers=handshake)
        assert connection.getresponse().status == 403


ATTACK = """<!doctype html><script>
const tried = async (what) => { try { return await what(); } catch { return "refused"; } };
window.attack = async (url) => [
  await tried(async () => (await fetch(`${url}/_control/state`)).text()),
  await tried(async () => (await fetch(`${url}/api/users.list?token=xoxb-sandbox`)).text()),
  await tried(async () => { await fetch(`${url}/api/chat.postMessage`, {method: "POST", mode: "no-cors",
    body: new URLSearchParams({token: "xoxb-sandbox", channel: "C0GENERAL", text: "forged by fetch"})}); }),
  await tried(async () => { await fetch(`${url}/_control/message`, {method: "POST", mode: "no-cors",
    body: JSON.stringify({channel: "C0GENERAL", user: "U0ANA", text: "forged by control"})}); }),
  await tried(() => new Promise((done) => { const image = new Image();
    image.onerror = image.onload = () => done("tried");
    image.src = `${url}/api/chat.postMessage?token=xoxb-sandbox&channel=C0GENERAL&text=forged+by+image`; })),
  await tried(() => new Promise((done) => { const script = document.createElement("script");
    script.onerror = () => done("refused"); script.onload = () => done("loaded"); script.src = `${url}/static/app.js`;
    document.head.append(script); })),
  await tried(() => new Promise((done) => { const socket = new WebSocket(`${url.replace("http", "ws")}/link/?ticket=x`);
    socket.onopen = () => done("opened"); socket.onerror = () => done("refused"); })),
];
</script>"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """A page of another site on this machine."""
    (tmp_path / "index.html").write_text(ATTACK)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.mark.browser
def test_a_page_open_in_another_tab_neither_reads_nor_writes_anything(
    browser: Browser, elsewhere: str, base_url: str, sandbox: Sandbox, visit: Callable[..., Page]
) -> None:
    visit()
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(elsewhere)
        answers = page.evaluate("url => window.attack(url)", base_url)
    assert answers[0] == answers[1] == "refused"
    assert answers[5] == answers[6] == "refused"
    assert "forged" not in str(sandbox.people.messages(channel="C0GENERAL", user="U0ANA"))
