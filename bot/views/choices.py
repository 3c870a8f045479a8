"""Which customer is meant? Up to five buttons, each told apart, and "Somebody new"."""

from datetime import date

from bot.domain.customers import Candidate, Unclear
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.message import Message
from bot.views.mrkdwn import day_words, escape, inert


def which_customer(unclear: Unclear, today: date, *, can_add: bool = True) -> Message:
    """Ask; what was typed is kept meanwhile, and one click finishes the original command."""
    typed = inert(unclear.typed, 100)
    several = len(unclear.candidates) > 1 and all(
        candidate.customer.name == unclear.candidates[0].customer.name for candidate in unclear.candidates
    )
    if not unclear.candidates:
        question = f"I don't know anybody called *{typed}*."
    elif several:
        question = f"There are {len(unclear.candidates)} customers called *{typed}*. Which one do you mean?"
    else:
        question = f"I don't know *{typed}* exactly. Which one do you mean?"
    kept = " Your text is kept." if unclear.kept_id else ""
    blocks = [section(question + kept)]
    for candidate in unclear.candidates:
        value = f"{unclear.kept_id}:{candidate.customer.id}"
        choose = button(f"Use {candidate.customer.name}", ids.CHOOSE_CUSTOMER, value)
        blocks.append(section(told_apart(candidate, today), choose))
    if can_add:
        blocks.append(actions(button(f"Somebody new: {unclear.typed}", ids.SOMEBODY_NEW, unclear.kept_id)))
    names = ", ".join(escape(candidate.customer.name) for candidate in unclear.candidates)
    return Message(f"Which customer do you mean by {typed}? {names}".strip(), blocks)


def told_apart(candidate: Candidate, today: date) -> str:
    """A customer with company, email and last touch, so that two of the same name can be told apart."""
    customer = candidate.customer
    facts = [escape(customer.company)] if customer.company else []
    facts += [escape(customer.emails[0])] if customer.emails else []
    touched = f"last touch {day_words(candidate.last_touch, today)}" if candidate.last_touch else "no touch yet"
    return f"*{escape(customer.name)}* · {' · '.join([*facts, touched])}"
