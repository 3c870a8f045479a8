"""Another severity for what an alert is about: it is put right sooner or later."""

from dataclasses import replace

from bot.domain.calendar import complaint_deadline, local_date
from bot.domain.channel import Severity
from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUp, check_open
from bot.use_cases.followups import change
from bot.use_cases.work import Work, followup_of

HIGHER = {Severity.LOW: Severity.MEDIUM, Severity.MEDIUM: Severity.HIGH}


def set_severity(work: Work, followup_id: int, severity: Severity) -> Changed:
    """With the deadline that goes with it, counted from when it was logged."""

    def rule(followup: FollowUp) -> FollowUp:
        check_open(followup)
        if followup.severity is severity:
            raise ConflictError(f"Its severity is {severity} already.")
        deadline = complaint_deadline(filed=followup.created_at, severity=severity, working=work.working_time)
        due = local_date(deadline, work.working_time.zone)
        return replace(followup, severity=severity, deadline=deadline, due=due)

    return change(work, followup_id, "raised", rule)


def raise_severity(work: Work, followup_id: int) -> Changed:
    """One step up."""
    higher = HIGHER.get(followup_of(work, followup_id).severity or Severity.MEDIUM)
    if higher is None:
        raise ConflictError("Its severity cannot be raised any further.")
    return set_severity(work, followup_id, higher)
