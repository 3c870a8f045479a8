"""The card's buttons and the forms of a customer: find, add, edit, remember."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customers import Customer, KnownCustomerError
from bot.domain.saying import say
from bot.domain.touchpoints import TouchpointKind
from bot.reading.customer_fields import Fields
from bot.reading.zones import zones_like
from bot.use_cases.card import card_of
from bot.use_cases.customers import add_customer, edit_customer
from bot.use_cases.find_customer import suggestions
from bot.use_cases.hints import worth_knowing
from bot.use_cases.life import Because
from bot.use_cases.session import Session, customer_of
from bot.views import form_ids, ids
from bot.views.blocks import option
from bot.views.card import card
from bot.views.details import remember_form
from bot.views.filling import Filling
from bot.views.forms import NEW_CUSTOMER, customer_options, log_form
from bot.views.message import Message, View
from bot.views.pages import page
from handlers.asking import Asking
from handlers.customer_form import asked, edit_form, fields_in, form_of
from handlers.duplicates import changed, entered
from handlers.filled_form import Filled
from handlers.outcome import after_form

ViewOf = Callable[[Session, Customer], View]


def register(app: App) -> None:
    """Every button of the card and what it opens."""
    _opens(app, ids.OPEN_CUSTOMER, _card_page)
    _opens(app, ids.REMEMBER, lambda _, customer: remember_form(customer))
    _opens(
        app,
        ids.LOG_FOR_CUSTOMER,
        lambda session, customer: log_form(
            TouchpointKind.TOUCHPOINT, Filling(customer=customer, known=worth_knowing(session, customer))
        ),
    )

    @app.action(ids.EDIT_CUSTOMER)
    def edit(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            customer = customer_of(session, row_id(asking.value))
        asking.open(edit_form(asking, customer))
        ack()

    @app.action(ids.ADD_CUSTOMER)
    def add(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.open(_new(asking, asking.value))
        ack()

    _searched(app)

    @app.view(form_ids.FIND_FORM)
    def find(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(context)
        ack(response_action="update", view=asking.with_origin(_found(asking, Filled.of(body))))

    @app.view(form_ids.CUSTOMER_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        before = _before(asking, form)
        fields = fields_in(asking, form, before)
        _check_people(asking, before, fields)
        try:
            after_form(asking, ack, say("Customer"), asking.once(lambda session: _save(session, form, fields)))
        except KnownCustomerError as known:
            ack(response_action="update", view=asking.with_origin(asked(asking, form, fields, before, known)))


def _searched(app: App) -> None:
    """What the fields of the form offer that are searched: customers, time zones."""

    @app.options(ids.REFERRED)
    def search_referrers(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        own = str(json.loads((body.get("view") or {}).get("private_metadata") or "{}").get("customer", ""))
        with Asking.of(context).reading() as session:
            found = customer_options(suggestions(session, body.get("value") or ""), "")
        ack(options=[one for one in found if one["value"] != own])

    @app.options(ids.TIMEZONE)
    def search_zones(ack: Ack, body: dict[str, Any]) -> None:
        ack(options=[option(zone, zone) for zone in zones_like(body.get("value") or "")])


def open_card(asking: Asking, customer_id: int) -> None:
    """The card over the conversation."""
    with asking.reading() as session:
        view = _card_page(session, customer_of(session, customer_id))
    asking.open(view)


def _card_page(session: Session, customer: Customer) -> View:
    return page(say("Customer"), card(card_of(session, customer)))


def _opens(app: App, action_id: str, view_of: ViewOf) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            view = view_of(session, customer_of(session, row_id(asking.value)))
        asking.open(view)
        ack()


def _new(asking: Asking, name: str) -> View:
    return form_of(asking, Customer(0, name, owner=asking.person.id))


def _found(asking: Asking, form: Filled) -> View:
    """The card of whoever was chosen, or the form for somebody new."""
    chosen = form.text(ids.CUSTOMER)
    if chosen.startswith(NEW_CUSTOMER):
        return _new(asking, chosen.removeprefix(NEW_CUSTOMER))
    with asking.reading() as session:
        return _card_page(session, customer_of(session, row_id(chosen)))


def _before(asking: Asking, form: Filled) -> Customer:
    """The customer whom the form edits, as they are; of a new one nothing."""
    if "customer" not in form.metadata:
        return Customer(0, "")
    with asking.reading() as session:
        return customer_of(session, form.number("customer"))


def _check_people(asking: Asking, before: Customer, fields: Fields) -> None:
    """Whoever newly looks after a customer must be of the team; who does so already may have left."""
    looking_after = (("owner", "owner"), ("backup", "backup_owner"))
    asking.giving_to_each(
        (name, fields[field]) for name, field in looking_after if fields[field] != getattr(before, field)
    )


def _save(session: Session, form: Filled, fields: Fields) -> Message:
    although_known = bool(form.metadata.get("although_known"))
    if "customer" not in form.metadata:
        return entered(session, add_customer(session, Customer(0, **fields), although_known=although_known))
    before = customer_of(session, form.number("customer"))
    wanted = replace(before, **fields)
    seen, because = str(form.metadata.get("seen", "")), Because(form.text("because"))
    done = edit_customer(session, wanted, seen=seen, although_known=although_known, because=because)
    return changed(session, done)
