"""What repeats: when one is done, skipped or cancelled the next appears; taken back, the next goes again.

There are never two at once: the next is told by the series and its day (`FollowUp.origin`, which is unique), so that
what is done, taken back and done again meets the same one.
"""

from dataclasses import replace
from datetime import date

from bot.domain import lifecycle as rules
from bot.domain.due import at_same_time
from bot.domain.errors import ConflictError
from bot.domain.followups import FollowUp, Status
from bot.domain.repeating import Repeat
from bot.domain.saying import say
from bot.use_cases.session import Session
from storage import audit, customers, followups, plans

CAME_AGAIN = "follow-up came again"
"""In the audit log, as a part of what closed the one before."""

TAKEN_BACK = "taken back"
"""The outcome of a next one that is not to be yet after all."""


def begun(session: Session, followup: FollowUp) -> FollowUp:
    """A stored follow-up as the first of its series."""
    first = first_of(followup)
    followups.update(session.uow, first)
    return first


def first_of(followup: FollowUp) -> FollowUp:
    """The same as one of its own series, which goes on from its day; with an origin of another kind it keeps that."""
    repeats = str(Repeat.read(followup.repeats).beginning(followup.due))
    series, _ = _place(followup)
    is_other = followup.origin is not None and not followup.origin.startswith("repeats/")
    origin = followup.origin if is_other else _origin(series, followup.due)
    return replace(followup, repeats=repeats, origin=origin)


def next_day(session: Session, followup: FollowUp) -> date | None:
    """When the next one of a series comes; None where there is none."""
    if not followup.repeats:
        return None
    _, planned = _place(followup)
    return Repeat.read(followup.repeats).after(planned, session.today, session.working_hours)


def go_on(session: Session, followup: FollowUp, entry_id: int) -> FollowUp | None:
    """The next after one that was just closed by this audit entry; none for whom nobody contacts any more."""
    day = next_day(session, followup)
    customer = customers.get(session.uow, followup.customer_id) if day else None
    if day is None or customer is None or customer.lost_on or customer.do_not_contact:
        return None
    series, _ = _place(followup)
    before = plans.of_origin(session.uow, _origin(series, day))
    after = _next(session, followup, day)
    if before and not (before.outcome == TAKEN_BACK and before.status is Status.CANCELLED):
        return before
    if before:
        after = replace(after, id=before.id, origin=before.origin)
        followups.update(session.uow, after)
    else:
        after = replace(after, origin=_origin(series, day))
        after = replace(after, id=followups.add(session.uow, after))
    part = session.record(CAME_AGAIN, ("followup", after.id), after.customer_id)
    audit.make_part(session.uow, part, entry_id)
    return after


def take_back(session: Session, followup: FollowUp) -> list[int]:
    """One of a series is open again, so the next is not yet. Gives which goes.

    Raises ConflictError where somebody took that up.
    """
    taken: list[int] = []
    if not followup.repeats:
        return taken
    following = plans.of_series(session.uow, _series(followup))
    for later in (one for one in following if one.is_open and one.id != followup.id):
        if not audit.is_untouched(session.uow, later.id, CAME_AGAIN):
            raise ConflictError(
                say(
                    "The next one, due {day} {due}, was taken up since. Cancel that one first, or leave it as it is.",
                    day=later.due.day,
                    due=f"{later.due:%B}",
                )
            )
        gone = rules.cancel(later, session.actor.id, session.now, TAKEN_BACK)
        followups.update(session.uow, replace(gone, closed_by=None))
        taken.append(later.id)
    return taken


def _next(session: Session, followup: FollowUp, day: date) -> FollowUp:
    assignee = followup.cover_for or followup.assignee
    tz = session.read_by(assignee or session.actor.id).tz
    return FollowUp(
        *(0, followup.customer_id, followup.kind, followup.title, day, followup.created_by, session.now),
        assignee=assignee,
        assigned_at=session.now if assignee else None,
        due_at=at_same_time(followup.due_at, day, tz) if followup.due_at else None,
        repeats=followup.repeats,
    )


def _origin(series: int, day: date) -> str:
    """With other signs than what hangs on a customer's id, which a merge changes (bot/domain/merged_occasions.py)."""
    return f"{_of(series)}{day}"


def _of(series: int) -> str:
    return f"repeats/{series}/"


def _series(followup: FollowUp) -> str:
    return _of(_place(followup)[0])


def _place(followup: FollowUp) -> tuple[int, date]:
    """(the series, the day that was planned) of one; its day may have been changed since."""
    kind, *rest = (followup.origin or "").split("/")
    if kind != "repeats":
        return followup.id, followup.due
    series, day = rest
    return int(series), date.fromisoformat(day)
