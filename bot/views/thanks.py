"""A thank-you note that is wanted while there is another one: which one that is, and what can be done."""

from datetime import date

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.thanks import Goal
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.days import day_words, moment
from bot.views.message import Message
from bot.views.mrkdwn import inert


def other_note(note: FollowUp, customer: Customer, kept_id: int, today: date, wanted: str = "") -> Message:
    """Ask; what was `wanted` is kept meanwhile."""
    name = inert(customer.name, 80)
    if note.is_open:
        who = f"<@{note.assignee}> has it" if note.assignee else "nobody has it"
        how = f"still to write, due {day_words(note.due, today)}, {who}"
    else:
        how = f"sent {moment(note.closed_at)}" if note.closed_at else "sent"
        how += f" by <@{note.closed_by}>" if note.closed_by else ""
    text = f"*{name}* has a thank-you note already: {inert(note.title)} ({how}). Nothing was planned yet."
    add = [button("Add to the note", ids.ADD_TO_NOTE, f"{kept_id}:{note.id}", style="primary")]
    buttons = [
        *(add if note.is_open else []),
        button("Open the note", ids.DRAFT, note.id),
        button("Plan it anyway", ids.PLAN_ANYWAY, kept_id),
    ]
    kept = [context(f"Yours is kept meanwhile: {inert(wanted)}")] if wanted else []
    return Message(f"{name} has a thank-you note already", [section(text), *kept, actions(*buttons)])


def added_to_note(note: FollowUp, customer: Customer, undo_id: int) -> Message:
    """One note thanks for both now."""
    text = f"*Added* to the thank-you note for *{inert(customer.name)}*: {inert(note.title)}."
    buttons = [button("Undo", ids.UNDO, undo_id), button("Open the note", ids.DRAFT, note.id)]
    return Message(text, [section(text), actions(*buttons)])


def goal_words(goal: Goal) -> str:
    """Such as: 3 of 5 thank-you notes this week."""
    return f"{goal.sent} of {goal.wanted} thank-you notes this week"
