"""Dropping what nobody asks for any more: request keys with their answers, lines nobody finished, forms' origins."""

from datetime import timedelta

from bot.deps import Deps
from bot.domain.given_file import KEPT as GIVEN_KEPT
from bot.use_cases.session import Session
from bot.use_cases.undo import LOOK_BACK
from jobs.job import Act
from storage import form_origins, imports, kept_lines, mails, merges, news, requests
from storage.database import UnitOfWork

KEPT = timedelta(days=1)
"""Slack retries for minutes, people come back to a question within a day."""


def tidy(deps: Deps, session: Session) -> Act | None:
    """Each goes on the first tick after its time: they hold customers' words, and ways to answer people."""
    uow, now, until = session.uow, session.now, session.now - KEPT
    is_any = requests.any_before(uow, until) or kept_lines.any_before(uow, until)
    is_any = is_any or news.any_before(uow, now - news.KEPT)
    is_any = is_any or merges.any_before(uow, now - LOOK_BACK)
    is_any = is_any or imports.any_before(uow, now - GIVEN_KEPT, now - LOOK_BACK)
    is_any = is_any or mails.any_words_before(uow, now - LOOK_BACK)
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

    return lambda: deps.database.write(tidy_up)
