"""Whom to ask for a referral or for advice: the suggestions with what speaks for each, and the form of an answer."""

import json
from collections.abc import Sequence
from datetime import date

from bot.domain.candidates import Answer, Ask, Asked, Candidate, Candidates
from bot.domain.customers import Customer
from bot.domain.day_names import month_named, short_date
from bot.domain.followups import FollowUp
from bot.domain.saying import later, later_count, listed, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import (
    actions,
    button,
    confirm,
    context,
    field,
    modal,
    option,
    radio_buttons,
    search_input,
    section,
    text_input,
)
from bot.views.days import day_words
from bot.views.filling import FORM_TEXT
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import inert

TITLES = {
    Ask.REFERRAL: later("Whom to ask for a referral"),
    Ask.BOARD: later("Whom to ask to join the advisory board"),
}
_NUMBERS = {
    Ask.REFERRAL: later_count("{number} customer to ask for a referral", "{number} customers to ask for a referral"),
    Ask.BOARD: later_count(
        "{number} customer to ask to join the advisory board", "{number} customers to ask to join the advisory board"
    ),
}
_ANSWERS = {Answer.YES: later("yes"), Answer.NOT_NOW: later("not now"), Answer.NO: later("no")}
_CHOICES = {
    Answer.YES: later("Yes, gladly"),
    Answer.NOT_NOW: later("Not now: suggested again in three months"),
    Answer.NO: later("No: not asked again for a year"),
}
_WHO = {
    Ask.REFERRAL: later(
        "Who answered NPS 9-10 or CSAT 5 in the last year, or praised you in the last half year; a customer for a year "
        "or longer, no complaint for three months, health not amber or red, heard from us as agreed, "
        "no word and no thanks owed, not asked for a year, nor anybody of their company lately. "
        "Rapport asks nobody: a person does."
    ),
    Ask.BOARD: later(
        "Who answered NPS 9-10 or CSAT 5 in the last year, or praised you in the last half year; a customer for two "
        "years or longer, no complaint for three months, health not amber or red, heard from us as agreed, "
        "no word and no thanks owed, not asked for a year, nor anybody of their company lately. "
        "Rapport asks nobody: a person does."
    ),
}
"""By what they are found (bot/domain/candidates.py), in words."""

_MONTH = 30
_YEAR = 365


def number_words(ask: Ask, number: int) -> str:
    """Such as "12 customers to ask for a referral"."""
    return say_count(*_NUMBERS[ask], number)


def who_to_ask(seen: Candidates, today: date) -> Message:
    """The first few, each with what speaks for them and one click that plans it."""
    title = say(TITLES[seen.ask])
    other = button(say(TITLES[seen.ask.other]), ids.WHO_TO_ASK, seen.ask.other)
    if not seen.number:
        nobody = say("Nobody just now.")
        return Message(f"{title}: {nobody}", [section(f"*{title}*: {nobody}"), _why(seen.ask), actions(other)])
    number = number_words(seen.ask, seen.number)
    rows = [_row(seen.ask, one, today) for one in seen.first]
    blocks = [section(f"*{title}* ({seen.number})"), *rows, _why(seen.ask), actions(*_all(seen), other)]
    return Message(f"{title}: {number}", blocks)


def _row(ask: Ask, one: Candidate, today: date) -> Block:
    text = f"*{inert(one.customer.name, 80)}*: {listed(reasons(one, today))}"
    return section(text, _plan(ask, one.customer))


def _plan(ask: Ask, customer: Customer) -> Block:
    spoken = say("Plan it for {name}", name=customer.name)
    return button(say("Plan it"), ids.PLAN_ASK, f"{ask}:{customer.id}", spoken=spoken)


def _why(ask: Ask) -> Block:
    return context(say(_WHO[ask]))


def _all(seen: Candidates) -> list[Block]:
    few = len(seen.first)
    plan = button(
        say_count("Plan this one", "Plan these {number}", few),
        ids.PLAN_ASKS,
        f"{seen.ask}:{','.join(str(one.customer.id) for one in seen.first)}",
        confirmation=confirm(
            say("Plan them?"),
            say(
                "A follow-up for each, for whoever looks after them, one working day after the other. They are told. "
                "It can be undone."
            ),
            say("Plan them"),
        ),
    )
    show = button(say("Show all {number}", number=seen.number), ids.SHOW_CANDIDATES, seen.ask)
    return [*([plan] if few > 1 else []), *([show] if seen.number > few else [])]


def reasons(one: Candidate, today: date) -> list[str]:
    """What speaks for somebody, the strongest first: "NPS 9 in Oct 2026", "customer for 4 years", …."""
    said = []
    if one.rated and one.rated[0].is_high:
        said.append(say("{rating} in {month}", rating=one.rated[0], month=month_named(one.rated[1])))
    elif one.praised_on:
        said.append(say("praise on {day}", day=short_date(one.praised_on)))
    years = max(1, (today - one.since).days // _YEAR)
    said.append(say_count("customer for {number} year", "customer for {number} years", years))
    if one.is_green:
        said.append(say("health green"))
    if one.complained_on:
        said.append(say("last complaint {ago}", ago=_ago(one.complained_on, today)))
    if one.asked:
        said.append(say("asked {ago}: {answer}", ago=_ago(one.asked.on, today), answer=say(_ANSWERS[one.asked.answer])))
    return said


def _ago(on: date, today: date) -> str:
    days = (today - on).days
    if days <= 0:
        return say("today")
    if days < _MONTH:
        return say_count("{number} day ago", "{number} days ago", days)
    if days < 2 * _YEAR:
        return say_count("{number} month ago", "{number} months ago", days // _MONTH)
    return say_count("{number} year ago", "{number} years ago", days // _YEAR)


def planned_asks(ask: Ask, questions: tuple[tuple[FollowUp, Customer], ...], undo_id: int, today: date) -> Message:
    """What whoever planned several is told."""
    number = say_count("Planned {number} question", "Planned {number} questions", len(questions))
    lines = [
        f"*{inert(customer.name, 80)}*: {day_words(one.due, today)}"
        + (f", <@{one.assignee}>" if one.assignee else say(", for whoever claims it"))
        for one, customer in questions
    ]
    title = f"{number}: {say(ask.called)}"
    return Message(title, [section("\n".join([f"*{title}*", *lines])), actions(button(say("Undo"), ids.UNDO, undo_id))])


def answer_form(followup: FollowUp, customer: Customer, ask: Ask) -> View:
    """Asks what they answered, and whom they recommended."""
    choices = [option(say(label), answer.value) for answer, label in _CHOICES.items()]
    words = text_input("text", lines=True, longest=FORM_TEXT, hint=say("Her sister is looking for somebody"))
    whom = field(
        say("Whom they recommended"),
        search_input(ids.REFERRED, say("Which customer")),
        optional=True,
        hint=say("Where they are a customer here already. Else add them later, with “Referred by”."),
    )
    blocks = [
        section(f"*{inert(customer.name)}*: {inert(followup.title)}"),
        field(say("Their answer"), radio_buttons("answer", choices)),
        field(say("What they said"), words, optional=True),
        *([whom] if ask is Ask.REFERRAL else []),
    ]
    about = {"about": followup.id, "customer": customer.id}
    return modal(form_ids.ASK_FORM, say("Their answer"), blocks, submit=say("Note it"), metadata=json.dumps(about))


def answered(
    customer: Customer, answer: Answer, referred: Customer | None, undo_id: int, *, offers_thanks: bool
) -> Message:
    """What whoever noted it is told; after a yes there is something to thank for, where nobody does already."""
    name = inert(customer.name)
    said = {
        Answer.YES: say("Noted: *{name}* said yes.", name=name),
        Answer.NOT_NOW: say("Noted: *{name}* said not now. They are suggested again in three months.", name=name),
        Answer.NO: say("Noted: *{name}* said no. They are not asked again for a year.", name=name),
    }[answer]
    by = say("*{referred}* was recommended by them.", referred=inert(referred.name)) if referred else ""
    text = f"{said} {by}".strip()
    buttons = [button(say("Undo"), ids.UNDO, undo_id)]
    if answer is Answer.YES and offers_thanks:
        buttons.append(button(say("Thank-you note"), ids.THANK_YOU_NOTE, customer.id, style="primary"))
    return Message(
        text, [section(text), actions(*buttons, button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id))]
    )


def last_asked(asked: Sequence[Asked], today: date) -> list[str]:
    """Lines of the card: when they were asked for what, and what they answered."""
    icons = {one: f"{one.kind.icon} {say(one.called)}" for one in Ask}
    return [
        say(
            "{what}: asked {ago}, {answer}",
            what=icons[one.ask],
            ago=_ago(one.on, today),
            answer=say(_ANSWERS[one.answer]),
        )
        for one in asked
    ]
