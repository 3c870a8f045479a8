"""Letting satisfaction checks come up, each on its day: before the digest that shows it."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.domain.resolving import Resolved
from bot.use_cases import satisfaction
from bot.use_cases.session import Session
from jobs.job import Act
from storage import resolutions


def ask(deps: Deps, session: Session) -> Act | None:
    """Each in a transaction of its own, which looks again whether it is to be asked."""
    due = satisfaction.to_ask(session)
    return (lambda: _ask(deps, due)) if due else None


def _ask(deps: Deps, due: list[Resolved]) -> None:
    for one in due:
        deps.write(ITSELF, partial(_ask_one, resolution_id=one.id))


def _ask_one(session: Session, resolution_id: int) -> None:
    found = resolutions.get(session.uow, resolution_id)
    if found and found.check_on:
        satisfaction.ask(session, found)
