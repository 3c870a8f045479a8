"""The question that comes of an emoji on a message: whom is it about? Nothing is logged or planned before an answer.

It stays in the direct message of whoever reacted, and says what became of it.
"""

from datetime import date

from bot.domain.customers import Candidate
from bot.domain.reactions import KEPT, Act, Question, State
from bot.domain.reader import Reader
from bot.domain.saying import later, say
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert, quote
from bot.views.original import SHOWN, source
from bot.views.which_customer import told_apart

ASKS = {
    Act.LOG: later("Log this message? Whom is it about?"),
    Act.PLAN: later("Plan a follow-up for this message? Whom is it about?"),
}
ASKS_OF_ONE = {
    Act.LOG: later("Log a contact with {name}?"),
    Act.PLAN: later("Plan a follow-up for {name}?"),
}
OFFERS = {Act.LOG: later("Log for {name}"), Act.PLAN: later("Plan for {name}")}
BECAME = {
    (Act.LOG, State.DONE): later("Logged for {name}."),
    (Act.PLAN, State.DONE): later("Planned for {name}."),
    (Act.LOG, State.GONE): later("Taken back: nothing is logged."),
    (Act.PLAN, State.GONE): later("Taken back: nothing is planned."),
    (Act.LOG, State.DROPPED): later("Let be: nothing is logged."),
    (Act.PLAN, State.DROPPED): later("Let be: nothing is planned."),
}
OVER = later("Nobody answered within {days} days, so the message's words are not kept. Put the emoji on it again.")


def reacted(asked: Question, reader: Reader) -> Message:
    """The question while it waits, else what became of it."""
    one = asked.reaction
    if one.state is State.ASKED:
        return _asks(asked, reader.today)
    name = inert(asked.customer.name, 80) if asked.customer else say("a customer")
    became = BECAME.get((one.act, one.state), OVER)
    said = say(became, name=name, days=KEPT.days)
    where = [context(found)] if (found := source(one.original)) else []
    opens = [actions(button(say("Open customer"), ids.OPEN_CUSTOMER, asked.customer.id))] if asked.customer else []
    return Message(said, [section(said), *where, *(opens if one.state is State.DONE else [])])


def _asks(asked: Question, today: date) -> Message:
    one, said = asked.reaction, asked.reaction.original
    name = inert(asked.customer.name, 80) if asked.customer else ""
    text = say((ASKS_OF_ONE if asked.customer else ASKS)[one.act], name=name)
    words = [section(quote(said.text, SHOWN))] if said.text else []
    where = [context(found)] if (found := source(said)) else []
    choices = [] if asked.customer else [_choice(candidate, one.id, one.act, today) for candidate in asked.may_be]
    return Message(text, [section(f"*{text}*"), *words, *where, *choices, actions(*_others(asked))])


def _choice(candidate: Candidate, reaction_id: int, act: Act, today: date) -> Block:
    label = say(OFFERS[act], name=candidate.customer.name)
    return section(told_apart(candidate, today), button(label, ids.REACT_FOR, f"{reaction_id}:{candidate.customer.id}"))


def _others(asked: Question) -> list[Block]:
    """Another customer, other words or another day: the form; or nothing at all."""
    one = asked.reaction
    label = say("Fill in…") if asked.customer else say("Change…") if asked.may_be else say("Choose the customer…")
    return [button(label, ids.REACT_CHANGE, one.id), button(say("Not this"), ids.REACT_DROP, one.id)]
