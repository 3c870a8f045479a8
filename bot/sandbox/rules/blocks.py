"""Holding messages and views to Block Kit's limits, and giving ids to what has none."""

import json
import secrets

from bot.sandbox.errors import SlackError
from bot.sandbox.rules import data_rules
from bot.sandbox.rules.block_rules import check_block
from bot.sandbox.rules.checks import Check, Value
from bot.sandbox.world.elements import elements
from bot.sandbox.world.state import Json

_MESSAGE_BLOCKS = 50
_VIEW_BLOCKS = 100
_MESSAGE_TEXT = 11_341  # https://github.com/slackapi/bolt-js/issues/2867: so many characters of text were refused
_WITH_MARKDOWN = 13_200  # https://github.com/slackapi/bolt-js/issues/2509: the same with markdown blocks among them
_VIEW_BYTES = 250_000  # https://docs.slack.dev/reference/methods/views.open: view_too_large
_MODAL_FIELDS = frozenset({"close", "submit", "clear_on_close", "notify_on_close", "submit_disabled"})
_VIEW_FIELDS = frozenset({"type", "blocks", "private_metadata", "callback_id", "external_id"})


def check_message_blocks(blocks: Value) -> list[Json]:
    """The blocks of a message, with the ids that Slack gives.

    Raises SlackError `invalid_blocks` with what is wrong, `msg_blocks_too_long`.
    """
    check = Check("message")
    listed = _checked(check, "/blocks", blocks, _MESSAGE_BLOCKS)
    data_rules.in_all(check, "/blocks", listed)
    if check.errors:
        raise SlackError.listing("invalid_blocks", check.errors)
    plainer = [block for block in listed if block["type"] != "markdown"]
    if _text_length(plainer) >= _MESSAGE_TEXT or _text_length(listed) >= _WITH_MARKDOWN:
        raise SlackError("msg_blocks_too_long")
    return _identified(listed)


def check_view(view: Value, kind: str) -> Json:
    """A view of that kind ("modal" or "home"), with the ids that Slack gives.

    Raises SlackError `invalid_arguments` with what is wrong, `view_too_large`.
    """
    if not isinstance(view, dict) or view.get("type") != kind:
        raise SlackError.listing("invalid_arguments", [f"must be a view of type {kind} [json-pointer:/view/type]"])
    check = Check(kind)
    known = _VIEW_FIELDS | (_MODAL_FIELDS if kind == "modal" else frozenset())
    check.fields("/view", view, frozenset({"type", "blocks"} | ({"title"} if kind == "modal" else set())), known)
    for name in ("title", "submit", "close"):
        check.text(f"/view/{name}", view.get(name), 24, plain=True)
    for name, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        check.length(f"/view/{name}", view.get(name), most, least=0)
    listed = _checked(check, "/view/blocks", view.get("blocks"), _VIEW_BLOCKS)
    if kind == "modal" and "submit" not in view and any(block.get("type") == "input" for block in listed):
        check.wrong("/view", "missing required field: submit")
    if check.errors:
        raise SlackError.listing("invalid_arguments", check.errors)
    if len(json.dumps(view)) > _VIEW_BYTES:
        raise SlackError("view_too_large")
    return view | {"blocks": _identified(listed)}


def _text_length(part: Value) -> int:
    """Characters of every `text` in blocks, as the report of that figure counted them."""
    if isinstance(part, list):
        return sum(map(_text_length, part))
    if not isinstance(part, dict):
        return 0
    own = len(part["text"]) if isinstance(part.get("text"), str) else 0
    return own + sum(_text_length(each) for each in part.values() if isinstance(each, dict | list))


def _checked(check: Check, path: str, blocks: Value, most: int) -> list[Json]:
    """The blocks, each looked at; ids unique, the focus on one element at most."""
    listed = list(check.items(path, blocks, most, least=0))
    seen = set()
    for i, block in enumerate(listed):
        check_block(check, f"{path}/{i}", block)
        name = block.get("block_id")
        if name is not None and name in seen:
            check.wrong(f"{path}/{i}/block_id", f"block_id {name} already exists")
        seen.add(name)
    if not check.errors and sum(bool(element.get("focus_on_load")) for _, element in elements(listed)) > 1:
        check.wrong(path, "focus_on_load may be set on one element only")
    return listed


def _identified(blocks: list[Json]) -> list[Json]:
    """They are the call's own objects, so that they may be changed."""
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4))
    for block, element in elements(blocks):
        block.setdefault("block_id", secrets.token_urlsafe(4))  # of a card in a carousel
        if element["type"] != "image":
            element.setdefault("action_id", secrets.token_urlsafe(4))
    return blocks
