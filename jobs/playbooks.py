"""Playbooks: what begins with an event of the last minute, ends, goes on or follows its owner; each in its own unit."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import playbook_rounds, rounds
from bot.use_cases.playbook_rounds import DAYS_LOOKED_AT, ToDo
from bot.use_cases.session import Session
from jobs.job import Act


def run(deps: Deps, session: Session) -> Act | None:
    """Look every minute; for what hangs on days every quarter of an hour."""
    found = playbook_rounds.to_do(session)
    return partial(_run, deps, found, session) if found.is_anything else None


def _run(deps: Deps, found: ToDo, began: Session) -> None:
    """What is over ends first, so that the same playbook can begin anew."""
    for run_id in found.to_end:
        deps.write(ITSELF, partial(playbook_rounds.settle, run_id=run_id))
    for run_id in found.to_resume:
        deps.write(ITSELF, partial(playbook_rounds.go_on, run_id=run_id))
    for run_id, task, named in found.to_give:
        deps.write(ITSELF, partial(playbook_rounds.give, run_id=run_id, task=task, named_now=named))
    for book, cause in found.to_begin:
        deps.write(ITSELF, partial(playbook_rounds.begin_with, book=book, cause=cause))
    if found.by_days:
        deps.write(ITSELF, lambda session: rounds.done(session, DAYS_LOOKED_AT, began.now))
