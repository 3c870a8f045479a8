"""A file that somebody gave in Slack, read into memory: https://docs.slack.dev/messaging/working-with-files.

Without the scope `files:read` Slack answers with its page to sign in, and status 200.
"""

from http.client import HTTPException
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import NotFoundError, NotUnderstoodError, RapportError
from bot.slack.delivery import classify

TIMEOUT_S = 20

NO_SCOPE = (
    "This app may not read files. An admin can give it the permission `files:read` (update the app from Rapport's "
    "manifest and reinstall it). Until then: `rapport import customers.csv` at a terminal."
)
_GONE = "This file is not in Slack any more. Give it again: `/rapport import`."
_AWAY = "Slack does not give the file out just now. Nothing was changed; please try again in a minute."


class _SameHost(HTTPRedirectHandler):
    """A redirect would take the token elsewhere."""

    def redirect_request(self, *_: object) -> None:
        """None is followed."""
        raise URLError("redirected")


def download(client: WebClient, file_id: str, person: str, largest: int) -> bytes:
    """What is in a file that this person gave. Raises RapportError in words for them."""
    try:
        about = client.api_call("files.info", params={"file": file_id})["file"]
    except (SlackApiError, OSError) as error:
        raise _in_words(classify(error).error) from error
    if about.get("user") != person:
        raise NotFoundError(_GONE)
    if int(about.get("size") or 0) > largest:
        raise NotUnderstoodError(
            f"This file has {int(about['size']) / 1e6:,.0f} MB, and at most {largest / 1e6:.0f} are read here."
        )
    return _content(
        str(about.get("url_private_download") or about.get("url_private") or ""), client.token or "", largest
    )


def _content(address: str, token: str, largest: int) -> bytes:
    if not address.startswith(("https://files.slack.com/", "http://127.0.0.1:")):
        raise NotFoundError(_GONE)
    request = Request(address, headers={"Authorization": f"Bearer {token}"})  # noqa: S310  # as checked
    try:
        with build_opener(_SameHost).open(request, timeout=TIMEOUT_S) as answer:
            if answer.headers.get_content_type() == "text/html":
                raise NotFoundError(NO_SCOPE)
            content: bytes = answer.read(largest + 1)
    except (OSError, HTTPException) as error:
        raise RapportError(_AWAY) from error
    if len(content) > largest:
        raise NotUnderstoodError(
            f"This file is larger than {largest / 1e6:.0f} MB, which is the most that is read here."
        )
    return content


def _in_words(code: str) -> RapportError:
    if code in {"missing_scope", "not_allowed_token_type"}:
        return NotFoundError(NO_SCOPE)
    return NotFoundError(_GONE) if code in {"file_not_found", "file_deleted"} else RapportError(_AWAY)
