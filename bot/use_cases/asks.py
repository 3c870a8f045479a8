"""Asking customers for a referral or their advice: whom, planning it, and what they answered."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from bot.domain import lifecycle
from bot.domain.cadence import tier_cadences
from bot.domain.candidates import ASK_OF, SUGGESTED, Ask, AskAnswer, Candidates, check_answer
from bot.domain.customers import Customer
from bot.domain.day_names import long_day
from bot.domain.due import first_day
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.followups import Changed, FollowUp
from bot.domain.mood import Mood
from bot.domain.saying import say
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.customers import edit_customer
from bot.use_cases.followups import create_followup, refresh_followup, tell_assignee
from bot.use_cases.redating import move_back, move_by_touch, refresh_what_tells_of_touches
from bot.use_cases.sent_notes import OUR_WORDS
from bot.use_cases.session import Session, customer_of, followup_of
from bot.use_cases.undo_followups import take_back_change
from storage import audit, candidates, customers, followups, touchpoints
from storage.audit import AuditEntry
from storage.conditions import AT_ONCE

ANSWERED, PLANNED = "question answered", "questions planned"
"""The actions of their audit entries."""

_ENDLESS = 2**62


@dataclass(frozen=True)
class Planned:
    """Questions that were planned, each with its customer, and the audit entry that takes all of them back."""

    ask: Ask
    questions: tuple[tuple[FollowUp, Customer], ...]
    undo_id: int


def whom_to_ask(session: Session, ask: Ask, limit: int = SUGGESTED) -> Candidates:
    """The first few to be asked for something now, and how many there are."""
    return candidates.first(session.uow, ask, session.today, tier_cadences(session.settings), limit)


def plan_ask(session: Session, ask: Ask, customer_id: int) -> tuple[Changed, Customer]:
    """A question to ask, for whoever looks after the customer, who is told; due on their next day at work.

    Raises ConflictError where the customer is not one to be asked (any more).
    """
    customer = customer_of(session, customer_id)
    for one in followups.open_of_customer(session.uow, customer.id):
        if one.kind in ASK_OF:
            due_on = long_day(first_day(one, session.working_hours))
            raise ConflictError(
                say("To ask {name} something is planned already, for {day}.", name=customer.name, day=due_on)
            )
    tiers = tier_cadences(session.settings)
    if not candidates.is_one(session.uow, ask, session.today, tiers, customer.id):
        raise ConflictError(
            say(
                "{name} is not one to ask just now: somebody asked them lately, or something is not well. "
                "`/rapport who` shows who is.",
                name=customer.name,
            )
        )
    assignee = caretaker_of(session, customer).id
    due = max(session.today, _days_of(session, assignee, 1)[0])
    return create_followup(session, customer, say(ask.called), due, kind=ask.kind, assignee=assignee), customer


def plan_several(session: Session, ask: Ask, customer_ids: Collection[int]) -> Planned:
    """The same for those of these who can be asked still, one working day after the other for each person.

    One undo takes back all of it. Whoever is to ask is told, unless they planned it. Raises ConflictError where none
    of them can be asked any more.
    """
    tiers = tier_cadences(session.settings)
    still = [one for one in customer_ids if candidates.is_one(session.uow, ask, session.today, tiers, one)]
    if not still:
        raise ConflictError(
            say(
                "These are planned already, or not to be asked just now, so nothing was planned. "
                "`/rapport who` shows who is."
            )
        )
    known = customers.by_id(session.uow, still)
    found = [known[one] for one in still if one in known]
    undo_id = session.record(PLANNED, ("list", 0), None, after={"ask": ask, "questions": len(found)})
    questions = []
    taken: dict[str | None, int] = {}
    for customer in found:
        assignee = caretaker_of(session, customer).id
        taken[assignee] = taken.get(assignee, 0) + 1
        due = max(session.today, _days_of(session, assignee, taken[assignee])[-1])
        questions.append((_put(session, ask, customer, assignee, due, undo_id), customer))
    return Planned(ask, tuple(questions), undo_id)


def _put(session: Session, ask: Ask, customer: Customer, assignee: str | None, due: date, whole: int) -> FollowUp:
    """One of several."""
    question = FollowUp(
        *(0, customer.id, ask.kind, say(ask.called), due, session.actor.id, session.now),
        assignee=assignee,
        assigned_at=session.now if assignee else None,
    )
    question = replace(question, id=followups.add(session.uow, question))
    part = session.record("follow-up created", ("followup", question.id), customer.id)
    audit.make_part(session.uow, part, whole)
    tell_assignee(session, question)
    return question


def _days_of(session: Session, person: str | None, number: int) -> list[date]:
    """The next so many working days of somebody, of the team where nobody is meant."""
    reader = session.read_by(person or session.actor.id)
    days = [reader.today]
    for _ in range(number):
        days.append(reader.working_hours.next_working_day(days[-1]))
    return days[1:]


def note_ask(session: Session, followup_id: int, given: AskAnswer, mood: Mood) -> tuple[Changed, Customer | None]:
    """Keep what a customer answered: the question is done, its words are a touch, who was recommended knows by whom.

    `mood`: of the words. Gives the question, and who was recommended. Raises NotUnderstoodError for an answer that
    cannot be, ConflictError where somebody was faster.
    """
    check_answer(given)
    question = followup_of(session, followup_id)
    if question.kind not in ASK_OF:
        raise ConflictError(say("This asks for nothing, so there is nothing to answer."))
    done = replace(lifecycle.finish(question, session.actor.id, session.now), outcome=given.answer, snooze_reason="")
    customer = customer_of(session, question.customer_id)
    touch = _touch(session, customer, question, given, mood)
    followups.update(session.uow, done)
    entry = session.record(
        ANSWERED,
        ("followup", question.id),
        customer.id,
        before=followups.snapshot(question),
        after={**followups.snapshot(done), "touch": touch.id},
    )
    referred = _referred(session, customer, given.referred_id, entry) if given.referred_id else None
    refresh_followup(session, question.id)
    move_by_touch(session, customer, touch, entry)
    refresh_what_tells_of_touches(session, followups.open_of_customer(session.uow, customer.id))
    return Changed(done, entry), referred


def _touch(session: Session, customer: Customer, question: FollowUp, given: AskAnswer, mood: Mood) -> Touchpoint:
    """The answer among what was logged; it alerts nobody, as whoever noted it has heard it."""
    words = given.words.strip()
    touch = Touchpoint(
        id=0,
        kind=TouchpointKind.TOUCHPOINT,
        customer_id=customer.id,
        happened_on=session.today,
        channel="other",
        text=words or f"{question.title}: {given.answer}",
        mood=mood if words else OUR_WORDS,
        logged_by=session.actor.id,
        logged_at=session.now,
        source="form",
        direction="in",
    )
    return replace(touch, id=touchpoints.add(session.uow, touch))


def _referred(session: Session, customer: Customer, referred_id: int, whole: int) -> Customer:
    """Who was recommended, with by whom. Raises NotUnderstoodError where that is somebody else already."""
    referred = customer_of(session, referred_id)
    if referred.referred_by == customer.id:
        return referred
    if referred.referred_by and (by := customers.get(session.uow, referred.referred_by)):
        raise NotUnderstoodError(
            say("{name} was recommended by {by} already.", name=referred.name, by=by.name), field="referred"
        )
    saved = edit_customer(session, replace(referred, referred_by=customer.id), although_known=True)
    audit.make_part(session.uow, saved.undo_id, whole)
    return saved.customer


def _undo_answered(session: Session, entry: AuditEntry) -> None:
    """The answer is still to come, what was said is not logged, and nobody was recommended by it."""
    for part in audit.parts_of(session.uow, entry.id, _ENDLESS, AT_ONCE):
        referred = customers.get(session.uow, part.subject_id)
        if referred and referred.referred_by == entry.customer_id:
            customers.update(session.uow, replace(referred, referred_by=None))
        audit.mark_undone(session.uow, part.id, session.actor.id, session.now)
    take_back_change(session, entry)
    touchpoints.undo(session.uow, int((entry.after or {}).get("touch", 0)), session.now)
    move_back(session, entry.customer_id or 0)


def _undo_planned(session: Session, entry: AuditEntry) -> None:
    """Those of them go that nobody has asked yet."""
    parts = audit.parts_of(session.uow, entry.id, _ENDLESS, AT_ONCE)
    for question in followups.by_id(session.uow, (part.subject_id for part in parts)).values():
        if question.is_open:
            followups.update(session.uow, lifecycle.cancel(question, session.actor.id, session.now, "undone"))
            refresh_followup(session, question.id)
    for part in parts:
        audit.mark_undone(session.uow, part.id, session.actor.id, session.now)


REVERSERS = {ANSWERED: _undo_answered, PLANNED: _undo_planned}
"""What bot/use_cases/undo.py has of them."""
