"""Changing how something is planned: what, which day and time, how often, and what the customer was told."""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar import zone
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.followups import Changed, FollowUp
from bot.domain.lifecycle import Move, check, has_own_day
from bot.domain.plan import Plan
from bot.domain.promise import kept_in_mind
from bot.use_cases import series
from bot.use_cases.followups import change, checked_title, due_at
from bot.use_cases.session import Session


def change_plan(
    session: Session, followup_id: int, title: str, plan: Plan, *, was_told: bool = False, word: str = ""
) -> Changed:
    """Plan it anew. Raises NotUnderstoodError, with its field, for what cannot be, and for a promise moved silently."""

    def rule(one: FollowUp) -> FollowUp:
        check(Move.MOVE, one)
        if not has_own_day(one):
            raise ConflictError("The day of this one follows from something else, so it cannot be changed here.")
        after = _moved(session, replace(one, title=checked_title(title)), plan)
        after = kept_in_mind(after, after.due, session.today, was_told=was_told, word=word)
        return _again(after, one, plan)

    return change(session, followup_id, "changed", rule)


def _moved(session: Session, followup: FollowUp, plan: Plan) -> FollowUp:
    """On another day or time, where it is one: then it is not put off any more."""
    due = plan.due or followup.due
    if due == followup.due and plan.at == _wall(session, followup):
        return followup
    if due < session.today and due != followup.due:
        raise NotUnderstoodError("That day is past. Please give today or a later day.", field="due")
    at: datetime | None = due_at(session, due, plan.at, followup.assignee) if plan.at else None
    return replace(followup, due=due, due_at=at, snoozed_until=None, back_at=None, again_at=None, snooze_reason="")


def _again(after: FollowUp, before: FollowUp, plan: Plan) -> FollowUp:
    if plan.is_promised and after.promised_on is None:
        after = replace(after, promised_on=after.due)
    if plan.every is None:
        return replace(after, repeats="")
    rule = str(plan.every.beginning(after.due))
    return after if rule == before.repeats else series.first_of(replace(after, repeats=rule))


def _wall(session: Session, followup: FollowUp) -> object:
    if followup.due_at is None:
        return None
    tz = session.read_by(followup.assignee or session.actor.id).tz
    return followup.due_at.astimezone(zone(tz)).time().replace(second=0, microsecond=0)
