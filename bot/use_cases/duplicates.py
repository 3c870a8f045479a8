"""Records that look like one customer: found as one is entered, and among all by a job; shown, or told apart."""

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from bot.domain.customers import Customer
from bot.domain.duplicates import PAGE, DuplicatePage, Likely, alike
from bot.domain.errors import ConflictError
from bot.domain.merging import check_may_merge
from bot.domain.rights import MERGE
from bot.domain.saying import say
from bot.use_cases.session import Session, customer_of
from storage import customers, duplicates
from storage.audit import AuditEntry
from storage.conditions import portions
from storage.database import UnitOfWork
from storage.duplicates import Pair

TOLD_APART = "customers told apart"
"""The action of its audit entry; `after` has the ids of both."""

FEW = 200
"""So many are looked at one by one, each in about a millisecond; all of 100,000 take seconds."""

FAR = 1_000
"""From so many audit entries on that were about something else, it is noted that they were looked at."""

SHOWN = 3
"""So many who look like somebody who was just entered are shown."""


def likely(session: Session, customer: Customer) -> list[Likely]:
    """Who may be this customer, who was just entered, and why; those with more reasons first.

    They are in the list from now on, but for those whom somebody told apart, who are not told either.
    """
    apart = duplicates.told_apart(session.uow, customer.id)
    found = [one for one in _likely_ids(session.uow, customer) if one not in apart]
    duplicates.keep(session.uow, ((one, customer.id) for one in found), session.now)
    known = customers.by_id(session.uow, found[:SHOWN])
    return [_likely(customer, one) for one in known.values()]


def _likely(customer: Customer, found: Customer) -> Likely:
    first, second = sorted((customer, found), key=lambda one: one.id)
    return Likely(first, second, alike(first, second))


def _likely_ids(uow: UnitOfWork, customer: Customer) -> list[int]:
    looked_at = duplicates.sketches(uow, duplicates.of(uow, customer))
    reasons = {one.id: alike(customer, one) for one in looked_at.values()}
    return sorted((one for one in reasons if reasons[one]), key=lambda one: (-len(reasons[one]), one))


def look_through(reading: Callable[[], AbstractContextManager[UnitOfWork]]) -> list[Pair]:
    """Every pair that looks like one customer: seconds for 100,000, for which no view of the data is held."""
    with reading() as uow:
        keys = duplicates.keys_of_all(uow)
    compared = list(duplicates.pairs(keys))
    found = []
    for portion in portions(compared):
        with reading() as uow:
            looked_at = duplicates.sketches(uow, {one for pair in portion for one in pair})
        found += [
            (one, other)
            for one, other in portion
            if one in looked_at and other in looked_at and alike(looked_at[one], looked_at[other])
        ]
    return found


def look_at(uow: UnitOfWork, customer_ids: Iterable[int]) -> list[Pair]:
    """The same for some."""
    known = customers.by_id(uow, customer_ids)
    return [(one.id, other) for one in known.values() for other in _likely_ids(uow, one)]


@dataclass(frozen=True)
class Look:
    """What there is to look at, up to which audit entry: these customers, or (None) everybody."""

    until: int
    customer_ids: list[int] | None


def to_look_at(session: Session) -> Look | None:
    """Whose records were touched since the last look; None: nobody's. Many, or the first time: everybody."""
    looked, last = duplicates.to_look_at(session.uow)
    if looked is None:
        return Look(last, None)
    touched = duplicates.touched_since(session.uow, looked, FEW + 1) if last > looked else []
    if not touched and last - looked < FAR:
        return None
    return Look(last, touched if len(touched) <= FEW else None)


def store(uow: UnitOfWork, look: Look, found: Iterable[Pair], now: datetime) -> None:
    """Keep what a look found."""
    duplicates.drop(uow, look.customer_ids)
    duplicates.keep(uow, found, now)
    duplicates.note_look(uow, look.until)


def find_again(session: Session, customer_ids: Collection[int]) -> None:
    """Some are there again: whom they look like is found at once."""
    duplicates.drop(session.uow, customer_ids)
    duplicates.keep(session.uow, look_at(session.uow, customer_ids), session.now)


def listed(session: Session, number: int) -> DuplicatePage:
    """A page of the pairs that look alike by now; the last one where there is no such page."""
    total = duplicates.count(session.uow)
    number = min(max(number, 1), max(1, -(-total // PAGE)))
    pairs = duplicates.page(session.uow, PAGE, (number - 1) * PAGE)
    known = customers.by_id(session.uow, {one for pair in pairs for one in pair})
    found = [(known[one], known[other]) for one, other in pairs if one in known and other in known]
    rows = [Likely(one, other, reasons) for one, other in found if (reasons := alike(one, other))]
    return DuplicatePage(tuple(rows), number, total)


def tell_apart(session: Session, one_id: int, other_id: int) -> tuple[Customer, Customer, int]:
    """Remember that these are two; both, and the audit entry that takes it back."""
    one, other = customer_of(session, one_id), customer_of(session, other_id)
    if one.id == other.id:
        raise ConflictError(say("They were merged meanwhile and are {name} now.", name=one.name))
    check_may_merge(session.actor, session.extent(MERGE), (one, other))
    if not duplicates.tell_apart(session.uow, (one.id, other.id), session.actor.id, session.now):
        raise ConflictError(
            say("Somebody said already that {name} and {name_2} are two.", name=one.name, name_2=other.name)
        )
    undo_id = session.record(TOLD_APART, ("customer", one.id), one.id, after={"other": other.id})
    return one, other, undo_id


def take_back_told_apart(session: Session, entry: AuditEntry) -> None:
    """Undo it: they may be one again."""
    duplicates.take_back(session.uow, (entry.subject_id, int((entry.after or {})["other"])))
