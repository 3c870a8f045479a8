"""A message that somebody points at by an emoji, as Slack has it: the event names only its channel and ts.

Asked with reactions.get, which knows replies in threads as well, gives them with their `thread_ts`, and is not held to
one call a minute as conversations.history and conversations.replies are for apps that are distributed
(https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps).
"""

from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

_NOT_THERE = frozenset({"message_not_found", "channel_not_found", "not_in_channel", "is_archived"})
"""Deleted since, or Rapport is not there any more."""


def message_at(client: WebClient, channel: str, ts: str) -> dict[str, Any] | None:
    """The message; None where it is not there (any more). Raises what the client raises where Slack does not say."""
    try:
        found: dict[str, Any] | None = client.reactions_get(channel=channel, timestamp=ts).get("message")
    except SlackApiError as error:
        if error.response.get("error") in _NOT_THERE:
            return None
        raise
    return found
