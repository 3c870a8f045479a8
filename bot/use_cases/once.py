"""The same request has one effect: its answer is kept with its key, in the transaction of what it did."""

from collections.abc import Callable
from typing import Any, Protocol

from bot.domain.errors import Part, RapportError, Who
from bot.use_cases.session import Session
from storage import looks, requests
from storage.database import UnitOfWork

Answer = dict[str, Any]
"""What Slack is answered: a message or a form's response, as JSON, so that it can be kept and given again."""

_REFUSED = "refused"
"""In the place of an answer: the sentence of a refusal, in its parts."""


class Told(Protocol):
    """What somebody is told."""

    def payload(self) -> Answer:
        """It as JSON."""


def once(
    key: str, session_of: Callable[[UnitOfWork], Session], use: Callable[[Session], Told], *, keeps_refusals: bool
) -> Callable[[UnitOfWork], tuple[Answer, bool]]:
    """A unit of work that does something and gives its answer, and whether there is something to send.

    The answer is kept with the key, with `keeps_refusals` a refusal too, which is raised otherwise. Raises
    RepeatedError where there is an answer by then.
    """

    def answered(uow: UnitOfWork) -> tuple[Answer, bool]:
        session = session_of(uow)
        try:
            with uow.part():
                answer = use(session).payload()
        except RapportError as error:
            if not keeps_refusals:
                raise
            answer = {_REFUSED: [_kept(part) for part in error.parts], "field": error.field}
        requests.keep(uow, key, answer, session.now)
        looks.note(uow, session.actor.id, session.opened, session.now)
        return answer, uow.has_mail

    return answered


def check_not_refused(answer: Answer) -> None:
    """Raise RapportError where it was refused."""
    if _REFUSED in answer:
        raise RapportError(*map(_part, answer[_REFUSED]), field=answer["field"])


def _kept(part: Part) -> str | dict[str, str]:
    return {"who": part.id} if isinstance(part, Who) else part


def _part(kept: str | dict[str, str]) -> Part:
    return kept if isinstance(kept, str) else Who(kept["who"])
