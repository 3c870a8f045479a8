"""The daily digests, each at its reader's hour; and the team's list of what nobody has."""

import logging
from functools import partial

from bot.deps import Deps
from bot.domain.digest import Due
from bot.domain.errors import without_text
from bot.domain.people import ITSELF
from bot.use_cases import digests
from bot.use_cases.session import Session
from jobs.job import Act
from jobs.occasions import let_arise

logger = logging.getLogger(__name__)


def send(deps: Deps, session: Session) -> Act | None:
    """Write every digest that is due into the outbox, each in a transaction of its own."""
    due = digests.due(session)
    return partial(_send, deps, due) if due else None


def _send(deps: Deps, due: list[Due]) -> None:
    let_arise(deps)
    for one in due:
        _compose(deps, one)


def _compose(deps: Deps, one: Due) -> None:
    try:
        deps.write(ITSELF, lambda session: digests.compose(session, one))
    except Exception as error:  # one person's bad row stops nobody else's digest; it is tried each minute
        logger.error("the digest of %s failed", one.recipient, exc_info=without_text(error))  # noqa: TRY400  # as that says
