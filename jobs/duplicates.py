"""Finding customers who are there twice: whoever was added or changed is looked at; all, where that is many at once."""

from bot.deps import Deps
from bot.use_cases.duplicates import look_at, look_through, store, to_look_at
from bot.use_cases.session import Session
from jobs.job import Act


def look(deps: Deps, session: Session) -> Act | None:
    """What was done to records since the last look. The very first time, and after an import, everybody."""
    due, now = to_look_at(session), session.now
    if due is None:
        return None

    def look_now() -> None:
        if due.customer_ids is None:
            found = look_through(deps.database.reading)
        else:
            with deps.database.reading() as uow:
                found = look_at(uow, due.customer_ids)
        deps.database.write(lambda uow: store(uow, due, found, now))

    return look_now
