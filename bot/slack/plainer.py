"""Plainer forms of a message that Slack refuses for its form: what matters arrives all the same.

First the same without its charts (what they show stands in words beside them), then with what its tables say in
paragraphs, as not every Slack has charts and tables; then the text with the one button that leads on (the primary one,
else the first), then the text alone.
"""

from collections.abc import Iterator
from typing import Any

Payload = dict[str, Any]
"""A message as Slack takes it: text and blocks."""

_TEXT_LENGTH = 2_900
"""Characters; a section takes 3,000."""


def plainer(payload: Payload) -> Iterator[Payload]:
    """The forms to try instead, in this order."""
    blocks = payload.get("blocks") or []
    if any(block["type"] == _CHART for block in blocks):
        blocks = _without_charts(blocks)
        yield {**payload, "blocks": blocks}
    if any(block["type"] in _TABLES for block in blocks):
        yield {**payload, "blocks": in_paragraphs(blocks)}
    text = payload["text"][:_TEXT_LENGTH]
    button = _leading(payload.get("blocks") or [])
    if button:
        words = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
        yield {**payload, "text": text, "blocks": [words, {"type": "actions", "elements": [button]}]}
    yield {**payload, "text": text, "blocks": []}


def in_paragraphs(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks for a page over the conversation, where there are neither charts nor tables."""
    return [each for block in _without_charts(blocks) for each in _without_table(block)]


def _without_charts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block for block in blocks if block["type"] != _CHART]


_CHART = "data_visualization"
_TABLES = frozenset({"table", "data_table"})


def _without_table(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A line for each row, as many in a paragraph as it takes: the first cell, and what the others say."""
    if block["type"] not in _TABLES:
        return [block]
    paragraphs: list[str] = []
    for row in block["rows"][1:]:
        name, *others = (_words(cell) for cell in row)
        line = " · ".join([f"*{name}*", *(words for words in others if words != _NOTHING)])
        if paragraphs and len(paragraphs[-1]) + len(line) < _TEXT_LENGTH:
            paragraphs[-1] += f"\n{line}"
        else:
            paragraphs.append(line)
    return [{"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}} for text in paragraphs]


_NOTHING = "–"  # noqa: RUF001  # what stands in a cell with nothing in it (bot/views/charts.py)
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "\u2217"})


def _words(cell: dict[str, Any]) -> str:
    """What a cell says, as mrkdwn; a person as a mention."""
    if cell["type"] != "rich_text":
        return str(cell.get("text", cell.get("value", ""))).translate(_ESCAPED)
    inside = (element for section in cell["elements"] for element in section["elements"])
    return "".join(
        f"<@{one['user_id']}>" if one["type"] == "user" else str(one.get("text", "")).translate(_ESCAPED)
        for one in inside
    )


def _leading(blocks: list[dict[str, Any]]) -> dict[str, Any] | None:
    buttons = [element for block in blocks for element in _elements(block) if element.get("type") == "button"]
    return next((button for button in buttons if button.get("style") == "primary"), next(iter(buttons), None))


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    elements = list(block.get("elements") or []) if block.get("type") == "actions" else []
    return [*elements, *([block["accessory"]] if block.get("accessory") else [])]
