"""The team's playbooks: what there is, and how leads add, change, switch and remove them. Each change can be undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.errors import ConflictError, NotFoundError, changed_meanwhile
from bot.domain.playbook import MOST_PLAYBOOKS, Beginning, Playbook, Step, checked
from bot.domain.rights import PLAYBOOKS
from bot.domain.saying import say
from bot.use_cases.session import Session, lost
from storage import playbook_runs, playbooks
from storage.audit import AuditEntry

ADDED, CHANGED, SWITCHED, REMOVED = (f"playbook {what}" for what in ("added", "changed", "switched", "removed"))
"""In the audit log. The words of a playbook are the team's own, and nothing of a customer."""


@dataclass(frozen=True)
class Kept:
    """A playbook after a change, the audit entry that takes it back, and with how many customers it is on its way."""

    playbook: Playbook
    undo_id: int
    running: int = 0


def playbooks_of(session: Session) -> list[Playbook]:
    """Those there are, in the order they came."""
    return playbooks.all_of(session.uow)


def playbook_of(session: Session, playbook_id: int) -> Playbook:
    """The one with this id. Raises NotFoundError where it was removed."""
    found = next((one for one in playbooks_of(session) if one.id == playbook_id), None)
    if found is None:
        gone = NotFoundError(say("This playbook was removed in the meantime. Nothing was changed."))
        raise lost(session, "playbooks", playbook_id) or gone
    return found


@dataclass(frozen=True)
class Draft:
    """What a lead filled in: `steps` by the row of the form in which each stands."""

    name: str
    begins: Beginning
    steps: Mapping[int, Step]

    def on(self, book: Playbook, others: Sequence[Playbook]) -> Playbook:
        """The playbook with this. Raises a RapportError for what cannot be, at its field."""
        filled = replace(book, name=self.name, begins=self.begins, steps=tuple(self.steps.values()))
        return checked(filled, others, list(self.steps))


def add_playbook(session: Session, draft: Draft) -> Kept:
    """A new one, switched off. Raises a RapportError for what cannot be, with the field of the form."""
    session.check(PLAYBOOKS)
    there = playbooks_of(session)
    _check_room(there)
    book = draft.on(Playbook(0, "", draft.begins, (), version=1), there)
    book = replace(book, id=playbooks.add(session.uow, book))
    return _kept(session, ADDED, None, book)


def change_playbook(session: Session, playbook_id: int, seen: int, draft: Draft) -> Kept:
    """Other words, another beginning, other steps. Runs on their way keep the steps they began with.

    `seen`: the version that was looked at. Raises ConflictError where somebody changed it meanwhile.
    """
    session.check(PLAYBOOKS)
    before = playbook_of(session, playbook_id)
    if before.version != seen:
        raise changed_meanwhile(before.name)
    after = draft.on(before, playbooks_of(session))
    if after.begins is not before.begins and after.is_on:
        after = replace(after, on_since=None if after.begins is Beginning.BY_HAND else session.now)
    return _changed(session, CHANGED, before, after)


def switch_playbook(session: Session, playbook_id: int, *, on: bool) -> Kept:
    """From now on it begins by itself, or no more. What is on its way goes on."""
    session.check(PLAYBOOKS)
    before = playbook_of(session, playbook_id)
    if on and before.begins is Beginning.BY_HAND:
        raise ConflictError(
            say(
                "“{name}” begins by hand only. To have it begin by itself, change with what it begins.",
                name=before.name,
            )
        )
    if before.is_on is on:
        raise ConflictError(
            say("“{name}” is switched {what} already.", name=before.name, what=say("on") if on else say("off"))
        )
    return _changed(session, SWITCHED, before, replace(before, on_since=session.now if on else None))


def remove_playbook(session: Session, playbook_id: int) -> Kept:
    """Take one away. What is on its way goes on."""
    session.check(PLAYBOOKS)
    before = playbook_of(session, playbook_id)
    playbooks.put(session.uow, replace(before, version=before.version + 1), removed_at=session.now)
    return _kept(session, REMOVED, before, None)


def running_count(session: Session) -> dict[int, int]:
    """By playbook with how many customers it is on its way."""
    return playbook_runs.running_count(session.uow)


def _undo_added(session: Session, entry: AuditEntry) -> None:
    playbooks.put(session.uow, _as_it_was(session, entry), removed_at=session.now)


def _undo_changed(session: Session, entry: AuditEntry) -> None:
    now = _as_it_was(session, entry)
    before = playbooks.from_snapshot(now.id, entry.before or {})
    before = checked(before, playbooks_of(session))
    playbooks.put(session.uow, replace(before, version=now.version + 1))


def _undo_removed(session: Session, entry: AuditEntry) -> None:
    there = playbooks_of(session)
    _check_room(there)
    before = checked(playbooks.from_snapshot(entry.subject_id, entry.before or {}), there)
    playbooks.put(session.uow, replace(before, version=before.version + 2))


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {
    ADDED: _undo_added,
    CHANGED: _undo_changed,
    SWITCHED: _undo_changed,
    REMOVED: _undo_removed,
}


def _as_it_was(session: Session, entry: AuditEntry) -> Playbook:
    """The playbook, which must be as this entry left it."""
    now = playbook_of(session, entry.subject_id)
    if playbooks.snapshot(now) != entry.after:
        raise ConflictError(
            say("“{name}” was changed again since. Please change it with `/rapport playbooks`.", name=now.name)
        )
    return now


def _changed(session: Session, action: str, before: Playbook, after: Playbook) -> Kept:
    after = replace(after, version=before.version + 1)
    playbooks.put(session.uow, after)
    return _kept(session, action, before, after)


def _kept(session: Session, action: str, before: Playbook | None, after: Playbook | None) -> Kept:
    one = after or before
    assert one  # noqa: S101  # one of them is given
    undo_id = session.record(
        action,
        ("playbook", one.id),
        None,
        before=playbooks.snapshot(before) if before else None,
        after=playbooks.snapshot(after) if after else None,
    )
    return Kept(one, undo_id, running_count(session).get(one.id, 0))


def _check_room(there: Sequence[Playbook]) -> None:
    if len(there) >= MOST_PLAYBOOKS:
        raise ConflictError(
            say(
                "There are {most_playbooks} playbooks. Remove one that nobody uses first: `/rapport playbooks`.",
                most_playbooks=MOST_PLAYBOOKS,
            ),
            field="name",
        )
