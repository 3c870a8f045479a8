"""Letters to customers: the ways to send a draft, the form in which one is approved, and what is said of it after."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from bot.domain.calendar import zone
from bot.domain.customers import Customer
from bot.domain.day_names import short_date
from bot.domain.drafts import Draft
from bot.domain.mail_link import mail_link
from bot.domain.mail_offer import Offer
from bot.domain.mail_plan import MailState
from bot.domain.mail_reasons import in_words
from bot.domain.mails import SUBJECT_LENGTH, TEXT_LENGTH, Mail
from bot.domain.saying import say
from bot.views import form_ids, ids
from bot.views.blocks import (
    actions,
    button,
    checkboxes,
    context,
    date_input,
    field,
    link_button,
    modal,
    option,
    radio_buttons,
    section,
    select,
    text_input,
    time_input,
)
from bot.views.mail_plan import plan_words, stop_button, there
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import escape, inert

AT_ONCE, THEN = "at once", "then"
NEWS = "news"


def ways_to_send(about: Offer, words: Draft) -> tuple[list[Block], list[Block]]:
    """For a page with a draft: what there is to say of letters, and the buttons to send it."""
    if about.why_not:
        return [], []
    to = about.addresses[0]
    buttons = [link_button(say("Open in mail"), ids.OPEN_IN_MAIL, mail_link(to, words.subject, words.text))]
    underway, open_one = about.underway, about.followup.is_open
    is_waiting = underway is not None and underway.state is MailState.WAITING
    if about.can_send and open_one and (underway is None or is_waiting):
        label = say("Change…") if is_waiting else say("Send…")
        buttons.append(button(label, ids.SEND_MAIL, about.followup.id, style="primary"))
    buttons += stop_button(underway.plan if underway else None)
    if about.last and about.last.state is MailState.SENT and about.last.address not in about.refused:
        buttons.append(button(say("It came back"), ids.MAIL_CAME_BACK, about.last.id))
    return [context(line) for line in _standing(about)], buttons


def _standing(about: Offer) -> list[str]:
    said = []
    if about.underway:
        words = plan_words(about.underway.plan)
        said.append(say("{words}, as <@{approved_by}> approved", words=words, approved_by=about.underway.approved_by))
    elif about.last and about.last.state is MailState.SENT and about.last.settled_at:
        said.append(
            say(":white_check_mark: A letter went out {there}", there=there(about.last.settled_at, about.last.zone))
        )
    elif about.last and about.last.error and about.last.state is not MailState.STOPPED:
        said.append(say(":warning: A letter did not go out: {in_words}", in_words=in_words(about.last.error)))
    said += refused_lines(about.refused, about.zone)
    return said


def refused_lines(refused: Mapping[str, tuple[datetime, str]], zone_name: str) -> list[str]:
    """A line of each address that took no letter, and why (a code)."""
    return [
        f":warning: {escape(address)} {refused_words(at, why, zone_name)}" for address, (at, why) in refused.items()
    ]


def refused_words(at: datetime, why: str, zone_name: str) -> str:
    """That an address took no letter: "refused on 3 Dec: mailbox unknown"."""
    local = at.astimezone(zone(zone_name))
    return say("refused on {day}: {in_words}", day=short_date(local.date(), with_year=False), in_words=in_words(why))


def mark_of(address: str) -> str:
    """What stands for an address in a form: it tells nothing of it."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def mail_form(about: Offer, words: Draft) -> View:
    """Asks to whom, what and when; filled in with the draft, which is what was approved where something was."""
    before = about.underway or about.last
    blocks = [
        *_to(about, before),
        field(say("Subject"), text_input("subject", words.subject[:SUBJECT_LENGTH], longest=SUBJECT_LENGTH)),
        field(say("Text"), text_input("words", words.text, lines=True, longest=TEXT_LENGTH)),
        *_when(about),
        field(
            say("Answers go to"),
            text_input("reply_to", before.reply_to if before else about.reply_to, longest=254),
            optional=True,
            hint=say("Your own address. Left empty, answers go where the letter comes from."),
        ),
        field(
            say("What it is"),
            checkboxes("kind", [option(say("News or an offer: say how to be left out"), NEWS)]),
            optional=True,
        ),
    ]
    carried = {"followup": about.followup.id, "replaces": about.underway.id if about.underway else 0}
    return modal(form_ids.MAIL_FORM, say("Send a letter"), blocks, submit=say("Approve"), metadata=json.dumps(carried))


def _to(about: Offer, before: Mail | None) -> list[Block]:
    name = inert(about.customer.name)
    notes = [context(line) for line in refused_lines(about.refused, about.zone)]
    if len(about.addresses) == 1:
        return [section(say("To *{name}*, {addresses}", name=name, addresses=escape(about.addresses[0]))), *notes]
    options = [option(address, mark_of(address)) for address in about.addresses]
    usual = before.address if before and before.address not in about.refused else about.addresses[0]
    return [
        section(say("To *{name}*", name=name)),
        field(say("Address"), select("address", options, mark_of(usual))),
        *notes,
    ]


def _when(about: Offer) -> list[Block]:
    is_then = about.underway is not None or about.is_then
    local = (about.underway.go_at if about.underway else about.go_at).astimezone(zone(about.zone))
    city = about.zone.rpartition("/")[2].replace("_", " ")
    choices = [option(say("At once"), AT_ONCE), option(say("On this day, by the clock in {city}", city=city), THEN)]
    return [
        field(say("When"), radio_buttons("when", choices, THEN if is_then else AT_ONCE)),
        field(say("Day"), date_input("day", local.date().isoformat()), optional=True),
        field(say("Time"), time_input("at", local.time()), optional=True),
    ]


def mail_approved(mail: Mail, customer: Customer, now: datetime, undo_id: int) -> Message:
    """What the one who approved it is told."""
    name, address = inert(customer.name), escape(mail.address)
    if mail.go_at <= now:
        text = say("Approved: the letter to *{name}* ({address}) is on its way.", name=name, address=address)
    else:
        text = say(
            "Approved: the letter to *{name}* ({address}) goes out {there}.",
            name=name,
            address=address,
            there=there(mail.go_at, mail.zone),
        )
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, undo_id))])


def mail_stopped(customer: Customer, undo_id: int) -> Message:
    """What the one who stopped it is told."""
    text = say("Stopped: the letter to *{name}* does not go out.", name=inert(customer.name))
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, undo_id))])


def mail_notice(mail: Mail, customer: Customer) -> Message:
    """To whoever approved a letter: that it did not go out, or may have; later what became of it."""
    name = f"*{inert(customer.name)}*"
    match mail.state:
        case MailState.UNKNOWN:
            text = say(
                ":grey_question: Your letter to {name} may have gone out: {in_words}. Send it again?",
                name=name,
                in_words=in_words(mail.error),
            )
            blocks = [section(text), actions(*_doubt(mail))]
        case MailState.SENT:
            text = say(":white_check_mark: Your letter to {name} went out.", name=name)
            blocks = [section(text)]
        case MailState.WAITING | MailState.SENDING:
            text = say("Your letter to {name} {plan_words}.", name=name, plan_words=plan_words(mail.plan))
            blocks = [section(text)]
        case MailState.STOPPED:
            text = say("Your letter to {name} does not go out.", name=name)
            blocks = [section(text)]
        case _:
            text = say(
                ":warning: Your letter to {name} did not go out: {in_words}.", name=name, in_words=in_words(mail.error)
            )
            steps = [button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id)]
            if mail.followup_id:
                steps.insert(0, button(say("Look at it"), ids.SEND_MAIL, mail.followup_id, style="primary"))
            blocks = [section(text), actions(*steps)]
    return Message(text, blocks)


def _doubt(mail: Mail) -> list[Block]:
    return [
        button(say("Send again"), ids.MAIL_AGAIN, mail.id),
        button(say("It has arrived"), ids.MAIL_ARRIVED, mail.id, style="primary"),
        button(say("Let it be"), ids.MAIL_LET_BE, mail.id),
    ]
