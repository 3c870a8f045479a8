"""Whose token it is, as the first thing asked of Slack; and why that cannot be told, in words for the admin."""

from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.domain.errors import RapportError
from bot.slack.codes import REMOVED, TOKEN, sentence

_COPY = "Copy it again: api.slack.com/apps → your app → OAuth & Permissions."
_REINSTALL = "Install it again: api.slack.com/apps → your app → Install App, and copy the new token."
_ADDRESS = "Check SLACK_API_URL: Slack's own is https://slack.com/api/, which is meant where it is left out."
_NETWORK = "Check the network, a proxy, and SLACK_API_URL."


class NoIdentityError(RapportError):
    """Nothing can be asked of Slack: `what` is the matter, and `mending` what to do about it."""

    def __init__(self, what: str, mending: str) -> None:
        super().__init__(f"{what.rstrip('.')}. {mending}")
        self.what = what
        self.mending = mending


def identity(client: WebClient) -> SlackResponse:
    """What auth.test says of the bot's token: team_id, team, url, user_id. Raises NoIdentityError."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        raise _refused(client.base_url, error.response) from error
    except OSError as error:
        raise NoIdentityError(f"{client.base_url} cannot be reached", _NETWORK) from error
    except (
        SlackClientError,
        HTTPException,
        ValueError,
        AttributeError,
    ) as error:
        # slack_sdk meets JSON that is no object with an AttributeError.
        raise _no_slack(client.base_url, "an answer that is none of Slack's") from error
    if not answer.get("team_id"):
        raise _no_slack(client.base_url, "an answer that names no workspace")
    return answer


def team_or_organisation(who: SlackResponse | Mapping[str, Any]) -> str:
    """To what people of the team belong: the workspace, or the organisation if Rapport is installed for all of it."""
    home: str = (who.get("is_enterprise_install") and who.get("enterprise_id")) or who["team_id"]
    return home


def code_of(error: SlackApiError) -> str:
    """Slack's word for what is wrong; "no JSON" where something else answered, of which slack_sdk quotes a piece."""
    return _code(error.response) or "no JSON"


def _refused(address: str, answer: Any) -> NoIdentityError:  # noqa: ANN401  # slack_sdk gives a SlackResponse or a dict
    code, status = _code(answer), getattr(answer, "status_code", 0)
    if code in TOKEN:
        what = f"Slack refuses SLACK_BOT_TOKEN ({code})"
        if code in REMOVED:
            return NoIdentityError(f"{what}. {sentence(code).partition('. ')[0]}", _REINSTALL)
        return NoIdentityError(what, _COPY)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        return NoIdentityError(f"{address} does not answer just now (HTTP {status})", f"Try again. {_NETWORK}")
    if code:
        return NoIdentityError(f"Slack refuses auth.test ({code})", _NETWORK)
    return _no_slack(address, f"HTTP {status} and no JSON of Slack's")


def _no_slack(address: str, answered: str) -> NoIdentityError:
    return NoIdentityError(f"What answers at {address} is not Slack's Web API ({answered})", _ADDRESS)


def _code(answer: Any) -> str:  # noqa: ANN401  # as above
    data = answer.data if isinstance(answer, SlackResponse) else answer
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    return "" if " " in code else code
