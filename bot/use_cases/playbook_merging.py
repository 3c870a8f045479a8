"""The same playbook on its way with two customers who are one now: one goes on; both do when they are taken apart."""

from bot.domain.merged_occasions import ended
from bot.domain.playbook_run import Ending, RunState
from bot.use_cases.session import Session
from storage import followups, merges, playbook_runs

STATE = "playbook_runs.state"
"""What is noted of a merge: the runs that it ended."""


def end_twins(session: Session, merge_id: int, kept_id: int, gone_id: int) -> None:
    """Before they are one: of the one who goes, the runs of which the one who stays has another."""
    there = {run.playbook_id for run in playbook_runs.running(session.uow, kept_id)}
    for run in playbook_runs.running(session.uow, gone_id):
        if run.playbook_id not in there:
            continue
        tasks = playbook_runs.tasks_of(session.uow, [run.id])[run.id]
        for one in followups.by_id(session.uow, (task.followup_id for task in tasks)).values():
            if one.is_open and not one.promised_on:
                followups.update(session.uow, ended(one, session.actor.id, session.now))
                merges.note(session.uow, merge_id, merges.CANCELLED, {one.id: ""})
        playbook_runs.set_state(session.uow, run.id, RunState.ENDED, session.now, Ending.MERGED)
        merges.note(session.uow, merge_id, STATE, {run.id: ""})


def part_twins(session: Session, merge_id: int) -> None:
    """Once each has theirs again: what the merge ended goes on."""
    for run_id in merges.noted(session.uow, merge_id, STATE):
        run = playbook_runs.get(session.uow, run_id)
        if (
            run
            and run.ended_why is Ending.MERGED
            and not playbook_runs.running(session.uow, run.customer_id, run.playbook_id)
        ):
            playbook_runs.set_state(session.uow, run.id, RunState.RUNNING, None, None)
