"""Whose words a message in a watched channel is: what is asked, what somebody answers, and what waits in a list."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotFoundError, Who
from bot.domain.folding import fold
from bot.domain.people import ITSELF
from bot.domain.rights import USE
from bot.domain.saying import say
from bot.domain.slack_message import written_at
from bot.domain.touchpoints import needs_alert
from bot.domain.watched_answers import Given, Question, Waiting
from bot.domain.watching import STANDING, Heard, Held, Posted, State, Watch, Watched, worst_first
from bot.use_cases.alerts import raise_alert
from bot.use_cases.floods import refresh_list
from bot.use_cases.mood_labels import this_is_negative
from bot.use_cases.named_customers import named_in
from bot.use_cases.session import Session, customer_of, lost
from bot.use_cases.watched_messages import log, refresh_questions
from storage import customers, search, touchpoints, watched, watches
from storage.audit import AuditEntry
from storage.personal_data import Whose

DISMISSED, LEFT = "watched message dismissed", "watched messages let be"

_LEFT_AS = {"messages": State.HELD, "asked": State.ASKED}
"""How the audit log calls what was let be, by what it was before."""

SHOWN = 10
"""So many of what waits are shown at once; the others come up as these are worked through."""


def question_of(session: Session, message_id: int) -> Question | None:
    """How it stands with a message; None where nothing is known of it."""
    one = watched.get(session.uow, message_id)
    watch = watches.get(session.uow, one.watch_id) if one else None
    if one is None or watch is None:
        return None
    touchpoint = touchpoints.get(session.uow, one.touchpoint_id or 0)
    if touchpoint:
        return Question(one, watch, customer=customers.get(session.uow, touchpoint.customer_id))
    likely = named_in(session, one.text).candidates if one.text else ()
    return Question(one, watch, tuple(search.candidates(session.uow, likely)))


def questions_offering(session: Session, who: Whose) -> list[int]:
    """The messages at whose questions somebody is, or was under another name, offered as who may have written them.

    To ask while they are still in sight.
    """
    words = {word for name in who.words for word in fold(name).split()}
    return [
        one.id
        for one in watched.asked(session.uow)
        if words & set(fold(one.text).split())
        or any(customer.id in who.ids for customer in named_in(session, one.text).candidates)
    ]


def give(session: Session, message_id: int, customer: Customer) -> Given:
    """Somebody says whose words it is: it is logged, and alarms. Raises ConflictError where that was decided."""
    session.check(USE)
    one = _standing(session, message_id)
    watch = watches.get(session.uow, one.watch_id)
    if one.touchpoint_id or watch is None or one.mood is None:
        raise _decided(session, one)
    posted = Posted(one.channel, one.ts, one.version, "", "")
    heard = Heard(posted, one.text, one.mood, one.link, written_at(one.ts))
    touchpoint, undo_id = log(session, watch, one, customer, heard)
    alert = raise_alert(session, touchpoint) if needs_alert(touchpoint) else None
    decided = replace(one, touchpoint_id=touchpoint.id, state=State.LOGGED, text="", mood=None)
    _decide(session, decided)
    return Given(customer, alert, undo_id)


def alarm(session: Session, message_id: int) -> Given:
    """What waits in a list and is of somebody known alarms now. Raises ConflictError where that was decided."""
    session.check(USE)
    one = _standing(session, message_id)
    touchpoint = touchpoints.get(session.uow, one.touchpoint_id or 0)
    if touchpoint is None:
        raise _decided(session, one)
    marked = this_is_negative(session, touchpoint.id)
    _decide(session, replace(one, state=State.LOGGED))
    return Given(customer_of(session, touchpoint.customer_id), marked.followup, marked.undo_id)


def dismiss(session: Session, message_id: int) -> int:
    """Nothing to do: no customer's words, or none that need an answer. Gives the entry that takes it back."""
    session.check(USE)
    one = _standing(session, message_id)
    _decide(session, replace(one, state=State.DISMISSED))
    return session.record(DISMISSED, ("watched message", one.id), None, before={"state": one.state})


def waiting(session: Session, watch_id: int) -> Waiting:
    """What waits there. Raises NotFoundError where there is no such channel."""
    session.check(USE)
    watch = watches.get(session.uow, watch_id)
    if watch is None:
        raise lost(session, "watches", watch_id) or NotFoundError(say("This channel is not watched any more."))
    found = _listed(session, watch)
    logged = touchpoints.by_id(session.uow, (one.touchpoint_id for one in found if one.touchpoint_id))
    known = customers.by_id(session.uow, (one.customer_id for one in logged.values()))
    held = []
    for one in found:
        touchpoint = logged.get(one.touchpoint_id or 0)
        if touchpoint and not touchpoint.undone_at:
            held.append(Held(one, touchpoint.text, touchpoint.mood, known.get(touchpoint.customer_id)))
        elif one.mood:
            held.append(Held(one, one.text, one.mood, None))
    return Waiting(watch, tuple(worst_first(held)[:SHOWN]), len(held))


def _listed(session: Session, watch: Watch) -> list[Watched]:
    """What waits in its list; where nothing can be written there any more, also what was asked in its threads."""
    return watched.standing(session.uow, watch.id, STANDING if watch.problems else (State.HELD,))


def leave_all(session: Session, watch_id: int) -> tuple[Watch, int, int]:
    """Nothing to do about any of what waits there: the channel, how many, and the entry that takes it back."""
    standing = waiting(session, watch_id)
    found = _listed(session, standing.watch)
    if not found:
        raise ConflictError(say("Nothing waits there any more."))
    for one in found:
        _decide(session, replace(one, state=State.DISMISSED))
    after = {name: [one.id for one in found if one.state is state] for name, state in _LEFT_AS.items()}
    entry = session.record(LEFT, ("watch", watch_id), None, after=after)
    return standing.watch, len(found), entry


def ask_again(session: Session, touchpoint_id: int) -> None:
    """What somebody had said of a message was taken back: it is asked, or waits, as before."""
    one = watched.behind(session.uow, touchpoint_id)
    touchpoint = touchpoints.get(session.uow, touchpoint_id)
    if one is None or touchpoint is None or one.decided_by in {None, ITSELF.id} or one.deleted_at:
        return
    text, mood = touchpoint.text, touchpoint.mood
    again = replace(one, touchpoint_id=None, state=State.ASKED, text=text, mood=mood, decided_by=None)
    refresh_questions(session, watched.put(session.uow, again))


def let_lapse(session: Session, before_ts: str) -> None:
    """Nobody has said for long whose words these are: they are not kept any more."""
    for one in watched.words_before(session.uow, before_ts):
        by = ITSELF.id if one.state in STANDING else one.decided_by
        gone = replace(one, state=State.DISMISSED, text="", mood=None, decided_by=by)
        refresh_questions(session, watched.put(session.uow, gone))


def _standing(session: Session, message_id: int) -> Watched:
    one = watched.get(session.uow, message_id)
    if one is None:
        gone = NotFoundError(say("Nothing is known of this message any more. Nothing was changed."))
        raise lost(session, "watched_messages", message_id) or gone
    if one.deleted_at:
        raise ConflictError(say("This message was deleted in the meantime, so there is nothing to do."))
    if one.state not in STANDING:
        raise _decided(session, one)
    return one


def _decided(session: Session, one: Watched) -> ConflictError:
    if one.decided_by == session.actor.id:
        return ConflictError(say("You decided this already; nothing was changed."))
    if one.decided_by and one.decided_by != ITSELF.id:
        return ConflictError(Who(one.decided_by), say(" was faster: this is decided already."))
    return ConflictError(say("This is decided already; nothing was changed."))


def _decide(session: Session, one: Watched) -> None:
    refresh_questions(session, watched.put(session.uow, replace(one, decided_by=session.actor.id)))
    refresh_list(session, one.watch_id)


def _take_back(session: Session, ids: Sequence[int], state: State) -> None:
    for message_id in ids:
        one = watched.get(session.uow, message_id)
        if one and one.state is State.DISMISSED and not one.deleted_at:
            refresh_questions(session, watched.put(session.uow, replace(one, state=state, decided_by=None)))
            refresh_list(session, one.watch_id)


def _undo_dismissed(session: Session, entry: AuditEntry) -> None:
    _take_back(session, [entry.subject_id], State((entry.before or {})["state"]))


def _undo_left(session: Session, entry: AuditEntry) -> None:
    for name, state in _LEFT_AS.items():
        _take_back(session, (entry.after or {}).get(name, ()), state)


REVERSERS = {DISMISSED: _undo_dismissed, LEFT: _undo_left}
