"""`rapport doctor` names what is between it and Slack: a wrong address, a proxy that leaves something out, no app."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from slack_sdk import WebClient

from bot.cli import main, slack_checks
from bot.domain.clock import SystemClock
from bot.domain.outbox import FEEDBACK
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import SlackChannel
from bot.sandbox.wire.faults import Fault
from storage import slack_channels
from storage.engines.sqlite import SqliteDatabase
from tests.processes import Slack, free_port

pytestmark = pytest.mark.engine("sqlite")  # of its files

NOT_SLACK = "is not Slack's Web API"
ADDRESS = "Check SLACK_API_URL: Slack's own is https://slack.com/api/"

Doctor = Callable[..., list[str]]
Headers = dict[str, str]


class Page(NamedTuple):
    """What a server answers to everything."""

    status: int
    body: bytes
    kind: str = "text/html"


Answer = Callable[[BaseHTTPRequestHandler, bytes], tuple[Page, Headers]]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of a server that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # http.server calls it so
            page, headers = answer(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.send_response_only(page.status)
            for name, value in {**headers, "Content-Type": page.kind, "Content-Length": str(len(page.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def doctor(tmp_path: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Runs `rapport doctor` beside Slack and gives its lines; variables set to None are missing."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **variables: str | None) -> list[str]:
        result = CliRunner().invoke(main, ["doctor", *arguments], env={**slack.variables, **variables})
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
        return result.output.splitlines()

    return run


def wrong(lines: list[str]) -> list[str]:
    return [line.removeprefix("✗ ") for line in lines if line.startswith("✗")]


@pytest.mark.parametrize(
    "page",
    [
        Page(200, b"<html><body>Welcome to Slack</body></html>"),
        Page(404, b"<html><body>Not found</body></html>"),
        Page(403, b"<html><body>Blocked by policy</body></html>"),
        Page(200, b'{"detail": "not found"}', "application/json"),
        Page(200, b"[1, 2]", "application/json"),
        Page(200, b'{"ok": true}', "application/json"),
        Page(200, b""),
    ],
    ids=lambda page: f"{page.status} {page.body[:12]!r}",
)
def test_a_wrong_address_is_named_as_such(doctor: Doctor, page: Page) -> None:
    with serving(lambda _request, _body: (page, {})) as address:
        [found] = wrong(doctor(SLACK_API_URL=address))
    assert NOT_SLACK in found
    assert address in found
    assert ADDRESS in found


def test_an_address_where_nobody_is_is_named_as_such(doctor: Doctor) -> None:
    address = f"http://127.0.0.1:{free_port()}/api/"
    [found] = wrong(doctor(SLACK_API_URL=address))
    assert found == f"{address} cannot be reached. Check the network, a proxy, and SLACK_API_URL."


@pytest.mark.parametrize("address", ["slack.com/api/", "https:///api/", "ftp://slack.com/api/", "slack"])
def test_what_is_no_address_is_said_before_anything_is_asked(doctor: Doctor, address: str) -> None:
    [found] = wrong(doctor(SLACK_API_URL=address))
    assert "SLACK_API_URL must be an address such as https://slack.com/api/" in found


def test_a_missing_slash_is_no_matter(doctor: Doctor, slack: Slack) -> None:
    assert wrong(doctor(SLACK_API_URL=f"{slack.url}/api")) == []


def test_the_address_without_its_api_is_named_as_such(doctor: Doctor, slack: Slack) -> None:
    [found] = wrong(doctor(SLACK_API_URL=slack.url))
    assert NOT_SLACK in found


def test_a_slack_that_is_down_is_no_wrong_address(doctor: Doctor, slack: Slack) -> None:
    slack.sandbox.faults.order(Fault("auth.test", status=503))
    [found] = wrong(doctor())
    assert "does not answer just now (HTTP 503)" in found


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("account_inactive", "(account_inactive). The app was removed from the workspace. Install it again"),
        ("token_revoked", "(token_revoked). The app's token was revoked. Install it again"),
        ("invalid_auth", "(invalid_auth). Copy it again"),
        ("team_access_not_granted", "(team_access_not_granted). Copy it again"),
    ],
)
def test_a_token_that_slack_refuses_says_what_to_do(doctor: Doctor, slack: Slack, error: str, said: str) -> None:
    slack.sandbox.faults.order(Fault("auth.test", error=error))
    [found] = wrong(doctor())
    assert found.startswith(f"Slack refuses SLACK_BOT_TOKEN {said}")


def through_a_proxy(slack: Slack, *, without: str = "", **more: str) -> Answer:
    """Passes on what Slack answers but for one header, with others of its own."""

    def answer(request: BaseHTTPRequestHandler, body: bytes) -> tuple[Page, Headers]:
        connection = HTTPConnection(urlsplit(slack.url).netloc, timeout=10)
        passed = ("authorization", "content-type")
        headers = {name: value for name, value in request.headers.items() if name.lower() in passed}
        connection.request("POST", request.path, body, headers)
        given = connection.getresponse()
        page = Page(given.status, given.read(), "application/json")
        kept = {name: value for name, value in given.getheaders() if name.startswith("x-") and name != without}
        connection.close()
        return page, {**kept, **more}

    return answer


def test_scopes_that_a_proxy_leaves_out_are_unknown_and_not_missing(doctor: Doctor, slack: Slack) -> None:
    with serving(through_a_proxy(slack, without="x-oauth-scopes")) as address:
        lines = doctor(SLACK_API_URL=f"{address}api/")
    assert wrong(lines) == []
    [unknown] = [line for line in lines if "scopes" in line]
    assert unknown.startswith("! Which scopes the app has is unknown")
    assert "`rapport manifest`" in unknown


def test_scopes_that_are_there_are_told_through_the_same_proxy(doctor: Doctor, slack: Slack) -> None:
    with serving(through_a_proxy(slack)) as address:
        assert "✓ The app has every scope of manifest.yml" in doctor(SLACK_API_URL=f"{address}api/")


def test_a_scope_that_is_lacking_is_named(doctor: Doctor, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    app = slack.sandbox.workspace.app
    monkeypatch.setattr(app, "scopes", [*(scope for scope in app.scopes if scope != "im:write"), "pins:read"])
    lines = doctor()
    assert wrong(lines)[0].startswith("The app lacks the scopes im:write. api.slack.com/apps")
    assert "! The app has scopes it does not need: pins:read. They can be removed." in lines


def test_over_http_the_addresses_that_slack_needs_are_called_to_mind(doctor: Doctor) -> None:
    lines = doctor("--http", SLACK_APP_TOKEN=None)
    assert any("rapport manifest --http" in line for line in lines)
    assert wrong(lines) == []


def test_a_slack_that_goes_away_half_way_is_said(doctor: Doctor, slack: Slack) -> None:
    slack.sandbox.faults.order(Fault("conversations.list", drop="before"))
    assert wrong(doctor()) == ["Slack no longer answers. Try again in a moment."]


@pytest.mark.parametrize(
    ("ahead_s", "said"),
    [
        (-3600, "✗ The clock of this machine is +3600 s off Slack's. Signed requests are refused"),
        (3690, "✗ The clock of this machine is -3600 s off Slack's. Signed requests are refused"),
        (-120, "! The clock of this machine is +120 s off Slack's. Let it be set by NTP."),
        (0, "✓ The clock of this machine agrees with Slack's"),
    ],
)
def test_a_clock_that_is_off_is_told_by_how_much(doctor: Doctor, slack: Slack, ahead_s: int, said: str) -> None:
    date = format_datetime(SystemClock().now() + timedelta(seconds=ahead_s), usegmt=True)
    with serving(through_a_proxy(slack, Date=date)) as address:
        lines = doctor(SLACK_API_URL=f"{address}api/")
    [found] = [line for line in lines if "clock" in line]
    assert without_seconds(found).startswith(without_seconds(said))


def without_seconds(line: str) -> str:
    """Up to a minute and a half may pass meanwhile."""
    return re.sub(r"[0-9]{2} s off", "__ s off", line)


def test_a_clock_is_not_judged_by_an_answer_without_a_date(doctor: Doctor, slack: Slack) -> None:
    with serving(through_a_proxy(slack)) as address:
        assert not [line for line in doctor(SLACK_API_URL=f"{address}api/") if "clock of this machine" in line]


def test_channels_that_are_not_there_are_a_note(doctor: Doctor, slack: Slack) -> None:
    for channel in ("C0FEEDBACK", "C0TEAM"):
        slack.sandbox.workspace.channels.pop(channel)
    lines = doctor()
    assert wrong(lines) == []
    for what, usual in (("alerts", "customer-feedback"), ("follow-ups without an assignee", "customer-team")):
        mending = f"Make a public channel #{usual} or choose one in `/rapport settings`."
        assert f"! No channel is set for {what}: they go to one person's direct messages. {mending}" in lines


def test_a_chosen_channel_that_is_archived_is_to_be_mended(doctor: Doctor, slack: Slack) -> None:
    slack.sandbox.workspace.channels["C0RANDOM"].is_archived = True
    [found] = wrong(doctor(RAPPORT_FEEDBACK_CHANNEL="C0RANDOM"))
    assert found == "#random, for alerts, is archived. Choose another in `/rapport settings`, or unarchive it."


def test_guests_who_read_a_channel_of_the_team_are_named_by_id(doctor: Doctor, slack: Slack) -> None:
    slack.sandbox.workspace.channels["C0FEEDBACK"].members += ["U0GUS"]
    [found] = wrong(doctor())
    assert found.startswith("#customer-feedback, for alerts, is read by U0GUS (a guest): nothing is posted there.")


def test_installed_for_an_organisation_its_colleagues_are_of_the_team(slack: Slack) -> None:
    """They may be of another workspace of it; asked directly, as the sandbox has one workspace."""
    belongs = {"enterprise_id": "E0GRID", "teams": ["T0OTHER"]}
    for user in slack.sandbox.workspace.users.values():
        user.update({"team_id": "T0OTHER", "enterprise_user": belongs})
    client = WebClient("xoxb-sandbox", base_url=slack.variables["SLACK_API_URL"])
    rules = WorkspaceSettings(leads=frozenset({"U0CARA"}))
    who = {"team_id": "T0HARBOUR", "enterprise_id": "E0GRID", "is_enterprise_install": True}

    found = [*slack_checks.channels(client, rules, who), *slack_checks.people(client, rules, who)]

    assert [one.what for one in found if one.level == "mend"] == []


def test_who_reads_a_channel_is_a_note_where_slack_does_not_tell(doctor: Doctor, slack: Slack) -> None:
    slack.sandbox.faults.order(Fault("conversations.members", error="some_new_refusal", times=2))
    lines = doctor()
    assert "! Who reads #customer-feedback cannot be told (some_new_refusal). Invite Rapport there." in lines


def test_a_channel_that_was_renamed_is_known_by_its_id(doctor: Doctor, slack: Slack, tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "data" / "T0HARBOUR.db")
    with database.unit_of_work() as uow:
        slack_channels.put(uow, SlackChannel(FEEDBACK, "C0FEEDBACK", "customer-feedback", by_name=True))
    database.close()
    slack.sandbox.workspace.channels["C0FEEDBACK"].name = "happy-customers"
    assert "✓ #happy-customers takes alerts" in doctor()


@pytest.mark.parametrize(
    ("flags", "why"),
    [
        ({"is_bot": True}, "a bot"),
        ({"is_ultra_restricted": True}, "a guest"),
        ({"is_stranger": True}, "a stranger"),
        ({"deleted": True}, "deactivated"),
    ],
)
def test_a_lead_who_is_not_of_the_team_is_named_with_the_reason(
    doctor: Doctor, slack: Slack, flags: dict[str, bool], why: str
) -> None:
    slack.sandbox.workspace.users["U0CARA"] |= flags
    assert wrong(doctor())[-1].startswith(f"U0CARA is {why} and may not know about customers. Choose somebody else")


def test_nobody_chosen_is_worth_knowing(doctor: Doctor) -> None:
    lines = doctor(RAPPORT_LEADS=None)
    assert "! Nobody leads but the workspace's admins. Choose them in `/rapport settings`." in lines
    assert "! No default owner: customers without an owner are everybody's. Choose one in `/rapport settings`." in lines


def test_what_this_slack_does_not_have_is_named(doctor: Doctor, slack: Slack) -> None:
    lines = doctor(RAPPORT_LINKS="https://customers.harbour.example")
    assert "✓ Links to customers begin with https://customers.harbour.example and are shown as cards" in lines
    assert any(line.startswith("✓ Steps of workflows can be answered. Slack's paid plans have them") for line in lines)

    for method in ("entity.presentDetails", "functions.completeError"):
        slack.sandbox.faults.order(Fault(method=method, times=1, error="unknown_method"))
    lines = doctor(RAPPORT_LINKS="https://customers.harbour.example")
    assert any(line.startswith("! This Slack has no Work Objects (unknown_method)") for line in lines)
    assert any(line.startswith("! This Slack has no steps of workflows (unknown_method)") for line in lines)
    assert any(line.startswith("! There are no links to customers. RAPPORT_LINKS") for line in doctor())
