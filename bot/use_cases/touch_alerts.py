"""The alert behind what a customer wrote themselves, when that says something else since."""

from dataclasses import replace

from bot.domain import lifecycle
from bot.domain.followups import FollowUp
from bot.domain.touchpoints import Touchpoint, needs_alert
from bot.use_cases.alerts import raise_alert, title_of
from bot.use_cases.followups import refresh_followup
from bot.use_cases.session import Session
from bot.use_cases.story import tell_thread
from storage import audit, followups


def alert_of(session: Session, touchpoint_id: int) -> FollowUp | None:
    """The last follow-up that alarmed of it."""
    found = [one for one in followups.of_touchpoint(session.uow, touchpoint_id) if one.deadline]
    return found[-1] if found else None


def is_untouched(session: Session, followup: FollowUp) -> bool:
    """Whether nobody has had to do with it yet."""
    is_as_raised = followup.is_open and followup.assignee is None and followup.acknowledged_at is None
    return is_as_raised and not audit.is_about_followup(session.uow, followup.id)


def withdraw_alert(session: Session, followup: FollowUp, why: str) -> None:
    """There is nothing to do any more."""
    followups.update(session.uow, lifecycle.cancel(followup, session.actor.id, session.now, why))
    refresh_followup(session, followup.id)


def retitled(session: Session, alert: FollowUp | None, before: Touchpoint, after: Touchpoint) -> FollowUp | None:
    """What is to be done no longer quotes words that were taken back, unless somebody gave it a title of their own."""
    language = session.settings.language
    if alert is None or not alert.is_open or alert.title != title_of(before, language):
        return alert
    followups.update(session.uow, changed := replace(alert, title=title_of(after, language)))
    return changed


def alarm_anew(session: Session, after: Touchpoint, alert: FollowUp | None, entry_id: int, calm: str) -> None:
    """An alert where it alarms now; where it does not any more, the one that nobody has touched is withdrawn.

    `entry_id`: the audit entry of the change, for the alert's thread; `calm`: the outcome of one withdrawn.
    """
    if needs_alert(after) and (alert is None or alert.outcome == calm):
        raise_alert(session, after)
    elif alert and not needs_alert(after) and is_untouched(session, alert):
        withdraw_alert(session, alert, calm)
    elif alert:
        tell_thread(session, alert, entry_id)
        refresh_followup(session, alert.id)
