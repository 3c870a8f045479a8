"""What stands beside a follow-up to help with it: of which playbook it is a step, and how to do it well."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.playbook_run import is_step
from bot.domain.saying import say
from storage import playbook_runs
from storage.database import UnitOfWork

Guidance = dict[int, tuple[str, str]]
"""Follow-up -> its plan ("Welcome, step 2 of 3") and its guidance."""


def guidance_of(uow: UnitOfWork, found: Iterable[FollowUp]) -> Guidance:
    """Of those that are steps of a playbook; asks nothing where none is."""
    ids = [one.id for one in found if is_step(one)]
    return {
        followup_id: (
            say("{name}, step {step} of {steps}", name=run.name, step=step + 1, steps=len(run.steps)),
            run.steps[step].guidance,
        )
        for followup_id, (run, step) in (playbook_runs.runs_of(uow, ids) if ids else {}).items()
    }


def with_guidance(uow: UnitOfWork, items: Iterable[FollowUpItem]) -> list[FollowUpItem]:
    """The lines with it."""
    lines = list(items)
    known = guidance_of(uow, (item.followup for item in lines))
    return [
        replace(item, plan=known[item.followup.id][0], guidance=known[item.followup.id][1])
        if item.followup.id in known
        else item
        for item in lines
    ]
