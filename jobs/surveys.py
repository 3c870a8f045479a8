"""Asking customers after contacts, where the team has a rule for it, and ending what nobody answered."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.domain.touchpoints import Touchpoint
from bot.use_cases import rounds
from bot.use_cases.session import Session
from bot.use_cases.surveys_by_rule import ask_about, expire, to_ask
from jobs.job import Act
from storage.surveys import expired

_MARK = "surveys_looked_at"


def ask(deps: Deps, session: Session) -> Act | None:
    """Every quarter of an hour; each contact in a transaction of its own, which looks again."""
    if not rounds.is_time(session, _MARK):
        return None
    began, due = session.now, to_ask(session) if deps.can_mail else []
    is_over = bool(expired(session.uow, session.now))

    def act() -> None:
        for touch in due:
            deps.write(ITSELF, partial(_ask_about, touch=touch))
        if is_over:
            deps.write(ITSELF, expire)
        deps.write(ITSELF, lambda session: rounds.done(session, _MARK, began))

    return act


def _ask_about(session: Session, touch: Touchpoint) -> None:
    ask_about(session, touch)
