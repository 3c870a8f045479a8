"""The forms behind Reassign and Cancel, and what the one who used them is told."""

import json
from collections.abc import Callable
from datetime import date

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.views import ids
from bot.views.blocks import context, field, modal, option, people_select, radio_buttons, section, text_input
from bot.views.message import Block, View
from bot.views.mrkdwn import inert
from bot.views.severity import BUTTONS
from bot.views.snooze import snoozed

Said = Callable[[FollowUp, Customer, date], str]


def reassign_form(followup: FollowUp, customer: Customer, _today: date) -> View:
    """Asks who takes it."""
    blocks = [
        section(f"*{inert(customer.name)}*: {inert(followup.title)}"),
        field("Who takes it", people_select("assignee")),
        context("They are told in a direct message."),
    ]
    return _about(followup, ids.REASSIGN_FORM, "Assign to", blocks, "Assign")


def cancel_form(followup: FollowUp, customer: Customer, _today: date) -> View:
    """Asks once more, and why."""
    what = f"*{inert(customer.name)}*: {inert(followup.title)}"
    ends = "" if followup.repeats else "\nNobody will be reminded of it any more."
    blocks = [
        section(f"{what}{ends}"),
        field("Why", text_input("reason", longest=300, hint="They called us themselves"), optional=True),
    ]
    if followup.repeats:
        once = option(f"Only this one: it comes again {followup.repeats}", "once")
        blocks.append(
            field(
                "Which",
                radio_buttons(
                    "which", [once, option("This and all that follow: nobody is reminded any more", "all")], "once"
                ),
            )
        )
    return _about(followup, ids.CANCEL_FORM, "Cancel follow-up?", blocks, "Cancel it")


def _about(followup: FollowUp, callback_id: str, title: str, blocks: list[Block], submit: str) -> View:
    return modal(callback_id, title, blocks, submit=submit, metadata=json.dumps({"followup": followup.id}))


def _severity(followup: FollowUp, customer: Customer, _today: date) -> str:
    return f"Severity of *{inert(customer.name)}* is {followup.severity} now."


CHANGED: dict[str, Said] = {
    ids.CLAIM: lambda one, who, _: f"You have claimed *{inert(who.name)}*: {inert(one.title)}.",
    **dict.fromkeys(
        (ids.ACKNOWLEDGE, "acknowledge"),
        lambda one, who, _: f"Noted: *{inert(who.name)}* knows that we are on it. It is with <@{one.assignee}>.",
    ),
    ids.RELEASE: lambda one, who, _: f"Released *{inert(who.name)}*: {inert(one.title)}. Anybody can claim it now.",
    ids.SKIP: lambda one, who, _: f"Skipped this time, *{inert(who.name)}*: {inert(one.title)}.",
    "cancel": lambda one, who, _: f"Cancelled *{inert(who.name)}*: {inert(one.title)}.",
    ids.REOPEN: lambda one, who, _: f"Open again, *{inert(who.name)}*: {inert(one.title)}.",
    ids.NOT_NEGATIVE: lambda _one, who, _: f"Noted: the words of *{inert(who.name)}* are not negative.",
    ids.DONE: lambda one, who, _: f"Done, *{inert(who.name)}*: {inert(one.title)}.",
    ids.DRAFT_FORM: lambda one, who, _: f"Sent and logged, *{inert(who.name)}*: {inert(one.title)}.",
    ids.SKIP_THIS_YEAR: lambda one, who, _: f"Skipped this year, *{inert(who.name)}*: {inert(one.title)}.",
    ids.REASSIGN: lambda one, who, _: f"<@{one.assignee}> has *{inert(who.name)}* now: {inert(one.title)}.",
    ids.SNOOZE: snoozed,
    ids.PUT_TOGETHER: lambda _one, who, _: (
        f"Put together: one alert holds all the words of *{inert(who.name)}*, with the earlier deadline."
    ),
    **dict.fromkeys(BUTTONS.values(), _severity),
    "raise": _severity,
}
"""What the one who clicked is told, by what they did."""
