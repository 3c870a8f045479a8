"""What the one who added or changed a customer, or had something remembered, is told; each can be undone."""

from bot.domain.customers import Customer, DetailCategory
from bot.views.confirmation import done_with
from bot.views.message import Message
from bot.views.mrkdwn import escape, inert


def added(customer: Customer, undo_id: int) -> Message:
    """Somebody new is there."""
    owner = f"<@{customer.owner}> looks after them." if customer.owner else "Nobody looks after them yet."
    return done_with(f"*Added* {escape(customer.name)}. {owner}", undo_id, customer.id)


def saved(customer: Customer, undo_id: int) -> Message:
    """Somebody was changed."""
    return done_with(f"*Saved* {escape(customer.name)}.", undo_id, customer.id)


def remembered(customer: Customer, text: str, category: DetailCategory, undo_id: int) -> Message:
    """A detail was stored."""
    text = f"*Remembered* about {escape(customer.name)} ({category}): {inert(text)}"
    return done_with(text, undo_id, customer.id)
