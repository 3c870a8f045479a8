"""Putting a follow-up off: the menu of one click, the form that asks for a day, and what the one who did it is told."""

import json
from datetime import date, datetime, time

from bot.domain.calendar import zone
from bot.domain.customers import Customer
from bot.domain.day_names import long_day
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.domain.saying import later, say
from bot.domain.snooze import REASON_LENGTH, Choice, Until, offered
from bot.views import form_ids, ids
from bot.views.blocks import (
    Option,
    actions,
    button,
    checkboxes,
    context,
    date_input,
    field,
    modal,
    option,
    section,
    select,
    text_input,
    time_input,
)
from bot.views.days import clock, day_words, moment
from bot.views.message import Block, View
from bot.views.mrkdwn import inert

MOST = 4
"""So many choices a ⋯ menu has room for, beside the way to the rest."""

LABELS = {
    Choice.LATER_TODAY: later("Later today"),
    Choice.TOMORROW: later("Tomorrow"),
    Choice.MONDAY: later("Monday"),
    Choice.HOUR: later("In an hour"),
    Choice.DAY: later("Pick a day…"),
}
"""Of a day off, the next working day is meant."""


def snooze_options(followup: FollowUp, reader: Reader, most: int = MOST) -> list[Option]:
    """What can be chosen at this moment, for any menu; where only so many fit, the calendar is for elsewhere.

    Their values begin with a Choice, the follow-up's id follows.
    """
    choices = offered(followup, reader)[:most]
    return [option(say(LABELS[choice]), f"{choice}:{followup.id}") for choice in choices]


def snooze_menu(followup: FollowUp, reader: Reader) -> Block:
    """The choices as a menu of their own."""
    return select(ids.SNOOZE, snooze_options(followup, reader), placeholder=say("Snooze"))


def snooze_form(followup: FollowUp, customer: Customer, until: Until, tz: str, *, hour_later: bool = False) -> View:
    """Asks until when, proposing a day or a time; of a complaint also why, which is needed beyond its deadline.

    Times are on the clock of this zone. `hour_later`: an hour later is one click away.
    """
    hour = _an_hour_later(followup) if hour_later else []
    blocks = [
        section(f"*{inert(customer.name)}*: {inert(followup.title)}"),
        *hour,
        field(say("Show it again on"), date_input("until", until.day.isoformat())),
        field(say("At"), time_input("at", _wall(until.at, tz)), optional=True, hint=_about_time(followup, tz)),
    ]
    is_to_answer = followup.kind is FollowUpKind.COMPLAINT and not followup.is_answered
    deadline = followup.deadline if is_to_answer else None
    if followup.promised_on:
        blocks += asks_whether_told(followup.promised_on)
    if followup.promised_on or deadline:
        reason = text_input("reason", longest=REASON_LENGTH, hint=say("They are away until then"))
        beyond = say("the deadline") if deadline else say("the promised day, if they were not told")
        blocks.append(field(say("Why"), reason, optional=True, hint=say("Needed beyond {beyond}.", beyond=beyond)))
    if deadline:
        blocks.append(context(say("To answer by {deadline}", deadline=moment(deadline))))
    metadata = json.dumps({"followup": followup.id})
    return modal(form_ids.SNOOZE_FORM, say("Snooze"), blocks, submit=say("Snooze"), metadata=metadata)


def _an_hour_later(followup: FollowUp) -> list[Block]:
    """What stands above the calendar, where it is too late for "Later today"."""
    return [actions(button(say(LABELS[Choice.HOUR]), ids.SNOOZE, f"{Choice.HOUR}:{followup.id}"))]


def _about_time(followup: FollowUp, tz: str) -> str:
    usual = _wall(followup.due_at, tz)
    left_empty = (
        say("Left empty, it keeps its time, {usual}.", usual=f"{usual:%H:%M}")
        if usual
        else say("Only where a time is meant.")
    )
    return say("{left_empty} The clock is that of {tz}.", left_empty=left_empty, tz=tz)


def _wall(at: datetime | None, tz: str) -> time | None:
    return at.astimezone(zone(tz)).time().replace(second=0, microsecond=0) if at else None


def asks_whether_told(promised: date) -> list[Block]:
    """What the customer was told, and whether they know the new day."""
    said = say(":handshake: The customer was told {day}.", day=long_day(promised))
    told = checkboxes("told", [option(say("They were told the new day"), "told")])
    return [section(said), field(say("Promised"), told, optional=True)]


def snoozed(followup: FollowUp, customer: Customer, today: date) -> str:
    """What the one who put it off is told."""
    to = _when(followup, today)
    return say("Put off to {to}: *{name}*, {title}.", to=to, name=inert(customer.name), title=inert(followup.title))


def _when(followup: FollowUp, today: date) -> str:
    """The day, with the time where it has one; "today" for what comes back the same day."""
    on = day_words(followup.shown_on, today)
    at = followup.back_at or followup.again_at
    return say("{on} at {clock}", on=on, clock=clock(at)) if at else on
