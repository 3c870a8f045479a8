"""What people say the mood of a text was. The workspace's scorer learns from these labels."""

from bot.domain.errors import ConflictError
from bot.domain.followups import NOT_NEGATIVE, Changed, FollowUp
from bot.domain.rights import MOODS
from bot.domain.saying import say
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases.alerts import raise_alert
from bot.use_cases.followups import cancel
from bot.use_cases.session import Session, touchpoint_of
from storage import followups, learned, touchpoints


def not_negative(session: Session, followup: FollowUp) -> Changed:
    """The alert was wrong: label the text neutral and cancel the follow-up. Raises ConflictError for a complaint."""
    touchpoint = touchpoint_of(session, followup.touchpoint_id or 0)
    if touchpoint.kind is TouchpointKind.COMPLAINT:
        raise ConflictError(say("A complaint is put right, whatever its mood. When it is, click Done."))
    changed = cancel(session, followup.id, NOT_NEGATIVE)
    touchpoints.set_label(session.uow, touchpoint.id, "neutral", session.actor.id, session.now)
    return changed


def this_is_negative(session: Session, touchpoint_id: int) -> Changed:
    """The scorer missed it: label the text negative and alert. Raises ConflictError when it alerted already."""
    touchpoint = touchpoint_of(session, touchpoint_id)
    if any(followup.deadline for followup in followups.of_touchpoint(session.uow, touchpoint_id)):
        raise ConflictError(say("This one has alerted the team already."))
    touchpoints.set_label(session.uow, touchpoint.id, "negative", session.actor.id, session.now)
    undo_id = session.record("marked negative", ("touchpoint", touchpoint.id), touchpoint.customer_id)
    return Changed(raise_alert(session, touchpoint), undo_id)


def reset_learning(session: Session) -> None:
    """Forget what the scorer learned here. Raises NotAllowedError for members."""
    session.check(MOODS)
    learned.reset(session.uow, session.now)
    session.record("learning reset", ("learned", 1), None)
