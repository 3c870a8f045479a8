"""Lists under a name: saved, shared, renamed, changed, deleted and undone; and counted every day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.cadence import tier_cadences
from bot.domain.calendar import local_date
from bot.domain.errors import ConflictError, NotAllowedError, NotFoundError, NotUnderstoodError, Who
from bot.domain.rights import LISTS, Extent
from bot.domain.saved_list import COUNTS_KEPT, MOST_LISTS, NAME_LENGTH, SavedList
from bot.domain.saying import say
from bot.domain.segment import FieldGoneError, Segment, Sorting
from bot.use_cases import rounds
from bot.use_cases.session import Session
from storage import saved_lists, segments
from storage.audit import AuditEntry

SAVED, CHANGED, DELETED = "list saved", "list changed", "list deleted"

COUNTED = "lists counted"
"""The mark of the round in which lists are counted."""


def save_list(
    session: Session, name: str, segment: Segment, sorting: Sorting, *, is_shared: bool
) -> tuple[SavedList, int]:
    """Keep a segment under a name; the list and the audit entry that takes it back.

    Raises NotUnderstoodError for a name that cannot be, ConflictError for one that is taken, or too many lists.
    """
    name = _checked_name(session, name, is_shared=is_shared)
    if len(saved_lists.seen_by(session.uow, session.actor.id)) >= MOST_LISTS:
        raise ConflictError(
            say("There are {most_lists} lists already. Delete one first: `/customer lists`.", most_lists=MOST_LISTS),
            field="name",
        )
    new = SavedList(0, name, segment, session.actor.id, is_shared, sorting)
    new = replace(new, id=saved_lists.add(session.uow, new, session.now))
    saved_lists.put_count(session.uow, new.id, team_day(session), _count(session, new))
    return new, session.record(SAVED, ("list", new.id), None)


def change_list(
    session: Session,
    list_id: int,
    seen: int,
    *,
    name: str | None = None,
    is_shared: bool | None = None,
    segment: Segment | None = None,
    sorting: Sorting | None = None,
) -> tuple[SavedList, int]:
    """Change what is given of a list. `seen`: the version that was looked at.

    Raises ConflictError where somebody changed it meanwhile, NotAllowedError for a member who did not make it.
    """
    before = to_change(session, list_id)
    if before.version != seen:
        raise ConflictError(
            say("Somebody changed this list meanwhile. Nothing was saved; close this and look at it again.")
        )
    shared = before.is_shared if is_shared is None else is_shared
    if name is not None or shared != before.is_shared:
        name = _checked_name(session, name or before.name, is_shared=shared, but=before.id)
    after = replace(
        before,
        name=name or before.name,
        is_shared=shared,
        segment=before.segment if segment is None else segment,
        sorting=sorting or before.sorting,
    )
    saved_lists.update(session.uow, after)
    if after.segment != before.segment:
        saved_lists.forget_counts(session.uow, list_id)
        saved_lists.put_count(session.uow, list_id, team_day(session), _count(session, after))
    undo_id = session.record(CHANGED, ("list", list_id), None, before=_kept(before), after=_kept(after))
    return list_of(session, list_id), undo_id


def delete_list(session: Session, list_id: int) -> tuple[SavedList, int]:
    """Take a list away; the customers in it stay."""
    gone = to_change(session, list_id)
    saved_lists.set_removed(session.uow, list_id, session.now)
    return gone, session.record(DELETED, ("list", list_id), None)


def lists_of(session: Session) -> list[SavedList]:
    """The lists of the team and the asker's own, by name."""
    return saved_lists.seen_by(session.uow, session.actor.id)


def list_of(session: Session, list_id: int) -> SavedList:
    """The list with this id. Raises NotFoundError where it is gone or somebody else's own."""
    found = saved_lists.get(session.uow, list_id)
    if found is None or not found.is_for(session.actor.id):
        raise NotFoundError(say("This list is not there any more. Nothing was changed; `/customer lists` shows all."))
    return found


def list_called(session: Session, name: str) -> SavedList | None:
    """The list of this name, the asker's own before one of the team; None where there is none."""
    return next(iter(saved_lists.called(session.uow, session.actor.id, name)), None) if name.strip() else None


def to_change(session: Session, list_id: int) -> SavedList:
    """A list that the one who asks may change. Raises NotAllowedError and NotFoundError."""
    found = list_of(session, list_id)
    if not may_change(session, found):
        raise NotAllowedError(say("Only "), Who(found.made_by), say(", who made this list, and leads can change it."))
    return found


def may_change(session: Session, saved: SavedList) -> bool:
    """Whether the one who asks made it, or is a lead and it is shared."""
    is_leads = saved.is_shared and session.extent(LISTS) is Extent.ALL
    return saved.made_by == session.actor.id or is_leads


def team_day(session: Session) -> date:
    """The team's local day, by which lists are counted."""
    return local_date(session.now, session.working_hours.zone)


def is_time_to_count(session: Session) -> bool:
    """Whether a quarter of an hour has begun in which nobody has looked. Only reads."""
    return rounds.is_time(session, COUNTED)


def counts_due(session: Session) -> dict[int, int]:
    """How many are in each list that was not counted on the team's day; none for one that asks for a removed field."""
    found = {}
    for list_id in saved_lists.without_count(session.uow, team_day(session)):
        saved = saved_lists.get(session.uow, list_id)
        if saved:
            try:
                found[list_id] = _count(session, saved)
            except FieldGoneError:
                continue
    return found


def keep_counts(session: Session, counts: dict[int, int]) -> None:
    """Keep what was counted, and drop what is older than it is kept."""
    today = team_day(session)
    for list_id, customers in counts.items():
        saved_lists.put_count(session.uow, list_id, today, customers)
    saved_lists.forget_counts_before(session.uow, today - COUNTS_KEPT)
    rounds.done(session, COUNTED, session.now)


def _count(session: Session, saved: SavedList) -> int:
    """Where it is of whoever looks, for the one who made it."""
    seen, tiers = saved.segment.seen_by(saved.made_by), tier_cadences(session.settings)
    return segments.count(session.uow, seen, team_day(session), tiers=tiers)


def _checked_name(session: Session, name: str, *, is_shared: bool, but: int = 0) -> str:
    name = " ".join(name.split())
    if not any(map(str.isalnum, name)):
        raise NotUnderstoodError(say("Please give the list a name, like “Regulars at risk”."), field="name")
    if len(name) > NAME_LENGTH:
        raise NotUnderstoodError(
            say("The name of a list has up to {name_length} characters.", name_length=NAME_LENGTH), field="name"
        )
    for other in saved_lists.called(session.uow, session.actor.id, name):
        if other.id != but and other.is_shared is is_shared:
            whose = say("The team has") if is_shared else say("You have")
            raise ConflictError(
                say("{whose} a list “{name}” already. Give this one another name.", whose=whose, name=other.name),
                field="name",
            )
    return name


# Undo


def _undo_saved(session: Session, entry: AuditEntry) -> None:
    saved_lists.set_removed(session.uow, entry.subject_id, session.now)


def _undo_changed(session: Session, entry: AuditEntry) -> None:
    now = saved_lists.get(session.uow, entry.subject_id)
    if now is None or _kept(now) != entry.after:
        raise ConflictError(say("This list was changed again since. Please change it by hand: `/customer lists`."))
    before = entry.before or {}
    as_before = replace(
        now,
        name=before["name"],
        is_shared=before["is_shared"],
        segment=Segment.from_text(before["segment"]),
        sorting=Sorting(before["sorting"]),
    )
    saved_lists.update(session.uow, as_before)


def _undo_deleted(session: Session, entry: AuditEntry) -> None:
    saved_lists.set_removed(session.uow, entry.subject_id, None)


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {
    SAVED: _undo_saved,
    CHANGED: _undo_changed,
    DELETED: _undo_deleted,
}


def _kept(saved: SavedList) -> dict[str, Any]:
    return {
        "name": saved.name,
        "is_shared": saved.is_shared,
        "segment": saved.segment.text,
        "sorting": saved.sorting.value,
    }
