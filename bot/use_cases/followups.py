"""The life of a follow-up: create, claim, assign, release, done, snooze, cancel, reopen. Each change can be undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.domain import followups as rules
from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import TITLE_LENGTH, Changed, FollowUp, FollowUpKind, Resolution
from bot.domain.message_kinds import MessageKind
from bot.use_cases.refresh import refresh_followup
from bot.use_cases.work import Work, followup_of
from storage import followups, outbox, touchpoints


def checked_title(title: str) -> str:
    """What is to be done, in one line. Raises NotUnderstoodError where it is nothing or too long."""
    title = " ".join(title.split())
    if not title:
        raise NotUnderstoodError("There is no text. Please write what is to be done.", field="text")
    if len(title) > TITLE_LENGTH:
        raise NotUnderstoodError(
            f"This has {len(title):,} characters; up to {TITLE_LENGTH} fit a follow-up. Please shorten it.",
            field="text",
        )
    return title


def create_followup(
    work: Work,
    customer: Customer,
    title: str,
    due: date,
    *,
    kind: FollowUpKind = FollowUpKind.OTHER,
    assignee: str | None,
    touchpoint_id: int | None = None,
) -> Changed:
    """Plan something to do, for what was said in a touchpoint where there is one.

    Raises NotUnderstoodError without a title or for a day that is past.
    """
    title = checked_title(title)
    if due < work.today:
        raise NotUnderstoodError("That day is past. Please give today or a later day.", field="due")
    followup = FollowUp(
        0,
        customer.id,
        kind,
        title,
        due,
        work.actor.id,
        work.now,
        assignee=assignee,
        assigned_at=work.now if assignee else None,
        touchpoint_id=touchpoint_id,
    )
    return store_followup(work, followup)


def store_followup(work: Work, followup: FollowUp) -> Changed:
    """Store a new follow-up and tell its assignee, if that is somebody else."""
    followup = replace(followup, id=followups.add(work.uow, followup))
    undo_id = work.record("follow-up created", ("followup", followup.id), followup.customer_id)
    tell_assignee(work, followup)
    return Changed(followup, undo_id)


def claim(work: Work, followup_id: int) -> Changed:
    """The one who asks takes it on. Raises ConflictError that says who was faster."""
    return change(work, followup_id, "claimed", lambda one: rules.claim(one, work.actor.id, work.now))


def assign(work: Work, followup_id: int, person: str) -> Changed:
    """Give it to somebody and tell them."""
    changed = change(work, followup_id, "assigned", lambda one: rules.assign(one, person, work.now))
    tell_assignee(work, changed.followup)
    return changed


def release(work: Work, followup_id: int) -> Changed:
    """Let go of it; whoever had it is told, if that is somebody else."""
    had_it = followup_of(work, followup_id).assignee
    changed = change(work, followup_id, "released", rules.release)
    if had_it and had_it != work.actor.id:
        outbox.put(work.uow, kind=MessageKind.RELEASED, subject=str(followup_id), recipient=had_it, now=work.now)
    return changed


def finish(work: Work, followup_id: int, resolution: Resolution | None = None) -> Changed:
    """It is done; for a complaint, with what was done about it. Raises NotUnderstoodError where that is left empty."""
    if resolution and not resolution.resolution:
        raise NotUnderstoodError("Please write what was done to put it right.", field="resolution")
    changed = change(work, followup_id, "done", lambda one: rules.finish(one, work.actor.id, work.now))
    if resolution:
        followups.resolve(work.uow, followup_id, resolution, work.actor.id, work.now)
    return changed


def cancel(work: Work, followup_id: int, reason: str = "") -> Changed:
    """It need not be done after all."""
    return change(work, followup_id, "cancelled", lambda one: rules.cancel(one, work.actor.id, work.now, reason))


def reopen(work: Work, followup_id: int) -> Changed:
    """It was not done after all; that a text was called not negative is taken back with it."""
    closed = followup_of(work, followup_id)
    changed = change(work, followup_id, "reopened", rules.reopen)
    if closed.is_called_not_negative:
        touchpoints.clear_label(work.uow, closed.touchpoint_id or 0)
    if closed.joined_to:
        refresh_followup(work, closed.joined_to)
    return changed


def change(work: Work, followup_id: int, verb: str, rule: Callable[[FollowUp], FollowUp]) -> Changed:
    """Change one by a rule, write it into the audit log, and bring every message that shows it up to date."""
    before = followup_of(work, followup_id)
    after = rule(before)
    followups.update(work.uow, after)
    undo_id = work.record(
        f"follow-up {verb}",
        ("followup", after.id),
        after.customer_id,
        before=followups.snapshot(before),
        after=followups.snapshot(after),
    )
    refresh_followup(work, after.id)
    return Changed(after, undo_id)


def tell_assignee(work: Work, followup: FollowUp) -> None:
    """A direct message to whom it was given, unless they took it themselves."""
    if followup.assignee and followup.assignee != work.actor.id:
        outbox.put(
            work.uow, kind=MessageKind.ASSIGNED, subject=str(followup.id), recipient=followup.assignee, now=work.now
        )
