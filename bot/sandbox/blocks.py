"""Block Kit's limits, as Slack holds messages and views to them."""

import secrets

from bot.sandbox.errors import SlackError
from bot.sandbox.state import Json


def check_message_blocks(blocks: list[Json]) -> list[Json]:
    """The blocks of a message with the ids that Slack gives. Raises SlackError `invalid_blocks`."""
    return _identified(blocks)


def check_view(view: Json, kind: str) -> Json:
    """A view with the ids that Slack gives. Raises SlackError `invalid_arguments`."""
    if view.get("type") != kind:
        raise SlackError("invalid_arguments")
    return view | {"blocks": _identified(view["blocks"])}


def _identified(blocks: list[Json]) -> list[Json]:
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in (*block.get("elements", ()), block.get("accessory", {}), block.get("element", {})):
            if element.get("type") not in {None, "mrkdwn", "plain_text", "image"}:
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return blocks
