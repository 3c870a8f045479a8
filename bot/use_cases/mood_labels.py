"""What people say the mood of a text was. The workspace's scorer learns from these labels."""

from bot.domain.errors import ConflictError
from bot.domain.followups import NOT_NEGATIVE, Changed, FollowUp
from bot.domain.people import check_may_set
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases.followups import cancel
from bot.use_cases.log_touchpoint import raise_alert
from bot.use_cases.work import Work, touchpoint_of
from storage import followups, learned, touchpoints


def not_negative(work: Work, followup: FollowUp) -> Changed:
    """The alert was wrong: label the text neutral and cancel the follow-up. Raises ConflictError for a complaint."""
    touchpoint = touchpoint_of(work, followup.touchpoint_id or 0)
    if touchpoint.kind is TouchpointKind.COMPLAINT:
        raise ConflictError("A complaint is put right, whatever its mood. When it is, click Done.")
    changed = cancel(work, followup.id, NOT_NEGATIVE)
    touchpoints.set_label(work.uow, touchpoint.id, "neutral", work.actor.id, work.now)
    return changed


def this_is_negative(work: Work, touchpoint_id: int) -> Changed:
    """The scorer missed it: label the text negative and alert. Raises ConflictError when it alerted already."""
    touchpoint = touchpoint_of(work, touchpoint_id)
    if any(followup.deadline for followup in followups.of_touchpoint(work.uow, touchpoint_id)):
        raise ConflictError("This one has alerted the team already.")
    touchpoints.set_label(work.uow, touchpoint.id, "negative", work.actor.id, work.now)
    undo_id = work.record("marked negative", ("touchpoint", touchpoint.id), touchpoint.customer_id)
    return Changed(raise_alert(work, touchpoint), undo_id)


def reset_learning(work: Work) -> None:
    """Forget what the scorer learned here. Raises NotAllowedError for members."""
    check_may_set(work.actor)
    learned.reset(work.uow, work.now)
    work.record("learning reset", ("learned", 1), None)
