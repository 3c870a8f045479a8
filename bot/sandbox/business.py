"""The made-up business of the sandbox: customers with details, past touchpoints, complaints and birthdays around today.

Everything goes through the bot's own use cases, so that the sandbox shows nothing the bot could not have stored.
"""

from bot.app import Rapport
from bot.domain.customers import Customer
from storage import customers


def open_for(rapport: Rapport) -> None:
    """Fill an empty database; one that has customers is left alone."""
    deps = rapport.deps
    with deps.database.unit_of_work() as uow:
        if customers.page(uow, limit=1)[1]:
            return
        customers.add(
            uow, Customer(0, "Dana Reyes", company="Blue Door Deli", owner="U0ANA"), "U0ANA", deps.clock.now()
        )
