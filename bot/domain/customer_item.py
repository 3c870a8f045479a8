"""A customer with what a list shows of them: a line of a list."""

from dataclasses import dataclass
from datetime import date

from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer


@dataclass(frozen=True)
class CustomerItem:
    """One line. `last_touch` is the day on which somebody was last in touch with them."""

    customer: Customer
    last_touch: date | None
    caretaker: Caretaker
