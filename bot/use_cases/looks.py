"""Who looked at whom: for leads, who answer for it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import NotUnderstoodError
from bot.domain.looks import PAGE, About, Looks
from bot.domain.people import Person, called
from bot.domain.rights import PRIVACY
from bot.domain.saying import say
from bot.use_cases.session import Session
from storage import customers, looks, people
from storage.database import UnitOfWork


def new_looks(session: Session) -> list[int]:
    """Whose card was drawn for the one who asks, and is not noted of them today."""
    return looks.unnoted(session.uow, session.actor.id, session.opened, session.now) if session.opened else []


def note_looks(uow: UnitOfWork, person: Person, customer_ids: Iterable[int], now: datetime) -> None:
    """They opened these cards."""
    looks.note(uow, person.id, customer_ids, now)


def looked(session: Session, about: About, page: int = 1) -> Looks:
    """A page of it. Raises NotAllowedError for members."""
    session.check(PRIVACY)
    page = min(max(page, 1), LAST_PAGE)
    found = looks.latest(session.uow, about, PAGE + 1, (page - 1) * PAGE)
    known = customers.by_id(session.uow, {one.customer_id for one in found if one.customer_id})
    names = {customer_id: customer.name for customer_id, customer in known.items()}
    named = [replace(one, name=names.get(one.customer_id or 0)) for one in found[:PAGE]]
    return Looks(about, named, page, has_more=len(found) > PAGE and page < LAST_PAGE)


LAST_PAGE = 1_000
"""Behind it `rapport audit` has the rest."""


def person_called(session: Session, name: str) -> str:
    """The id of somebody of the team, whoever that was. Raises NotUnderstoodError."""
    found = called(people.everybody(session.uow), name)
    if len(found) != 1:
        raise NotUnderstoodError(
            say("I don't know who @{name} is. Choose them from the list that @ opens.", name=name[:60])
        )
    return found[0].id
