"""What is about a theme: added and taken off by a person, one by one or all that have its words. Each can be undone."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.errors import ConflictError
from bot.domain.rights import THEMES
from bot.domain.saying import say
from bot.domain.theme import Theme
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.followups import refresh_followups
from bot.use_cases.session import Session, touchpoint_of
from bot.use_cases.theme_words import unnamed_with
from bot.use_cases.themes import KeptTheme, theme_of
from storage import followups, themes
from storage.audit import AuditEntry

ADDED, TAKEN_OFF, FILLED = "said to be about a theme", "taken off a theme", "complaints added to a theme"
"""In the audit log, with the theme's id."""


@dataclass(frozen=True)
class Linked:
    """A touchpoint that was added to a theme or taken off it, and the audit entry that takes that back."""

    theme: Theme
    touchpoint: Touchpoint
    undo_id: int


def add_to_theme(session: Session, theme_id: int, touchpoint_id: int) -> Linked:
    """It is about this theme. Raises ConflictError where it is already."""
    theme, touchpoint = theme_of(session, theme_id), touchpoint_of(session, touchpoint_id)
    if not themes.link(session.uow, theme.id, [touchpoint], session.actor.id, session.now):
        raise ConflictError(say("It is among “{name}” already.", name=theme.name))
    return _told(session, ADDED, theme, touchpoint)


def take_off(session: Session, theme_id: int, touchpoint_id: int) -> Linked:
    """It is not about this theme. Raises ConflictError where it is not anyway."""
    theme, touchpoint = theme_of(session, theme_id), touchpoint_of(session, touchpoint_id)
    if not themes.linked(session.uow, theme.id, [touchpoint.id]):
        raise ConflictError(say("It is not among “{name}” any more.", name=theme.name))
    themes.unlink(session.uow, theme.id, [touchpoint.id])
    return _told(session, TAKEN_OFF, theme, touchpoint)


def add_all_with_its_words(session: Session, theme_id: int) -> KeptTheme:
    """All complaints of the last weeks that have its phrases and belong to no theme. Raises ConflictError for none."""
    session.check(THEMES)
    theme = theme_of(session, theme_id)
    new = themes.link(session.uow, theme.id, unnamed_with(session, theme), session.actor.id, session.now)
    if not new:
        raise ConflictError(say("Nothing else has the words of “{name}” any more.", name=theme.name))
    undo_id = session.record(FILLED, ("theme", theme.id), None, after={"name": theme.name, "linked": new})
    _refresh(session, new)
    return KeptTheme(theme, undo_id, len(new))


def _undo_added(session: Session, entry: AuditEntry) -> None:
    themes.unlink(session.uow, _theme_in(entry), [entry.subject_id])
    _refresh(session, [entry.subject_id])


def _undo_taken_off(session: Session, entry: AuditEntry) -> None:
    theme, touchpoint = theme_of(session, _theme_in(entry)), touchpoint_of(session, entry.subject_id)
    themes.link(session.uow, theme.id, [touchpoint], session.actor.id, session.now)
    _refresh(session, [touchpoint.id])


def _undo_filled(session: Session, entry: AuditEntry) -> None:
    linked = (entry.after or {}).get("linked", ())
    themes.unlink(session.uow, entry.subject_id, linked)
    _refresh(session, linked)


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {
    ADDED: _undo_added,
    TAKEN_OFF: _undo_taken_off,
    FILLED: _undo_filled,
}


def _theme_in(entry: AuditEntry) -> int:
    return int((entry.after or {}).get("theme", 0))


def _told(session: Session, action: str, theme: Theme, touchpoint: Touchpoint) -> Linked:
    about = ("touchpoint", touchpoint.id)
    undo_id = session.record(action, about, touchpoint.customer_id, after={"theme": theme.id})
    _refresh(session, [touchpoint.id])
    return Linked(theme, touchpoint, undo_id)


def _refresh(session: Session, touchpoint_ids: list[int]) -> None:
    """Alerts say which themes they belong to."""
    refresh_followups(session, followups.with_alert(session.uow, touchpoint_ids))
