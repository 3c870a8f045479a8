"""Whoever asked a customer hears of the answer, once: one message for each, edited when the answer changes.

Of the answer to a letter about a complaint hears who put it right.
Where somebody was asked by rule and there is nothing to do about the answer, nobody is told: it is on their card.
"""

from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import LEAD
from bot.domain.people import ITSELF
from bot.domain.permalink import permalink
from bot.domain.survey import Occasion, Survey, Way
from bot.domain.survey_told import Told
from bot.domain.touchpoints import Touchpoint, deserves_thanks, needs_alert
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.session import Session
from bot.use_cases.thanks import may_be_offered
from bot.use_cases.touch_alerts import alert_of
from storage import customers, followups, outbox, people, resolutions, surveys, touchpoints


def tell(session: Session, survey: Survey) -> None:
    """Tell who asked, or who looks after the customer now, of the answer as it stands."""
    if refresh(session, survey):
        return
    found = told(session, survey.id)
    is_told = found and (found.is_alarming or found.offers_thanks or survey.occasion is not Occasion.CONTACT)
    if found is None or not is_told:
        return
    gone, mended = people.gone(session.uow), resolutions.get(session.uow, survey.resolution)
    by = mended.by if mended and survey.occasion is Occasion.COMPLAINT else ""
    asked = (by, survey.asked_by, caretaker_of(session, found.customer).id)
    to = next((one for one in asked if one and one not in gone and one != ITSELF.id), None)
    if to and to != session.actor.id and to not in _told_otherwise(session, survey):
        outbox.put(session.uow, kind=MessageKind.SURVEY_ANSWERED, subject=str(survey.id), recipient=to, now=session.now)


def refresh(session: Session, survey: Survey) -> bool:
    """Have what was told of it edited. Whether there is such a message."""
    posts = outbox.posts(session.uow, MessageKind.SURVEY_ANSWERED, str(survey.id))
    for post in posts:
        outbox.refresh(session.uow, post.id, session.now)
    return bool(posts)


def refresh_digest(session: Session, survey: Survey) -> None:
    """Where the answer comes as a number, the digest of whoever asked waits for it, or does no more."""
    if survey.way is Way.REPLY:
        for post in outbox.posts_to(session.uow, MessageKind.DIGEST, survey.asked_by)[-1:]:
            outbox.refresh(session.uow, post.id, session.now)


def told(session: Session, survey_id: int) -> Told | None:
    """An answer as whoever asked is told of it; None once its customer is gone."""
    survey = surveys.get(session.uow, survey_id)
    touch = touchpoints.get(session.uow, survey.touchpoint) if survey else None
    customer = customers.get(session.uow, touch.customer_id) if touch else None
    if survey is None or touch is None or customer is None:
        return None
    return Told(
        *(customer, touch, deserves_thanks(touch) and may_be_offered(session, customer)),
        is_alarming=needs_alert(touch),
        alert=_alert(session, survey, touch),
        is_of_handling=survey.is_of_handling,
    )


def _alert(session: Session, survey: Survey, touch: Touchpoint) -> str:
    """The link to the alert that tells the team of it; "" where there is none, or not yet."""
    about = _complaint(session, survey) if survey.reopened else alert_of(session, touch.id)
    posts = outbox.posts(session.uow, MessageKind.ALERT, str(about.id)) if about else []
    post = next((one for one in reversed(posts) if one.channel and one.ts), None)
    is_known = post and session.workspace_url and needs_alert(touch)
    return permalink(session.workspace_url, post.channel or "", post.ts or "") if post and is_known else ""


def _told_otherwise(session: Session, survey: Survey) -> set[str]:
    """Who is told that a complaint is open again because of it."""
    complaint = _complaint(session, survey) if survey.reopened else None
    return {*leads_to_tell(session), complaint.assignee or ""} - {LEAD} if complaint else set()


def _complaint(session: Session, survey: Survey) -> FollowUp | None:
    resolved = resolutions.get(session.uow, survey.resolution)
    return followups.get(session.uow, resolved.followup_id) if resolved else None
