"""What a message in Slack says, in Slack's own markup: https://docs.slack.dev/messaging."""

from typing import Any


def message_text(message: dict[str, Any]) -> str:
    """Its text; of one without (from another app, or only files) what its attachments say and its files are called."""
    if text := str(message.get("text") or "").strip():
        return text
    said = [_attachment(one) for one in message.get("attachments") or []]
    files = [f"(file: {one.get('title') or one.get('name')})" for one in message.get("files") or []]
    return "\n".join(part for part in [*said, *files] if part)


def _attachment(attachment: dict[str, Any]) -> str:
    parts = (attachment.get(name) for name in ("pretext", "title", "text"))
    return "\n".join(str(part) for part in parts if part) or str(attachment.get("fallback") or "")
