"""What the team's own fields say of a customer, to be shown."""

from collections.abc import Iterable

from bot.domain.custom_fields import CustomField, shown
from bot.domain.customers import Customer
from bot.views.mrkdwn import inert

SHOWN = 150
"""Characters of a value beside others (before escaping)."""


def custom_facts(customer: Customer, fields: Iterable[CustomField]) -> list[tuple[str, str]]:
    """(name, value) of the fields in which a customer has something, in the order of forms; both are inert."""
    values = dict(customer.custom)
    return [(inert(field.name), inert(shown(field, values[field.id]), SHOWN)) for field in fields if field.id in values]
