"""Customers as a list: who fits a filter, each with a button to open the card."""

from collections.abc import Sequence
from datetime import date

from bot.domain.customer_item import CustomerItem
from bot.domain.customers import Customer, Tier
from bot.views import ids
from bot.views.blocks import button, context, section
from bot.views.caretaker import looked_after
from bot.views.days import day_words
from bot.views.message import Message
from bot.views.mrkdwn import count, inert

MOST = 20
"""So many customers are listed at once."""


def customer_list(
    filters: str, found: Sequence[CustomerItem], total: int, today: date, *, giver: str | None = None
) -> Message:
    """The first of them by name, and how many more there are. `filters` are the words that chose them, escaped.

    With `giver` (their owner) all of them can be given to somebody else in one step.
    """
    if not found:
        text = f"No customer fits {filters}." if filters else "There are no customers yet. Add one: `/customer add`."
        return Message(text, [section(text)])
    title = f"{count(total, 'customer')}{f' with {filters}' if filters else ''}"
    rows = [section(_line(item, today), button("Open", ids.OPEN_CUSTOMER, item.customer.id)) for item in found]
    blocks = [section(f"*{title}*", button("Give all to…", ids.GIVE_ALL, giver) if giver else None), *rows]
    if total > len(found):
        blocks.append(
            context(f"and {total - len(found):,} more: add `tag:`, `stage:`, `tier:` or `owner:` to see fewer")
        )
    return Message(title, blocks)


def _line(item: CustomerItem, today: date) -> str:
    customer = item.customer
    facts = [inert(customer.company, 60)] if customer.company else []
    facts += _standing(customer)
    facts.append(looked_after(item.caretaker))
    touched = f"last touch {day_words(item.last_touch, today)}" if item.last_touch else "no touch yet"
    return f"*{inert(customer.name, 80)}*\n{' · '.join([*facts, touched])}"


def _standing(customer: Customer) -> list[str]:
    tier = [customer.tier.upper() if customer.tier is Tier.VIP else customer.tier]
    return [*(tier if customer.tier is not Tier.STANDARD else []), f"stage: {customer.stage}"]
