"""The stand-in gives out tokens as Slack does: to who asks with a code, for one workspace or a whole organisation."""

from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.grants import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.world.staff import BOT_USER, Team
from tests.sandbox.parts import Json

SECOND = Team("T0SECOND", "Second Ltd", "second")
BACK = "https://rapport.example/slack/oauth_redirect"


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """What leads elsewhere is told, not followed."""


@pytest.fixture
def second(sandbox: Sandbox) -> Sandbox:
    sandbox.workspace.grants.redirect_url = BACK
    return sandbox.add(SECOND)


def answered(base_url: str, **given: str) -> dict[str, list[str]]:
    """Where Slack sends the browser after somebody pressed a button."""
    query = urlencode({"client_id": CLIENT_ID, "state": "s1", "scope": "chat:write"})
    request = Request(  # noqa: S310  # the stand-in on this machine
        f"{base_url}/oauth/v2/authorize?{query}", urlencode(given).encode(), method="POST"
    )
    with pytest.raises(HTTPError) as sent:
        build_opener(NoRedirects).open(request)
    assert sent.value.code == 302
    address = sent.value.headers["location"]
    assert address.startswith(f"{BACK}?")
    return parse_qs(urlsplit(address).query)


def exchanged(base_url: str, code: str) -> Json:
    client = WebClient(base_url=f"{base_url}/api/", retry_handlers=[])
    answer = client.oauth_v2_access(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, code=code)
    assert isinstance(answer.data, dict)
    return answer.data


def installed(base_url: str, **given: str) -> Json:
    return exchanged(base_url, answered(base_url, answer="allow", **given)["code"][0])


def calling(base_url: str, token: str, team_id: str | None = None) -> WebClient:
    return WebClient(token, base_url=f"{base_url}/api/", retry_handlers=[], team_id=team_id)


def refused(error: SlackApiError) -> str:
    return str(error.response["error"])


@pytest.mark.usefixtures("second")
def test_a_token_is_for_the_workspace_that_allowed_it(base_url: str, sandbox: Sandbox) -> None:
    given = installed(base_url, team=SECOND.id, user="U0ANA")
    client = calling(base_url, given["access_token"])
    client.conversations_join(channel="C0TEAM")
    client.chat_postMessage(channel="C0TEAM", text="hello")

    assert given["team"] == {"id": SECOND.id, "name": SECOND.name}
    assert given["authed_user"] == {"id": "U0ANA"}
    assert client.auth_test()["team_id"] == SECOND.id
    said = sandbox.world(SECOND.id).people.messages(channel="C0TEAM", user="U0ANA")
    assert [message["text"] for message in said] == ["hello"]
    assert sandbox.people.messages(channel="C0TEAM", user="U0ANA") == []


@pytest.mark.usefixtures("second")
def test_a_code_is_good_once(base_url: str) -> None:
    code = answered(base_url, answer="allow", team=SECOND.id)["code"][0]
    exchanged(base_url, code)
    with pytest.raises(SlackApiError) as again:
        exchanged(base_url, code)

    assert refused(again.value) == "invalid_code"


@pytest.mark.usefixtures("second")
def test_who_cancels_is_sent_back_with_the_state_and_no_code(base_url: str) -> None:
    assert answered(base_url, answer="cancel", team=SECOND.id) == {"error": ["access_denied"], "state": ["s1"]}


def test_tokens_rotate_where_the_app_has_that_on(base_url: str, second: Sandbox) -> None:
    second.workspace.grants.rotates = True
    given = installed(base_url, team=SECOND.id)
    client = calling(base_url, "")
    again = client.oauth_v2_access(
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        grant_type="refresh_token",
        refresh_token=given["refresh_token"],
    )

    assert given["expires_in"] == 43200
    assert calling(base_url, str(again["access_token"])).auth_test()["ok"]
    with pytest.raises(SlackApiError) as used:
        client.oauth_v2_access(
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            grant_type="refresh_token",
            refresh_token=given["refresh_token"],
        )
    assert refused(used.value) == "invalid_refresh_token"


def test_after_an_uninstall_the_token_works_no_more(base_url: str, second: Sandbox) -> None:
    client = calling(base_url, installed(base_url, team=SECOND.id)["access_token"])
    second.people.change_app(is_installed=False)
    with pytest.raises(SlackApiError) as gone:
        client.auth_test()

    assert refused(gone.value) == "account_inactive"


def test_a_token_of_an_organisation_is_for_the_workspace_that_each_call_names(base_url: str, sandbox: Sandbox) -> None:
    sandbox.workspace.grants.redirect_url = BACK
    for team in (Team("T0EAST", "East", "east", "E0GRID"), Team("T0WEST", "West", "west", "E0GRID")):
        sandbox.add(team)
    given = installed(base_url, team="T0EAST", for_all="1")
    calling(base_url, given["access_token"], team_id="T0WEST").conversations_join(channel="C0TEAM")

    assert given["team"] is None
    assert given["enterprise"]["id"] == "E0GRID"
    assert given["is_enterprise_install"]
    assert BOT_USER in sandbox.world("T0WEST").workspace.channels["C0TEAM"].members
    assert BOT_USER not in sandbox.world("T0EAST").workspace.channels["C0TEAM"].members


@pytest.mark.usefixtures("second")
def test_of_an_app_that_others_install_a_channel_is_read_once_a_minute_fifteen_messages_at_a_time(
    base_url: str,
) -> None:
    client = calling(base_url, installed(base_url, team=SECOND.id)["access_token"])
    client.conversations_join(channel="C0TEAM")
    for number in range(20):
        client.chat_postMessage(channel="C0TEAM", text=f"number {number}")
    first = client.conversations_history(channel="C0TEAM", limit=200)
    with pytest.raises(SlackApiError) as second:
        client.conversations_history(channel="C0TEAM")

    assert len(first["messages"]) == 15
    assert refused(second.value) == "ratelimited"
    assert 0 < int(second.value.response.headers["Retry-After"]) <= 60
