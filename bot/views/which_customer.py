"""Which customer is meant? Up to five buttons, each told apart, and "Somebody new"."""

from datetime import date

from bot.domain.customers import NAME_LENGTH, Candidate, Customer, Unclear
from bot.domain.folding import fold
from bot.domain.saying import later, say
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.days import day_words
from bot.views.message import Block, Message
from bot.views.mrkdwn import clip, escape, inert

OFFERS = {
    ids.CHOOSE_CUSTOMER: later("Open {name}"),
    ids.EDIT_CUSTOMER: later("Edit {name}"),
    ids.BRIEF_ME: later("Brief me on {name}"),
    ids.ASK_CUSTOMER: later("Ask {name} how it went…"),
}
"""Button of a choice -> what it says, where no line was kept."""


def which_customer(unclear: Unclear, today: date, *, can_add: bool = True) -> Message:
    """Ask; what was typed is kept meanwhile, and one click finishes the original command."""
    kept = say(" Your text is kept.") if unclear.kept_id else ""
    blocks = [section(_question(unclear) + kept), *_choices(unclear, today, ids.CHOOSE_CUSTOMER)]
    if can_add:
        blocks.append(
            actions(button(say("Somebody new: {typed}", typed=unclear.typed), ids.SOMEBODY_NEW, unclear.kept_id))
        )
    elif not unclear.candidates:
        blocks.append(
            context(say("Check the spelling. `/customer list` shows everybody, `/customer add` adds somebody."))
        )
    return Message(_in_words(unclear), blocks)


def which_to_open(unclear: Unclear, today: date) -> Message:
    """The same for a lookup: the choice opens the card, and who is not there can be added."""
    blocks = [section(_question(unclear)), *_choices(unclear, today, ids.CHOOSE_CUSTOMER)]
    if unclear.typed:
        add = button(say("Add {typed}", typed=unclear.typed), ids.ADD_CUSTOMER, clip(unclear.typed, NAME_LENGTH))
        blocks.append(actions(add))
    return Message(_in_words(unclear), blocks)


def which_to_edit(unclear: Unclear, today: date) -> Message:
    """The same for an edit without options: the choice opens the form."""
    blocks = [section(_question(unclear)), *_choices(unclear, today, ids.EDIT_CUSTOMER)]
    return Message(_in_words(unclear), blocks)


def which_to_brief(unclear: Unclear, today: date) -> Message:
    """The same before a call: the choice says what to know."""
    blocks = [section(_question(unclear)), *_choices(unclear, today, ids.BRIEF_ME)]
    return Message(_in_words(unclear), blocks)


def which_to_ask(unclear: Unclear, today: date) -> Message:
    """The same for a question to a customer: the choice opens its form."""
    blocks = [section(_question(unclear)), *_choices(unclear, today, ids.ASK_CUSTOMER)]
    return Message(_in_words(unclear), blocks)


def known_already(sentence: str, known: Customer, kept_id: int, customer: Customer) -> Message:
    """A name is there already; nothing was saved. One click saves all the same what was typed, and kept meanwhile.

    `customer` is who was to be saved: new (`id` 0), or changed.
    """
    text = say("{sentence} Nothing was saved yet; what you typed is kept.", sentence=escape(sentence))
    label = say("Save all the same") if customer.id else say("Somebody else, add")
    buttons = [
        button(label, ids.ALTHOUGH_KNOWN, f"{kept_id}:{customer.id}"),
        button(say("Open {name}", name=known.name), ids.OPEN_CUSTOMER, known.id),
    ]
    return Message(text, [section(text), actions(*buttons)])


def told_apart(candidate: Candidate, today: date) -> str:
    """A customer with company, email and last touch, so that two of the same name can be told apart."""
    customer = candidate.customer
    facts = [inert(customer.company, 60)] if customer.company else []
    facts += [inert(customer.emails[0], 60)] if customer.emails else []
    touched = (
        say("last touch {day_words}", day_words=day_words(candidate.last_touch, today))
        if candidate.last_touch
        else say("no touch yet")
    )
    return f"*{inert(customer.name)}* · {' · '.join([*facts, touched])}"


def _choices(unclear: Unclear, today: date, action_id: str) -> list[Block]:
    blocks = []
    for candidate in unclear.candidates:
        customer = candidate.customer
        is_kept = action_id == ids.CHOOSE_CUSTOMER
        value = f"{unclear.kept_id}:{customer.id}" if is_kept else str(customer.id)
        offer = say("Use {name}", name=customer.name) if unclear.kept_id else say(OFFERS[action_id], name=customer.name)
        blocks.append(section(told_apart(candidate, today), button(offer, action_id, value)))
    return blocks


def _question(unclear: Unclear) -> str:
    typed, names = inert(unclear.typed, 100), [candidate.customer.name for candidate in unclear.candidates]
    if not names:
        return say("I don't know anybody called *{typed}*.", typed=typed)
    if unclear.having > 1:
        more = unclear.having - len(names)
        others = say(" The first {names} of them; for others write their name.", names=len(names)) if more > 0 else ""
        values = {"having": unclear.having, "typed": typed, "others": others}
        if {fold(name) for name in names} == {fold(unclear.typed)}:
            return say("There are {having} customers called *{typed}*. Which one do you mean?{others}", **values)
        return say("{having} customers have *{typed}*. Which one do you mean?{others}", **values)
    narrow = (
        say(" The first {names} of them; for others write more of the name.", names=len(names))
        if unclear.is_cut
        else ""
    )
    return say("I don't know *{typed}* exactly. Which one do you mean?{narrow}", typed=typed, narrow=narrow)


def _in_words(unclear: Unclear) -> str:
    if not unclear.candidates:
        return _question(unclear)
    names = ", ".join(inert(candidate.customer.name) for candidate in unclear.candidates)
    return say("Which customer do you mean by {typed}? {names}", typed=inert(unclear.typed, 100), names=names).strip()
