"""Customers as a list: who fits a filter, page by page, each with a button to open the card."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from bot.domain.caretaker import Caretaker
from bot.domain.customer_item import PAGE, CustomerItem, CustomerPage
from bot.domain.customers import Tier
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.caretaker import looked_after
from bot.views.days import day_words
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert


def customer_list(shown: CustomerPage, today: date, *, giver: str | None = None) -> Message:
    """One page of them by name, and the way on. With `giver`, their owner, all can be given away at once."""
    filters = _filters(shown.chosen)
    if not shown.total:
        text = f"No customer fits {filters}." if filters else "There are no customers yet. Add one: `/customer add`."
        return Message(text, [section(text)])
    title = f"{shown.total:,} {'customer' if shown.total == 1 else 'customers'}{f' with {filters}' if filters else ''}"
    give = button("Hand over…", ids.HAND_OVER, giver) if giver else None
    rows = [section(_line(item, today), button("Open", ids.OPEN_CUSTOMER, item.customer.id)) for item in shown.items]
    return Message(title, [section(f"*{title}*{_which(shown)}", give), *rows, *_way_on(shown)])


def _filters(chosen: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {_filter(name, value)}" for name, value in chosen.items())


def _filter(name: str, value: str) -> str:
    return f"<@{inert(value, 60)}>" if name == "owner" else inert(value, 60)


def _which(shown: CustomerPage) -> str:
    first = (shown.number - 1) * PAGE + 1
    return f" · {first:,} to {first + len(shown.items) - 1:,}" if shown.total > PAGE else ""


def _way_on(shown: CustomerPage) -> list[Block]:
    """A button carries the filters and the page it leads to; both are read again as what anybody could have typed."""
    filters = urlencode(shown.chosen)
    back = [button("Previous", ids.PREVIOUS_CUSTOMERS, f"{shown.number - 1}:{filters}")] if shown.number > 1 else []
    on = [] if shown.is_last else [button("Next", ids.NEXT_CUSTOMERS, f"{shown.number + 1}:{filters}")]
    return [actions(*back, *on)] if back or on else []


def _line(item: CustomerItem, today: date) -> str:
    """Who it is, and under it their tier and stage, who looks after them, and when they were last heard of."""
    customer = item.customer
    company = f" · {inert(customer.company, 60)}" if customer.company else ""
    tier = [] if customer.tier is Tier.STANDARD else [customer.tier.label]
    touched = f"last touch {day_words(item.last_touch, today)}" if item.last_touch else "no touch yet"
    facts = [*tier, customer.stage, _owner(item.caretaker), touched]
    return f"*{inert(customer.name, 80)}*{company}\n{' · '.join(facts)}"


def _owner(caretaker: Caretaker) -> str:
    return f"<@{caretaker.id}>" if caretaker.id and not caretaker.stands_in_for else looked_after(caretaker)
