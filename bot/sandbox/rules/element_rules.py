"""The limits of interactive elements: https://docs.slack.dev/reference/block-kit/block-elements."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.rules.checks import Check, Value
from bot.sandbox.world.state import Json

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_EVERY_SURFACE = frozenset({"message", "modal", "home"})
_COMMON = frozenset({"type", "action_id", "confirm", "focus_on_load", "placeholder"})
_OPTION = frozenset({"text", "value"})
_TEXT = 3000


@dataclass(frozen=True, slots=True)
class ElementRule:
    """In which blocks it may stand, what it may hold, and what else is checked."""

    blocks: frozenset[str]
    optional: frozenset[str]
    check: Callable[[Check, str, Json], None]
    required: frozenset[str] = frozenset({"type"})
    surfaces: frozenset[str] = _EVERY_SURFACE


def check_element(check: Check, path: str, element: Json, block: str) -> None:
    """An element in a block of that type."""
    rule = ELEMENTS.get(str(element.get("type")))
    if rule is None or block not in rule.blocks:
        check.wrong(path, f"unsupported type: {element.get('type')}")
        return
    if check.surface not in rule.surfaces:
        check.wrong(path, f"unsupported type in a {check.surface}: {element['type']}")
    if not check.fields(path, element, rule.required, rule.optional | _COMMON):
        return
    check.length(f"{path}/action_id", element.get("action_id"), 255)
    check.text(f"{path}/placeholder", element.get("placeholder"), 150, plain=True)
    if "confirm" in element:
        _confirm(check, f"{path}/confirm", element["confirm"])
    rule.check(check, path, element)


def check_option(check: Check, path: str, option: Value, *, mrkdwn: bool = False) -> None:
    """One option of a menu or group."""
    if not isinstance(option, dict):
        check.wrong(path, "must be an option")
        return
    if check.fields(path, option, _OPTION, frozenset({"description", "url"})):
        check.text(f"{path}/text", option["text"], 75, plain=not mrkdwn)
        check.length(f"{path}/value", option["value"], 150)
    check.text(f"{path}/description", option.get("description"), 75, plain=not mrkdwn)
    check.length(f"{path}/url", option.get("url"), 3000)


def check_options(check: Check, path: str, holder: Json) -> None:
    """What a static select holds, or an answer to `block_suggestion`: options, or groups of them, at most 100."""
    if ("options" in holder) == ("option_groups" in holder):
        check.wrong(path, "must provide either options or option_groups")
        return
    if "options" in holder:
        _listed(check, f"{path}/options", holder["options"])
        return
    for i, group in enumerate(check.items(f"{path}/option_groups", holder["option_groups"], 100)):
        check.text(f"{path}/option_groups/{i}/label", group.get("label", ""), 75, plain=True)
        _listed(check, f"{path}/option_groups/{i}/options", group.get("options"))


def _listed(check: Check, path: str, options: Value) -> None:
    for i, option in enumerate(check.items(path, options, 100)):
        check_option(check, f"{path}/{i}", option)


def _confirm(check: Check, path: str, given: Value) -> None:
    if not isinstance(given, dict):
        check.wrong(path, "must be a confirmation dialog")
        return
    check.fields(path, given, frozenset({"title", "text"}), frozenset({"confirm", "deny", "style"}))
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        check.text(f"{path}/{name}", given.get(name), most, plain=name != "text")
    check.among(f"{path}/style", given.get("style"), ("primary", "danger"))


def _button(check: Check, path: str, element: Json) -> None:
    check.text(f"{path}/text", element["text"], 75, plain=True)
    check.length(f"{path}/value", element.get("value"), 2000)
    check.length(f"{path}/url", element.get("url"), 3000)
    check.length(f"{path}/accessibility_label", element.get("accessibility_label"), 75)
    check.among(f"{path}/style", element.get("style"), ("primary", "danger"))


def _static(check: Check, path: str, element: Json) -> None:
    check_options(check, path, element)
    if check.errors:
        return
    groups = element.get("option_groups", [])
    offered = [*element.get("options", []), *(option for group in groups for option in group["options"])]
    _initial_among(check, path, element, offered)


def _few(most: int, least: int = 1) -> Callable[[Check, str, Json], None]:
    """Checkboxes and radio buttons may use mrkdwn; an overflow menu has at most 5 options, those 10."""

    def rule(check: Check, path: str, element: Json) -> None:
        options = check.items(f"{path}/options", element["options"], most, least)
        for i, option in enumerate(options):
            check_option(check, f"{path}/options/{i}", option, mrkdwn=element["type"] != "overflow")
        _initial_among(check, path, element, list(options))

    return rule


def _initial_among(check: Check, path: str, element: Json, offered: list[Json]) -> None:
    initial = [
        *element.get("initial_options", []),
        *([element["initial_option"]] if "initial_option" in element else []),
    ]
    offers = [(option.get("value"), option.get("text")) for option in offered]
    for option in initial:
        if not isinstance(option, dict) or (option.get("value"), option.get("text")) not in offers:
            check.wrong(path, "initial option must be one of the options")
    check.number(f"{path}/max_selected_items", element.get("max_selected_items"), 1, 100)


def _external(check: Check, path: str, element: Json) -> None:
    if "initial_option" in element:
        check_option(check, f"{path}/initial_option", element["initial_option"])
    for i, option in enumerate(element.get("initial_options", [])):
        check_option(check, f"{path}/initial_options/{i}", option)
    check.number(f"{path}/min_query_length", element.get("min_query_length"), 0, _TEXT)


def _files(check: Check, path: str, element: Json) -> None:
    check.number(f"{path}/max_files", element.get("max_files"), 1, 10)


def _nothing(check: Check, path: str, element: Json) -> None:
    check.number(f"{path}/max_selected_items", element.get("max_selected_items"), 1, 100)


def _picker(field: str, form: re.Pattern[str]) -> Callable[[Check, str, Json], None]:
    def rule(check: Check, path: str, element: Json) -> None:
        if field in element and not form.fullmatch(str(element[field])):
            check.wrong(f"{path}/{field}", "must be a valid format")

    return rule


def _input(check: Check, path: str, element: Json) -> None:
    check.number(f"{path}/min_length", element.get("min_length"), 0, _TEXT)
    check.number(f"{path}/max_length", element.get("max_length"), 1, _TEXT)
    check.length(f"{path}/initial_value", element.get("initial_value"), element.get("max_length") or _TEXT, least=0)


def _rule(blocks: str, optional: str, check: Callable[[Check, str, Json], None], **more: frozenset[str]) -> ElementRule:
    return ElementRule(frozenset(blocks.split()), frozenset(optional.split()), check, **more)


_MODAL = {"surfaces": frozenset({"modal"})}
_TYPED = "initial_value dispatch_action_config"
_CONVERSATION = "initial_conversation default_to_current_conversation response_url_enabled filter"
ELEMENTS: dict[str, ElementRule] = {
    "button": _rule(
        "section actions", "url value style accessibility_label", _button, required=frozenset({"type", "text"})
    ),
    "overflow": _rule("section actions", "options", _few(5), required=frozenset({"type", "options"})),
    "checkboxes": _rule("section actions input", "initial_options", _few(10), required=frozenset({"type", "options"})),
    "radio_buttons": _rule(
        "section actions input", "initial_option", _few(10), required=frozenset({"type", "options"})
    ),
    "static_select": _rule("section actions input", "options option_groups initial_option", _static),
    "multi_static_select": _rule("section input", "options option_groups initial_options max_selected_items", _static),
    "external_select": _rule("section actions input", "initial_option min_query_length", _external),
    "multi_external_select": _rule("section input", "initial_options min_query_length max_selected_items", _external),
    "users_select": _rule("section actions input", "initial_user", _nothing),
    "multi_users_select": _rule("section input", "initial_users max_selected_items", _nothing),
    "conversations_select": _rule("section actions input", _CONVERSATION, _nothing),
    "multi_conversations_select": _rule(
        "section input",
        "initial_conversations default_to_current_conversation filter max_selected_items",
        _nothing,
    ),
    "channels_select": _rule("section actions input", "initial_channel response_url_enabled", _nothing),
    "multi_channels_select": _rule("section input", "initial_channels max_selected_items", _nothing),
    "datepicker": _rule("section actions input", "initial_date", _picker("initial_date", _DATE)),
    "timepicker": _rule("section actions input", "initial_time timezone", _picker("initial_time", _TIME)),
    "datetimepicker": _rule("actions input", "initial_date_time", _picker("initial_date_time", re.compile(r"\d{10}"))),
    "plain_text_input": _rule("input", f"{_TYPED} multiline min_length max_length", _input),
    "email_text_input": _rule("input", _TYPED, _input, **_MODAL),
    "url_text_input": _rule("input", _TYPED, _input, **_MODAL),
    "number_input": _rule(
        "input", f"{_TYPED} min_value max_value", _input, required=frozenset({"type", "is_decimal_allowed"}), **_MODAL
    ),
    "file_input": _rule("input", "filetypes max_files", _files, **_MODAL),
    "rich_text_input": _rule("input", "initial_value dispatch_action_config", _nothing),
}
