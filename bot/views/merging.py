"""Two customers who are one: which two, side by side what is chosen of each, and that it is done."""

import json
from collections.abc import Collection
from typing import Any

from bot.domain.customers import Customer
from bot.domain.day_names import dated
from bot.domain.merging import CUSTOM, Done, Proposal, Side
from bot.domain.saying import capital, later, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import (
    Option,
    context,
    field,
    modal,
    multi_select,
    option,
    plain,
    radio_buttons,
    section,
)
from bot.views.confirmation import done_with
from bot.views.customer_saved import FIELD_WORDS
from bot.views.forms import SUGGESTED
from bot.views.message import Block, Message, View
from bot.views.money import money
from bot.views.mrkdwn import clip, escape, inert

GONE, INTO = "gone", "into"
"""The two fields of the form in which two are picked."""

OPTION = 75
"""Characters of a choice, as Slack takes them."""

UNDO_FOR = 30
"""Days."""

WORDS = {
    "channel": later("preferred channel"),
    "timezone": later("time zone"),
    "language": later("language"),
    "email_ok": later("emails"),
    "wishes_ok": later("birthday wishes"),
    "lost_on": later("lost"),
    "referred_by": later("referred by"),
}
LIST_WORDS = {
    "aliases": later("other names"),
    "emails": later("emails"),
    "phones": later("phones"),
    "tags": later("tags"),
}


def pick_form(
    gone: Customer | None = None, kept: Customer | None = None, *, note: str = "", suggested: Collection[int] = ()
) -> View:
    """Ask for the two. `note` says what was not clear; `suggested` are offered first."""
    fields = [
        *([section(f":warning: {escape(note)}")] if note else []),
        _customer(say("This customer"), GONE, gone),
        _customer(say("goes into this one"), INTO, kept, hint=say("Who stays. The next step shows both side by side.")),
    ]
    metadata = json.dumps({SUGGESTED: list(suggested)} if suggested else {})
    return modal(form_ids.PICK_FORM, say("Merge customers"), fields, submit=say("Compare"), metadata=metadata)


def merge_form(shown: Proposal, note: str = "") -> View:
    """What will happen, and a choice for each field that says something else in the two."""
    both = shown.both
    choices = [_choice(shown, name, side) for name, side in both.proposed.items()]
    lists = [_list(name, values, most) for name, (values, most) in shown.too_long.items()]
    blocks = [
        *([section(f":warning: {escape(note)}")] if note else []),
        section(_what_happens(shown)),
        *choices,
        *lists,
        context(_united(shown), _undo_rule(both.kept)),
    ]
    about = {"kept": both.kept.id, "gone": both.gone.id, "seen": list(shown.seen)}
    return modal(form_ids.MERGE_FORM, say("Merge customers"), blocks, submit=say("Merge"), metadata=json.dumps(about))


def merged(done: Done) -> Message:
    """Two are one."""
    moved = _moved(done.moved.touchpoints, done.moved.open_followups, done.moved.details)
    text = say(
        "*Merged* {name} into *{name_2}*: {moved}.",
        name=inert(done.gone.name),
        name_2=inert(done.kept.name),
        moved=moved,
    )
    message = done_with(text, done.undo_id, done.kept.id)
    return Message(message.text, [message.blocks[0], context(_undo_rule(done.kept)), *message.blocks[1:]])


def _undo_rule(kept: Customer) -> str:
    """What an undo does later on, in three sentences."""
    name = inert(kept.name, 60)
    return say(
        "Undo takes them apart again for {undo_for} days (`/rapport undo`). What was moved goes "
        "back to whom it was, and what is logged from now on stays with {name}. What is changed "
        "from now on stays changed; all other fields, names and addresses are as they were "
        "before.",
        undo_for=UNDO_FOR,
        name=name,
    )


def _what_happens(shown: Proposal) -> str:
    kept, gone = shown.both.kept, shown.both.gone
    theirs = shown.counted[gone.id]
    moved = _moved(theirs.touchpoints, theirs.open_followups, theirs.details)
    return say(
        "*{who}* goes into *{who_2}*: {moved}. Their history, messages in Slack and old buttons "
        "come along, and the name that is not chosen stays another name. Please choose what is "
        "right:",
        who=_who(gone),
        who_2=_who(kept),
        moved=moved,
    )


def _who(customer: Customer) -> str:
    told_apart = customer.company or next(iter((*customer.emails, *customer.phones)), "")
    return inert(f"{customer.name} ({told_apart})" if told_apart else customer.name, 120)


def _moved(touchpoints: int, followups: int, details: int) -> str:
    parts = [
        *([say_count("{number} touchpoint", "{number} touchpoints", touchpoints)] if touchpoints else []),
        *([say_count("{number} open follow-up", "{number} open follow-ups", followups)] if followups else []),
        *([say_count("{number} detail", "{number} details", details)] if details else []),
    ]
    if not parts:
        return say("nothing was logged for them yet")
    *others, last = parts
    several = say("{others} and {last}", others=", ".join(others), last=last) if others else last
    return f"{several} {say('move') if others or not last.startswith('1 ') else say('moves')}"


def _united(shown: Proposal) -> str:
    lists = shown.both.united(shown.both.proposed)
    said = [
        f"{say(LIST_WORDS[name])}: {', '.join(lists[name])}"
        for name in lists
        if lists[name] and name not in shown.too_long
    ]
    return (
        say("Kept of both: {said}.", said=inert("; ".join(said), 600))
        if said
        else say("They have no other names or addresses.")
    )


def _choice(shown: Proposal, name: str, side: Side) -> Block:
    both = shown.both
    kept, gone = both.values(name)
    word, first = _written(shown, name, kept)
    second = _written(shown, name, gone)[1]
    whose = (
        ("", "") if name == "name" else (say("of {name}", name=both.kept.name), say("of {name}", name=both.gone.name))
    )
    options = [_option(first, whose[0], Side.KEPT), _option(second, whose[1], Side.GONE)]
    label = capital(word)
    return field(label, radio_buttons(name, options, side))


def _written(shown: Proposal, name: str, value: Any) -> tuple[str, str]:  # noqa: ANN401  # of any field
    if name.startswith(CUSTOM):
        return shown.custom.get(int(name.removeprefix(CUSTOM)), say("a field taken away")), inert(value)
    if name == "referred_by":
        return say(WORDS[name]), inert(shown.referrers.get(value, "")) if value else ""
    if name == "lost_on":
        return say(WORDS[name]), say("since {day}", day=dated(value)) if value else say("no")
    if name == "lifetime_value":
        return say("value"), "" if value is None else money(value, shown.currency)
    word, write = FIELD_WORDS.get(name, ("", inert))
    return say(WORDS.get(name, word)), "" if value in (None, "") else write(value)


def _option(words: str, whose: str, side: Side) -> Option:
    """A value in words that are escaped already; people are mentions in it."""
    text = {"type": "mrkdwn", "text": words if 0 < len(words) <= OPTION else clip(words, OPTION) or f"_{say('empty')}_"}
    return {"text": text, "value": side.value, **({"description": plain(whose)} if whose else {})}


def _list(name: str, values: Collection[str], most: int) -> Block:
    """Which of too many are kept. What a choice carries is its place, never the words."""
    options = [option(value, str(at)) for at, value in enumerate(values)]
    chosen = [str(at) for at in range(most)]
    left_out = ", ".join(list(values)[most:])
    hint = say(
        "Together they have {values}, a customer has up to {most}. Left out unless you choose others: {left_out}",
        values=len(values),
        most=most,
        left_out=left_out,
    )
    return field(capital(say(LIST_WORDS[name])), multi_select(name, options, chosen, most), hint=clip(hint, 1900))


def _customer(label: str, block_id: str, chosen: Customer | None, hint: str = "") -> Block:
    element: Block = {
        "type": "external_select",
        "action_id": ids.KNOWN_CUSTOMER,
        "min_query_length": 0,
        "placeholder": plain(say("Name, company or email")),
    }
    if chosen:
        element["initial_option"] = option(chosen.name, str(chosen.id))
    return {**field(label, element, hint=hint), "block_id": block_id}
