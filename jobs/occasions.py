"""Letting birthdays and thank-you notes come up, and birthdays end."""

from datetime import datetime
from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import lapsing, occasions, rounds
from bot.use_cases.session import Session
from jobs.job import Act

_MARK = "arisen_until"


def arise(deps: Deps, session: Session) -> Act | None:
    """Look every quarter of an hour; digests look for themselves before they are written."""
    return partial(_round, deps, session.now) if rounds.is_time(session, _MARK) else None


def _round(deps: Deps, began: datetime) -> None:
    let_arise(deps)
    deps.write(ITSELF, lambda session: rounds.done(session, _MARK, began))


def let_arise(deps: Deps) -> None:
    """Store what comes up or ends now, if anything does."""
    with deps.reading(ITSELF) as session:
        anything = bool(occasions.arising(session) or lapsing.lapsing(session))
    if anything:
        deps.write(ITSELF, _let_arise)


def _let_arise(session: Session) -> None:
    lapsing.lapse(session)
    occasions.arise(session)
