"""How a playbook on its way with a customer ends: stopped, left undone, all done; and how it goes on again.

What is left undone stays in sight as cancelled, with why. What was promised to the customer stays to be done: a promise
outlives the plan it came from.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotFoundError
from bot.domain.folding import fold
from bot.domain.followups import FollowUp
from bot.domain.outbox import TEAM
from bot.domain.playbook_run import Ending, Run, RunState, Task, left_undone, taken_up
from bot.domain.saying import say
from bot.use_cases.followups import change
from bot.use_cases.playbook_runs import BEGUN, doer_of
from bot.use_cases.session import Session, lost
from storage import customers, followups, playbook_runs
from storage.audit import AuditEntry

STOPPED = "playbook stopped"
"""In the audit log."""


def run_of(session: Session, run_id: int) -> Run:
    """The run with this id. Raises NotFoundError where there is none."""
    run = playbook_runs.get(session.uow, run_id)
    if run is None:
        gone = NotFoundError(say("This playbook is no longer on its way. Nothing was changed."))
        raise lost(session, "playbook_runs", run_id) or gone
    return run


def stop(session: Session, run_id: int) -> tuple[Run, int, int]:
    """Leave the rest undone: the run, how many steps that were, and the entry that takes it back."""
    run = run_of(session, run_id)
    if run.state is not RunState.RUNNING:
        raise ConflictError(say("“{name}” has ended already, so there is nothing to stop.", name=run.name))
    left = end(session, run, Ending.STOPPED)
    return run, left, session.record(STOPPED, ("playbook run", run.id), run.customer_id)


def stop_called(session: Session, customer: Customer, name: str) -> tuple[Run, int, int]:
    """The same by its name, or the only one there is. Raises ConflictError where none, or several, can be meant."""
    there = playbook_runs.running(session.uow, customer.id)
    meant = [run for run in there if fold(run.name).startswith(fold(name))] if name else there
    if not there:
        raise ConflictError(
            say("No playbook is on its way with {name}, so there is nothing to stop.", name=customer.name)
        )
    if len(meant) != 1:
        names = ", ".join(f"“{run.name}”" for run in there)
        raise ConflictError(
            say(
                "Which one? On its way with {name}: {names}. Write its name behind `stop`.",
                name=customer.name,
                names=names,
            )
        )
    return stop(session, meant[0].id)


def end(session: Session, run: Run, why: Ending) -> int:
    """The rest of it is left undone, but for what was promised to the customer. How many steps that were."""
    rest = [one for one in _followups(session, run) if one.is_open and not one.promised_on]
    for one in rest:
        change(session, one.id, "left undone", lambda followup: left_undone(followup, why, session.now))
    playbook_runs.set_state(session.uow, run.id, RunState.ENDED, session.now, why)
    return len(rest)


def resume(session: Session, run: Run) -> bool:
    """What was left undone is to be done after all, what is past from today on. False: another one is on its way."""
    if playbook_runs.running(session.uow, run.customer_id, run.playbook_id):
        return False
    for one in _followups(session, run):
        reader = session.read_by(one.assignee or TEAM)
        today, working = reader.today, reader.working_hours
        earliest = today if working.is_working_day(today) else working.next_working_day(today)
        if back := taken_up(one, run.ended_why, earliest):
            change(session, one.id, "taken up", partial(_as, back))
    playbook_runs.set_state(session.uow, run.id, RunState.RUNNING, None, None)
    return True


def finish(session: Session, run: Run) -> None:
    """All of it is done."""
    playbook_runs.set_state(session.uow, run.id, RunState.DONE, session.now, None)


def take_back(session: Session, customer_id: int, key: str) -> None:
    """What began with this cause is taken back, as its cause is."""
    for run in playbook_runs.running(session.uow, customer_id):
        if run.cause.key == key:
            end(session, run, Ending.TAKEN_BACK)


def give_anew(session: Session, run_id: int, task: Task, named_now: str) -> None:
    """A step for owner or backup is theirs who is named now, unless somebody gave it to another person meanwhile."""
    run, followup = run_of(session, run_id), followups.get(session.uow, task.followup_id)
    customer = customers.get(session.uow, run.customer_id)
    if followup is None or customer is None:
        return
    person = doer_of(session, customer, task.who)
    has_it = followup.cover_for or followup.assignee  # who covers does it for somebody: it was not given away
    is_untouched = followup.is_open and (has_it or "") == task.given_to
    if is_untouched and person != has_it:
        change(
            session,
            followup.id,
            "handed over",
            lambda one: replace(one, assignee=person, assigned_at=session.now if person else None, cover_for=None),
        )
    given_to = person or "" if is_untouched else task.given_to
    playbook_runs.set_given(session.uow, run_id, replace(task, named=named_now, given_to=given_to))


def _undo_begun(session: Session, entry: AuditEntry) -> None:
    run = run_of(session, entry.subject_id)
    if run.state is not RunState.RUNNING:
        raise ConflictError(say("“{name}” has ended already, so there is nothing to take back.", name=run.name))
    end(session, run, Ending.TAKEN_BACK)


def _undo_stopped(session: Session, entry: AuditEntry) -> None:
    run = run_of(session, entry.subject_id)
    if run.ended_why is not Ending.STOPPED or not resume(session, run):
        raise ConflictError(say("“{name}” was begun anew since, so it cannot simply be undone.", name=run.name))


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {BEGUN: _undo_begun, STOPPED: _undo_stopped}


def _followups(session: Session, run: Run) -> list[FollowUp]:
    tasks = playbook_runs.tasks_of(session.uow, [run.id])[run.id]
    return list(followups.by_id(session.uow, (task.followup_id for task in tasks)).values())


def _as(after: FollowUp, _before: FollowUp) -> FollowUp:
    return after
