"""A message in a watched channel: whose words it is, what waits in a list, and that there is too much at once."""

import json
from datetime import date, datetime

from bot.domain.people import ITSELF
from bot.domain.saying import say, say_count
from bot.domain.watched_answers import Given, Question, Waiting
from bot.domain.watching import STANDING, Held, State, Watch
from bot.reading.addresses_in_text import emails_in
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, confirm, context, divider, field, modal, section, text_input
from bot.views.days import moment
from bot.views.filling import Filling
from bot.views.forms import customer_field
from bot.views.message import Block, Message, View
from bot.views.mood_words import mood_words
from bot.views.mrkdwn import inert, quote
from bot.views.which_customer import told_apart

QUOTED = 600
"""Characters of each message in a list."""


def whose_words(asked: Question, today: date, *, is_beside: bool) -> Message:
    """The question, or what came of it. `is_beside`: it stands in the thread of the message, so that is not quoted."""
    text = _outcome(asked) or say("This sounds negative. Which customer is it from?")
    if _outcome(asked):
        return Message(text, [context(text)])
    one = asked.message
    why = mood_words(one.mood) if one.mood else ""
    blocks: list[Block] = [section(text), context(why)] if why else [section(text)]
    if not is_beside:
        blocks.insert(1, section(quote(one.text, QUOTED)))
        blocks.append(context(_where(asked.watch, one.link)))
    blocks += [
        section(
            told_apart(candidate, today),
            button(candidate.customer.name, ids.WORDS_OF, _of(one.id, candidate.customer.id)),
        )
        for candidate in asked.candidates
    ]
    buttons = [
        button(say("Choose…"), ids.WORDS_OF_OTHER, one.id),
        button(say("Somebody new"), ids.WORDS_OF_NEW, one.id),
        button(say("Not a customer"), ids.NOT_A_CUSTOMER, one.id),
    ]
    return Message(text, [*blocks, actions(*buttons)])


def _of(message_id: int, customer_id: int) -> str:
    return f"{message_id}:{customer_id}"


def _outcome(asked: Question) -> str:
    """What came of it, where it is not open any more; "" where it is."""
    one = asked.message
    by = f"<@{one.decided_by}>" if one.decided_by and one.decided_by != ITSELF.id else ""
    if one.deleted_at:
        said = say("The message was deleted, so there is nothing to do.")
    elif one.state is State.LOGGED and asked.customer and by:
        said = say("Logged for *{name}* by {by}.", name=inert(asked.customer.name), by=by)
    elif one.state is State.CALM:
        said = say("The message was edited and does not sound negative any more.")
    elif one.state is State.DISMISSED and by:
        said = say("{by} says there is nothing to do about it.", by=by)
    else:
        said = "" if one.state in STANDING else say("Nothing is to be done about it any more.")
    return said


def _where(watch: Watch, link: str) -> str:
    return say("In <#{channel}> · <{link}|original message>", channel=watch.channel, link=link)


def given(done: Given) -> Message:
    """For the one who said whose words they are."""
    name = inert(done.customer.name)
    if done.alert:
        text = say("Logged for *{name}*. The team is being alerted.", name=name)
    else:
        text = say("Logged for *{name}*.", name=name)
    undo, card = (
        button(say("Undo"), ids.UNDO, done.undo_id),
        button(say("Open customer"), ids.OPEN_CUSTOMER, done.customer.id),
    )
    return Message(text, [section(text), actions(undo, card)])


def dismissed(undo_id: int) -> Message:
    """For the one who said that there is nothing to do."""
    text = say("All right, there is nothing to do about it.")
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, undo_id))])


def left(watch: Watch, number: int, undo_id: int) -> Message:
    """For the one who said so of all that waited."""
    text = say_count(
        "1 message of #{channel} is let be.",
        "{number} messages of #{channel} are let be.",
        number,
        channel=inert(watch.name),
    )
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, undo_id))])


def words_form(message_id: int, text: str, suggested: tuple[int, ...]) -> View:
    """To search for the customer whose words a message is."""
    metadata = json.dumps({"message": message_id, "suggested": suggested})
    return modal(
        form_ids.WORDS_FORM,
        say("Whose words?"),
        [*_said(text), customer_field(Filling())],
        submit=say("Log"),
        metadata=metadata,
    )


def _said(text: str) -> list[Block]:
    return [section(quote(text, QUOTED))] if text else []


def new_words_form(message_id: int, text: str) -> View:
    """To add the customer whose words a message is. An address that stands in it is filled in."""
    emails = emails_in(text)
    fields = [
        *_said(text),
        field(say("Name"), text_input("name", longest=200)),
        field(say("Email"), text_input("email", emails[0] if len(emails) == 1 else "", longest=300), optional=True),
        field(say("Phone"), text_input("phone", longest=60), optional=True),
    ]
    metadata = json.dumps({"message": message_id})
    return modal(form_ids.NEW_WORDS_FORM, say("Somebody new"), fields, submit=say("Add and log"), metadata=metadata)


IN_LIST = "held-"
"""How the block id of a message in a list begins; the id of its channel's watch follows, then its own."""


def waiting(held: Waiting, outcome: Message | None = None) -> Message:
    """What waits, the worst first, each with what can be done about it; above it what came of the last click."""
    shown = _waiting(held)
    return Message(shown.text, [*outcome.blocks, divider(), *shown.blocks]) if outcome else shown


def _waiting(held: Waiting) -> Message:
    name = inert(held.watch.name)
    if not held.total:
        text = say("Nothing of #{channel} waits any more.", channel=name)
        return Message(text, [section(text)])
    text = say_count(
        "1 negative message of #{channel} waits, and alarmed nobody.",
        "{number} negative messages of #{channel} wait, and alarmed nobody. The worst first.",
        held.total,
        channel=name,
    )
    blocks: list[Block] = [section(text)]
    for one in held.shown:
        blocks += _held(one)
    if held.total > len(held.shown):
        more = say("{number} more come up as these are worked through.", number=held.total - len(held.shown))
        blocks.append(context(more))
    question = confirm(
        say("Let all of them be?"),
        say_count("1 message will alarm nobody.", "{number} messages will alarm nobody.", held.total),
        say("Let them be"),
    )
    return Message(
        text, [*blocks, actions(button(say("Let all be"), ids.LEAVE_HELD, held.watch.id, confirmation=question))]
    )


def _held(one: Held) -> list[Block]:
    message = one.message
    who = f"*{inert(one.customer.name)}*" if one.customer else say("nobody known")
    link = say("<{link}|original message>", link=message.link)
    if one.customer:
        first = button(say("Alert the team"), ids.ALARM_HELD, message.id)
    else:
        first = button(say("Choose customer"), ids.WORDS_OF_OTHER, message.id)
    return [
        section(f"{who}\n{quote(one.text, QUOTED)}"),
        context(f"{mood_words(one.mood)} · {link}"),
        actions(
            *(first, button(say("Nothing to do"), ids.NOT_A_CUSTOMER, message.id)),
            block_id=f"{IN_LIST}{message.watch_id}-{message.id}",
        ),
    ]


def flood(watch: Watch, began: datetime, ended: datetime | None, waits: int) -> Message:
    """That there is more than anybody can work through one by one, and where the rest is."""
    since = moment(began)
    if ended:
        text = say("There was more in <#{channel}> than can be alarmed one by one: from {since} until {until}.",
                   channel=watch.channel, since=since, until=moment(ended))  # fmt: skip  # one sentence
    else:
        text = say("There is more bad news in <#{channel}> than can be alarmed one by one, since {since}.",
                   channel=watch.channel, since=since)  # fmt: skip  # one sentence
    if waits:
        rest = say_count(
            "1 message waits in a list; nothing is lost.", "{number} messages wait in a list; nothing is lost.", waits
        )
        show = button(say("Work through"), ids.SHOW_HELD, watch.id, style="primary")
        return Message(f"{text} {rest}", [section(f":ocean: {text}\n{rest}"), actions(show)])
    rest = say("Nothing waits any more.")
    return Message(f"{text} {rest}", [section(f":ocean: {text}\n{rest}")])
