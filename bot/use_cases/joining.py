"""Putting complaints of one customer together: one alert with all the words, one deadline. It can be undone."""

from dataclasses import replace

from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUp, Status
from bot.domain.joining import first_of, join
from bot.domain.saying import say
from bot.use_cases.followups import refresh_followup
from bot.use_cases.session import Session, followup_of
from storage import followups
from storage.audit import AuditEntry

PUT_TOGETHER = "complaints put together"
"""The action of the audit entry; its snapshots hold both follow-ups, by their ids."""


def first_complaint(session: Session, followup: FollowUp) -> FollowUp | None:
    """The open complaint of these minutes that this one could be put together with, if any."""
    return first_of(followup, followups.open_of_customer(session.uow, followup.customer_id))


def put_together(session: Session, followup_id: int) -> Changed:
    """Put a complaint together with the first of its minutes. Raises ConflictError where that is closed."""
    second = followup_of(session, followup_id)
    if second.joined_to:
        raise ConflictError(say("These are put together already."))
    first = first_complaint(session, second)
    if first is None:
        raise ConflictError(say("One of the two is closed by now, so they stay apart."))
    after = join(first, second, session.actor.id, session.now)
    undo_id = session.record(
        PUT_TOGETHER,
        ("followup", second.id),
        second.customer_id,
        before=_snapshots(first, second),
        after=_snapshots(*after),
    )
    _store(session, *after)
    return Changed(after[0], undo_id)


def take_apart(session: Session, entry: AuditEntry) -> None:
    """Undo it. Raises ConflictError where one of them has changed since."""
    before, after = entry.before or {}, entry.after or {}
    ids = [int(key) for key in after]
    now = [one for followup_id in ids if (one := followups.get(session.uow, followup_id))]
    if len(now) < len(ids) or now != [followups.as_kept(one, after[str(one.id)]) for one in now]:
        raise ConflictError(say("One of the two was changed since, so this cannot simply be undone."))
    _store(session, *(followups.as_kept(one, before[str(one.id)]) for one in now))


def part_from(session: Session, first: FollowUp) -> None:
    """The first of them is taken back: what was put together with it is to be put right by itself again."""
    for one in followups.joined_to(session.uow, first.id):
        _store(session, replace(one, status=Status.OPEN, closed_at=None, closed_by=None, outcome="", joined_to=None))


def _snapshots(*both: FollowUp) -> dict[str, object]:
    return {str(one.id): followups.snapshot(one) for one in both}


def _store(session: Session, *changed: FollowUp) -> None:
    for one in changed:
        followups.update(session.uow, one)
        refresh_followup(session, one.id)
