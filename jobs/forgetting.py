"""Customers whose day is over are erased, the disk is swept, and the leads are told: a step at a time.

Each step is stored before the next begins, so what is killed in between goes on where it was.
"""

from functools import partial

from bot.deps import Deps
from bot.domain.forgetting import Forgetting, State
from bot.domain.people import ITSELF
from bot.use_cases import erasure_report, forgetting
from bot.use_cases.session import Session
from jobs import learning
from jobs.job import Act
from storage import erasing, forgettings

AT_WORK_S, ELSE_S = 20.0, 300.0
"""How long a sweep may take: while people are at work, and else."""


def forget(deps: Deps, session: Session) -> Act | None:
    """The first of them with something to do."""
    found = forgettings.unfinished(session.uow)
    steps = (step for one in found if (step := _step(deps, session, one)))
    return next(steps, None)


def _step(deps: Deps, session: Session, found: Forgetting) -> Act | None:
    if found.state is State.WAITING:
        return partial(_make_final, deps, found) if session.now >= found.final_at else None
    if found.state is State.ERASING:
        return partial(_erase, deps, found)
    if found.swept_at is None and _may_sweep(deps, session):
        return partial(_sweep, deps, AT_WORK_S if session.working_hours.is_open(session.now) else ELSE_S)
    if erasure_report.is_clear(session, found):
        return partial(_tell, deps, found)
    return None


def _make_final(deps: Deps, found: Forgetting) -> None:
    if deps.write(ITSELF, lambda session: forgetting.make_final(session, found)):
        _erase(deps, found)


def _erase(deps: Deps, found: Forgetting) -> None:
    """First what keeps a restore from bringing them back, then they."""
    with deps.database.reading() as uow:
        marks = erasing.marks_of(uow, deps.database.workspace, found.customers)
    deps.database.erased.add(marks)
    deps.write(ITSELF, lambda session: forgetting.erase(session, found))
    learning.recall(deps)


def _may_sweep(deps: Deps, session: Session) -> bool:
    return not (deps.database.takes_long_to_sweep and session.working_hours.is_open(session.now))


def _sweep(deps: Deps, limit_s: float) -> None:
    """When it is interrupted, or there is no room on the disk, the next tick tries again."""
    if deps.database.sweep(limit_s):
        deps.database.write(lambda uow: forgettings.swept(uow, deps.clock.now()))


def _tell(deps: Deps, found: Forgetting) -> None:
    backups = tuple(deps.database.copies())
    deps.write(ITSELF, lambda session: erasure_report.tell(session, found.id, deps.workspace_url, backups))
