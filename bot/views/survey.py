"""Asking how it went: what whoever asked a customer is told of the answer, and how it stands with all of it."""

from collections.abc import Sequence

from bot.domain.calendar import local_date
from bot.domain.customers import Customer
from bot.domain.rating import RANGES
from bot.domain.reader import Reader
from bot.domain.saying import figure, listed, say, say_count
from bot.domain.survey import APART, State, Survey
from bot.domain.survey_standing import Standing, Surveyed
from bot.domain.survey_told import Told
from bot.views import ids
from bot.views.blocks import actions, button, context, option, section, select
from bot.views.counters import measured_words
from bot.views.days import day, moment
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert, quote

FEW = 3
"""So many of whom a number is expected stand in a digest, each with a line."""


def answered(told: Told) -> Message:
    """To whoever asked: what they answered, in which words, and what can be done with it."""
    rating = told.touchpoint.rating
    if told.touchpoint.undone_at or rating is None:
        text = say("The answer of *{name}* was taken back.", name=inert(told.customer.name))
        return Message(text, [section(text)])
    given = {"name": inert(told.customer.name), "rating": rating, "most": RANGES[rating.scale][-1]}
    if told.is_of_handling:
        text = say("*{name}* answered when asked how their complaint was put right: *{rating}* of {most}", **given)
    else:
        text = say("*{name}* answered when asked how it went: *{rating}* of {most}", **given)
    buttons = [button(say("Open customer"), ids.OPEN_CUSTOMER, told.customer.id)]
    if told.offers_thanks:
        praise = f"{told.customer.id}:{told.touchpoint.id}"
        buttons.insert(0, button(say("Thank-you note"), ids.THANK_YOU_NOTE, praise, style="primary"))
    words = [section(quote(told.touchpoint.text))] if told.touchpoint.text else []
    alarm = [context(_alarm(told))] if told.is_alarming else []
    return Message(text, [section(text), *words, *alarm, actions(*buttons)])


def _alarm(told: Told) -> str:
    """Where the team is told of it, so that nobody does the same twice."""
    if not told.alert:
        return say(":rotating_light: The team is being alerted of it.")
    return say(":rotating_light: The team is alerted: <{link}|see the alert>.", link=told.alert)


def surveyed_line(seen: Surveyed, reader: Reader) -> str:
    """On a card: that they were asked and have not answered, or are not to be asked. "" where neither is so.

    What they answered is among their ratings.
    """
    if seen.has_stopped:
        return say("Asked not to be asked how it went")
    last = seen.last
    if last is None or reader.now - (last.sent_at or last.asked_at) > APART:
        return ""
    on = day(local_date(last.sent_at or last.asked_at, reader.tz), reader)
    match last.state:
        case State.WAITING:
            return say("A letter is to ask them how it went")
        case State.ASKED:
            return say("Asked how it went {on}, no answer yet", on=on)
        case State.EXPIRED:
            return say("Asked how it went {on}, no answer", on=on)
    return ""


MOST = 10
"""So many lines of who answers by mail, and of who was not asked."""


def standing(seen: Standing, reader: Reader) -> Message:
    """`/rapport survey`: how many were asked and answered, what is to be noted, who was not asked and why."""
    share = f" ({say('{number}%', number=round(100 * seen.answered / seen.asked))})" if seen.asked else ""
    text = say(
        "*Asked in the last 30 days*: {asked}; answered: {answered}{share}",
        asked=figure(seen.asked),
        answered=figure(seen.answered),
        share=share,
    )
    blocks = [section(text), context(_on_their_way(seen), _rule(seen))]
    blocks += to_note(seen.to_note, MOST)
    if seen.not_asked:
        lines = "\n".join(
            f"• {inert(customer.name, 60)}, {day(on, reader)}: {inert(why)}"
            for customer, on, why in seen.not_asked[:MOST]
        )
        blocks.append(section(f"{say('*Not asked by the rule lately*')}\n{lines}"))
    blocks += _counters(seen)
    blocks.append(context(say("To ask somebody: their card → More → Ask how it went.")))
    return Message(text, blocks)


def _counters(seen: Standing) -> list[Block]:
    """What was answered where anybody can, by nobody known."""
    show = button(say("Links for the counter"), ids.SHOW_COUNTERS) if seen.may_make else None
    lines = "\n".join(f"• {inert(one.counter.name)}: {measured_words(one)}" for one in seen.counters)
    if lines:
        return [section(f"{say('*At the counter*, besides')}\n{lines}", show)]
    return [actions(show)] if show else []


def _on_their_way(seen: Standing) -> str:
    waiting = seen.counted.get(State.WAITING, 0)
    if not waiting or not seen.next_at:
        return say("No letter is on its way.")
    return say(
        "{count}, the next {at}",
        count=say_count("{number} letter to go out", "{number} letters to go out", waiting),
        at=moment(seen.next_at),
    )


def _rule(seen: Standing) -> str:
    if not seen.after:
        return say("Nobody is asked by itself; leads choose that: `/rapport settings`, Asking customers.")
    return say(
        "Asked by itself after contacts by {channels}: {count} later, once in 30 days.",
        channels=listed(seen.after),
        count=say_count("{number} day", "{number} days", seen.wait),
    )


def to_note(ones: Sequence[tuple[Survey, Customer]], most: int = FEW) -> list[Block]:
    """Whose answer comes by mail, as a number: of the first ones each number is a choice on their line.

    What they wrote besides, those further down, and who wants to be asked no more are behind the button.
    """
    if not ones:
        return []
    said = say_count(
        "{number} customer who was asked answers by mail, with a number",
        "{number} customers who were asked answer by mail, with a number",
        len(ones),
    )
    lines = [_line_to_note(survey, customer) for survey, customer in ones[:most]]
    return [section(f":envelope: {said}", button(say("Note with words…"), ids.NOTE_ANSWER, "0")), *lines]


def _line_to_note(survey: Survey, customer: Customer) -> Block:
    values = RANGES[survey.scale]
    options = [option(str(value), f"{survey.id}:{value}") for value in reversed(values)]
    said = say("• {name}, from {least} to {most}", name=inert(customer.name, 60), least=values[0], most=values[-1])
    return section(said, select(ids.NOTE_NUMBER, options, placeholder=say("Their number")))
