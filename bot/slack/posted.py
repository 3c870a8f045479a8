"""A message of a channel as Slack sends it, in an event or in the channel's history, read into what counts of it."""

from typing import Any

from bot.domain.slack_message import all_that_is_said, message_text
from bot.domain.watching import Posted

_SAID = frozenset({None, "", "bot_message", "file_share", "me_message", "thread_broadcast"})
"""Subtypes of what somebody says; the others tell that somebody joined, a topic was changed …
https://docs.slack.dev/reference/events/message#subtypes"""

TOMBSTONE = "tombstone"
"""Subtype of what is left of a deleted message that has replies."""


def posted(channel: str, message: dict[str, Any]) -> Posted | None:
    """The message, where it says something."""
    ts = str(message.get("ts") or "")
    if message.get("subtype") not in _SAID or not ts:
        return None
    is_app = bool(message.get("bot_id")) or message.get("subtype") == "bot_message"
    return Posted(
        channel=channel,
        ts=ts,
        version=str((message.get("edited") or {}).get("ts") or ts),
        text=all_that_is_said(message) if is_app else message_text(message),
        author="" if is_app else str(message.get("user") or ""),
        is_app=is_app,
        thread_ts=str(message.get("thread_ts") or ""),
    )


def deleted_ts(event: dict[str, Any]) -> str:
    """Of an event that tells of a deletion: the ts of the message that is gone; else ""."""
    if event.get("subtype") == "message_deleted":
        return str(event.get("deleted_ts") or "")
    left = event.get("message") or {}
    is_gone = event.get("subtype") == "message_changed" and left.get("subtype") == TOMBSTONE
    return str(left.get("ts") or "") if is_gone else ""


def written(event: dict[str, Any]) -> dict[str, Any]:
    """The message as it stands by an event: the new one, or the edited one."""
    return dict(event["message"]) if event.get("subtype") == "message_changed" and event.get("message") else event
