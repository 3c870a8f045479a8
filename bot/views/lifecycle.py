"""The forms behind Reassign and Cancel, and what the one who used them is told."""

import json
from collections.abc import Callable
from datetime import date

from bot.domain.candidates import is_awaited
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.repeat_words import repeat_words
from bot.domain.saying import say
from bot.views import form_ids, ids
from bot.views.blocks import context, field, modal, option, people_select, radio_buttons, section, text_input
from bot.views.days import day_words
from bot.views.message import Block, View
from bot.views.mrkdwn import inert
from bot.views.severity import BUTTONS
from bot.views.snooze import snoozed

Said = Callable[[FollowUp, Customer, date], str]


def reassign_form(followup: FollowUp, customer: Customer, _today: date) -> View:
    """Asks who takes it."""
    blocks = [
        section(f"*{inert(customer.name)}*: {inert(followup.title)}"),
        field(say("Who takes it"), people_select("assignee")),
        context(say("They are told in a direct message.")),
    ]
    return _about(followup, form_ids.REASSIGN_FORM, say("Assign to"), blocks, say("Assign"))


def cancel_form(followup: FollowUp, customer: Customer, _today: date) -> View:
    """Asks once more, and why."""
    what = f"*{inert(customer.name)}*: {inert(followup.title)}"
    ends = "" if followup.repeats else say("\nNobody will be reminded of it any more.")
    blocks = [
        section(f"{what}{ends}"),
        field(say("Why"), text_input("reason", longest=300, hint=say("They called us themselves")), optional=True),
    ]
    if followup.repeats:
        once = option(say("Only this one: it comes again {repeats}", repeats=repeat_words(followup.repeats)), "once")
        blocks.append(
            field(
                say("Which"),
                radio_buttons(
                    "which", [once, option(say("This and all that follow: nobody is reminded any more"), "all")], "once"
                ),
            )
        )
    return _about(followup, form_ids.CANCEL_FORM, say("Cancel follow-up?"), blocks, say("Cancel it"))


def _about(followup: FollowUp, callback_id: str, title: str, blocks: list[Block], submit: str) -> View:
    return modal(callback_id, title, blocks, submit=submit, metadata=json.dumps({"followup": followup.id}))


def _severity(followup: FollowUp, customer: Customer, _today: date) -> str:
    return say("Severity of *{name}* is {severity} now.", name=inert(customer.name), severity=followup.severity)


def _sent(followup: FollowUp, customer: Customer, today: date) -> str:
    """Of a question also when its answer is looked for."""
    said = say("Sent and logged, *{name}*: {title}.", name=inert(customer.name), title=inert(followup.title))
    if not (is_awaited(followup) and followup.snoozed_until):
        return said
    back = say("It comes back {day_words}, for their answer.", day_words=day_words(followup.snoozed_until, today))
    return f"{said} {back}"


CHANGED: dict[str, Said] = {
    ids.CLAIM: lambda one, who, _: say(
        "You have claimed *{name}*: {title}.", name=inert(who.name), title=inert(one.title)
    ),
    **dict.fromkeys(
        (ids.ACKNOWLEDGE, "acknowledge"),
        lambda one, who, _: say(
            "Noted: *{name}* knows that we are on it. It is with <@{assignee}>.",
            name=inert(who.name),
            assignee=one.assignee,
        ),
    ),
    ids.RELEASE: lambda one, who, _: say(
        "Released *{name}*: {title}. Anybody can claim it now.", name=inert(who.name), title=inert(one.title)
    ),
    ids.SKIP: lambda one, who, _: say(
        "Skipped this time, *{name}*: {title}.", name=inert(who.name), title=inert(one.title)
    ),
    "cancel": lambda one, who, _: say("Cancelled *{name}*: {title}.", name=inert(who.name), title=inert(one.title)),
    ids.REOPEN: lambda one, who, _: say("Open again, *{name}*: {title}.", name=inert(who.name), title=inert(one.title)),
    ids.NOT_NEGATIVE: lambda _one, who, _: say("Noted: the words of *{name}* are not negative.", name=inert(who.name)),
    ids.DONE: lambda one, who, _: say("Done, *{name}*: {title}.", name=inert(who.name), title=inert(one.title)),
    form_ids.DRAFT_FORM: _sent,
    ids.SKIP_THIS_YEAR: lambda one, who, _: say(
        "Skipped this year, *{name}*: {title}.", name=inert(who.name), title=inert(one.title)
    ),
    ids.REASSIGN: lambda one, who, _: say(
        "<@{assignee}> has *{name}* now: {title}.", assignee=one.assignee, name=inert(who.name), title=inert(one.title)
    ),
    ids.SNOOZE: snoozed,
    ids.PUT_TOGETHER: lambda _one, who, _: say(
        "Put together: one alert holds all the words of *{name}*, with the earlier deadline.", name=inert(who.name)
    ),
    **dict.fromkeys(BUTTONS.values(), _severity),
    "raise": _severity,
}
"""What the one who clicked is told, by what they did."""
