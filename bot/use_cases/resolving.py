"""Putting a complaint right: done at once, or with a compensation that a lead approves first.

Two who do it at once: the first counts, the second is told who was faster. While something waits for a lead, only who
may approve it can do the complaint otherwise; what waits is then settled by that.
"""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain import lifecycle
from bot.domain.about import About
from bot.domain.errors import ConflictError, Who
from bot.domain.followups import Changed, FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.resolving import WORDS_LENGTH, Resolution, Resolved, State, check_resolution, needs_approval
from bot.domain.rights import COMPENSATION, Extent
from bot.domain.saying import say
from bot.use_cases.about import note_with, take_back_with
from bot.use_cases.asked import ASKED, refresh_asked
from bot.use_cases.currency import currency_of
from bot.use_cases.followups import change, refresh_followup, refresh_other_alerts
from bot.use_cases.leads import tell_leads
from bot.use_cases.satisfaction import cancel_checks, checked_on, letter_asks
from bot.use_cases.session import Session, customer_of, followup_of
from bot.use_cases.story import tell_thread
from storage import followups, resolutions
from storage.audit import AuditEntry

DONE = "follow-up done"


@dataclass(frozen=True)
class Put:
    """What came of it. `is_asked`: a lead is asked first, so the complaint is still open.

    `check_on`: the day on which its customer is asked about it; None: nobody asks. `by_letter`: a letter does it.
    """

    changed: Changed
    is_asked: bool = False
    check_on: date | None = None
    by_letter: bool = False


def resolve(session: Session, followup_id: int, what: Resolution) -> Put:
    """Say what was done. Raises NotUnderstoodError for what cannot be, ConflictError where somebody was faster."""
    check_resolution(what, session.settings.complaint_categories, session.settings.root_causes)
    followup, waiting = (
        followup_of(session, followup_id),
        resolutions.last_of(session.uow, followup_id, [State.WAITING]),
    )
    lifecycle.check_open(followup)
    may_approve = session.extent(COMPENSATION) is Extent.ALL
    if waiting and not may_approve:
        raise ConflictError(
            Who(waiting.by), say(" has written what was done, and it waits for a lead to approve the compensation.")
        )
    what = replace(what, currency=currency_of(session.settings) if what.amount is not None else "")
    if needs_approval(what, session.settings.compensation_limit) and not may_approve:
        return Put(_ask(session, followup, what), is_asked=True)
    if waiting:
        resolutions.decide(session.uow, waiting.id, State.DECLINED, by=session.actor.id, now=session.now)
    changed = change(
        session,
        followup_id,
        "done",
        lambda one: lifecycle.finish(one, session.actor.id, session.now),
        what=what.resolution[:WORDS_LENGTH],
    )
    check_on = checked_on(session, session.actor.id)
    resolutions.add(session.uow, followup_id, what, by=session.actor.id, now=session.now, check_on=check_on)
    note_with(session, followup_id, About(what.category, what.root_cause), changed.undo_id)
    refresh_asked(session, followup_id)
    by_letter = letter_asks(session, customer_of(session, followup.customer_id))
    return Put(changed, check_on=check_on, by_letter=by_letter)


def last_words(session: Session, followup_id: int) -> Resolved | None:
    """What was written last about a complaint, so that nobody writes it twice; None where there is nothing."""
    states = (State.RESOLVED, State.DECLINED, State.UNDONE)
    return resolutions.last_of(session.uow, followup_id, states)


def undo_done(session: Session, entry: AuditEntry) -> None:
    """The follow-up was put as it was: what was done about it counts no more, and nobody is asked about it."""
    done = resolutions.last_of(session.uow, entry.subject_id)
    if done:
        cancel_checks(session, entry.subject_id)
        take_back_with(session, entry)
        refresh_other_alerts(session, entry.subject_id)
        resolutions.decide(session.uow, done.id, State.UNDONE, by=session.actor.id, now=session.now)


def _ask(session: Session, followup: FollowUp, what: Resolution) -> Changed:
    about = resolutions.add(session.uow, followup.id, what, by=session.actor.id, now=session.now, state=State.WAITING)
    kept = {"resolution": about, "amount": what.amount, "currency": what.currency}
    entry = session.record(ASKED, ("followup", followup.id), followup.customer_id, after=kept)
    tell_leads(session, MessageKind.APPROVAL, str(entry))
    refresh_followup(session, followup.id)
    tell_thread(session, followup, entry)
    return Changed(followups.get(session.uow, followup.id) or followup, entry)
