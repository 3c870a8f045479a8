"""Another severity for what an alert is about: it is put right sooner or later."""

from dataclasses import replace

from bot.domain.calendar import complaint_deadline, local_date
from bot.domain.channel import Severity
from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUp, check_open
from bot.use_cases.followups import change
from bot.use_cases.session import Session, followup_of

HIGHER = {Severity.LOW: Severity.MEDIUM, Severity.MEDIUM: Severity.HIGH}


def set_severity(session: Session, followup_id: int, severity: Severity) -> Changed:
    """With the deadline that goes with it, counted from when it was logged."""

    def rule(followup: FollowUp) -> FollowUp:
        check_open(followup)
        if followup.severity is severity:
            raise ConflictError(f"Its severity is {severity} already.")
        deadline = complaint_deadline(filed=followup.created_at, severity=severity, working_hours=session.working_hours)
        due = local_date(deadline, session.working_hours.zone)
        return replace(followup, severity=severity, deadline=deadline, due=due)

    return change(session, followup_id, "raised", rule)


def raise_severity(session: Session, followup_id: int) -> Changed:
    """One step up."""
    higher = HIGHER.get(followup_of(session, followup_id).severity or Severity.MEDIUM)
    if higher is None:
        raise ConflictError("Its severity cannot be raised any further.")
    return set_severity(session, followup_id, higher)
