"""Letting satisfaction checks come up, each on its day before the digest, and end where nobody may ask any more."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.domain.resolving import Resolved
from bot.use_cases import rounds, satisfaction
from bot.use_cases.session import Session
from jobs.job import Act
from storage import resolutions

_MARK = "checks_looked_at"


def ask(deps: Deps, session: Session) -> Act | None:
    """Each in a transaction of its own, which looks again whether it is to be asked."""
    due = satisfaction.to_ask(session)
    return partial(_ask, deps, due) if due else None


def end(deps: Deps, session: Session) -> Act | None:
    """Every quarter of an hour: what is to be asked of somebody who is lost since, or must not be contacted."""
    if not rounds.is_time(session, _MARK):
        return None
    began, anything = session.now, bool(satisfaction.pointless(session))

    def act() -> None:
        if anything:
            deps.write(ITSELF, satisfaction.end_pointless)
        deps.write(ITSELF, lambda session: rounds.done(session, _MARK, began))

    return act


def _ask(deps: Deps, due: list[Resolved]) -> None:
    for one in due:
        deps.write(ITSELF, partial(_ask_one, resolution_id=one.id))


def _ask_one(session: Session, resolution_id: int) -> None:
    found = resolutions.get(session.uow, resolution_id)
    if found and found.check_on:
        satisfaction.ask(session, found)
