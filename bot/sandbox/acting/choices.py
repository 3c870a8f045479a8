"""How a value that a script or the page gives fills an element: an option by value or label, a person, a date."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.sandbox.errors import ControlError
from bot.sandbox.world.elements import STATE_FIELDS
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace

Given = Any  # JSON: text, number, option, list, None
Suggest = Callable[[str], list[Json]]


def chosen(workspace: Workspace, element: Json, value: Given, suggest: Suggest) -> Json:
    """What `state.values` holds once the person gave this value: `{type, <field>: …}`.

    None empties the element. `suggest`: what an external select offers for a query. Raises ControlError.
    """
    kind = element["type"]
    field = STATE_FIELDS[kind][0]
    if field.endswith("s"):
        many = value if isinstance(value, list) else [] if value in (None, "") else [value]
        return {"type": kind, field: [_one(workspace, element, each, suggest) for each in many]}
    return {"type": kind, field: None if value in (None, "") else _one(workspace, element, value, suggest)}


def option_of(options: list[Json], value: Given) -> Json | None:
    """The option of that value or label, or the one given whole."""
    if isinstance(value, dict):
        return value
    word = str(value)
    fits = (each for each in options if each.get("value") == word)
    return next(fits, None) or next((each for each in options if each["text"]["text"] == word), None)


def listed(element: Json) -> list[Json]:
    """All options of an element, groups opened."""
    groups = element.get("option_groups") or ()
    return [*element.get("options", ()), *(option for group in groups for option in group["options"])]


def _one(workspace: Workspace, element: Json, value: Given, suggest: Suggest) -> Given:
    kind = element["type"].removeprefix("multi_")
    if kind in {"static_select", "radio_buttons", "checkboxes"}:
        return _needed(option_of(listed(element), value), element, value)
    if kind == "external_select":
        return _needed(value if isinstance(value, dict) else _found(suggest, str(value)), element, value)
    if kind == "users_select":
        names = {user["name"]: uid for uid, user in workspace.users.items()} | {uid: uid for uid in workspace.users}
        return _needed(names.get(str(value).removeprefix("@")), element, value)
    if kind in {"conversations_select", "channels_select"}:
        ids = {channel.name: cid for cid, channel in workspace.channels.items()} | {
            cid: cid for cid in workspace.channels
        }
        return _needed(ids.get(str(value).removeprefix("#")), element, value)
    return _typed(kind, value)


def _typed(kind: str, value: Given) -> Given:
    """Dates and times must read as Slack's pickers write them; text is anything."""
    forms = {"datepicker": "%Y-%m-%d", "timepicker": "%H:%M"}
    if kind == "rich_text_input":
        return value
    if kind == "datetimepicker":
        if not str(value).isdecimal():
            raise ControlError(f"A {kind} gives seconds since 1970, not {value!r}.")
        return int(value)
    if kind in forms:
        try:
            datetime.strptime(str(value), forms[kind])  # noqa: DTZ007  # because a picker's date has no zone
        except ValueError:
            raise ControlError(f"A {kind} gives {forms[kind]}, not {value!r}.") from None
    return str(value)


def _found(suggest: Suggest, word: str) -> Json | None:
    """What an external select offers for these words; for a label such as "Somebody new: Zoe", for its last part."""
    offered = suggest(word)
    found = option_of(offered, word) or _beginning(offered, word)
    typed = word.partition(": ")[2]
    return option_of(suggest(typed), word) if found is None and typed else found


def _beginning(offered: list[Json], word: str) -> Json | None:
    return next((each for each in offered if each["text"]["text"].casefold().startswith(word.casefold())), None)


def _needed(found: Given, element: Json, value: Given) -> Given:
    if found is None:
        raise ControlError(f"{element['action_id']} does not offer {value!r}.")
    return found
