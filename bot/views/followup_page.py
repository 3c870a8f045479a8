"""The page behind "More…" of a follow-up's row: all of its words, and all that can be done with it."""

from collections.abc import Sequence

from bot.domain.customers import Detail
from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.lifecycle import has_own_words
from bot.domain.people import ITSELF
from bot.domain.reader import Reader
from bot.domain.saying import say
from bot.domain.snooze import Choice
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.days import due, title
from bot.views.details import about_customer
from bot.views.followups import action, has_done, other_answer
from bot.views.guidance import guidance
from bot.views.last_touch import beside
from bot.views.mail_plan import plan_words, stop_button
from bot.views.message import Message, View
from bot.views.mrkdwn import inert
from bot.views.original import original_part
from bot.views.pages import page
from bot.views.plan import promise, rhythm
from bot.views.renewal_words import matters


def followup_page(item: FollowUpItem, reader: Reader, known: Sequence[Detail] = ()) -> View:
    """An open follow-up, with what is `known` that helps with it.

    What was closed meanwhile is refused by its buttons, with who closed it.
    """
    followup = item.followup
    what = f"{followup.kind.icon} *{inert(item.customer.name, 80)}*: {title(followup, item.customer, reader)}"
    who = say("<@{assignee}> has it", assignee=followup.assignee) if followup.assignee else say("nobody has it yet")
    plan = [due(followup, reader), promise(followup, reader), rhythm(followup)]
    letter = plan_words(item.mail) if item.mail else ""
    facts = " · ".join(filter(None, [*plan, who, _planned_by(followup), letter, beside(item, reader)]))
    done = [button(say("Done"), ids.DONE, followup.id)] if has_done(followup) else []
    left = [button(say("They left…"), ids.LOSE_CUSTOMER, followup.customer_id)] if item.context else []
    release = [button(say("Release"), ids.RELEASE, followup.id)] if followup.assignee else []
    buttons = [
        action(followup, style="primary"),
        *other_answer(followup),
        *done,
        *left,
        *stop_button(item.mail),
        button(say("Open customer"), ids.OPEN_CUSTOMER, followup.customer_id),
        *([button(say("Change…"), ids.CHANGE, followup.id)] if has_own_words(followup) else []),
        button(say("Snooze…"), ids.SNOOZE, f"{Choice.DAY}:{followup.id}"),
        button(say("Assign to…"), ids.REASSIGN, followup.id),
        *release,
        *([button(say("Skip this year"), ids.SKIP_THIS_YEAR, followup.id)] if followup.is_yearly else []),
        *([button(say("Skip this time"), ids.SKIP, followup.id)] if followup.repeats else []),
        button(say("Cancel…"), ids.MORE, f"cancel:{followup.id}"),
    ]
    more = [context(said)] if (said := matters(item, reader)) else []
    blocks = [
        section(what),
        context(facts),
        *original_part(item.original),
        *more,
        *guidance(item),
        *about_customer(known),
        actions(*buttons),
    ]
    return page(say("Follow-up"), Message(say("Follow-up"), blocks))


def _planned_by(followup: FollowUp) -> str:
    return (
        say("came up by itself")
        if followup.created_by == ITSELF.id
        else say("planned by <@{created_by}>", created_by=followup.created_by)
    )
