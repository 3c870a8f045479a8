"""Themes as leads name, change, merge and remove them. Each change can be undone, and is in the audit log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.errors import ConflictError, NotFoundError, changed_meanwhile
from bot.domain.rights import THEMES
from bot.domain.saying import say
from bot.domain.theme import MOST_PHRASES, MOST_THEMES, NOTHING, Standing, Theme, Weighed, checked, in_order
from bot.use_cases.session import Session, lost
from bot.use_cases.theme_menders import Named, check_may_mend, store, tell_mender
from bot.use_cases.theme_words import unnamed_with
from storage import themes
from storage.audit import AuditEntry

NAMED, CHANGED, REMOVED, MERGED = "theme named", "theme changed", "theme removed", "themes merged"
"""In the audit log. The words of a theme are the team's own, and nothing of a customer."""


@dataclass(frozen=True)
class KeptTheme:
    """A theme after a change, and the audit entry that takes it back. `linked`: so many complaints came with it.

    `named`: who is to mend it now, and was not before.
    """

    theme: Theme
    undo_id: int
    linked: int = 0
    named: Named | None = None


@dataclass(frozen=True)
class Draft:
    """What a lead filled in."""

    name: str
    phrases: tuple[str, ...] = ()
    cause: str = ""
    owner: str | None = None

    def on(self, theme: Theme, others: Sequence[Theme]) -> Theme:
        """The theme with this. Raises a RapportError for what cannot be, at its field."""
        filled = replace(theme, name=self.name, phrases=self.phrases, cause=self.cause, owner=self.owner)
        return checked(filled, others)


def theme_of(session: Session, theme_id: int) -> Theme:
    """The one with this id. Raises NotFoundError where it was removed or merged."""
    found = themes.get(session.uow, theme_id)
    if found is None:
        gone = NotFoundError(say("This theme was removed, or merged into another. Nothing was changed."))
        raise lost(session, "themes", theme_id) or gone
    return found


def weighed(session: Session) -> list[Weighed]:
    """All of them with what is behind each, those to mend first."""
    found = themes.weights(session.uow, session.today)
    return in_order(Weighed(one, found.get(one.id, NOTHING)) for one in themes.all_of(session.uow))


def weighed_one(session: Session, theme_id: int) -> Weighed:
    """One of them. Raises NotFoundError."""
    theme = theme_of(session, theme_id)
    return Weighed(theme, themes.weights(session.uow, session.today).get(theme_id, NOTHING))


def name_theme(session: Session, draft: Draft) -> KeptTheme:
    """A new one, with the complaints of the last weeks in which one of its phrases stands.

    Raises a RapportError for what cannot be, with the field of the form.
    """
    session.check(THEMES)
    there = themes.all_of(session.uow)
    _check_room(there)
    theme = draft.on(Theme(0, "", session.now), there)
    theme = replace(theme, id=themes.add(session.uow, theme))
    new = themes.link(session.uow, theme.id, unnamed_with(session, theme), session.actor.id, session.now)
    undo_id = session.record(NAMED, ("theme", theme.id), None, after={**themes.snapshot(theme), "linked": len(new)})
    return KeptTheme(theme, undo_id, len(new), tell_mender(session, theme))


def change_theme(session: Session, theme_id: int, seen: int, draft: Draft) -> KeptTheme:
    """Another name, other phrases, another cause or owner. Raises ConflictError where it was changed since `seen`."""
    session.check(THEMES)
    before = theme_of(session, theme_id)
    if before.version != seen:
        raise changed_meanwhile(before.name)
    return changed(session, CHANGED, before, draft.on(before, themes.all_of(session.uow)))


def begin_mending(session: Session, theme_id: int) -> KeptTheme:
    """Somebody is at it. Raises ConflictError where it is not open."""
    before = theme_of(session, theme_id)
    check_may_mend(session, before)
    if before.standing is not Standing.OPEN:
        raise ConflictError(say("“{name}” is not open any more. Nothing was changed.", name=before.name))
    after = replace(before, standing=Standing.MENDING, since=session.now, owner=before.owner or session.actor.id)
    return changed(session, CHANGED, before, after)


def remove_theme(session: Session, theme_id: int) -> KeptTheme:
    """Take one away. What was said stays logged, and what is behind the theme comes back with Undo."""
    session.check(THEMES)
    before = theme_of(session, theme_id)
    store(session, replace(before, version=before.version + 1), removed_at=session.now)
    undo_id = session.record(REMOVED, ("theme", before.id), None, before=themes.snapshot(before))
    return KeptTheme(before, undo_id)


def merge_themes(session: Session, gone_id: int, into_id: int) -> KeptTheme:
    """What is behind the one is behind the other, which has the phrases of both. Raises ConflictError for one alone."""
    session.check(THEMES)
    gone, into = theme_of(session, gone_id), theme_of(session, into_id)
    if gone.id == into.id:
        raise ConflictError(say("Please choose another theme to merge it into."), field="into")
    moved = themes.move_links(session.uow, gone.id, into.id)
    phrases = tuple(dict.fromkeys((*into.phrases, *gone.phrases)))[:MOST_PHRASES]
    after = replace(into, phrases=phrases, version=into.version + 1)
    store(session, after)
    store(session, gone, removed_at=session.now)
    kept = {"into": into.id, "moved": moved, "phrases": themes.snapshot(after)["phrases"]}
    before = {**themes.snapshot(gone), "phrases_before": themes.snapshot(into)["phrases"]}
    undo_id = session.record(MERGED, ("theme", gone.id), None, before=before, after=kept)
    return KeptTheme(after, undo_id, len(moved))


def changed(session: Session, action: str, before: Theme, after: Theme, **more: object) -> KeptTheme:
    """Store a change of one, with its audit entry. `more`: what else that keeps (JSON)."""
    after = replace(after, version=before.version + 1)
    store(session, after)
    kept = {"before": themes.snapshot(before), "after": {**themes.snapshot(after), **more}}
    undo_id = session.record(action, ("theme", after.id), None, **kept)
    return KeptTheme(after, undo_id, named=tell_mender(session, after, before))


def as_it_was(session: Session, entry: AuditEntry) -> tuple[Theme, Theme]:
    """The theme, which must be as this entry left it, and as it was before. Raises ConflictError."""
    now = theme_of(session, entry.subject_id)
    left = entry.after or {}
    if any(left.get(name) != value for name, value in themes.snapshot(now).items()):
        raise ConflictError(
            say("“{name}” was changed again since. Please change it with `/rapport themes`.", name=now.name)
        )
    before = themes.from_snapshot(now.id, entry.before or themes.snapshot(now))
    return now, replace(before, version=now.version + 1)


def _undo_named(session: Session, entry: AuditEntry) -> None:
    now, _ = as_it_was(session, entry)
    store(session, now, removed_at=session.now)


def _undo_changed(session: Session, entry: AuditEntry) -> None:
    _, before = as_it_was(session, entry)
    store(session, checked(before, themes.all_of(session.uow)))


def _undo_removed(session: Session, entry: AuditEntry) -> None:
    there = themes.all_of(session.uow)
    _check_room(there)
    before = checked(themes.from_snapshot(entry.subject_id, entry.before or {}), there)
    store(session, replace(before, version=before.version + 2))


def _undo_merged(session: Session, entry: AuditEntry) -> None:
    """Links that were moved go back, and phrases too where they are as the merge left them."""
    kept, was = entry.after or {}, entry.before or {}
    there = themes.all_of(session.uow)
    _check_room(there)
    into = theme_of(session, int(kept.get("into", 0)))
    gone = checked(themes.from_snapshot(entry.subject_id, was), there)
    themes.put_links(session.uow, kept.get("moved", ()), gone.id)
    store(session, replace(gone, version=gone.version + 1))
    if themes.snapshot(into)["phrases"] == kept.get("phrases"):
        before = themes.from_snapshot(into.id, {**themes.snapshot(into), "phrases": was.get("phrases_before")})
        store(session, replace(before, version=into.version + 1))


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {
    NAMED: _undo_named,
    CHANGED: _undo_changed,
    REMOVED: _undo_removed,
    MERGED: _undo_merged,
}


def _check_room(there: Sequence[Theme]) -> None:
    if len(there) >= MOST_THEMES:
        raise ConflictError(
            say("There are {most} themes. Merge or remove some first: `/rapport themes`.", most=MOST_THEMES),
            field="name",
        )
