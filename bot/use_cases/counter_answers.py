"""What is answered at a counter, by nobody known; and whose it was, once somebody of the team says so.

What comes from the page is done as the actor ITSELF. Called again with the same, it changes nothing.
"""

from dataclasses import replace

from bot.domain.calendar import local_date
from bot.domain.channel import Channel
from bot.domain.counter import (
    ASKS,
    ASKS_TIME,
    CROWD,
    CROWD_TIME,
    Counter,
    CounterAnswer,
    State,
    Who,
    page_of_answer,
    page_of_counter,
)
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotFoundError
from bot.domain.errors import Who as Person
from bot.domain.message_kinds import MessageKind
from bot.domain.mood import Mood
from bot.domain.outbox import FEEDBACK
from bot.domain.rights import USE
from bot.domain.saying import say
from bot.domain.survey import (
    ANSWER_CHANGED,
    CHANGED,
    LOGGED,
    UNKNOWN,
    WORDED,
    Page,
    PageState,
    check_value,
    check_words,
    is_token,
)
from bot.domain.survey_words import beside
from bot.domain.touchpoints import Touchpoint, TouchpointKind, needs_alert
from bot.domain.watched_answers import Given
from bot.use_cases.alerts import raise_alert
from bot.use_cases.log_touchpoint import NewTouchpoint, store_touchpoint
from bot.use_cases.redating import refresh_what_tells_of_touches
from bot.use_cases.session import Session, lost
from bot.use_cases.touch_alerts import alarm_anew, alert_of, retitled
from storage import counters, followups, outbox, personal_data, surveys, touchpoints
from storage.audit import AuditEntry
from storage.personal_data import Whose

UNKNOWN_THERE = "answer at a counter is nobody's we know"
"""The action of the audit entry; the subject is the answer."""


def look(session: Session, token: str, language: str) -> Page:
    """What a counter's link shows, or that of an answer there, to who reads this language. Only reads."""
    if not is_token(token):
        return UNKNOWN
    if counter := counters.of_token(session.uow, token):
        return page_of_counter(counter, language)
    one = counters.answer_by(session.uow, token)
    return _page(session, one, language) if one else UNKNOWN


def answer_at(session: Session, token: str, ticket: str, value: int) -> PageState:
    """Keep an answer given by a counter's link, under the secret that stood in its form: the same form is one answer.

    Gives how it stands with the link. Raises NotUnderstoodError for a value that is none on its scale.
    """
    counter = counters.of_token(session.uow, token)
    if counter is None or counter.ended_at:
        return PageState.ENDED if counter else PageState.UNKNOWN
    check_value(counter.scale, value)
    if counters.answer_by(session.uow, ticket):
        answer(session, ticket, value)
    elif counters.number_since(session.uow, counter.id, session.now - CROWD_TIME) >= CROWD:
        return PageState.CROWDED
    elif is_token(ticket) and not (surveys.of_token(session.uow, ticket) or counters.of_token(session.uow, ticket)):
        _keep(session, counter, ticket, value)
    return PageState.OPEN


def answer(session: Session, secret: str, value: int) -> Page:
    """Another answer within the hour. Raises NotUnderstoodError for what is none on its scale."""
    one = _changeable(session, secret)
    if one is None:
        return UNKNOWN
    check_value(one.scale, value)
    if value == one.value:
        return _page(session, one)
    changed = replace(one, value=value)
    if touch := _touch(session, one):
        _rewrite(session, touch, replace(touch, rating=changed.rating), CHANGED)
    changed = replace(changed, state=_state_of(session, changed))
    counters.update_answer(session.uow, changed)
    _tell(session, changed)
    return _page(session, changed)


def add_words(session: Session, secret: str, words: str, mood: Mood) -> Page:
    """Words to an answer, once, within the hour. `mood`: how they sound. Raises NotUnderstoodError where too long."""
    one, words = _changeable(session, secret), words.strip()
    if one is None or one.has_words or not words:
        return _page(session, one) if one else UNKNOWN
    check_words(words)
    touch = _touch(session, one)
    if touch:
        _rewrite(session, touch, replace(touch, text=words, mood=beside(one.rating, mood)), WORDED)
    worded = replace(one, has_words=True, words="" if touch else words)
    counters.update_answer(session.uow, worded)
    _tell(session, worded)
    return _page(session, worded)


def who_of(session: Session, answer_id: int) -> Who | None:
    """An answer as the team is asked of it; None where it is no more."""
    one = counters.answer(session.uow, answer_id)
    counter = counters.get(session.uow, one.counter_id) if one else None
    return Who(one, counter) if one and counter else None


def to_decide(session: Session, answer_id: int) -> Who:
    """The same while somebody can say who it was. Raises ConflictError where that is decided, NotFoundError."""
    found = who_of(session, answer_id)
    if found is None:
        gone = NotFoundError(say("Nothing is known of this answer any more. Nothing was changed."))
        raise lost(session, "counter_answers", answer_id) or gone
    if found.answer.can_be_given:
        return found
    raise _decided(session, found.answer)


def _decided(session: Session, one: CounterAnswer) -> ConflictError:
    if one.decided_by == session.actor.id:
        return ConflictError(say("You decided this already; nothing was changed."))
    if one.decided_by:
        return ConflictError(Person(one.decided_by), say(" was faster: this is decided already."))
    return ConflictError(say("This is decided already; nothing was changed."))


def give(session: Session, answer_id: int, customer: Customer, mood: Mood) -> Given:
    """Somebody says who it was: a rating of theirs, as any. `mood`: how its words sound. Raises ConflictError."""
    session.check(USE)
    one = to_decide(session, answer_id).answer
    new = NewTouchpoint(
        kind=TouchpointKind.RATING,
        text=one.words,
        mood=beside(one.rating, mood),
        source="survey",
        happened_on=local_date(one.answered_at, session.working_hours.zone),
        channel=Channel.IN_PERSON,
        rating=one.rating,
        direction="in",
    )
    touch = store_touchpoint(session, customer, new)
    entry = session.record(LOGGED, ("touchpoint", touch.id), customer.id, after={"tags": []})
    alert = raise_alert(session, touch) if needs_alert(touch) else None
    refresh_what_tells_of_touches(session, followups.open_of_customer(session.uow, customer.id))
    given = replace(one, state=State.GIVEN, words="", touchpoint=touch.id, decided_by=session.actor.id)
    counters.update_answer(session.uow, given)
    _tell(session, given)
    return Given(customer, alert, entry)


def nobody_known(session: Session, answer_id: int) -> int:
    """Who looked does not know who it was; whoever does can still say so. Gives the entry that takes it back.

    Raises ConflictError.
    """
    session.check(USE)
    one = to_decide(session, answer_id).answer
    if one.state is State.NOBODY:
        raise _decided(session, one)
    decided = replace(one, state=State.NOBODY, decided_by=session.actor.id)
    counters.update_answer(session.uow, decided)
    _tell(session, decided)
    return session.record(UNKNOWN_THERE, ("counter answer", one.id), None)


def ask_again(session: Session, touchpoint_id: int) -> None:
    """It was not theirs after all: who it was is asked as before."""
    one = counters.answer_behind(session.uow, touchpoint_id)
    touch = touchpoints.get(session.uow, touchpoint_id)
    if one and touch:
        again = replace(one, state=State.ASKED, words=touch.text, touchpoint=0, decided_by=None)
        counters.update_answer(session.uow, again)
        _tell(session, again)


def answers_naming(session: Session, who: Whose) -> list[int]:
    """Those in whose words somebody is named, or that are theirs. To ask before they are erased."""
    held = next(one for one in personal_data.HELD if one.table == "counter_answers")
    return [int(row["id"]) for row in personal_data.rows_of(session.uow, held, who)]


def _keep(session: Session, counter: Counter, ticket: str, value: int) -> None:
    one = CounterAnswer(0, counter.id, counter.scale, value, session.now)
    one = replace(one, state=_state_of(session, one))
    one = replace(one, id=counters.add_answer(session.uow, one, ticket))
    _tell(session, one)


def _state_of(session: Session, one: CounterAnswer) -> State:
    """What somebody decided stays; else a low answer is asked about, but not so many that nobody reads them."""
    if one.state in {State.GIVEN, State.NOBODY}:
        return one.state
    if not one.rating.is_low:
        return State.KEPT
    asked = counters.asked_since(session.uow, one.counter_id, session.now - ASKS_TIME)
    return State.ASKED if one.state is State.ASKED or asked < ASKS else State.KEPT


def _tell(session: Session, one: CounterAnswer) -> None:
    """One message for each that is asked about, edited whenever something becomes of it."""
    posts = outbox.posts(session.uow, MessageKind.COUNTER_ANSWER, str(one.id))
    for post in posts:
        outbox.refresh(session.uow, post.id, session.now)
    if not posts and one.state is State.ASKED:
        outbox.put(
            session.uow, kind=MessageKind.COUNTER_ANSWER, subject=str(one.id), recipient=FEEDBACK, now=session.now
        )


def _changeable(session: Session, secret: str) -> CounterAnswer | None:
    one = counters.answer_by(session.uow, secret) if is_token(secret) else None
    return one if one and _page(session, one).state is PageState.ANSWERED else None


def _page(session: Session, one: CounterAnswer, language: str = "") -> Page:
    counter = counters.get(session.uow, one.counter_id)
    return page_of_answer(one, counter, language or session.settings.language, session.now)


def _touch(session: Session, one: CounterAnswer) -> Touchpoint | None:
    """The rating that it became, if somebody said whose it is."""
    touch = touchpoints.get(session.uow, one.touchpoint) if one.touchpoint else None
    return touch if touch and not touch.undone_at else None


def _rewrite(session: Session, before: Touchpoint, after: Touchpoint, action: str) -> None:
    """The rating as it is now, and its alert."""
    touchpoints.rewrite(session.uow, after)
    given = {"was": str(before.rating), "now": str(after.rating)} if before.rating != after.rating else None
    entry = session.record(action, ("touchpoint", after.id), after.customer_id, after=given)
    alarm_anew(session, after, retitled(session, alert_of(session, after.id), before, after), entry, ANSWER_CHANGED)


def _undo_nobody(session: Session, entry: AuditEntry) -> None:
    one = counters.answer(session.uow, entry.subject_id)
    if one is None or one.state is not State.NOBODY:
        raise ConflictError(say("This is decided otherwise since. Nothing was changed."))
    again = replace(one, state=State.ASKED, decided_by=None)
    counters.update_answer(session.uow, again)
    _tell(session, again)


REVERSERS = {UNKNOWN_THERE: _undo_nobody}
