"""The forms in which a customer is lost, won back, or comes to another stage; and that it was noted."""

import json
from collections.abc import Iterable
from datetime import date

from bot.domain.customers import Customer, Saved
from bot.domain.day_names import dated
from bot.domain.life import REASON_LENGTH
from bot.domain.saying import later, say
from bot.views import form_ids
from bot.views.blocks import date_input, field, modal, option, select, text_input
from bot.views.coming import coming_notes
from bot.views.confirmation import done_with
from bot.views.customer_fields import STAGE_HINT, stage_select
from bot.views.filling import EMPTY, Filling
from bot.views.forms import customer_field
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import clip, inert

NO_REMINDERS = later("Nobody is reminded of their birthday, their renewal or how long they have been quiet any more.")


def lost_form(reasons: Iterable[str], reason: str, today: date, filling: Filling = EMPTY) -> View:
    """Who left, why and when. `reason` is the one that was said, "" where none was."""
    fields = [
        *filling.above(),
        customer_field(filling),
        field(say("Why"), select("reason", [option(one, one) for one in reasons], reason or None)),
        _words(say("What they said"), filling.text, say("Found a cheaper supplier")),
        _on(say("Since"), filling, today),
    ]
    return modal(form_ids.LOST_FORM, filling.title(say("Lost")), fields, submit=say("Save"))


def back_form(today: date, filling: Filling = EMPTY) -> View:
    """Who came back, since when, and how."""
    fields = [
        *filling.above(),
        customer_field(filling),
        _words(say("What brought them back"), filling.text, say("Came to the tasting")),
        _on(say("Since"), filling, today),
    ]
    return modal(form_ids.BACK_FORM, filling.title(say("Won back")), fields, submit=say("Save"))


def stage_form(customer: Customer, today: date) -> View:
    """To which stage a customer comes, and why."""
    fields = [
        field(say("Stage"), stage_select(customer), hint=say(STAGE_HINT)),
        field(
            say("Why"), text_input("because", longest=REASON_LENGTH, hint=say("Signed for two years")), optional=True
        ),
        field(say("Since"), date_input("on", today.isoformat())),
    ]
    title = clip(say("Stage: {name}", name=customer.name), 24)
    return modal(form_ids.STAGE_FORM, title, fields, submit=say("Save"), metadata=json.dumps({"customer": customer.id}))


def lost(done: Saved) -> Message:
    """They are lost."""
    customer = done.customer
    since = dated(customer.lost_on) if customer.lost_on else ""
    text = say(
        "*Lost* {name} on {since}: {lost_reason}. {no_reminders}",
        name=inert(customer.name),
        since=since,
        lost_reason=inert(customer.lost_reason),
        no_reminders=say(NO_REMINDERS),
    )
    return _with_coming(text, done)


def won_back(done: Saved) -> Message:
    """They are a customer again."""
    return _with_coming(say("*Won back* {name}. Well done!", name=inert(done.customer.name)), done)


def stage_changed(done: Saved) -> Message:
    """They are at another stage."""
    return _with_coming(
        say("*Saved* {name}: stage {stage}.", name=inert(done.customer.name), stage=say(done.customer.stage)), done
    )


def _with_coming(text: str, done: Saved) -> Message:
    """The confirmation, with the playbooks that begin with it."""
    message = done_with(text, done.undo_id, done.customer.id)
    first, *others = message.blocks
    return Message(text, [first, *coming_notes(done.begins), *others])


def _words(label: str, typed: str, hint: str) -> Block:
    longest = max(REASON_LENGTH, min(len(typed), 3000))
    return field(label, text_input("text", typed, longest=longest, hint=hint), optional=True)


def _on(label: str, filling: Filling, today: date) -> Block:
    asked = "on" in filling.asked
    return field(label, date_input("on", "" if asked else filling.words("on") or today.isoformat()))
