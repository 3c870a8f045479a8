"""What a touchpoint is about and why it came to it, said by a person with one click or in words of their own."""

from collections.abc import Callable, Collection
from typing import Any

from bot.domain.about import About, AboutSeen, SaidAbout, spelled
from bot.domain.errors import ConflictError
from bot.domain.saying import say
from bot.domain.settings import WorkspaceSettings
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.followups import refresh_followups
from bot.use_cases.session import Session, touchpoint_of
from storage import abouts, audit, followups, themes, touchpoints
from storage.audit import AuditEntry
from storage.database import UnitOfWork

SAID = "said what it is about"
"""In the audit log."""


def categories(uow: UnitOfWork, in_force: WorkspaceSettings) -> list[str]:
    """The words that say what touchpoints are about: the team's list, then those of somebody's own."""
    return list(dict.fromkeys((*in_force.complaint_categories, *abouts.used(uow, "category"))))


def about_of(session: Session, touchpoint_id: int) -> AboutSeen:
    """What is said of it so far. Raises NotFoundError where it is gone."""
    touchpoint = touchpoint_of(session, touchpoint_id)
    chosen = themes.of_touchpoints(session.uow, [touchpoint.id]).get(touchpoint.id, [])
    return AboutSeen(touchpoint, About(touchpoint.category, touchpoint.cause), themes.all_of(session.uow), chosen)


def say_about(
    session: Session, touchpoint_id: int, typed: About, theme_ids: Collection[int] | None = None
) -> SaidAbout:
    """It is about this, in the team's spelling. `theme_ids`: the themes that it belongs to; None: as they are.

    Raises NotUnderstoodError at its field for what is too long.
    """
    touchpoint = touchpoint_of(session, touchpoint_id)
    about = About(
        category_of(session, typed.category, "own_category"),
        spelled(typed.cause, (*session.settings.root_causes, *abouts.used(session.uow, "cause")), "own_cause"),
    )
    touchpoints.set_about(session.uow, touchpoint.id, about.category, about.cause)
    added, removed = _with_themes(session, touchpoint, theme_ids)
    undo_id = _record(session, touchpoint, about, added=added, removed=removed)
    _refresh(session, touchpoint.id)
    return SaidAbout(about_of(session, touchpoint.id), undo_id)


def category_of(session: Session, typed: str, field: str) -> str:
    """A category in the team's spelling; "" where nothing is typed. Raises NotUnderstoodError at its field."""
    return spelled(typed, categories(session.uow, session.settings), field) if typed else ""


def note_with(session: Session, followup_id: int, about: About, undo_id: int) -> None:
    """What was said with the end of a complaint: kept with it, and taken back with it (its entry is `undo_id`)."""
    followup = followups.get(session.uow, followup_id)
    touchpoint = touchpoints.get(session.uow, followup.touchpoint_id or 0) if followup else None
    if touchpoint is None or not about:
        return
    whole = About(about.category or touchpoint.category, about.cause or touchpoint.cause)
    if whole != About(touchpoint.category, touchpoint.cause):
        touchpoints.set_about(session.uow, touchpoint.id, whole.category, whole.cause)
        audit.make_part(session.uow, _record(session, touchpoint, whole), undo_id)


def take_back_with(session: Session, entry: AuditEntry) -> None:
    """The other way round; what somebody said otherwise since stays."""
    for part in audit.parts_of(session.uow, entry.id, 2**62, 1):
        touchpoint = touchpoints.get(session.uow, part.subject_id) if part.action == SAID else None
        if touchpoint and _is_as_left(touchpoint, part):
            _put_back(session, touchpoint, part.before or {})
            audit.mark_undone(session.uow, part.id, session.actor.id, session.now)


def take_back(session: Session, entry: AuditEntry) -> None:
    """It is about what it was. Raises ConflictError where somebody said otherwise since."""
    touchpoint = touchpoint_of(session, entry.subject_id)
    if not _is_as_left(touchpoint, entry):
        raise ConflictError(say("Somebody said since what it is about. Please change it by hand."))
    _put_back(session, touchpoint, entry.before or {})
    after = entry.after or {}
    for theme_id in after.get("added", ()):
        themes.unlink(session.uow, theme_id, [touchpoint.id])
    for theme_id in after.get("removed", ()):
        themes.link(session.uow, theme_id, [touchpoint], session.actor.id, session.now)
    _refresh(session, touchpoint.id)


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {SAID: take_back}


def _with_themes(
    session: Session, touchpoint: Touchpoint, theme_ids: Collection[int] | None
) -> tuple[list[int], list[int]]:
    """Links what is chosen and unlinks what is not; gives the ids of both. A theme that is gone is left out."""
    if theme_ids is None:
        return [], []
    there = {one.id for one in themes.all_of(session.uow)}
    had = {one.id for one in themes.of_touchpoints(session.uow, [touchpoint.id]).get(touchpoint.id, [])}
    added, removed = sorted((set(theme_ids) & there) - had), sorted(had - set(theme_ids))
    for theme_id in added:
        themes.link(session.uow, theme_id, [touchpoint], session.actor.id, session.now)
    for theme_id in removed:
        themes.unlink(session.uow, theme_id, [touchpoint.id])
    return added, removed


def _record(session: Session, touchpoint: Touchpoint, about: About, **more: list[int]) -> int:
    return session.record(
        SAID,
        ("touchpoint", touchpoint.id),
        touchpoint.customer_id,
        before=_kept(About(touchpoint.category, touchpoint.cause)),
        after={**_kept(about), **more},
    )


def _kept(about: About) -> dict[str, Any]:
    return {"category": about.category, "cause": about.cause}


def _is_as_left(touchpoint: Touchpoint, entry: AuditEntry) -> bool:
    after = entry.after or {}
    return _kept(About(touchpoint.category, touchpoint.cause)) == {name: after.get(name) for name in _kept(About())}


def _put_back(session: Session, touchpoint: Touchpoint, before: dict[str, Any]) -> None:
    touchpoints.set_about(session.uow, touchpoint.id, before.get("category", ""), before.get("cause", ""))


def _refresh(session: Session, touchpoint_id: int) -> None:
    refresh_followups(session, followups.with_alert(session.uow, [touchpoint_id]))
