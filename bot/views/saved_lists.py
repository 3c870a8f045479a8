"""Lists under a name: all of them, the form that saves or changes one, and what was done."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.custom_fields import CustomField
from bot.domain.saved_list import NAME_LENGTH, SavedList
from bot.domain.saying import figure, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, checkboxes, context, field, modal, option, section, text_input
from bot.views.message import Message, View
from bot.views.mrkdwn import inert
from bot.views.segment_words import segment_words
from bot.views.size import cut

SHOWN = 40
"""So many lists are shown at once: a message has 50 blocks."""

SHARED = "shared"


def all_lists(found: Sequence[SavedList], fields: Sequence[CustomField], today: date) -> Message:
    """Each list with what it asks for, and how many were in it today and a week ago."""
    if not found:
        text = say("There are no saved lists yet. Make one: `/customer list tag:press`, then Save.")
        return Message(text, [section(text)])
    title = say_count("{figure} list", "{figure} lists", len(found), figure=figure(len(found)))
    rows = [section(_line(one, fields, today), button(say("Show"), ids.SHOW_LIST, one.id)) for one in found[:SHOWN]]
    left = len(found) - SHOWN
    more = [context(say("and {left} more: `/customer list` and the name", left=left))] if left > 0 else []
    return Message(title, [section(f"*{title}*"), *rows, *more])


def list_form(place: str, saved: SavedList | None = None) -> View:
    """Asks for the name and who sees it; with `saved`, of a list that there is."""
    share = [option(say("Shared with the team"), SHARED)]
    ticked = [SHARED] if saved and saved.is_shared else []
    blocks = [
        field(
            say("Name"),
            text_input("name", saved.name if saved else "", longest=NAME_LENGTH, hint=say("Regulars at risk")),
        ),
        field(say("Who sees it"), checkboxes(SHARED, share, ticked), optional=True, hint=say("Else you alone.")),
    ]
    ids_of: Mapping[str, object] = {"list": place, **({"saved": saved.id, "seen": saved.version} if saved else {})}
    title = say("Rename or share") if saved else say("Save list")
    return modal(form_ids.LIST_FORM, title, blocks, submit=say("Save"), metadata=json.dumps(ids_of))


def list_saved(saved: SavedList, undo_id: int) -> Message:
    """It is kept."""
    who = say("for the team") if saved.is_shared else say("for you")
    text = say("Saved {who} as “{name}”. It is counted every day.", who=who, name=inert(saved.name, NAME_LENGTH))
    buttons = (button(say("Show"), ids.SHOW_LIST, saved.id), button(say("Undo"), ids.UNDO, undo_id))
    return Message(text, [section(text), actions(*buttons)])


def list_deleted(saved: SavedList, undo_id: int) -> Message:
    """It is gone."""
    text = say("Deleted the list “{name}”. The customers in it stay.", name=inert(saved.name, NAME_LENGTH))
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, undo_id))])


def _line(one: SavedList, fields: Sequence[CustomField], today: date) -> str:
    counts = one.counts or {}
    last = counts[max(counts)] if counts else None
    before = one.count_before(today)
    now = [] if last is None else [say("{last} now", last=figure(last))]
    week = [] if before is None else [say("{before} a week ago", before=figure(before))]
    whose = say("shared by <@{made_by}>", made_by=one.made_by) if one.is_shared else say("only you")
    asks = cut(segment_words(one.segment, fields), 150) or "everybody"
    return f"*{inert(one.name, NAME_LENGTH)}* · {', '.join([*now, *week]) or say('not counted yet')}\n{asks} · {whose}"
