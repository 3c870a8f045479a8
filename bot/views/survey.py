"""Asking how it went: what whoever asked a customer is told of the answer, and how it stands with all of it."""

from bot.domain.rating import RANGES
from bot.domain.reader import Reader
from bot.domain.saying import figure, listed, say, say_count
from bot.domain.survey import State
from bot.domain.survey_standing import Standing
from bot.domain.survey_told import Told
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.counters import measured_words
from bot.views.days import day, moment
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert, quote


def answered(told: Told) -> Message:
    """To whoever asked: what they answered, in which words, and what can be done with it."""
    rating = told.touchpoint.rating
    if told.touchpoint.undone_at or rating is None:
        text = say("The answer of *{name}* was taken back.", name=inert(told.customer.name))
        return Message(text, [section(text)])
    text = say(
        "*{name}* answered when asked how it went: *{rating}* of {most}",
        name=inert(told.customer.name),
        rating=rating,
        most=RANGES[rating.scale][-1],
    )
    buttons = [button(say("Open customer"), ids.OPEN_CUSTOMER, told.customer.id)]
    if told.offers_thanks:
        praise = f"{told.customer.id}:{told.touchpoint.id}"
        buttons.insert(0, button(say("Thank-you note"), ids.THANK_YOU_NOTE, praise, style="primary"))
    words = [section(quote(told.touchpoint.text))] if told.touchpoint.text else []
    return Message(text, [section(text), *words, actions(*buttons)])


MOST = 10
"""So many lines of who answers by mail, and of who was not asked."""


def standing(seen: Standing, reader: Reader) -> Message:
    """`/rapport survey`: how many were asked and answered, what is to be noted, who was not asked and why."""
    share = f" ({round(100 * seen.answered / seen.asked)} %)" if seen.asked else ""
    text = say(
        "*Asked in the last 30 days*: {asked}; answered: {answered}{share}",
        asked=figure(seen.asked),
        answered=figure(seen.answered),
        share=share,
    )
    blocks = [section(text), context(_on_their_way(seen), _rule(seen))]
    if seen.to_note:
        names = ", ".join(inert(customer.name, 60) for _, customer in seen.to_note[:MOST])
        said = say("*Their answer comes by mail*, as a number: {names}", names=names)
        blocks.append(section(said, button(say("Note an answer"), ids.NOTE_ANSWER, "0")))
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


def to_note(number: int) -> list[Block]:
    """For the digest of whoever asked by mail where answers come as numbers."""
    if not number:
        return []
    said = say_count(
        "{number} customer you asked answers by mail, with a number",
        "{number} customers you asked answer by mail, with a number",
        number,
    )
    return [section(f":envelope: {said}", button(say("Note an answer"), ids.NOTE_ANSWER, "0"))]
