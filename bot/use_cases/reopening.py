"""Opening a complaint again, with a word why: for whoever had it, with a new deadline, and the leads are told."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import lifecycle
from bot.domain.calendar import local_date
from bot.domain.channel import Severity
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import Changed, FollowUp, FollowUpKind
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import LEAD
from bot.domain.resolving import AGAIN_WITHIN, Reopening, Resolved
from bot.domain.satisfaction import CheckAnswer
from bot.domain.saying import say
from bot.domain.touchpoints import Touchpoint
from bot.use_cases import followups as cases
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.deadlines import deadline_of
from bot.use_cases.followups import REOPENED, change, refresh_followup, refresh_other_alerts
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.satisfaction import ask_after_all, cancel_checks, note_answer
from bot.use_cases.session import Session, customer_of, followup_of
from storage import audit, outbox, people, resolutions, surveys, touchpoints
from storage.audit import AuditEntry

WHY_LENGTH = 300
"""The longest word why, in characters."""


def reopen(session: Session, followup_id: int, why: str = "") -> Changed:
    """Open it again. Whoever corrects their own slip at once is not told of it, nor is anybody else."""
    closed = followup_of(session, followup_id)
    why = " ".join(why.split())
    if len(why) > WHY_LENGTH:
        raise NotUnderstoodError(say("Please say it in {why_length} characters.", why_length=WHY_LENGTH), field="why")
    if closed.kind is not FollowUpKind.COMPLAINT or closed.joined_to:
        return cases.reopen(session, followup_id)
    changed = _open_again(session, closed, why, (closed.acknowledged_at, closed.acknowledged_by))
    if session.actor.id != closed.closed_by:
        _tell(session, changed.followup)
    return changed


def answer(session: Session, check_id: int, given: CheckAnswer) -> Changed:
    """What a customer answered to a satisfaction check; a bad answer opens the complaint again."""
    done, complaint = note_answer(session, check_id, given)
    if complaint and not complaint.is_open and not given.is_satisfied:
        heard = session.now, session.actor.id
        again = _open_again(session, complaint, given.words.strip(), heard, by_check=True)
        audit.make_part(session.uow, again.undo_id, done.undo_id)
        _tell(session, again.followup)
    return done


def reopen_by_answer(session: Session, complaint: FollowUp, touch: Touchpoint) -> int:
    """A customer who was asked in writing is not satisfied; nobody got back to them yet. Gives its audit entry."""
    why = say("asked how it went, they answered {rating}", rating=touch.rating)
    again = _open_again(session, complaint, why, (None, None))
    _tell(session, again.followup)
    return again.undo_id


def times_opened_again(session: Session, followup_id: int) -> int:
    """How often it was, but for what was taken back."""
    return len(audit.of_followups(session.uow, REOPENED, [followup_id]).get(followup_id, []))


def last_reopening(session: Session, followup_id: int) -> Reopening:
    """Who opened it again last, and why, or by which answer of the customer; nothing of it where nobody did."""
    entries = audit.of_followups(session.uow, REOPENED, [followup_id]).get(followup_id, [])
    if not entries:
        return Reopening()
    last = entries[-1]
    return Reopening(last.actor, str((last.after or {}).get("why", "")), _answer_behind(session, followup_id, last.id))


def _answer_behind(session: Session, followup_id: int, entry_id: int) -> Touchpoint | None:
    """The answer to a letter about how it was put right that was the reason for this entry."""
    asked = (surveys.of_resolution(session.uow, one) for one in resolutions.of_followup(session.uow, followup_id))
    survey = next((one for one in asked if one and one.reopened == entry_id), None)
    return touchpoints.get(session.uow, survey.touchpoint) if survey else None


def retell_reopened(session: Session, complaint: FollowUp, since: datetime | None) -> None:
    """What the customer answered is another by now, or has words: its alert shows it, and what was told of it since."""
    refresh_followup(session, complaint.id)
    for post in outbox.posts(session.uow, MessageKind.REOPENED, str(complaint.id)):
        if since is None or post.created_at >= since:
            outbox.refresh(session.uow, post.id, session.now)


def put_right_before(session: Session, alert: FollowUp) -> Resolved | None:
    """Another complaint of theirs that stays put right since shortly before this alert: it may be the same matter."""
    done = resolutions.last_of_customer(session.uow, alert.customer_id)
    is_near = done and timedelta() <= alert.created_at - done.at <= AGAIN_WITHIN
    return done if done and is_near and done.followup_id != alert.id else None


def undo_reopened(session: Session, entry: AuditEntry) -> None:
    """The complaint was put as it was, closed: what was to be asked about it is."""
    ask_after_all(session, entry.subject_id)
    refresh_other_alerts(session, entry.subject_id)


def _open_again(
    session: Session,
    closed: FollowUp,
    why: str,
    heard: tuple[datetime | None, str | None],
    *,
    by_check: bool = False,
) -> Changed:
    """`heard`: when the customer last heard from us about it, and from whom. `by_check`: they said so in one."""
    severity = closed.severity or Severity.MEDIUM
    deadline = deadline_of(session, closed.customer_id, severity, session.now)
    owner = _owner(session, closed)

    def rule(one: FollowUp) -> FollowUp:
        return replace(
            lifecycle.reopen(one),
            deadline=deadline,
            due=local_date(deadline, session.working_hours.zone),
            snoozed_until=None,
            back_at=None,
            again_at=None,
            snooze_reason="",
            assignee=owner,
            assigned_at=one.assigned_at if owner == one.assignee else session.now if owner else None,
            acknowledged_at=heard[0],
            acknowledged_by=heard[1],
        )

    cancel_checks(session, closed.id)
    refresh_other_alerts(session, closed.id)
    return change(session, closed.id, "reopened", rule, why=why[:WHY_LENGTH], by_check=by_check)


def _owner(session: Session, closed: FollowUp) -> str | None:
    """Whoever had it; who looks after the customer where they have left; None: it can be claimed."""
    if closed.assignee and closed.assignee not in people.gone(session.uow):
        return closed.assignee
    return caretaker_of(session, customer_of(session, closed.customer_id)).id


def _tell(session: Session, followup: FollowUp) -> None:
    """Its owner and the leads, each once, but for who opened it again."""
    to = {*leads_to_tell(session), *([followup.assignee] if followup.assignee else [])} - {session.actor.id}
    for person in sorted(to, key=lambda one: (one == LEAD, one)):
        outbox.put(
            session.uow,
            kind=MessageKind.REOPENED,
            subject=str(followup.id),
            recipient=person,
            now=session.now,
        )
