"""Dropping what nobody asks for any more: request keys with their answers, lines nobody finished, forms' origins."""

from datetime import datetime, timedelta

from bot.deps import Deps
from bot.domain.given_file import KEPT as GIVEN_KEPT
from bot.domain.people import ITSELF
from bot.domain.reactions import KEPT as REACTIONS_KEPT
from bot.domain.scribbled import KEPT as SCRIBBLES_KEPT
from bot.use_cases import reaction_questions, watched_questions
from bot.use_cases.scribbles import forget_unanswered
from bot.use_cases.session import Session
from bot.use_cases.undo import LOOK_BACK
from jobs.job import Act
from storage import form_origins, imports, kept_lines, mails, merges, news, reactions, requests, scribbles, watched
from storage.database import UnitOfWork

KEPT = timedelta(days=1)
"""Slack retries for minutes, people come back to a question within a day."""


ASKED_FOR = timedelta(days=30)
"""How long it is asked whose words a message of a watched channel is; after that they are not kept here any more."""


def tidy(deps: Deps, session: Session) -> Act | None:
    """Each goes on the first tick after its time: they hold customers' words, and ways to answer people."""
    uow, now, until = session.uow, session.now, session.now - KEPT
    is_any = requests.any_before(uow, until) or kept_lines.any_before(uow, until)
    is_any = is_any or news.any_before(uow, now - news.KEPT)
    is_any = is_any or merges.any_before(uow, now - LOOK_BACK)
    is_any = is_any or imports.any_before(uow, now - GIVEN_KEPT, now - LOOK_BACK)
    is_any = is_any or mails.any_words_before(uow, now - LOOK_BACK)
    is_any = is_any or watched.any_words_before(uow, _ts(now - ASKED_FOR))
    is_any = is_any or bool(scribbles.open_before(uow, now - SCRIBBLES_KEPT))
    is_any = is_any or bool(reactions.asked_before(uow, now - REACTIONS_KEPT))
    if not (is_any or form_origins.any_over(uow, now)):
        return None

    def tidy_up(uow: UnitOfWork) -> None:
        requests.forget_before(uow, until)
        kept_lines.forget_before(uow, until)
        form_origins.forget(uow, now)
        news.forget_before(uow, now - news.KEPT)
        merges.forget_before(uow, now - LOOK_BACK)
        imports.forget_before(uow, now - GIVEN_KEPT, now - LOOK_BACK)
        mails.forget_words_before(uow, now - LOOK_BACK)

    def lapse(session: Session) -> None:
        reaction_questions.forget_unanswered(session)
        watched_questions.let_lapse(session, _ts(session.now - ASKED_FOR))
        forget_unanswered(session)

    def act() -> None:
        deps.database.write(tidy_up)
        deps.write(ITSELF, lapse)

    return act


def _ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"
