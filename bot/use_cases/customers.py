"""Adding and changing customers, and remembering details about them."""

import hashlib
import json
from dataclasses import dataclass, replace

from bot.domain.customers import (
    DETAIL_LENGTH,
    NAME_LENGTH,
    TAG_LENGTH,
    Customer,
    Detail,
    DetailCategory,
    KnownCustomerError,
    guess_category,
)
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.use_cases.work import Work, customer_of
from storage import customers, search

MOST = {"aliases": 10, "emails": 10, "phones": 10, "tags": 20}
"""How many of each a customer has at most."""

FIELDS = {"emails": "email", "phones": "phone"}
"""What people fill in where that has another name."""


@dataclass(frozen=True)
class Saved:
    """A customer as stored, and the audit entry that can take the change back."""

    customer: Customer
    undo_id: int


def add_customer(work: Work, customer: Customer, *, although_known: bool = False) -> Saved:
    """Add somebody new. Raises KnownCustomerError when a name, email or phone is there already.

    `although_known`: somebody else of the same name is meant; emails and phones belong to one customer all the same.
    """
    customer = _checked(customer)
    customer = replace(customer, owner=customer.owner or work.settings.default_owner)
    if not although_known:
        _check_name(work, customer)
    _check_contacts(work, customer)
    customer = replace(customer, id=customers.add(work.uow, customer, work.actor.id, work.now))
    return Saved(customer, work.record("customer added", ("customer", customer.id), customer.id))


def edit_customer(work: Work, customer: Customer, *, seen: str = "") -> Saved:
    """Store a changed customer. `seen`: the version that was looked at (`version`), where that was a while ago.

    Raises KnownCustomerError when an email or phone belongs to somebody else, ConflictError when somebody was faster.
    """
    before = customer_of(work, customer.id)
    if seen and seen != version(before):
        raise ConflictError(
            f"{before.name} was changed by somebody else meanwhile. Nothing was saved: "
            "close this form and open it again."
        )
    customer = _checked(customer)
    _check_contacts(work, customer)
    customers.update(work.uow, customer)
    customer = customer_of(work, customer.id)
    undo_id = work.record(
        "customer edited",
        ("customer", customer.id),
        customer.id,
        before=customers.snapshot(before),
        after=customers.snapshot(customer),
    )
    return Saved(customer, undo_id)


def add_tags(work: Work, customer: Customer, tags: tuple[str, ...]) -> Customer:
    """Put tags to those there are, as part of something else, which is undone as a whole: no audit entry of its own."""
    customer = _checked(replace(customer, tags=(*customer.tags, *tags)))
    customers.update(work.uow, customer)
    return customer


def version(customer: Customer) -> str:
    """A short mark that is another one once anything about the customer has changed. Tells nothing about them."""
    return hashlib.sha256(json.dumps(customers.snapshot(customer)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Remembered:
    """A detail as stored, and the audit entry that can take it back."""

    text: str
    category: DetailCategory
    undo_id: int


def remember(work: Work, customer: Customer, text: str, category: DetailCategory | None = None) -> Remembered:
    """Remember a detail about a customer. Without a category it is guessed from plain words."""
    text = text.strip()
    if not text:
        raise NotUnderstoodError("There is nothing to remember. Write for example: dog called Biscuit.", field="text")
    if len(text) > DETAIL_LENGTH:
        raise NotUnderstoodError(
            f"This has {len(text):,} characters; a detail has up to {DETAIL_LENGTH:,}. Please shorten it.", field="text"
        )
    category = category or guess_category(text)
    detail = Detail(0, customer.id, category, text, work.actor.id, work.now)
    undo_id = work.record("detail remembered", ("detail", customers.remember(work.uow, detail)), customer.id)
    return Remembered(text, category, undo_id)


def checked_name(name: str) -> str:
    """A name with single spaces. Raises NotUnderstoodError for an empty or endless one."""
    name = " ".join(name.split())
    if not name:
        raise NotUnderstoodError("Please give the customer's name.", field="name")
    _check_length(name, "A name", "name")
    return name


def _checked(customer: Customer) -> Customer:
    """The customer with tidy words. Raises NotUnderstoodError where something is too long or too much."""
    customer = replace(customer, tags=tuple(sorted({tag.casefold() for tag in customer.tags})))
    company = " ".join(customer.company.split())
    _check_length(company, "A company", "company")
    for alias in customer.aliases:
        _check_length(alias, "Another name", "aliases")
    for tag in customer.tags:
        if len(tag) > TAG_LENGTH:
            raise NotUnderstoodError(f"A tag has up to {TAG_LENGTH} characters. Please shorten it.", field="tags")
    for name, most in MOST.items():
        if len(getattr(customer, name)) > most:
            raise NotUnderstoodError(
                f"A customer has up to {most} {name}. Please leave some out.", field=FIELDS.get(name, name)
            )
    return replace(customer, name=checked_name(customer.name), company=company)


def _check_length(words: str, what: str, field: str) -> None:
    if len(words) > NAME_LENGTH:
        raise NotUnderstoodError(f"{what} has up to {NAME_LENGTH} characters. Please shorten it.", field=field)


def _check_name(work: Work, customer: Customer) -> None:
    for found in search.exact(work.uow, customer.name):
        raise KnownCustomerError(
            f"{found.name} is in Rapport already. If this is somebody else, add what tells them apart to the name.",
            found,
            field="name",
        )


def _check_contacts(work: Work, customer: Customer) -> None:
    contacts = [("email", value) for value in customer.emails] + [("phone", value) for value in customer.phones]
    for field, value in contacts:
        for found in search.exact(work.uow, value):
            if found.id != customer.id:
                raise KnownCustomerError(
                    f"{value} belongs to {found.name}, who is in Rapport already.", found, field=field
                )
