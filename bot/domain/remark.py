"""One thing worth knowing about a customer just now, given back to whoever logged something about them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.customers import Customer
from bot.domain.digest import years_on

BIRTHDAY_NEAR = 3
"""Days before a birthday from which on it is worth a word to somebody who is in touch anyway."""

RENEWAL_NEAR = 30
"""Days before a renewal from which on every contact counts for it."""


class Topic(StrEnum):
    """What a remark is about; `number` of the remark is in days, complaints or years."""

    BIRTHDAY = "birthday"
    COMPLAINTS = "complaints"
    ANNIVERSARY = "anniversary"
    RENEWAL = "renewal"


@dataclass(frozen=True)
class Remark:
    """What it is about, and how many: days until then, complaints open, full years."""

    topic: Topic
    number: int


def remark(customer: Customer, today: date, birthday: date | None, complaints: int) -> Remark | None:
    """The one that matters most, if any. `birthday`: the next one; `complaints`: those that are open."""
    days = (birthday - today).days if birthday and customer.wishes_ok and not customer.do_not_contact else None
    renewal = (customer.renewal - today).days if customer.renewal else None
    years = years_on(today, customer.since) if customer.since else 0
    found = [
        Remark(Topic.BIRTHDAY, 0) if days == 0 else None,
        Remark(Topic.COMPLAINTS, complaints) if complaints else None,
        Remark(Topic.ANNIVERSARY, years) if years else None,
        Remark(Topic.RENEWAL, renewal) if renewal is not None and 0 <= renewal <= RENEWAL_NEAR else None,
        Remark(Topic.BIRTHDAY, days) if days is not None and days <= BIRTHDAY_NEAR else None,
    ]
    return next((one for one in found if one), None)
