"""Changing how something is planned: what, which day and time, how often, and what the customer was told."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from bot.domain.due import planned_on
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.followups import Changed, FollowUp
from bot.domain.lifecycle import Move, check, has_own_day, has_own_words
from bot.domain.plan import Plan
from bot.domain.promise import kept_in_mind
from bot.domain.saying import say
from bot.use_cases import series
from bot.use_cases.followups import change, checked_title, due_at
from bot.use_cases.session import Session
from storage import plans


class ChangedMeanwhileError(ConflictError):
    """It is planned otherwise than when the form was opened: whoever sends that has not seen it."""


def change_plan(
    session: Session, followup_id: int, title: str, plan: Plan, *, seen: str, was_told: bool = False, word: str = ""
) -> Changed:
    """Plan it anew; of what has no day of its own, only the words. `seen`: the mark of what the form was filled with.

    Raises NotUnderstoodError, with its field, for what cannot be, and for a promise moved silently, ConflictError for
    what has ended, and ChangedMeanwhileError.
    """

    def rule(one: FollowUp) -> FollowUp:
        check(Move.MOVE, one)
        if mark_of(one) != seen:
            raise ChangedMeanwhileError(say("This one was changed meanwhile. Please open it again."))
        if not has_own_words(one):
            raise ConflictError(say("What is said of a birthday, and its day, are those on the customer's card."))
        after = replace(one, title=checked_title(title))
        if not has_own_day(one):
            return after
        after = _moved(session, after, plan)
        after = kept_in_mind(after, after.due, session.today, was_told=was_told, word=word)
        return _in_its_place(session, _again(after, one, plan), one)

    return change(session, followup_id, "changed", rule, **({"why": word} if word else {}))


def mark_of(followup: FollowUp) -> str:
    """Of how it is planned now, to tell later whether it still is. It says nothing of its words."""
    planned = (followup.title, followup.due, followup.due_at, followup.repeats, followup.promised_on)
    put_off = (followup.snoozed_until, followup.back_at, followup.again_at)
    return sha256(repr((followup.id, planned, put_off)).encode()).hexdigest()[:16]


def clock_of(session: Session, followup: FollowUp) -> str:
    """The zone of whoever it was planned for, also while somebody covers for them."""
    return session.read_by(followup.whose or session.actor.id).tz


def _moved(session: Session, followup: FollowUp, plan: Plan) -> FollowUp:
    """On another day or time, where it is one: then it is not put off any more."""
    day, time = planned_on(followup, clock_of(session, followup))
    due = plan.due or day
    if due == day and plan.at == time:
        return followup
    if due < session.today and due != day:
        raise NotUnderstoodError(say("That day is past. Please give today or a later day."), field="due")
    at: datetime | None = due_at(session, due, plan.at, followup.whose) if plan.at else None
    return replace(followup, due=due, due_at=at, snoozed_until=None, back_at=None, again_at=None, snooze_reason="")


def _again(after: FollowUp, before: FollowUp, plan: Plan) -> FollowUp:
    if plan.is_promised and after.promised_on is None:
        after = replace(after, promised_on=after.due)
    if plan.every is None:
        return replace(after, repeats="")
    rule = str(plan.every.beginning(after.due))
    return after if rule == before.repeats else series.first_of(replace(after, repeats=rule))


def _in_its_place(session: Session, after: FollowUp, before: FollowUp) -> FollowUp:
    """In its series under a day that no other one of it stands for."""
    other = plans.of_origin(session.uow, after.origin) if after.origin else None
    return replace(after, origin=before.origin) if other and other.id != after.id else after
