"""What a message in Slack says, in Slack's own markup, and who wrote it: https://docs.slack.dev/messaging."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.saying import say

_LAST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()


def message_text(message: dict[str, Any]) -> str:
    """Its text; of one without (from another app, or only files) what its attachments say and its files are called."""
    if text := str(message.get("text") or "").strip():
        return text
    said = [_attachment(one) for one in message.get("attachments") or []]
    files = [say("(file: {one})", one=one.get("title") or one.get("name")) for one in message.get("files") or []]
    return "\n".join(part for part in [*said, *files] if part)


def author(message: dict[str, Any]) -> str:
    """Who wrote it: an id of Slack's of a person; of what an app posted (a form, a mail bridge) the app's name."""
    if message.get("bot_id") or message.get("bot_profile"):
        profile = message.get("bot_profile") or {}
        return str(profile.get("name") or message.get("username") or "")
    return str(message.get("user") or "")


def _attachment(attachment: dict[str, Any]) -> str:
    parts = (attachment.get(name) for name in ("pretext", "title", "text"))
    return "\n".join(str(part) for part in parts if part) or str(attachment.get("fallback") or "")


def all_that_is_said(message: dict[str, Any]) -> str:
    """The same of what another app posted, of which the text is often a title: its blocks and attachments too."""
    parts = [str(message.get("text") or ""), *_in_blocks(message.get("blocks") or [])]
    for one in message.get("attachments") or []:
        parts += [str(one.get("author_name") or ""), _attachment(one), *_in_blocks(one.get("blocks") or [])]
        parts += [f"{each.get('title') or ''}: {each.get('value') or ''}" for each in one.get("fields") or []]
    lines = [line.strip() for part in parts for line in part.split("\n")]
    said = "\n".join(dict.fromkeys(line for line in lines if line))
    return said or message_text(message)


def _in_blocks(part: Any) -> list[str]:  # noqa: ANN401  # Slack's JSON
    """Every text that stands in blocks, but for what is on buttons, in their order."""
    if isinstance(part, list):
        return [said for each in part for said in _in_blocks(each)]
    if not isinstance(part, dict) or part.get("type") in {"actions", "button", "overflow"}:
        return []
    if isinstance(part.get("elements"), list) and part.get("type") in {"rich_text_section", "rich_text_quote"}:
        return ["".join(_run(each) for each in part["elements"])]
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    inside = [
        value for key, value in part.items() if key in {"text", "fields", "elements"} and not isinstance(value, str)
    ]
    return own + [said for each in inside for said in _in_blocks(each)]


def _run(element: dict[str, Any]) -> str:
    """A piece of a line of rich text."""
    if element.get("type") == "user":
        return f"<@{element.get('user_id')}>"
    return str(element.get("text") or element.get("url") or "")


def written_at(ts: str) -> datetime:
    """When a message was written, by its name in its channel: seconds since 1970."""
    return datetime.fromtimestamp(min(float(ts), _LAST), UTC)
