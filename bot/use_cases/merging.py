"""Merging two customers who are one, and taking them apart again, for 30 days, also after later changes.

Undone, whatever was moved goes back to whom it was, as it is by then, and what came since stays with who stayed. The
other one is there again as they were at the merge. Fields of the one who stayed go back to what they were, but for
those that somebody changed since (bot/domain/merging.py).

One transaction each. What is kept for the way back, and of whom, stands in storage/merges.py.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain.calendar import birthday_in
from bot.domain.customers import Customer
from bot.domain.digest import NOTES
from bot.domain.errors import ConflictError, NotFoundError
from bot.domain.merged_occasions import begun_again, ended, settled_origins, twice
from bot.domain.merging import Both, Done, Proposal, Side, check_are_two, check_may_merge, merged, unmerged
from bot.domain.rights import MERGE
from bot.domain.saying import say
from bot.use_cases import playbook_merging
from bot.use_cases.currency import currency_of
from bot.use_cases.customers import MOST, checked_customer, refresh_customer, version
from bot.use_cases.duplicates import find_again
from bot.use_cases.session import Session, customer_of
from storage import custom_fields, customers, followups, merges
from storage.audit import AuditEntry
from storage.merges import Merge

MERGED = "customers merged"
"""The action of its audit entry; `after` has the id of the merge."""


def propose(session: Session, kept_id: int, gone_id: int) -> Proposal:
    """The two side by side. Raises a RapportError where they are one, gone, or not the asker's to merge."""
    both = _both(session, kept_id, gone_id)
    united = both.united(both.proposed)
    ids = {one.referred_by for one in (both.kept, both.gone) if one.referred_by}
    return Proposal(
        both=both,
        seen=(version(both.kept), version(both.gone)),
        counted=merges.counted(session.uow, [both.kept.id, both.gone.id]),
        custom={field.id: field.name for field in custom_fields.all_of(session.uow)},
        currency=currency_of(session.settings),
        too_long={name: (united[name], most) for name, most in MOST.items() if len(united[name]) > most},
        referrers={one.id: one.name for one in customers.by_id(session.uow, ids).values()},
    )


def merge(
    session: Session,
    kept_id: int,
    gone_id: int,
    chosen: Mapping[str, Side],
    *,
    seen: tuple[str, str],
    lists: Mapping[str, tuple[int, ...]],
) -> Done:
    """Make one of two. `lists`: of those that are too long, the places of what is chosen in what both have.

    Raises ConflictError where one of them was changed since they were `seen`.
    """
    both = _both(session, kept_id, gone_id)
    kept, gone = both.kept, both.gone
    if seen != (version(kept), version(gone)):
        raise ConflictError(
            say(
                "{name} or {name_2} was changed by somebody else meanwhile. Nothing was merged.",
                name=kept.name,
                name_2=gone.name,
            )
        )
    united = both.united({**both.proposed, **chosen})
    picked = {
        name: tuple(united[name][at] for at in places if at < len(united[name])) for name, places in lists.items()
    }
    whole = checked_customer(merged(both, chosen, picked))
    moved = merges.counted(session.uow, [gone.id])[gone.id]
    merge_id = merges.add(session.uow, gone=gone, before=kept, after=whole, merged_by=session.actor.id, now=session.now)
    _end_what_is_twice(session, merge_id, both)
    playbook_merging.end_twins(session, merge_id, kept.id, gone.id)
    merges.move(session.uow, merge_id, gone.id, kept.id)
    merges.move_reminders(session.uow, merge_id, NOTES, gone.id, kept.id)
    customers.remove(session.uow, gone.id, session.now)
    customers.update(session.uow, whole)
    _settle_origins(session, merge_id, whole, gone.id)
    refresh_customer(session, kept.id)
    undo_id = session.record(MERGED, ("customer", kept.id), kept.id, after={"merge": merge_id})
    return Done(whole, gone, moved, undo_id)


def take_apart(session: Session, entry: AuditEntry) -> None:
    """Undo it. Raises ConflictError where the one who stayed was merged into another since, or took in another."""
    done = _merge_of(session, entry)
    kept, gone = done.before.id, done.gone.id
    now = customers.get(session.uow, kept)
    if now is None:
        raise ConflictError(_gone_since(session, done))
    last = merges.last_into(session.uow, kept)
    if last != done.id:
        later = merges.get(session.uow, last or 0)
        name = later.gone.name if later else say("another customer")
        raise ConflictError(
            say(
                "{name} was merged into {name_2} after that. Undo that first: `/rapport undo`.",
                name=name,
                name_2=now.name,
            )
        )
    refresh_customer(session, kept)
    _back_to_what_was_said(session, done)
    merges.move_back(session.uow, done.id, gone, kept)
    playbook_merging.part_twins(session, done.id)
    customers.update(session.uow, unmerged(now, done.before, done.after))
    referrer = done.gone.referred_by
    still = customers.get(session.uow, referrer) if referrer else None
    merges.bring_back(session.uow, replace(done.gone, referred_by=still.id if still else None))
    merges.undone(session.uow, done.id, session.now)
    find_again(session, (kept, gone))
    refresh_customer(session, kept)
    refresh_customer(session, gone)


def merged_in_words(session: Session, entry: AuditEntry) -> str:
    """What `/rapport undo` calls it."""
    done = merges.get(session.uow, int((entry.after or {}).get("merge", 0)))
    return (
        say("merge of {name} into {name_2}", name=done.gone.name, name_2=done.after.name)
        if done
        else say("merge of customers")
    )


def check_not_merged(session: Session, customer_id: int) -> None:
    """Raise ConflictError where somebody went into another customer, or took in another: their adding stays then."""
    into = merges.present_id(session.uow, customer_id)
    if into is None and merges.last_into(session.uow, customer_id) is None:
        return
    name = customer_of(session, customer_id).name
    raise ConflictError(
        say("This customer was merged since and is {name} now. Undo that first: `/rapport undo`.", name=name)
    )


def _both(session: Session, kept_id: int, gone_id: int) -> Both:
    kept, gone = customer_of(session, kept_id), customer_of(session, gone_id)
    check_are_two(kept, gone)
    check_may_merge(session.actor, session.extent(MERGE), (kept, gone))
    newer = merges.changed_last(session.uow, kept.id, gone.id)
    return Both(kept, gone, Side.KEPT if newer == kept.id else Side.GONE)


def _merge_of(session: Session, entry: AuditEntry) -> Merge:
    done = merges.get(session.uow, int((entry.after or {}).get("merge", 0)))
    if done is None:
        raise NotFoundError(say("What is needed to take these customers apart is not kept any more."))
    return done


def _gone_since(session: Session, done: Merge) -> str:
    into = merges.present_id(session.uow, done.before.id)
    present = customers.get(session.uow, into) if into else None
    if present is None:
        return say("{name} is no longer in Rapport, so nobody can be taken out of them.", name=done.after.name)
    return say(
        "{name} was merged into {name_2} after that. Undo that first: `/rapport undo`.",
        name=done.after.name,
        name_2=present.name,
    )


def _end_what_is_twice(session: Session, merge_id: int, both: Both) -> None:
    found = [one for who in (both.kept, both.gone) for one in followups.open_of_customer(session.uow, who.id)]
    for one in twice(found, both.kept.id):
        followups.update(session.uow, ended(one, session.actor.id, session.now))
        merges.note(session.uow, merge_id, merges.CANCELLED, {one.id: ""})


def _settle_origins(session: Session, merge_id: int, kept: Customer, gone_id: int) -> None:
    born = kept.birthday

    def in_year(year: int) -> date | None:
        return birthday_in(year, born.month, born.day, session.settings.leap_birthday) if born else None

    before = merges.origins(session.uow, [kept.id])
    changed = settled_origins(before, gone_id, kept.id, in_year)
    merges.note(session.uow, merge_id, merges.ORIGIN, {one: before[one] for one in changed})
    merges.set_origins(session.uow, changed)


def _back_to_what_was_said(session: Session, done: Merge) -> None:
    merges.move_reminders_back(session.uow, done.id)
    merges.set_origins(session.uow, merges.noted(session.uow, done.id, merges.ORIGIN))
    for one in followups.by_id(session.uow, merges.noted(session.uow, done.id, merges.CANCELLED)).values():
        followups.update(session.uow, begun_again(one))
