"""A file to somebody, in Slack's three steps: https://docs.slack.dev/messaging/working-with-files#upload.

Nobody sees anything before the third; what fails before it is simply begun again. The message of a file has no
metadata, so a part of the row's key stands in the file's name: by that it is found again.
"""

from http import HTTPStatus
from typing import Protocol
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.delivery import NotSent, Outcome, Sent, Unknown, classify

TIMEOUT_S = 60
AGAIN_S = 30.0


class File(Protocol):
    """Its name, its title in Slack, and what is in it."""

    @property
    def name(self) -> str:
        """With its ending."""

    @property
    def title(self) -> str:
        """What stands above it."""

    @property
    def content(self) -> bytes:
        """All of it."""


def upload(client: WebClient, channel: str, words: str, file: File) -> Outcome:
    """Share a file in a channel, with words above it, and say what became of it. Never raises."""
    try:
        place = client.api_call(
            "files.getUploadURLExternal", params={"filename": file.name, "length": len(file.content)}
        )
        _send(str(place["upload_url"]), file.content)
    except Exception as error:  # noqa: BLE001  # whatever went wrong, nobody sees anything yet
        outcome = classify(error)
        return NotSent(outcome.error, retry_after_s=AGAIN_S) if isinstance(outcome, Unknown) else outcome
    try:
        shared = {"id": place["file_id"], "title": file.title}
        client.api_call(
            "files.completeUploadExternal", json={"files": [shared], "channel_id": channel, "initial_comment": words}
        )
    except Exception as error:  # noqa: BLE001  # it may be there
        return classify(error)
    return Sent(channel, "")


def _send(address: str, content: bytes) -> None:
    """Raises OSError where it did not arrive."""
    if not address.startswith(("https://", "http://127.0.0.1")):
        raise OSError("no address to upload to")
    request = Request(address, data=content, headers={"Content-Type": "application/octet-stream"}, method="POST")  # noqa: S310  # as checked
    with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310  # as checked
        if answer.status != HTTPStatus.OK:
            raise OSError("the upload was refused")


def drop_files(client: WebClient, channel: str, ts: str) -> NotSent | None:
    """Delete the files of a message of ours. None: none is left; else why not. Never raises."""
    try:
        params = {"channel": channel, "latest": ts, "oldest": ts, "inclusive": True, "limit": 1}
        found = client.api_call("conversations.history", params=params)
        for message in found.get("messages") or []:
            for file in message.get("files") or []:
                _delete(client, str(file["id"]))
    except Exception as error:  # noqa: BLE001  # whatever went wrong, it is tried again
        outcome = classify(error)
        return NotSent(outcome.error, retry_after_s=AGAIN_S) if isinstance(outcome, Unknown) else outcome
    return None


def _delete(client: WebClient, file_id: str) -> None:
    try:
        client.api_call("files.delete", params={"file": file_id})
    except SlackApiError as error:
        if error.response.get("error") not in GONE:
            raise


GONE = frozenset({"file_not_found", "file_deleted"})
"""Somebody deleted it before."""
