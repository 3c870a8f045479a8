"""Renewals: what to know before one is talked about, the form behind its Done, and what a lead is told."""

import json
from datetime import date

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.reader import Reader
from bot.domain.renewals import suggested
from bot.domain.saying import say
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, context, date_input, field, modal, section
from bot.views.days import day, day_words
from bot.views.followups import followup_lines
from bot.views.message import Message, View
from bot.views.mrkdwn import inert


def renewed_form(followup: FollowUp, customer: Customer, today: date) -> View:
    """Asks until when, with the likeliest day filled in: one press more where it is right."""
    known = customer.renewal if customer.renewal and customer.renewal > max(followup.due, today) else None
    until = known or suggested(customer, max(followup.due, today))
    blocks = [
        section(
            say("*{name}* renews {day_words}.", name=inert(customer.name), day_words=day_words(followup.due, today))
        ),
        field(
            say("Renewed until"),
            date_input("until", str(until)),
            optional=True,
            hint=say("When it is to be renewed again. Empty: there is no other renewal."),
        ),
        actions(button(say("They left…"), ids.LOSE_CUSTOMER, customer.id)),
    ]
    metadata = json.dumps({"followup": followup.id})
    return modal(form_ids.RENEWED_FORM, say("Renewed"), blocks, submit=say("Renewed"), metadata=metadata)


def renewed(followup: FollowUp, customer: Customer, today: date, *, is_thanked: bool = False) -> str:
    """What the one who did it is told. `is_thanked`: a thank-you note for it is about to be planned."""
    thanks = say(" A thank-you note for it comes up by itself within a quarter of an hour.") if is_thanked else ""
    again = (
        say("renewed until {day_words}", day_words=day_words(customer.renewal, today))
        if customer.renewal
        else say("has no other renewal")
    )
    return say(
        "Done: *{name}* {again}. (It was to be {day_words}.){thanks}",
        name=inert(customer.name),
        again=again,
        day_words=day_words(followup.due, today),
        thanks=thanks,
    )


def ignored(item: FollowUpItem, reader: Reader) -> Message:
    """To a lead: a renewal is near, and nobody was in touch."""
    followup, name = item.followup, inert(item.customer.name, 80)
    if not followup.is_open:
        return Message(say("The renewal of {name} is settled", name=name), followup_lines(item, reader, alone=True))
    whose = say("<@{assignee}> has it", assignee=followup.assignee) if followup.assignee else say("nobody has it")
    last = say("last touch {on}", on=day(item.last.on, reader)) if item.last else say("nobody was ever in touch")
    head = say(
        ":warning: *{name}* renews {due}, and nobody is in touch with them: {whose}, {last}.",
        name=name,
        due=day(followup.due, reader),
        whose=whose,
        last=last,
    )
    return Message(
        say("A renewal is near, and nobody is in touch"),
        [section(head), *followup_lines(item, reader, alone=True), context(say("You are told this once."))],
    )
