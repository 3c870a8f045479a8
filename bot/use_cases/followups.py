"""The life of a follow-up: create, claim, assign, release, done, snooze, cancel, reopen. Each change can be undone.

Every message that shows one is brought up to date when it changes.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time

from bot.domain import lifecycle as rules
from bot.domain.calendar import instant_of, local_date
from bot.domain.customers import Customer
from bot.domain.digest import COVER, FOLLOW_UP, STILL_OPEN
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import TITLE_LENGTH, Changed, FollowUp, FollowUpKind, kind_of
from bot.domain.message_kinds import SHOWING_A_FOLLOW_UP, MessageKind
from bot.domain.original import UNKNOWN, Original
from bot.domain.outbox import OutboxRow
from bot.domain.saying import figure, say
from bot.use_cases import series
from bot.use_cases.asked import behind_check, refresh_asked
from bot.use_cases.reminding import away_on, away_reason, spare
from bot.use_cases.session import Session, followup_of
from bot.use_cases.story import tell_thread
from storage import followups, ledger, originals, outbox, touchpoints

AS_LINES = (FOLLOW_UP, STILL_OPEN, COVER, MessageKind.HANDED_OVER)
"""Kinds of ledger rows by which a message shows a follow-up among others."""


REOPENED = "follow-up reopened"


def checked_title(title: str) -> str:
    """What is to be done, in one line. Raises NotUnderstoodError where it is nothing or too long."""
    title = " ".join(title.split())
    if not title:
        raise NotUnderstoodError(say("There is no text. Please write what is to be done."), field="text")
    if len(title) > TITLE_LENGTH:
        raise NotUnderstoodError(
            say(
                "This has {title} characters; up to {title_length} fit a follow-up. Please shorten it.",
                title=figure(len(title)),
                title_length=TITLE_LENGTH,
            ),
            field="text",
        )
    return title


def create_followup(
    session: Session,
    customer: Customer,
    title: str,
    due: date,
    *,
    kind: FollowUpKind = FollowUpKind.OTHER,
    assignee: str | None,
    touchpoint_id: int | None = None,
    at: time | None = None,
    repeats: str = "",
    is_promised: bool = False,
    original: Original = UNKNOWN,
) -> Changed:
    """Plan something to do, for what was said in a touchpoint where there is one.

    `at` is a time on the wall of its assignee, or of the one who asks where it has none. `repeats`: the rule by which
    it comes again. `is_promised`: the customer was told its day. `original`: the
    message in Slack of which it is made, which is kept with it. Raises NotUnderstoodError without a title or for a day
    or time that is past.
    """
    title = checked_title(title)
    if due < session.today:
        raise NotUnderstoodError(say("That day is past. Please give today or a later day."), field="due")
    followup = FollowUp(
        0,
        customer.id,
        kind_of(title) if kind is FollowUpKind.OTHER else kind,
        title,
        due,
        session.actor.id,
        session.now,
        assignee=assignee,
        assigned_at=session.now if assignee else None,
        touchpoint_id=touchpoint_id,
        due_at=due_at(session, due, at, assignee) if at else None,
        repeats=repeats,
        promised_on=due if is_promised else None,
    )
    done = store_followup(session, followup)
    if original.link:
        originals.add(session.uow, done.followup.id, original)
    return done


def due_at(session: Session, due: date, at: time, assignee: str | None) -> datetime:
    """The instant at which it is that time where its assignee is. Raises NotUnderstoodError for one that is past."""
    instant = instant_of(due, at, session.read_by(assignee or session.actor.id).tz)
    if instant <= session.now:
        raise NotUnderstoodError(
            say("{at} on that day is past. Please give a time that is to come.", at=f"{at:%H:%M}"), field="at"
        )
    return instant


def store_followup(session: Session, followup: FollowUp) -> Changed:
    """Store a new follow-up and tell its assignee, if that is somebody else."""
    followup = replace(followup, id=followups.add(session.uow, followup))
    if followup.repeats:
        followup = series.begun(session, followup)
    undo_id = session.record("follow-up created", ("followup", followup.id), followup.customer_id)
    tell_assignee(session, followup)
    return Changed(followup, undo_id)


def store_arisen(session: Session, followup: FollowUp) -> FollowUp:
    """Store one that came up by itself, with its audit entry. Nobody is told here: the digest has it."""
    followup = replace(followup, id=followups.add(session.uow, followup))
    session.record("follow-up created", ("followup", followup.id), followup.customer_id)
    return followup


def claim(session: Session, followup_id: int) -> Changed:
    """The one who asks takes it on. Raises ConflictError that says who was faster."""
    return change(session, followup_id, "claimed", lambda one: rules.claim(one, session.actor.id, session.now))


def assign(session: Session, followup_id: int, person: str) -> Changed:
    """Give it to somebody and tell them, and whoever had it, each unless they did it themselves.

    A time of day is an instant that somebody counts on, so it stays; it may be another day where the new one is.
    """
    had_it, tz = followup_of(session, followup_id).assignee, session.read_by(person).tz

    def rule(one: FollowUp) -> FollowUp:
        given = rules.assign(one, person, session.now)
        given = replace(given, due=local_date(given.due_at, tz)) if given.due_at else given
        return replace(given, snoozed_until=local_date(given.again_at, tz)) if given.again_at else given

    changed = change(session, followup_id, "assigned", rule)
    tell_assignee(session, changed.followup)
    _tell_former(session, followup_id, had_it)
    return changed


def release(session: Session, followup_id: int) -> Changed:
    """Let go of it; whoever had it is told, if that is somebody else."""
    had_it = followup_of(session, followup_id).assignee
    changed = change(session, followup_id, "released", rules.release)
    _tell_former(session, followup_id, had_it)
    return changed


def _tell_former(session: Session, followup_id: int, had_it: str | None) -> None:
    if had_it and had_it != session.actor.id:
        outbox.put(session.uow, kind=MessageKind.RELEASED, subject=str(followup_id), recipient=had_it, now=session.now)


def finish(session: Session, followup_id: int) -> Changed:
    """It is done. What was done about a complaint is asked by bot/use_cases/resolving.py."""
    return change(session, followup_id, "done", lambda one: rules.finish(one, session.actor.id, session.now))


def cancel(session: Session, followup_id: int, reason: str = "", *, ends_series: bool = False) -> Changed:
    """It need not be done after all; with `ends_series` never again either, where it would come again."""

    def rule(one: FollowUp) -> FollowUp:
        ended = rules.cancel(one, session.actor.id, session.now, reason)
        return replace(ended, repeats="") if ends_series else ended

    return change(session, followup_id, "cancelled", rule)


def skip(session: Session, followup_id: int) -> Changed:
    """This time it need not be done; the next one comes. Raises ConflictError for what comes only once."""
    return change(session, followup_id, "skipped", lambda one: rules.skip(one, session.actor.id, session.now))


def reopen(session: Session, followup_id: int) -> Changed:
    """It was not done after all; that a text was called not negative is taken back with it."""
    closed = followup_of(session, followup_id)
    changed = change(session, followup_id, "reopened", rules.reopen)
    if closed.is_called_not_negative:
        touchpoints.clear_label(session.uow, closed.touchpoint_id or 0)
    if closed.joined_to:
        refresh_followup(session, closed.joined_to)
    return changed


def change(
    session: Session, followup_id: int, verb: str, rule: Callable[[FollowUp], FollowUp], **more: object
) -> Changed:
    """Change one by a rule, write it into the audit log and its alert's thread, and have what shows it edited.

    `more`: what else the entry keeps of how things are after it (JSON).
    """
    before = followup_of(session, followup_id)
    after = rule(before)
    followups.update(session.uow, after)
    undo_id = session.record(
        f"follow-up {verb}",
        ("followup", after.id),
        after.customer_id,
        before=followups.snapshot(before),
        after={**followups.snapshot(after), **more},
    )
    then = series.go_on(session, after, undo_id) if before.is_open and not after.is_open else None
    gone = series.take_back(session, after) if after.is_open and not before.is_open else []
    checked = behind_check(session, after) if after.kind is FollowUpKind.SATISFACTION_CHECK else []
    refresh_followups(session, [after.id, *gone, *checked])
    if after.kind is FollowUpKind.COMPLAINT and after.status is not before.status:
        refresh_asked(session, after.id)
    tell_thread(session, after, undo_id)
    return Changed(after, undo_id, then)


def tell_assignee(session: Session, followup: FollowUp) -> None:
    """A direct message to whom it was given, unless they took it themselves."""
    if followup.assignee and followup.assignee != session.actor.id:
        if absence := away_on(session, followup.assignee, session.read_by(followup.assignee).today):
            spare(session, MessageKind.ASSIGNED, str(followup.id), followup.assignee, away_reason(absence))
            return
        outbox.put(
            session.uow,
            kind=MessageKind.ASSIGNED,
            subject=str(followup.id),
            recipient=followup.assignee,
            now=session.now,
        )


def showing(session: Session, followup_ids: Iterable[int]) -> dict[int, list[OutboxRow]]:
    """Of each of them: its alert, what its assignees were told, and every digest and team message with it."""
    subjects = {str(followup_id): followup_id for followup_id in followup_ids}
    shown: dict[int, dict[int, OutboxRow]] = {followup_id: {} for followup_id in subjects.values()}
    for post in outbox.posts_about(session.uow, SHOWING_A_FOLLOW_UP, subjects):
        shown[subjects[post.subject]][post.id] = post
    carriers = ledger.carriers(session.uow, AS_LINES, subjects)
    posts = outbox.by_id(session.uow, (post_id for _, post_id in carriers))
    for subject, post_id in carriers:
        shown[subjects[subject]][post_id] = posts[post_id]
    return {followup_id: [of_one[post_id] for post_id in sorted(of_one)] for followup_id, of_one in shown.items()}


def refresh_followups(session: Session, followup_ids: Iterable[int]) -> None:
    """Enqueue an edit of every message that shows one of them."""
    shown = showing(session, followup_ids)
    for post_id in sorted({post.id for posts in shown.values() for post in posts}):
        outbox.refresh(session.uow, post_id, session.now)


def refresh_followup(session: Session, followup_id: int) -> None:
    """Enqueue an edit of every message that shows it."""
    refresh_followups(session, [followup_id])


def refresh_other_alerts(session: Session, followup_id: int) -> None:
    """Those of the same customer say whether this complaint was put right shortly before."""
    theirs = followups.open_of_customer(session.uow, followup_of(session, followup_id).customer_id)
    refresh_followups(session, [one.id for one in theirs if one.deadline and one.id != followup_id])
