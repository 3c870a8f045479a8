"""Changing many customers at once: a preview, one transaction, one audit entry, and undone as one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.domain import one_of_many
from bot.domain.bulk_change import (
    CARE,
    NAMED,
    BulkChange,
    Change,
    Effect,
    OthersNowError,
    State,
    What,
    check_changes,
)
from bot.domain.cadence import tier_cadences
from bot.domain.errors import ConflictError, NotAllowedError, NotFoundError
from bot.domain.handover import Belongings, Care, Handover, Part, Shares
from bot.domain.rights import CHANGE_MANY, Extent
from bot.domain.saying import figure, say, say_count
from bot.domain.segment import Segment
from bot.use_cases import told_given
from bot.use_cases.customers import MOST
from bot.use_cases.followups import refresh_followups
from bot.use_cases.session import Session
from storage import audit, bulk_changes, customers, segments
from storage.audit import AuditEntry

CHANGED = "customers changed"
"""The action of its audit entry: `before` has for each change the states by the ids of those whom it changed."""

_KEPT_NAMED = 10
"""So many are named who were changed again since."""

_REFRESHED = CARE | {What.TIER}
"""What alerts and other messages show that stay."""


def changeable(session: Session, segment: Segment) -> list[int]:
    """Everybody in a list, of whom the one who asks may change all. Raises NotAllowedError and NotFoundError."""
    session.check(CHANGE_MANY)
    seen, tiers = segment.seen_by(session.actor.id), tier_cadences(session.settings)
    ids = segments.ids(session.uow, seen, session.today, tiers=tiers)
    if not ids:
        raise NotFoundError(say("Nobody fits this list (any more), so there is nothing to change."))
    _check_own(session, ids)
    return ids


def preview(session: Session, segment: Segment, changes: Sequence[Change]) -> BulkChange:
    """Who would change and who is so already.

    Raises NotAllowedError for a member who does not own all of them, NotFoundError where nobody is in the list,
    NotUnderstoodError for changes that cannot be.
    """
    check_changes(changes)
    ids = changeable(session, segment)
    effects = _effects(session, changes, ids)
    planned = BulkChange(effects, len(ids))
    names = customers.by_id(session.uow, sorted(planned.changing)[:NAMED]).values()
    return BulkChange(effects, len(ids), [one.name for one in names])


def change_all(session: Session, segment: Segment, changes: Sequence[Change], expected: int) -> BulkChange:
    """Do it. `expected`: how many the preview said would change.

    Raises OthersNowError where they are more or fewer by now, and as `preview` does.
    """
    planned = preview(session, segment, changes)
    if len(planned.changing) != expected:
        raise OthersNowError(planned)
    if not expected:
        raise ConflictError(say("All of them are so already, so there was nothing to change."))
    for effect in planned.effects:
        _put(session, effect)
        if effect.change.what is What.STAGE:
            bulk_changes.note_stages(
                session.uow, effect.change, effect.before, session.today, session.actor.id, session.now
            )
    kept = [_kept(effect) for effect in planned.effects]
    after = {"customers": len(planned.changing)}
    undo_id = session.record(CHANGED, ("list", 0), None, before={"changes": kept}, after=after)
    told_given.tell(session, undo_id, _takers(planned.effects))
    audit.record_changes(session.uow, undo_id, one_of_many.CHANGED, one_of_many.of_effects(planned.effects))
    _refresh(session, planned.effects)
    return BulkChange(planned.effects, planned.total, planned.names, undo_id)


def _takers(effects: Sequence[Effect]) -> list[str]:
    """Who owns or stands in for more customers by it."""
    takers = {effect.change.value for effect in effects if effect.change.what in CARE} - {""}
    given = {taker: _share(effects, taker) for taker in takers}
    return [taker for taker, share in given.items() if any(share.values())]


def _share(effects: Sequence[Effect], taker: str) -> dict[Part, int]:
    """What somebody gets by it."""
    before: dict[int, Care] = {}
    after: dict[int, Care] = {}
    for effect in effects:
        if effect.change.what in CARE:
            before = {**effect.before, **before}
            after |= {one: effect.change.state_after(state) for one, state in effect.before.items()}
    return Shares(after, {}).of(taker, Belongings(taker, before))


def given(session: Session, entry_id: int, taker: str) -> Handover | None:
    """What somebody was given by it, for telling them; None once it was taken back, and for another entry."""
    entry = audit.get(session.uow, entry_id)
    if entry is None or entry.action != CHANGED or entry.undone_at or not entry.before:
        return None
    effects = [Effect(*_stored(one), 0) for one in entry.before["changes"]]
    return Handover("", {taker: _share(effects, taker)}, entry.id, given_by=entry.actor)


def _kept(effect: Effect) -> dict[str, Any]:
    return {"what": effect.change.what, "value": effect.change.value, "before": effect.before}


def changed_in_words(session: Session, entry: AuditEntry) -> str:
    """What `/rapport undo` calls it: with who would stay as they are, because they were changed again since."""
    number = int((entry.after or {})["customers"])
    words = say_count("change of {figure} customer", "change of {figure} customers", number, figure=figure(number))
    _, kept = _to_take_back(session, entry)
    if not kept:
        return words
    names = [one.name for one in customers.by_id(session.uow, sorted(kept)[:_KEPT_NAMED]).values()]
    more = say(" and {kept} more", kept=figure(len(kept) - len(names))) if len(kept) > len(names) else ""
    return say_count(
        "{words}, but for {names}{more}, who was changed again since",
        "{words}, but for {names}{more}, who were changed again since",
        len(kept),
        words=words,
        names=", ".join(names),
        more=more,
    )


def undo_changed(session: Session, entry: AuditEntry) -> None:
    """Take it back where it is still so. Raises ConflictError where it is nowhere."""
    effects, others = _to_take_back(session, entry)
    if not any(effect.before for effect in effects):
        raise ConflictError(say("All of them were changed again since, so there is nothing to take back."))
    for effect in reversed(effects):
        bulk_changes.put(session.uow, effect.change, effect.before)
        if effect.change.what is What.STAGE:
            bulk_changes.take_back_stages(session.uow, effect.before, entry.actor, entry.at, session.now)
    told_given.take_back(session, entry.id)
    kept = others.difference(*(effect.before for effect in effects))
    audit.mark_changes_undone(session.uow, entry.id, kept, session.actor.id, session.now)
    _refresh(session, effects)


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {CHANGED: undo_changed}


def _to_take_back(session: Session, entry: AuditEntry) -> tuple[list[Effect], set[int]]:
    """What each change was for those who are still as it left them; and who was changed again since."""
    effects, kept = [], set[int]()
    known: dict[str, dict[int, State]] = {}
    for stored in reversed((entry.before or {})["changes"]):
        change, before = _stored(stored)
        now = {**bulk_changes.states(session.uow, change, before), **known.get(change.matter, {})}
        still = {one: before[one] for one in before if one in now and now[one] == change.state_after(before[one])}
        kept |= before.keys() & now.keys() - still.keys()
        known.setdefault(change.matter, {}).update(still)
        effects.append(Effect(change, still, 0))
    return [*reversed(effects)], kept


def _stored(kept: dict[str, Any]) -> tuple[Change, dict[int, State]]:
    before = {int(one): _state(state) for one, state in kept["before"].items()}
    return Change(What(kept["what"]), kept["value"]), before


def _state(stored: Any) -> Any:  # noqa: ANN401  # JSON of any state
    return tuple(stored) if isinstance(stored, list) else stored


def _check_own(session: Session, ids: Sequence[int]) -> None:
    if session.extent(CHANGE_MANY) is Extent.OWN and (
        others := bulk_changes.not_owned_by(session.uow, session.actor.id, ids)
    ):
        raise NotAllowedError(
            say(
                "{others} of these {ids} are not yours, and only leads and workspace admins can change "
                "others' customers at once. Put `owner:me` into the list to change your own.",
                others=figure(others),
                ids=figure(len(ids)),
            )
        )


def _effects(session: Session, changes: Sequence[Change], ids: Iterable[int]) -> list[Effect]:
    """What the changes do to these customers, each after those before it."""
    known: dict[str, dict[int, State]] = {}
    effects, tags = [], 0
    for change in changes:
        states = known.get(change.matter) or bulk_changes.states(session.uow, change, ids)
        changing = {one: state for one, state in states.items() if change.state_after(state) != state}
        full: set[int] = set()
        if change.what is What.TAG:
            full = bulk_changes.with_tags(session.uow, changing, MOST["tags"] - tags)
            changing = {one: state for one, state in changing.items() if one not in full}
            tags += 1
        known[change.matter] = {**states, **{one: change.state_after(state) for one, state in changing.items()}}
        effects.append(Effect(change, changing, len(states) - len(changing) - len(full), len(full)))
    return effects


def _put(session: Session, effect: Effect) -> None:
    bulk_changes.put(
        session.uow, effect.change, {one: effect.change.state_after(state) for one, state in effect.before.items()}
    )


def _refresh(session: Session, effects: Sequence[Effect]) -> None:
    shown = sorted({one for effect in effects if effect.change.what in _REFRESHED for one in effect.before})
    refresh_followups(session, bulk_changes.open_followups(session.uow, shown))
