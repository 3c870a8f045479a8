"""Plainer forms of a message that Slack refuses for its form: what matters arrives all the same.

First the text with the one button that leads on (the primary one, else the first), then the text alone.
"""

from collections.abc import Iterator
from typing import Any

Payload = dict[str, Any]
"""A message as Slack takes it: text and blocks."""

_TEXT_LENGTH = 2_900
"""Characters; a section takes 3,000."""


def plainer(payload: Payload) -> Iterator[Payload]:
    """The forms to try instead, in this order."""
    text = payload["text"][:_TEXT_LENGTH]
    button = _leading(payload.get("blocks") or [])
    if button:
        words = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
        yield {**payload, "text": text, "blocks": [words, {"type": "actions", "elements": [button]}]}
    yield {**payload, "text": text, "blocks": []}


def _leading(blocks: list[dict[str, Any]]) -> dict[str, Any] | None:
    buttons = [element for block in blocks for element in _elements(block) if element.get("type") == "button"]
    return next((button for button in buttons if button.get("style") == "primary"), next(iter(buttons), None))


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    elements = list(block.get("elements") or []) if block.get("type") == "actions" else []
    return [*elements, *([block["accessory"]] if block.get("accessory") else [])]
