"""Adding and changing customers, and remembering details about them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from bot.domain.customers import (
    NAME_LENGTH,
    TAG_LENGTH,
    Customer,
    KnownCustomerError,
    Saved,
    Shared,
)
from bot.domain.digest import KEPT, NOTES
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.life import REASON_LENGTH
from bot.domain.saying import say
from bot.use_cases import set_up
from bot.use_cases.currency import currency_of
from bot.use_cases.followups import refresh_followups
from bot.use_cases.life import TODAY, Because, note_turns
from bot.use_cases.playbook_coming import coming
from bot.use_cases.session import Session, customer_of
from bot.use_cases.thanks import why_not
from storage import custom_fields, customers, followups, ledger, mails, outbox, search

MOST = {"aliases": 10, "emails": 10, "phones": 10, "tags": 20}
"""How many of each a customer has at most."""

SHOWN = (
    *("name", "company", "tier", "owner", "backup_owner", "birthday", "renewal", "cadence_days", "lifetime_value"),
    *("wishes_ok", "do_not_contact", "lost_on"),
)
"""The fields that alerts, digests and other messages that stay show, or that decide what they show."""

IMPORTED = "customers imported"
"""In the audit log: a whole file; its parts are "customers imported: added" and "…: filled in"."""

FIELDS = {"emails": "email", "phones": "phone"}
"""What people fill in where that has another name."""


def add_customer(
    session: Session, customer: Customer, *, although_known: bool = False, action: str = "customer added"
) -> Saved:
    """Add somebody new. Raises KnownCustomerError when the name or an alias is there already.

    `although_known`: somebody else is meant. An email or phone that others have too is no obstacle. `action` is what
    the audit log says.
    """
    customer = checked_customer(customer)
    customer = replace(customer, owner=customer.owner or session.settings.default_owner)
    if not although_known:
        _check_names(session, customer, (customer.name, *customer.aliases))
    shared = also_of_others(session, customer, (*customer.emails, *customer.phones))
    customer = replace(customer, id=customers.add(session.uow, customer, session.actor.id, session.now))
    undo_id = session.record(action, ("customer", customer.id), customer.id)
    set_up.keep_up(session)
    return _saved(session, customer, undo_id, shared)


def edit_customer(
    session: Session,
    customer: Customer,
    *,
    seen: str = "",
    although_known: bool = False,
    action: str = "customer edited",
    because: Because = TODAY,
) -> Saved:
    """Store a changed customer. `seen`: the version that was looked at (`version`), where that was a while ago.

    `because`: why the stage changes, and when it did.

    Raises KnownCustomerError when a new name or alias is somebody else's (unless `although_known`), ConflictError when
    somebody was faster.
    """
    before = customer_of(session, customer.id)
    _check_not_overtaken(before, seen)
    customer = checked_customer(customer)
    _check_reason(before, customer, because.reason)
    if not although_known:
        names = {before.name, *before.aliases}
        _check_names(session, customer, [name for name in (customer.name, *customer.aliases) if name not in names])
    had = {*before.emails, *before.phones}
    shared = also_of_others(
        session, customer, [value for value in (*customer.emails, *customer.phones) if value not in had]
    )
    customers.update(session.uow, customer)
    customer = customer_of(session, customer.id)
    if customer.emails != before.emails:
        mails.keep_refused(session.uow, customer.id, customer.emails)
    note_turns(session, before, customer, because)
    refresh_edited(session, before, customer)
    undo_id = session.record(
        action,
        ("customer", customer.id),
        customer.id,
        before=customers.snapshot(before),
        after=customers.snapshot(customer),
    )
    return _saved(session, customer, undo_id, shared, before)


def _check_not_overtaken(before: Customer, seen: str) -> None:
    if seen and seen != version(before):
        raise ConflictError(
            say(
                "{name} was changed by somebody else meanwhile. Nothing was saved: close this form and open it again.",
                name=before.name,
            )
        )


def _saved(
    session: Session, customer: Customer, undo_id: int, shared: tuple[Shared, ...], before: Customer | None = None
) -> Saved:
    """With what is asked for only where the confirmation needs it."""
    was = before or Customer(0, "")
    fields = custom_fields.all_of(session.uow) if customer.custom != was.custom else ()
    is_referred = customer.referred_by is not None and customer.referred_by != was.referred_by
    referrer = customers.get(session.uow, customer.referred_by or 0) if is_referred else None
    may_thank = referrer is not None and not why_not(referrer)
    begins, currency = coming(session, before, customer), currency_of(session.settings)
    return Saved(customer, undo_id, shared, before, currency, fields, referrer, may_thank, begins)


def refresh_edited(session: Session, before: Customer, after: Customer) -> None:
    """Have the messages edited that show one of the fields which are others now."""
    if any(getattr(before, field) != getattr(after, field) for field in SHOWN):
        refresh_customer(session, after.id)


def add_tags(session: Session, customer: Customer, tags: tuple[str, ...]) -> Customer:
    """Put tags to those there are, as part of something else, which is undone as a whole: no audit entry of its own."""
    customer = checked_customer(replace(customer, tags=(*customer.tags, *tags)))
    customers.update(session.uow, customer)
    return customer


def version(customer: Customer) -> str:
    """A short mark that is another one once anything about the customer has changed. Tells nothing about them."""
    return hashlib.sha256(json.dumps(customers.snapshot(customer)).encode()).hexdigest()[:16]


def checked_name(name: str) -> str:
    """A name with single spaces. Raises NotUnderstoodError for an endless one, or one without letter or figure."""
    name = " ".join(name.split())
    if not name:
        raise NotUnderstoodError(say("Please give the customer's name."), field="name")
    if not any(map(str.isalnum, name)):
        raise NotUnderstoodError(
            say("“{name}” is no name: it needs a letter or a figure.", name=name[:40]), field="name"
        )
    _check_length(name, say("A name"), "name")
    return name


def checked_tags(tags: Iterable[str], *, field: str = "tags") -> tuple[str, ...]:
    """Tags in small letters with single blanks, each once. Raises NotUnderstoodError for one that is too long."""
    tidy = {" ".join(tag.casefold().split()) for tag in tags} - {""}
    if any(len(tag) > TAG_LENGTH for tag in tidy):
        raise NotUnderstoodError(
            say("A tag has up to {tag_length} characters. Please shorten it.", tag_length=TAG_LENGTH), field=field
        )
    return tuple(sorted(tidy))


def checked_customer(customer: Customer) -> Customer:
    """The customer with tidy words. Raises NotUnderstoodError where something is too long or too much."""
    tags, company = checked_tags(customer.tags) if customer.tags else (), " ".join(customer.company.split())
    if tags != customer.tags or company != customer.company:
        customer = replace(customer, tags=tags, company=company)
    if customer.id and customer.referred_by == customer.id:
        raise NotUnderstoodError(say("Nobody refers themselves. Choose another customer."), field="referred")
    _check_length(customer.company, say("A company"), "company")
    for alias in customer.aliases:
        _check_length(alias, say("Another name"), "aliases")
    for name, most in MOST.items():
        if len(getattr(customer, name)) > most:
            raise NotUnderstoodError(
                say("A customer has up to {most} {name}. Please leave some out.", most=most, name=name),
                field=FIELDS.get(name, name),
            )
    name = checked_name(customer.name)
    return customer if name == customer.name else replace(customer, name=name)


def _check_reason(before: Customer, after: Customer, reason: str) -> None:
    if len(reason) > REASON_LENGTH:
        raise NotUnderstoodError(
            say("A reason has up to {reason_length} characters. Please shorten it.", reason_length=REASON_LENGTH),
            field="because",
        )
    if reason and before.stage is after.stage and before.lost_on == after.lost_on:
        raise NotUnderstoodError(
            say(
                "The stage stays {stage}, so there is no reason to keep. Choose another stage, or leave out why.",
                stage=after.stage,
            ),
            field="because",
        )


def _check_length(words: str, what: str, field: str) -> None:
    if len(words) > NAME_LENGTH:
        raise NotUnderstoodError(
            say("{what} has up to {name_length} characters. Please shorten it.", what=what, name_length=NAME_LENGTH),
            field=field,
        )


def _check_names(session: Session, customer: Customer, names: Iterable[str]) -> None:
    for name in names:
        for found in search.exact(session.uow, name):
            if found.id != customer.id:
                is_alias = name != customer.name
                sentence = _is_known(name, found, is_alias=is_alias)
                raise KnownCustomerError(sentence, found, field="aliases" if is_alias else "name")


def _is_known(name: str, found: Customer, *, is_alias: bool) -> str:
    who = f"{found.name} ({found.company})" if found.company else found.name
    if fold(name) != fold(found.name):
        return say("{name} is another name of {who}, who is in Rapport already.", name=name, who=who)
    return (
        say("{who} is another customer, with this as their name.", who=who)
        if is_alias
        else say("{who} is in Rapport already.", who=who)
    )


def also_of_others(session: Session, customer: Customer, values: Iterable[str]) -> tuple[Shared, ...]:
    """Which of these emails, phones or names of a customer others have too."""
    found = [(value, search.exact(session.uow, value)) for value in values]
    others = [(value, tuple(one for one in who if one.id != customer.id)) for value, who in found]
    return tuple(Shared(value, who) for value, who in others if who)


def refresh_customer(session: Session, customer_id: int) -> None:
    """Enqueue an edit of every message that names a customer who has changed or is gone."""
    refresh_notes(session, customer_id)
    refresh_followups(session, (followup.id for followup in followups.of_customer(session.uow, customer_id)))


def refresh_notes(session: Session, customer_id: int) -> None:
    """Enqueue an edit of every digest with a line about this customer that is no follow-up, while it shows such."""
    posts = outbox.by_id(session.uow, ledger.shown_about(session.uow, NOTES, customer_id))
    for post in sorted(posts.values(), key=lambda one: one.id):
        if post.created_at > session.now - KEPT:
            outbox.refresh(session.uow, post.id, session.now)
