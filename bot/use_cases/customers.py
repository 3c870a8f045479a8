"""Adding and changing customers, and remembering details about them."""

from dataclasses import dataclass, replace

from bot.domain.customers import Customer, Detail, DetailCategory
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.use_cases.work import Work, customer_of
from storage import customers, search

NAME_LENGTH = 200
DETAIL_LENGTH = 1_000


@dataclass(frozen=True)
class Saved:
    """A customer as stored, and the audit entry that can take the change back."""

    customer: Customer
    undo_id: int


def add_customer(work: Work, customer: Customer, *, although_known: bool = False) -> Saved:
    """Add somebody new. Raises ConflictError when a name, email or phone is there already (unless `although_known`)."""
    customer = replace(customer, name=checked_name(customer.name), owner=customer.owner or work.settings.default_owner)
    if not although_known:
        _check_new(work, customer)
    customer = replace(customer, id=customers.add(work.uow, customer, work.actor.id, work.now))
    return Saved(customer, work.record("customer added", ("customer", customer.id), customer.id))


def edit_customer(work: Work, customer: Customer) -> Saved:
    """Store a changed customer. Raises ConflictError when an email or phone belongs to somebody else."""
    before = customer_of(work, customer.id)
    customer = replace(customer, name=checked_name(customer.name))
    _check_contacts(work, customer)
    customers.update(work.uow, customer)
    undo_id = work.record(
        "customer edited",
        ("customer", customer.id),
        customer.id,
        before=customers.snapshot(before),
        after=customers.snapshot(customer),
    )
    return Saved(customer, undo_id)


def remember(work: Work, customer: Customer, text: str, category: DetailCategory = DetailCategory.OTHER) -> int:
    """Remember a detail about a customer; gives the audit entry that can take it back."""
    text = text.strip()
    if not text:
        raise NotUnderstoodError("There is nothing to remember. Write for example: dog called Biscuit.", field="text")
    if len(text) > DETAIL_LENGTH:
        raise NotUnderstoodError(f"A detail has up to {DETAIL_LENGTH:,} characters. Please shorten it.", field="text")
    detail_id = customers.remember(work.uow, Detail(0, customer.id, category, text, work.actor.id, work.now))
    return work.record("detail remembered", ("detail", detail_id), customer.id)


def checked_name(name: str) -> str:
    """A name with single spaces. Raises NotUnderstoodError for an empty or endless one."""
    name = " ".join(name.split())
    if not name:
        raise NotUnderstoodError("Please give the customer's name.", field="name")
    if len(name) > NAME_LENGTH:
        raise NotUnderstoodError(f"A name has up to {NAME_LENGTH} characters. Please shorten it.", field="name")
    return name


def _check_new(work: Work, customer: Customer) -> None:
    for found in search.exact(work.uow, customer.name):
        raise ConflictError(
            f"{found.name} is in Rapport already. If this is somebody else, add what tells them apart to the name.",
            field="name",
        )
    _check_contacts(work, customer)


def _check_contacts(work: Work, customer: Customer) -> None:
    contacts = [("email", value) for value in customer.emails] + [("phone", value) for value in customer.phones]
    for field, value in contacts:
        for found in search.exact(work.uow, value):
            if found.id != customer.id:
                raise ConflictError(f"{value} belongs to {found.name}, who is in Rapport already.", field=field)
