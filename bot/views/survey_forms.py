"""Asking a customer how it went: the form, what whoever asked is told, and the form in which an answer is noted."""

import json
from collections.abc import Sequence

from bot.domain.customers import Customer
from bot.domain.mails import Mail
from bot.domain.rating import NAMES, RANGES, Rating, Scale
from bot.domain.saying import language, language_named, say
from bot.domain.survey import LASTS, UNDO_TIME, Survey, Way, asks_of_handling
from bot.domain.survey_question import question
from bot.domain.survey_standing import Offer
from bot.views import form_ids, ids
from bot.views.blocks import (
    actions,
    button,
    checkboxes,
    context,
    field,
    link_button,
    modal,
    option,
    radio_buttons,
    section,
    select,
    text_input,
)
from bot.views.filling import FORM_TEXT
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import escape, inert

STOP = "stop"
SCALES: tuple[Scale, ...] = ("csat", "nps")


def ask_form(offer: Offer) -> View:
    """Asks what to ask, and how."""
    ways = [] if offer.why_no_letter else [option(say("By mail, to {address}", address=offer.address), Way.MAIL)]
    ways += [] if offer.why_no_link else [option(say("By a link or QR code that I give them"), Way.LINK)]
    said = [_language_words(offer)]
    if offer.why_no_letter:
        said.append(say("Not by mail: {why}.", why=inert(offer.why_no_letter)))
    scales = [option(f"{NAMES[scale]}: {_question(offer, scale)}", scale) for scale in SCALES]
    blocks = [
        section(say("*{name}* is asked one question.", name=inert(offer.customer.name))),
        *_warning(offer),
        field(say("Question"), radio_buttons("scale", scales, offer.scale)),
        field(say("How"), radio_buttons("way", ways, ways[0]["value"])),
        context(*said),
    ]
    metadata = json.dumps({"customer": offer.customer.id})
    return modal(form_ids.SURVEY_FORM, say("Ask how it went"), blocks, submit=say("Ask"), metadata=metadata)


def _question(offer: Offer, scale: Scale) -> str:
    return question(scale, language(), of_handling=asks_of_handling(scale, offer.resolution))


def _warning(offer: Offer) -> list[Block]:
    """Who waits for us to put something right is better not asked how satisfied they are."""
    if not offer.open_complaint:
        return []
    return [section(say(":warning: *A complaint of theirs is open.* Better put it right before you ask."))]


def _language_words(offer: Offer) -> str:
    language_name, own = language_named(offer.language), offer.customer.language
    if offer.is_theirs:
        return say("They are asked in their language: {language}.", language=language_name)
    if own:
        return say(
            "They are asked in {language}: Rapport does not speak {own}.", language=language_name, own=inert(own)
        )
    return say("They are asked in {language}, as their own language is not known.", language=language_name)


def asked_by_mail(survey: Survey, customer: Customer, mail: Mail, undo_id: int) -> Message:
    """What whoever asked is told: that it leaves soon, and how the answer comes."""
    text = say(
        "*Asked*: a letter to *{name}* ({address}) goes out in {minutes} minutes.",
        name=inert(customer.name),
        address=escape(mail.address),
        minutes=int(UNDO_TIME.total_seconds() // 60),
    )
    by_link = say(
        "They choose a number in it and confirm it on a page. You are told of the answer; a low one alerts the team as "
        "well."
    )
    by_reply = say("They answer with a number, by mail. Note it from your digest, or by `/rapport survey`.")
    return Message(
        text,
        [
            section(text),
            context(by_link if survey.way is Way.MAIL else by_reply),
            actions(
                button(say("Undo"), ids.UNDO, undo_id), button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id)
            ),
        ],
    )


def link_made(customer: Customer, undo_id: int) -> Message:
    """What whoever wants a link is told; the link itself is kept nowhere, so it is added (`with_link`)."""
    text = say(
        "*A link for {name}* to answer by: once, within {days} days.", name=inert(customer.name), days=LASTS.days
    )
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, undo_id))])


def with_link(message: Message, page: str, code: str) -> Message:
    """The same with the link to copy, and the way to its QR code."""
    first, *rest = message.blocks
    shown = [
        section(f"`{escape(page)}`"),
        actions(link_button(say("QR code to show or print"), ids.OPEN_QR, code)),
        context(say("It is shown only now: whoever has it can answer for them.")),
    ]
    return Message(message.text, [first, *shown, *rest])


def note_form(open_ones: Sequence[tuple[Survey, Customer]], chosen: int = 0) -> View:
    """Asks whose answer came, and which number."""
    options = [option(_named(survey, customer), str(survey.id)) for survey, customer in open_ones[:100]]
    first = str(chosen) if chosen in {survey.id for survey, _ in open_ones} else options[0]["value"]
    numbers = [option(str(number), str(number)) for number in range(11)]
    blocks = [
        field(say("Who answered"), select("survey", options, first)),
        field(say("Number"), select("value", numbers), optional=True, hint=say("As they wrote it.")),
        field(say("Their words"), text_input("text", lines=True, longest=FORM_TEXT), optional=True),
        field(
            say("Or"),
            checkboxes(STOP, [option(say("They do not want to be asked again"), STOP)]),
            optional=True,
        ),
    ]
    return modal(form_ids.ANSWER_FORM, say("Note an answer"), blocks, submit=say("Note it"))


def _named(survey: Survey, customer: Customer) -> str:
    values = RANGES[survey.scale]
    return say("{name} ({least} to {most})", name=inert(customer.name, 50), least=values[0], most=values[-1])


def noted(customer: Customer, rating: Rating | None, undo_id: int, praise: str = "") -> Message:
    """What whoever noted an answer is told; `praise`: what a thank-you note would be for, "" for none."""
    text = say("*Noted* for *{name}*: {rating}.", name=inert(customer.name), rating=rating)
    thanks = [button(say("Thank-you note"), ids.THANK_YOU_NOTE, praise, style="primary")] if praise else []
    return _kept(text, customer, undo_id, *thanks)


def stop_noted(customer: Customer, undo_id: int) -> Message:
    """What whoever noted that they want to be asked no more is told; `undo_id` 0: it was so before."""
    return _kept(say("*Noted*: *{name}* is not asked again.", name=inert(customer.name)), customer, undo_id)


def stop_lifted(customer: Customer, undo_id: int) -> Message:
    """What whoever took that back is told."""
    return _kept(say("*{name}* may be asked again how it went.", name=inert(customer.name)), customer, undo_id)


def _kept(text: str, customer: Customer, undo_id: int, *more: Block) -> Message:
    undo = [button(say("Undo"), ids.UNDO, undo_id)] if undo_id else []
    steps = [*undo, *more, button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id)]
    return Message(text, [section(text), actions(*steps)])
