"""The limits of blocks: https://docs.slack.dev/reference/block-kit/blocks."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.rules import data_rules
from bot.sandbox.rules.checks import Check, Value
from bot.sandbox.rules.element_rules import check_element
from bot.sandbox.world.state import Json

_IMAGE = frozenset({"image_url", "slack_file"})
_BLOCK = frozenset({"type", "block_id"})


@dataclass(frozen=True, slots=True)
class BlockRule:
    """On which surfaces it may stand, what it must and may hold, and what else is checked."""

    surfaces: str
    required: frozenset[str]
    optional: frozenset[str]
    check: Callable[[Check, str, Json], None]


def check_block(check: Check, path: str, block: Json) -> None:
    """One block of a message or view."""
    rule = BLOCKS.get(str(block.get("type")))
    if rule is None:
        check.wrong(path, f"unsupported block type: {block.get('type')}")
        return
    if check.surface not in rule.surfaces:
        check.wrong(path, f"unsupported block type in a {check.surface}: {block['type']}")
    check.length(f"{path}/block_id", block.get("block_id"), 255)
    if check.fields(path, block, rule.required, rule.optional | _BLOCK):
        rule.check(check, path, block)


def _section(check: Check, path: str, block: Json) -> None:
    if "text" not in block and "fields" not in block:
        check.wrong(path, "must provide text or fields")
    check.text(f"{path}/text", block.get("text"), 3000)
    if "fields" in block:
        for i, field in enumerate(check.items(f"{path}/fields", block["fields"], 10)):
            check.text(f"{path}/fields/{i}", field, 2000)
    if "accessory" in block:
        _accessory(check, f"{path}/accessory", block["accessory"])


def _accessory(check: Check, path: str, element: Value) -> None:
    if not isinstance(element, dict):
        check.wrong(path, "must be an element")
    elif element.get("type") == "image":
        _picture(check, path, element)
    else:
        check_element(check, path, element, "section")


def _picture(check: Check, path: str, image: Json) -> None:
    check.fields(path, image, frozenset({"type", "alt_text"}), _IMAGE | {"block_id", "title"})
    if not image.keys() & _IMAGE:
        check.wrong(path, "missing required field: image_url")
    check.length(f"{path}/image_url", image.get("image_url"), 3000)
    check.length(f"{path}/alt_text", image.get("alt_text"), 2000)
    check.text(f"{path}/title", image.get("title"), 2000, plain=True)


def _header(check: Check, path: str, block: Json) -> None:
    check.text(f"{path}/text", block["text"], 150, plain=True)


def _context(check: Check, path: str, block: Json) -> None:
    for i, element in enumerate(check.items(f"{path}/elements", block["elements"], 10)):
        if element.get("type") == "image":
            _picture(check, f"{path}/elements/{i}", element)
        else:
            check.text(f"{path}/elements/{i}", element, 2000)


def _actions(check: Check, path: str, block: Json) -> None:
    elements = check.items(f"{path}/elements", block["elements"], 25)
    seen = set()
    for i, element in enumerate(elements):
        check_element(check, f"{path}/elements/{i}", element, "actions")
        name = element.get("action_id")
        if name is not None and name in seen:
            check.wrong(f"{path}/elements/{i}/action_id", f"action_id {name} already exists in this block")
        seen.add(name)


def _input(check: Check, path: str, block: Json) -> None:
    check.text(f"{path}/label", block["label"], 2000, plain=True)
    check.text(f"{path}/hint", block.get("hint"), 2000, plain=True)
    if isinstance(block["element"], dict):
        check_element(check, f"{path}/element", block["element"], "input")
    else:
        check.wrong(f"{path}/element", "must be an element")


def _markdown(check: Check, path: str, block: Json) -> None:
    check.length(f"{path}/text", block["text"], 12_000)


def _rich_text(check: Check, path: str, block: Json) -> None:
    check.items(f"{path}/elements", block["elements"], 1000)


def _alert(check: Check, path: str, block: Json) -> None:
    check.text(f"{path}/text", block["text"], 200)
    check.among(f"{path}/level", block.get("level"), ("default", "info", "warning", "error", "success"))


def _card(check: Check, path: str, block: Json) -> None:
    for name, most in (("title", 150), ("subtitle", 150), ("body", 200), ("subtext", 200)):
        check.text(f"{path}/{name}", block.get(name), most)
    if "actions" in block:
        for i, element in enumerate(check.items(f"{path}/actions", block["actions"], 3)):
            check_element(check, f"{path}/actions/{i}", element, "actions")


def _carousel(check: Check, path: str, block: Json) -> None:
    for i, card in enumerate(check.items(f"{path}/elements", block["elements"], 10)):
        check_block(check, f"{path}/elements/{i}", card)


def _container(check: Check, path: str, block: Json) -> None:
    check.text(f"{path}/title", block.get("title"), 150)
    check.text(f"{path}/subtitle", block.get("subtitle"), 150)
    for i, child in enumerate(check.items(f"{path}/child_blocks", block["child_blocks"], 10)):
        check_block(check, f"{path}/child_blocks/{i}", child)


def _anything(_check: Check, _path: str, _block: Json) -> None:
    """Nothing more to check."""


def _rule(surfaces: str, required: str, optional: str, check: Callable[[Check, str, Json], None]) -> BlockRule:
    return BlockRule(surfaces, frozenset({"type", *required.split()}), frozenset(optional.split()), check)


_ALL = "message modal home"
BLOCKS: dict[str, BlockRule] = {
    "section": _rule(_ALL, "", "text fields accessory expand", _section),
    "header": _rule(_ALL, "text", "level", _header),
    "divider": _rule(_ALL, "", "", _anything),
    "context": _rule(_ALL, "elements", "", _context),
    "actions": _rule(_ALL, "elements", "", _actions),
    "image": _rule(_ALL, "alt_text", "image_url slack_file title", _picture),
    "input": _rule(_ALL, "label element", "hint optional dispatch_action", _input),
    "rich_text": _rule(_ALL, "elements", "", _rich_text),
    "markdown": _rule("message", "text", "", _markdown),
    "table": _rule("message", "rows", "column_settings", data_rules.table),
    "data_table": _rule("message", "caption rows", "page_size row_header_column_index", data_rules.data_table),
    "data_visualization": _rule("message", "title chart", "", data_rules.chart),
    "alert": _rule("modal", "text", "level", _alert),
    "card": _rule("message home", "", "title subtitle body subtext actions icon hero_image slack_icon", _card),
    "carousel": _rule("message home", "elements", "", _carousel),
    "container": _rule(
        "message", "child_blocks", "title subtitle icon width is_collapsible default_collapsed", _container
    ),
}
