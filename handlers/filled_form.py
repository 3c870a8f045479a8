"""What somebody filled into a form, and the customer they chose in it."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.carried import day, row_id
from bot.domain.customers import Customer, KnownCustomerError
from bot.domain.errors import NotUnderstoodError, OutdatedError, RapportError
from bot.domain.saying import say
from bot.use_cases.customers import add_customer
from bot.use_cases.session import Session, customer_of
from bot.views import ids
from bot.views.forms import NEW_CUSTOMER


@dataclass(frozen=True)
class Filled:
    """The values of a form by field (block id), and the ids it was opened with."""

    values: dict[str, dict[str, Any]]
    metadata: dict[str, Any]

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Filled":
        """The form that was sent, or clicked in. Raises OutdatedError where there is none."""
        view = body.get("view")
        if not view:
            raise OutdatedError
        elements: dict[str, dict[str, Any]] = {
            block: next(iter(state.values()), {}) for block, state in view["state"]["values"].items()
        }
        return cls(elements, json.loads(view.get("private_metadata") or "{}"))

    def text(self, field: str) -> str:
        """What was typed or chosen in a field; "" if nothing."""
        element = self.values.get(field, {})
        chosen = element.get("selected_option") or {}
        return str(
            element.get("value") or chosen.get("value") or element.get("selected_user") or element.get("selected_time")
            or element.get("selected_conversation") or element.get("selected_channel") or ""
        ).strip()  # fmt: skip  # one kind of element a line

    def texts(self, field: str) -> list[str]:
        """What was chosen in a field for several."""
        element = self.values.get(field, {})
        options = [option["value"] for option in element.get("selected_options") or []]
        return options or list(element.get("selected_users") or [])

    def day(self, field: str) -> date | None:
        """The day chosen in a calendar. Raises OutdatedError for one that no calendar has."""
        chosen = self.values.get(field, {}).get("selected_date")
        return day(chosen) if chosen else None

    def number(self, field: str) -> int:
        """The id in a field or among the ids that the form was opened with. Raises OutdatedError."""
        return row_id(self.text(field) or str(self.metadata.get(field, "")))


def customer_chosen(session: Session, form: Filled) -> Customer:
    """The customer chosen in a form, or "Somebody new"."""
    chosen = form.text(ids.CUSTOMER)
    if not chosen:
        raise NotUnderstoodError(say("Please choose the customer."), field=ids.CUSTOMER)
    if chosen.startswith(NEW_CUSTOMER):
        return _somebody_new(session, chosen.removeprefix(NEW_CUSTOMER))
    return customer_of(session, row_id(chosen))


def _somebody_new(session: Session, name: str) -> Customer:
    try:
        return add_customer(session, Customer(0, name, owner=session.actor.id)).customer
    except KnownCustomerError as known:
        raise NotUnderstoodError(
            say(
                "{sentence} Choose them in the list, or add to the name what tells somebody else apart.",
                sentence=known.sentence,
            ),
            field=ids.CUSTOMER,
        ) from known
    except RapportError as error:  # about the name, which stands in the customer field here
        raise NotUnderstoodError(error.sentence, field=ids.CUSTOMER) from error
