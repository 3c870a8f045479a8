"""A thank-you note that is wanted while there is another one: which one that is, and what can be done."""

from datetime import date

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.saying import say
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
        who = say("<@{assignee}> has it", assignee=note.assignee) if note.assignee else say("nobody has it")
        how = say("still to write, due {day_words}, {who}", day_words=day_words(note.due, today), who=who)
    else:
        how = say("sent {closed_at}", closed_at=moment(note.closed_at)) if note.closed_at else "sent"
        how += say(" by <@{closed_by}>", closed_by=note.closed_by) if note.closed_by else ""
    text = say(
        "*{name}* has a thank-you note already: {title} ({how}). Nothing was planned yet.",
        name=name,
        title=inert(note.title),
        how=how,
    )
    add = [button(say("Add to the note"), ids.ADD_TO_NOTE, f"{kept_id}:{note.id}", style="primary")]
    buttons = [
        *(add if note.is_open else []),
        button(say("Open the note"), ids.DRAFT, note.id),
        button(say("Plan it anyway"), ids.PLAN_ANYWAY, kept_id),
    ]
    kept = [context(say("Yours is kept meanwhile: {wanted}", wanted=inert(wanted)))] if wanted else []
    return Message(say("{name} has a thank-you note already", name=name), [section(text), *kept, actions(*buttons)])


def added_to_note(note: FollowUp, customer: Customer, undo_id: int) -> Message:
    """One note thanks for both now."""
    text = say(
        "*Added* to the thank-you note for *{name}*: {title}.", name=inert(customer.name), title=inert(note.title)
    )
    buttons = [button(say("Undo"), ids.UNDO, undo_id), button(say("Open the note"), ids.DRAFT, note.id)]
    return Message(text, [section(text), actions(*buttons)])


def goal_words(goal: Goal) -> str:
    """Such as: 3 of 5 thank-you notes this week."""
    return say("{sent} of {wanted} thank-you notes this week", sent=goal.sent, wanted=goal.wanted)
