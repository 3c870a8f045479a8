"""Block Kit, as small functions to Slack's JSON. Limits are those of docs.slack.dev/reference/block-kit."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import time
from typing import Any

from bot.domain.day_names import weekday_named
from bot.domain.saying import say
from bot.views.message import Block, View
from bot.views.mrkdwn import clip
from bot.views.size import fitted_view

LABEL_LENGTH = 75
TITLE_LENGTH = 24
Option = dict[str, Any]


def mrkdwn(text: str) -> dict[str, Any]:
    """Formatted text in which Slack looks for nothing by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str, length: int = LABEL_LENGTH) -> dict[str, Any]:
    """Text that is only text."""
    return {"type": "plain_text", "text": clip(text, length), "emoji": True}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain(text, 150)}


def section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph, with one element at its side."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return {**block, "accessory": accessory} if accessory else block


def context(*texts: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def preformatted(text: str) -> Block:
    """Words as they are, to be copied: Slack looks for nothing in them."""
    element = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [element]}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def actions(*elements: Block, block_id: str = "") -> Block:
    """A row of buttons. `block_id` comes back with a click on one of them."""
    row: Block = {"type": "actions", "elements": list(elements)}
    return {**row, "block_id": block_id} if block_id else row


def confirm(title: str, text: str, do: str, leave: str = "") -> dict[str, Any]:
    """The question before something that cannot simply be taken back."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(do, 30),
        "deny": plain(leave or say("Leave it"), 30),
    }


def button(
    label: str,
    action_id: str,
    value: object = "",
    *,
    style: str = "",
    confirmation: dict[str, Any] | None = None,
    spoken: str = "",
) -> Block:
    """A button. `label` says a verb; `value` comes back with the click and decides nothing about who may.

    `spoken`: what a screen reader says in place of a short label.
    """
    element: Block = {"type": "button", "text": plain(label), "action_id": action_id}
    if value != "":
        element["value"] = str(value)
    if style:
        element["style"] = style
    if confirmation:
        element["confirm"] = confirmation
    if spoken:
        element["accessibility_label"] = clip(spoken, LABEL_LENGTH)
    return element


def link_button(label: str, action_id: str, url: str) -> Block:
    """A button that opens a page; Slack sends its click all the same."""
    return {"type": "button", "text": plain(label), "action_id": action_id, "url": url}


def option(label: str, value: str) -> Option:
    """One choice of a list."""
    return {"text": plain(label), "value": value}


def overflow(action_id: str, options: Iterable[Option]) -> Block:
    """The "more" menu."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def select(action_id: str, options: Sequence[Option], chosen: str | None = None, placeholder: str = "") -> Block:
    """A list to choose one from."""
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "options": list(options),
        "placeholder": plain(placeholder or say("Choose")),
    }
    initial = [choice for choice in options if choice["value"] == chosen]
    if initial:
        element["initial_option"] = initial[0]
    return element


def checkboxes(action_id: str, options: Sequence[Option], chosen: Collection[str] = ()) -> Block:
    """A few choices of which any number may be ticked."""
    element: Block = {"type": "checkboxes", "action_id": action_id, "options": list(options)}
    initial = [choice for choice in options if choice["value"] in chosen]
    return {**element, "initial_options": initial} if initial else element


def multi_select(
    action_id: str, options: Sequence[Option], chosen: Collection[str] = (), most: int | None = None
) -> Block:
    """A list to choose any number from, or at most so many."""
    element: Block = {
        "type": "multi_static_select",
        "action_id": action_id,
        "options": list(options),
        "placeholder": plain(say("Choose")),
        **({"max_selected_items": most} if most else {}),
    }
    initial = [choice for choice in options if choice["value"] in chosen]
    return {**element, "initial_options": initial} if initial else element


def days_input(action_id: str, chosen: frozenset[int]) -> Block:
    """The days of the week to tick."""
    days = [option(weekday_named(number), str(number)) for number in range(7)]
    return checkboxes(action_id, days, {str(day) for day in chosen})


def time_input(action_id: str, chosen: time | None = None) -> Block:
    """A clock to choose a time of day."""
    element: Block = {"type": "timepicker", "action_id": action_id, "placeholder": plain(say("Choose a time"))}
    return {**element, "initial_time": chosen.isoformat(timespec="minutes")} if chosen else element


def people_select(action_id: str, chosen: str | None = None) -> Block:
    """A list of the people of the workspace."""
    element: Block = {"type": "users_select", "action_id": action_id, "placeholder": plain(say("Choose somebody"))}
    return {**element, "initial_user": chosen} if chosen else element


def people_multi_select(action_id: str, chosen: Collection[str] = (), *, most: int | None = None) -> Block:
    """A list of the people of the workspace, of whom several can be chosen."""
    element: Block = {"type": "multi_users_select", "action_id": action_id, "placeholder": plain(say("Choose people"))}
    element |= {"max_selected_items": most} if most else {}
    return {**element, "initial_users": sorted(chosen)} if chosen else element


def text_input(action_id: str, initial: str = "", *, lines: bool = False, longest: int = 3000, hint: str = "") -> Block:
    """A text field; with `lines` one for several lines."""
    element: Block = {"type": "plain_text_input", "action_id": action_id, "multiline": lines, "max_length": longest}
    if initial:
        element["initial_value"] = initial[:longest]
    if hint:
        element["placeholder"] = plain(hint, 150)
    return element


def number_input(action_id: str, initial: str = "", *, decimals: bool = False) -> Block:
    """A field for a number, which a phone shows its figures for. `initial` is dropped where it is none."""
    element: Block = {"type": "number_input", "action_id": action_id, "is_decimal_allowed": decimals}
    is_number = re.fullmatch(r"-?\d+(\.\d+)?" if decimals else r"-?\d+", initial, re.ASCII)
    return {**element, "initial_value": initial} if is_number else element


def search_input(action_id: str, hint: str, chosen: Option | None = None, *, letters: int = 0) -> Block:
    """A list that we are asked for while somebody types, from so many `letters` on."""
    element: Block = {
        "type": "external_select",
        "action_id": action_id,
        "min_query_length": letters,
        "placeholder": plain(hint, 150),
    }
    return {**element, "initial_option": chosen} if chosen else element


def radio_buttons(action_id: str, options: Sequence[Option], chosen: str = "") -> Block:
    """A few choices of which one is made, all in sight."""
    element: Block = {"type": "radio_buttons", "action_id": action_id, "options": list(options)}
    initial = [choice for choice in options if choice["value"] == chosen]
    return {**element, "initial_option": initial[0]} if initial else element


def date_input(action_id: str, chosen: str = "") -> Block:
    """A calendar. `chosen` is YYYY-MM-DD."""
    element: Block = {"type": "datepicker", "action_id": action_id, "placeholder": plain(say("Choose a day"))}
    return {**element, "initial_date": chosen} if chosen else element


def field(label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """A labelled field of a form. Its block id is its element's action id, so that errors find it."""
    block: Block = {
        "type": "input",
        "block_id": element["action_id"],
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    return {**block, "hint": plain(hint, 2000)} if hint else block


def modal(callback_id: str, title: str, blocks: Sequence[Block], *, submit: str = "", metadata: str = "") -> View:
    """A form (with `submit`) or a page over the conversation. `metadata` holds ids only."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE_LENGTH),
        "close": plain(say("Cancel") if submit else say("Close"), TITLE_LENGTH),
        "blocks": list(blocks) if submit else fitted_view(blocks),
        "private_metadata": metadata,
    }
    return {**view, "submit": plain(submit, TITLE_LENGTH)} if submit else view
