"""The form that changes what is to be done, and for when, and what the one who used it is told."""

import json
from datetime import date

from bot.domain.customers import Customer
from bot.domain.due import planned_on
from bot.domain.followups import FollowUp
from bot.domain.lifecycle import has_own_day
from bot.domain.saying import say
from bot.views import form_ids
from bot.views.blocks import checkboxes, context, date_input, field, modal, option, section, text_input, time_input
from bot.views.days import day_words
from bot.views.filling import FORM_TEXT
from bot.views.forms import PROMISED
from bot.views.message import Block, View
from bot.views.mrkdwn import inert
from bot.views.snooze import asks_whether_told

SEEN = "seen"
"""Among the ids of the form: the mark of what it was filled with (bot/use_cases/changing.py)."""


def plan_change_form(
    followup: FollowUp, customer: Customer, tz: str, seen: str, today: date, *, is_other: bool = False
) -> View:
    """Filled with how it is planned now; its time is on the clock of this zone, that of whoever it is planned for.

    `is_other`: somebody changed it while this form was open; in its place it keeps what was filled in.
    """
    blocks = [
        section(f"*{inert(customer.name)}*"),
        *([section(_meanwhile(followup, today))] if is_other else []),
        field(say("What to do"), text_input("text", followup.title, longest=FORM_TEXT)),
        *(_day(followup, tz, today) if has_own_day(followup) else [context(_follows(followup))]),
    ]
    metadata = json.dumps({"followup": followup.id, SEEN: seen})
    return modal(form_ids.CHANGE_FORM, say("Change follow-up"), blocks, submit=say("Change"), metadata=metadata)


def _meanwhile(followup: FollowUp, today: date) -> str:
    now = say("*{title}*, due {day_words}", title=inert(followup.title, 200), day_words=day_words(followup.due, today))
    saved = say("Nothing of yours is saved yet; Change saves it over that.")
    return say(":warning: It was changed meanwhile: it is {now} now. {saved}", now=now, saved=saved)


def _follows(followup: FollowUp) -> str:
    if followup.deadline:
        return say("Until when it is to be answered follows from its severity.")
    return say("Its day is that of the renewal, on the customer's card.")


def _day(followup: FollowUp, tz: str, today: date) -> list[Block]:
    day, at = planned_on(followup, tz)
    put_off = followup.snoozed_until
    back = (
        say("Put off to {day_words}; another day or time here ends that.", day_words=day_words(put_off, today))
        if put_off
        else ""
    )
    often = text_input("every", followup.repeats, longest=80, hint=say("every 6 months, first monday of the month"))
    return [
        field(say("Due"), date_input("due", day.isoformat()), hint=back),
        field(
            say("At"), time_input("at", at), optional=True, hint=say("Whoever does it is told then, in {tz}.", tz=tz)
        ),
        field(say("Comes again"), often, optional=True, hint=say("Once, if you leave it empty.")),
        *_promise(followup),
    ]


def _promise(followup: FollowUp) -> list[Block]:
    if followup.promised_on:
        why = text_input("reason", longest=200, hint=say("They are away until then"))
        return [
            *asks_whether_told(followup.promised_on),
            field(say("Why"), why, optional=True, hint=say("Needed for a later day, if they were not told.")),
        ]
    return [field(say("Promised"), checkboxes("promised", [option(say(PROMISED), "yes")]), optional=True)]
