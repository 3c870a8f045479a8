"""Adding Rapport to a workspace: the page where that begins, and the one that Slack sends the browser back to.

By Bolt's own flow (https://docs.slack.dev/tools/bolt-python/concepts/authenticating-oauth), over our storage. What it
gives the browser on the way (the state) is good once, for ten minutes, and in that browser alone; any process can take
it back. Who installs must be allowed to by Slack; Rapport asks nothing of them.
"""

import hashlib
import logging
import secrets
import time
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.oauth import OAuthStateStore, OAuthStateUtils
from slack_sdk.oauth.installation_store import Installation as Given
from slack_sdk.oauth.installation_store import InstallationStore

from bot.domain.clock import Clock
from bot.domain.errors import StorageError
from bot.domain.installation import STATE_LASTS, Installation, InstallationsKept
from bot.slack import install_pages, manifest
from bot.slack.delivery import silent_logger
from bot.slack.guard import Headers
from bot.slack.http_answer import Answer

logger = logging.getLogger(__name__)

COOKIE = "rapport-install"


class Installing:
    """Answers for the addresses of install_pages. `client`: without a token, for asking Slack what a code is worth."""

    def __init__(
        self, client_id: str, client_secret: str, client: WebClient, kept: InstallationsKept, clock: Clock
    ) -> None:
        settings = OAuthSettings(
            client_id=client_id,
            client_secret=client_secret,
            scopes=manifest.read()["oauth_config"]["scopes"]["bot"],
            user_scopes=[],
            authorization_url=urljoin(client.base_url, "/oauth/v2/authorize"),
            installation_store=_Store(kept, client, clock),
            state_store=_States(kept),
            callback_options=CallbackOptions(success=_succeeded, failure=_failed),
        )
        settings.state_utils = _Cookies(cookie_name=COOKIE, expiration_seconds=int(STATE_LASTS.total_seconds()))
        self._flow = _Flow(client=client, logger=silent_logger(), settings=settings)

    def answer(self, path: str, query: str, headers: Headers) -> Answer:
        """A page. Never raises."""
        request = BoltRequest(body="", query=query, headers=dict(headers))
        try:
            begun = path == install_pages.INSTALL_PATH
            return _answer(self._flow.handle_installation(request) if begun else self._flow.handle_callback(request))
        except _TooManyError:
            return _page(HTTPStatus.SERVICE_UNAVAILABLE, install_pages.failed("too_many"))
        except (SlackClientError, OSError) as error:
            logger.warning("Slack could not be asked about an installation: %s", type(error).__name__)
            return _page(HTTPStatus.BAD_GATEWAY, install_pages.failed("slack_silent"))
        except StorageError as error:
            logger.error("an installation could not be stored: %s", error.sentence)  # noqa: TRY400  # a sentence of ours
            return _page(HTTPStatus.SERVICE_UNAVAILABLE, install_pages.failed("storage"))


class _Flow(OAuthFlow):
    def build_install_page_html(self, url: str, request: BoltRequest) -> str:  # noqa: ARG002  # Bolt's
        return install_pages.welcome(url)


class _Cookies(OAuthStateUtils):
    def build_set_cookie_for_new_state(self, state: str) -> str:
        """Not where another site posts to us; Bolt's own says nothing of that."""
        return f"{super().build_set_cookie_for_new_state(state)}; SameSite=Lax"


class _TooManyError(Exception):
    """More are on their way to Slack than are remembered."""


class _States(OAuthStateStore):
    """Digests alone are kept: who reads the database can finish nobody's installation."""

    def __init__(self, kept: InstallationsKept) -> None:
        self._kept = kept

    def issue(self, *_: Any, **__: Any) -> str:  # noqa: ANN401  # Bolt's
        """A new one. Raises _TooManyError."""
        state = secrets.token_urlsafe(32)
        if not self._kept.issue_state(_digest(state)):
            raise _TooManyError
        return state

    def consume(self, state: str) -> bool:
        """Whether it is good; never again."""
        return self._kept.use_state(_digest(state))


class _Store(InstallationStore):
    """Where Bolt's flow puts what it was given. Everybody else asks InstallationsKept."""

    def __init__(self, kept: InstallationsKept, client: WebClient, clock: Clock) -> None:
        self._kept = kept
        self._client = client
        self._clock = clock

    def save(self, installation: Given) -> None:
        """Keep it, with where the workspace's messages are read."""
        id_ = installation.enterprise_id if installation.is_enterprise_install else installation.team_id
        before = self._kept.of(installation.team_id, installation.enterprise_id)
        installation.set_custom_value("again", before is not None and before.id == id_)
        expires_at = installation.bot_token_expires_at  # by the clock of the machine
        lasts = timedelta(seconds=expires_at - time.time()) if expires_at else None
        self._kept.save(
            Installation(
                id=str(id_),
                organisation=installation.enterprise_id,
                app=installation.app_id or "",
                bot=installation.bot_id or "",
                bot_user=installation.bot_user_id or "",
                scopes=tuple(installation.bot_scopes or ()),
                installer=installation.user_id or "",
                url=str(self._client.auth_test(token=installation.bot_token)["url"]),
                token=installation.bot_token or "",
                refresh_token=installation.bot_refresh_token or "",
                token_until=self._clock.now() + lasts if lasts else None,
                installed_at=self._clock.now(),
            )
        )
        logger.info("installed in %s", id_)


def _succeeded(args: SuccessArgs) -> BoltResponse:
    given = args.installation
    if given.is_enterprise_install:
        manage = (
            f"https://app.slack.com/manage/{given.enterprise_id}/integrations/profile/{given.app_id}/workspaces/add"
        )
        return _response(HTTPStatus.OK, install_pages.installed_for_all(given.enterprise_name or "it", manage))
    again = bool(given.get_custom_value("again"))
    return _response(HTTPStatus.OK, install_pages.installed(given.team_name or "your workspace", again=again))


def _failed(args: FailureArgs) -> BoltResponse:
    logger.warning("an installation was not finished")
    return _response(HTTPStatus(args.suggested_status_code), install_pages.failed(args.reason))


def _response(status: HTTPStatus, body: str) -> BoltResponse:
    return BoltResponse(status=status, body=body, headers={"content-type": install_pages.CONTENT_TYPE})


def _answer(response: BoltResponse) -> Answer:
    cookies = tuple(("set-cookie", value) for value in response.headers.get("set-cookie", ()))
    return Answer(response.status, response.body, install_pages.CONTENT_TYPE, install_pages.HEADERS + cookies)


def _page(status: HTTPStatus, body: str) -> Answer:
    return Answer(status, body, install_pages.CONTENT_TYPE, install_pages.HEADERS)


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
