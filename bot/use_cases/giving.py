"""Handing over what is one person's, in one step that can be undone: when somebody leaves, or moves on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain import lifecycle as rules
from bot.domain import one_of_many
from bot.domain.away import given_for_good
from bot.domain.errors import ConflictError, NotAllowedError, NotFoundError, Who
from bot.domain.handover import Belongings, Care, Handover, Part, Shares, check_takers, share_out
from bot.domain.message_kinds import MessageKind
from bot.domain.rights import HAND_OVER, Extent
from bot.domain.saying import say
from bot.use_cases import told_given
from bot.use_cases.followups import refresh_followups
from bot.use_cases.session import Session
from storage import audit, caring, covering, customers, followups, leavers, outbox, people

CUSTOMERS_GIVEN = "customers given"
"""The action of its audit entry, which has owners and assignees by the ids of customers and follow-ups."""


def belongings(session: Session, giver: str) -> Belongings:
    """What somebody has. Raises NotAllowedError for a member who asks for another, NotFoundError for nothing."""
    session.check(HAND_OVER)
    if session.extent(HAND_OVER) is Extent.OWN and giver != session.actor.id:
        raise NotAllowedError(
            say(
                "Only leads and workspace admins can hand over what is somebody else's. "
                "Yours you can hand over: `/rapport handover`."
            )
        )
    covered = [one for one in covering.covered(session.uow) if one.cover_for == giver]
    mine = [*followups.open_of(session.uow, giver), *covered]
    known = customers.by_id(session.uow, (one.customer_id for one in mine))
    owned_by = {one.id: (one.customer_id, known[one.customer_id].owner) for one in mine if one.customer_id in known}
    what = Belongings(giver, caring.of_person(session.uow, giver), owned_by)
    if not what.counts:
        raise NotFoundError(
            Who(giver), say(" has nothing to hand over: no customers, no backup duties, no follow-ups.")
        )
    return what


def preview(session: Session, giver: str, takers: Sequence[str], parts: Collection[Part]) -> Handover:
    """Who would get what. Raises as `belongings` does, and for the field `takers`."""
    check_takers(giver, takers)
    what = belongings(session, giver)
    return _handover(what, takers, _shares(what, takers, parts))


def give(session: Session, giver: str, takers: Sequence[str], parts: Collection[Part]) -> Handover:
    """Hand these parts over, tell each of the takers once, and give who got what."""
    check_takers(giver, takers)
    what = belongings(session, giver)
    shares = _shares(what, takers, parts)
    caring.set_care(session.uow, shares.care)
    for followup in followups.by_id(session.uow, shares.assignees).values():
        assignee = shares.assignees[followup.id]
        followups.update(session.uow, given_for_good(followup, giver, assignee, session.now))
    before = {"care": {one: what.care[one] for one in shares.care}}
    after = {"giver": giver, "takers": list(takers), "care": shares.care, "assignees": shares.assignees}
    undo_id = session.record(CUSTOMERS_GIVEN, ("person", 0), None, before=before, after=after)
    audit.record_changes(session.uow, undo_id, one_of_many.GIVEN, one_of_many.of_care(what.care, shares.care))
    done = _handover(what, takers, shares, undo_id)
    told_given.tell(session, undo_id, done.shares)
    _refresh(session, [giver, *takers], shares.assignees)
    return done


def _shares(what: Belongings, takers: Sequence[str], parts: Collection[Part]) -> Shares:
    shares = share_out(what, takers, parts)
    if not shares.care and not shares.assignees:
        raise ConflictError(say("Please tick at least one thing that there is to hand over."), field="parts")
    return shares


def _handover(what: Belongings, takers: Sequence[str], shares: Shares, undo_id: int = 0) -> Handover:
    each = {taker: shares.of(taker, what) for taker in takers}
    return Handover(what.person, {taker: share for taker, share in each.items() if any(share.values())}, undo_id)


@dataclass(frozen=True)
class _Kept:
    """What the audit log has of one. Before there were several takers it kept owners, and one taker."""

    giver: str
    takers: list[str]
    before: Mapping[int, Care]
    after: Mapping[int, Care]
    assignees: Mapping[int, str]

    @classmethod
    def of(cls, entry: audit.AuditEntry) -> "_Kept":
        before, after = entry.before or {}, entry.after or {}
        was = _care(before.get("care", before.get("owners", {})))
        taker = after.get("taker")
        now = _care(after["care"]) if taker is None else {one: _only(taker, care) for one, care in was.items()}
        assignees = {int(one): str(who) for one, who in after.get("assignees", {}).items()}
        return cls(after["giver"], after.get("takers", [taker]), was, now, assignees)


def _care(kept: Mapping[str, Any]) -> dict[int, Care]:
    return {int(customer): (owner, backup) for customer, (owner, backup) in kept.items()}


def _only(taker: str, care: Care) -> Care:
    return taker, None if care[1] == taker else care[1]


def given(session: Session, entry_id: int, taker: str) -> Handover | None:
    """What somebody was given, for telling them; None once it was taken back, and for an entry of another action."""
    entry = audit.get(session.uow, entry_id)
    if entry is None or entry.action != CUSTOMERS_GIVEN or entry.undone_at or not entry.after:
        return None
    kept = _Kept.of(entry)
    what = Belongings(kept.giver, kept.before)
    return _handover(what, [taker], Shares(kept.after, kept.assignees), entry.id)


def given_in_words(session: Session, entry: audit.AuditEntry) -> str:
    """What `/rapport undo` calls it."""
    kept = _Kept.of(entry)
    known = (people.get(session.uow, one) for one in (kept.giver, *kept.takers))
    giver, *takers = (person.name if person else "somebody" for person in known)
    parts = [
        f"{number} {what}{'s' if number > 1 else ''}"
        for number, what in ((len(kept.after), "customer"), (len(kept.assignees), "follow-up"))
        if number
    ]
    others = say(" and {takers} more", takers=len(takers) - 1) if len(takers) > 1 else ""
    return say(
        "{parts} of {giver} given to {takers}{others}",
        parts=" and ".join(parts),
        giver=giver,
        takers=takers[0],
        others=others,
    )


def take_back(session: Session, entry: audit.AuditEntry) -> None:
    """Undo it where it is still so. Raises ConflictError when nothing is."""
    kept = _Kept.of(entry)
    now = caring.of_customers(session.uow, kept.after)
    back = {one: _restored(kept.before[one], kept.after[one], now[one]) for one in now}
    back = {one: care for one, care in back.items() if care != now[one]}
    caring.set_care(session.uow, back)
    theirs = [
        one
        for one in followups.by_id(session.uow, kept.assignees).values()
        if one.is_open and one.assignee == kept.assignees[one.id]
    ]
    if not back and not theirs:
        raise ConflictError(say("Somebody else has all of it since, so there is nothing to take back."))
    audit.mark_changes_undone(session.uow, entry.id, now.keys() - back.keys(), session.actor.id, session.now)
    for followup in theirs:
        followups.update(session.uow, rules.assign(followup, kept.giver, session.now))
    told_given.take_back(session, entry.id)
    _refresh(session, [kept.giver, *kept.takers], kept.assignees)


def _restored(before: Care, given_to: Care, now: Care) -> Care:
    """Owner and backup as they were, each where it is still the one who was given it."""
    owner, backup = (was if is_now == gave else is_now for was, gave, is_now in zip(before, given_to, now, strict=True))
    return owner, None if backup == owner else backup


def _refresh(session: Session, concerned: Sequence[str], assigned: Collection[int]) -> None:
    """Alerts name who looks after the customer; what the leads were told counts whom nobody was given."""
    named = [followup for person in concerned for followup in leavers.alerts_that_name(session.uow, person)]
    refresh_followups(session, {*named, *assigned})
    for post in outbox.posts(session.uow, MessageKind.LEFT, concerned[0]):
        outbox.refresh(session.uow, post.id, session.now)
