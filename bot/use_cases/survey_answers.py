"""What a customer answers by the link they were given: kept as a rating, with what follows from one.

All of these are called for whoever holds a token, with nobody of the team behind them: as the actor ITSELF. They give
what the page may show. Called again with the same, they change nothing.
"""

from dataclasses import dataclass, replace

from bot.domain.calendar import local_date
from bot.domain.channel import Channel
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.mood import UNSCORED, Mood
from bot.domain.satisfaction import NOT_SATISFIED, SATISFIED
from bot.domain.saying import say
from bot.domain.survey import (
    ANSWER_CHANGED,
    CHANGED,
    LOGGED,
    UNKNOWN,
    WORDED,
    Page,
    PageState,
    State,
    Survey,
    Way,
    check_value,
    check_words,
    is_token,
    page_of,
)
from bot.domain.survey_words import beside
from bot.domain.touchpoints import Touchpoint, TouchpointKind, deserves_thanks, needs_alert
from bot.use_cases import counter_answers, survey_stops, survey_telling
from bot.use_cases.alerts import raise_alert
from bot.use_cases.log_touchpoint import NewTouchpoint, store_touchpoint
from bot.use_cases.redating import refresh_what_tells_of_touches
from bot.use_cases.reopening import reopen_by_answer, retell_reopened, undo_reopened
from bot.use_cases.satisfaction import check_of, end_check
from bot.use_cases.session import Session
from bot.use_cases.story import retell, tell_thread
from bot.use_cases.thanks import may_be_offered
from bot.use_cases.touch_alerts import alarm_anew, alert_of, retitled
from bot.use_cases.undo_followups import is_changed_since, take_back_change
from storage import audit, customers, followups, resolutions, surveys, touchpoints


@dataclass(frozen=True)
class Answer:
    """One that is kept: the survey as it stands, its touchpoint, whose it is, and the entry that takes it back."""

    survey: Survey
    touchpoint: Touchpoint
    customer: Customer
    entry: int
    offers_thanks: bool = False


def look(session: Session, token: str) -> Page:
    """How it stands. Only reads."""
    survey = _of(session, token)
    page, customer = page_of(survey, session.now), customers.get(session.uow, survey.customer_id) if survey else None
    return replace(page, has_stopped=surveys.has_stopped(session.uow, customer)) if customer else page


def answer(session: Session, token: str, value: int) -> Page:
    """Keep an answer, or another one within the hour. Raises NotUnderstoodError for what is none on its scale."""
    survey = _of(session, token)
    page = page_of(survey, session.now)
    if survey is None or page.state not in {PageState.OPEN, PageState.ANSWERED}:
        return page
    check_value(survey.scale, value)
    if survey.answer == value:
        return page
    if survey.answered_at:
        return page_of(_change(session, survey, value), session.now)
    kept = keep(session, survey, value)
    return page_of(kept.survey, session.now) if kept else UNKNOWN


def add_words(session: Session, token: str, words: str, mood: Mood) -> Page:
    """Words to an answer, once, within the hour. `mood`: how they sound. Raises NotUnderstoodError where too long."""
    survey = _of(session, token)
    page = page_of(survey, session.now)
    if survey is None or page.state is not PageState.ANSWERED or survey.has_words or not words.strip():
        return page
    check_words(words)
    before = touchpoints.get(session.uow, survey.touchpoint)
    if before is None or before.undone_at:
        return page
    label = touchpoints.label_of(session.uow, before.id)
    mood = replace(mood, label=label[0]) if label else beside(survey.rating, mood)
    _rewrite(session, survey, before, replace(before, text=words.strip(), mood=mood), WORDED)
    survey = replace(survey, has_words=True)
    surveys.update(session.uow, survey)
    survey_telling.tell(session, survey)
    return page_of(survey, session.now)


def keep(session: Session, survey: Survey, value: int, words: str = "", mood: Mood = UNSCORED) -> Answer | None:
    """The first answer, with all that follows from it. None where the customer is gone."""
    customer = customers.get(session.uow, survey.customer_id)
    if customer is None:
        return None
    survey = replace(survey, state=State.ANSWERED, answer=value, answered_at=session.now, has_words=bool(words))
    new = NewTouchpoint(
        kind=TouchpointKind.RATING,
        text=words,
        mood=mood,
        source="survey",
        happened_on=local_date(session.now, session.working_hours.zone),
        channel="other" if survey.way is Way.LINK else Channel.EMAIL,
        rating=survey.rating,
        direction="in",
    )
    touch = store_touchpoint(session, customer, new)
    entry = session.record(LOGGED, ("touchpoint", touch.id), customer.id, after={"tags": []})
    reopened = _settle_complaint(session, survey, touch)
    survey = replace(survey, touchpoint=touch.id, reopened=reopened)
    if needs_alert(touch) and not reopened:
        raise_alert(session, touch)
    surveys.update(session.uow, survey)
    refresh_what_tells_of_touches(session, followups.open_of_customer(session.uow, customer.id))
    survey_telling.tell(session, survey)
    survey_telling.refresh_digest(session, survey)
    return Answer(survey, touch, customer, entry, deserves_thanks(touch) and may_be_offered(session, customer))


def note(session: Session, survey_id: int, value: int, words: str, mood: Mood) -> Answer:
    """What a customer answered in writing, noted by whoever read it. Raises NotUnderstoodError, ConflictError."""
    survey = surveys.get(session.uow, survey_id)
    if survey is None or survey.state is not State.ASKED:
        raise ConflictError(say("This was answered already, or is over. Nothing was changed."))
    check_value(survey.scale, value)
    check_words(words)
    kept = keep(session, survey, value, words.strip(), mood)
    if kept is None:
        raise ConflictError(say("This customer is no longer in Rapport. Nothing was changed."))
    return kept


def take_back(session: Session, touchpoint_id: int) -> None:
    """The rating of this touchpoint was no answer after all: it can be answered as before."""
    counter_answers.ask_again(session, touchpoint_id)
    survey = surveys.of_touchpoint(session.uow, touchpoint_id)
    if survey is None:
        return
    if survey.reopened:
        _close_again(session, survey.reopened)
    open_again = replace(survey, state=State.ASKED, answer=None, answered_at=None, has_words=False)
    surveys.update(session.uow, replace(open_again, touchpoint=0, reopened=0))
    survey_telling.refresh(session, survey)
    survey_telling.refresh_digest(session, survey)


def _of(session: Session, token: str) -> Survey | None:
    return surveys.of_token(session.uow, token) if is_token(token) else None


def _change(session: Session, survey: Survey, value: int) -> Survey:
    """Another answer in the place of the first, also where that was taken back meanwhile: then nothing happens."""
    before = touchpoints.get(session.uow, survey.touchpoint)
    changed = replace(survey, answer=value)
    if before is None or before.undone_at:
        return survey
    mood = before.mood if touchpoints.label_of(session.uow, before.id) else beside(changed.rating, before.mood)
    after = replace(before, rating=changed.rating, mood=mood)
    if survey.reopened and not needs_alert(after) and _close_again(session, survey.reopened):
        changed = replace(changed, reopened=0)
        resolutions.check_on(session.uow, survey.resolution, None)  # this answer is what the check would ask for
    elif not survey.reopened:
        changed = replace(changed, reopened=_settle_complaint(session, changed, after))
    _rewrite(session, changed, before, after, CHANGED)
    surveys.update(session.uow, changed)
    survey_telling.tell(session, changed)
    return changed


def _rewrite(session: Session, survey: Survey, before: Touchpoint, after: Touchpoint, action: str) -> None:
    """The touchpoint as it is now, and its alert, or the complaint that was opened again because of it."""
    touchpoints.rewrite(session.uow, after)
    given = {"was": str(before.rating), "now": str(after.rating)} if before.rating != after.rating else None
    entry = session.record(action, ("touchpoint", after.id), after.customer_id, after=given)
    if survey.reopened:
        resolved = resolutions.get(session.uow, survey.resolution)
        complaint = followups.get(session.uow, resolved.followup_id) if resolved else None
        if complaint:
            tell_thread(session, complaint, entry)
            retell_reopened(session, complaint, survey.answered_at)
        return
    alarm_anew(session, after, retitled(session, alert_of(session, after.id), before, after), entry, ANSWER_CHANGED)


def _settle_complaint(session: Session, survey: Survey, touch: Touchpoint) -> int:
    """What it means for the complaint it is about: a check is answered by it, a bad answer opens it again.

    Gives the audit entry of the opening; 0 where it was not opened.
    """
    resolved = resolutions.get(session.uow, survey.resolution)
    complaint = followups.get(session.uow, resolved.followup_id) if resolved else None
    if resolved is None or complaint is None:
        return 0
    is_bad = touch.rating is not None and touch.rating.is_low
    check = check_of(session, resolved)
    if check and check.is_open:
        end_check(session, check, NOT_SATISFIED if is_bad else SATISFIED)
    return reopen_by_answer(session, complaint, touch) if is_bad and not complaint.is_open else 0


def _close_again(session: Session, entry_id: int) -> bool:
    """They changed their answer at once: it is closed as before, unless somebody has worked on it since."""
    entry = audit.get(session.uow, entry_id)
    if entry is None or entry.undone_at or is_changed_since(session, entry):
        return False
    take_back_change(session, entry)
    undo_reopened(session, entry)
    audit.mark_undone(session.uow, entry.id, session.actor.id, session.now)
    retell(session, entry.id)
    return True


REVERSERS = {**counter_answers.REVERSERS, **survey_stops.REVERSERS}
"""What somebody said of an answer; an answer itself is taken back as the touchpoint that it is."""
