"""Raising the severity of what an alert is about: it is put right sooner."""

from dataclasses import replace

from bot.domain.calendar import complaint_deadline, local_date
from bot.domain.channel import Severity
from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUp
from bot.use_cases.followups import change
from bot.use_cases.work import Work

HIGHER = {Severity.LOW: Severity.MEDIUM, Severity.MEDIUM: Severity.HIGH}


def raise_severity(work: Work, followup_id: int) -> Changed:
    """One step up, with the deadline that goes with it, counted from when it was logged."""

    def rule(followup: FollowUp) -> FollowUp:
        higher = HIGHER.get(followup.severity or Severity.MEDIUM)
        if higher is None or not followup.is_open:
            raise ConflictError("Its severity cannot be raised any further.")
        deadline = complaint_deadline(filed=followup.created_at, severity=higher, working=work.working_time)
        due = local_date(deadline, work.working_time.zone)
        return replace(followup, severity=higher, deadline=deadline, due=due)

    return change(work, followup_id, "raised", rule)
