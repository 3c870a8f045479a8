"""The wordings of notes: what there is, and how leads edit, add, switch off and reset them; each can be undone."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.domain.errors import ConflictError, NotFoundError, NotUnderstoodError
from bot.domain.problems import Problem
from bot.domain.rights import TEMPLATES
from bot.domain.saying import say
from bot.domain.shipped_templates import SHIPPED
from bot.domain.templates import Occasion, Template, check, is_broken
from bot.reading.languages import read_language
from bot.use_cases.session import Session, lost
from storage import templates
from storage.audit import AuditEntry
from storage.database import UnitOfWork

ADDED, CHANGED, REMOVED, RESET = "wording added", "wording changed", "wording removed", "wording reset"
"""In the audit log. A wording is the team's own words, with nothing of a customer in it."""

MOST = 12
"""So many wordings of one occasion: more nobody keeps in mind, and a page has room for no more."""


@dataclass(frozen=True)
class TemplateChanged:
    """A template after a change, and the audit entry that takes it back.

    `is_gone`: it was removed. `is_last`: none of its occasion is in use any more.
    """

    template: Template
    undo_id: int
    is_gone: bool = False
    is_last: bool = False


def all_templates(uow: UnitOfWork) -> list[Template]:
    """Every one: those of Rapport, as the team has changed them, then the team's own."""
    stored = {one.key: one for one in templates.stored(uow)}
    ours = [stored.pop(one.key, one) for one in SHIPPED]
    return [*ours, *(one for one in stored.values() if templates.row_id(one.key))]


def of_occasion(uow: UnitOfWork, occasion: Occasion) -> list[Template]:
    """Those of one occasion."""
    return [one for one in all_templates(uow) if one.occasion is occasion]


def template_of(session: Session, key: str) -> Template:
    """The one of this key. Raises NotFoundError where it was removed."""
    found = next((one for one in all_templates(session.uow) if one.key == key), None)
    if found is None:
        gone = NotFoundError(say("This wording was removed in the meantime. Nothing was changed."))
        raise lost(session, "templates", templates.row_id(key)) or gone
    return found


def save_template(session: Session, template: Template, *, seen: str = "") -> TemplateChanged:
    """Store a new one, or a changed one as it was when `seen` (its mark). Its language is one of `language_called`.

    Raises NotUnderstoodError with the field to mend, ConflictError where somebody was faster.
    """
    session.check(TEMPLATES)
    before = template_of(session, template.key) if template.key else None
    if before and seen != mark(before):
        raise ConflictError(
            say(
                "Somebody else changed this wording meanwhile. Nothing was saved. Copy your words, close this form and "
                "open it again."
            ),
            field="words",
        )
    template = replace(template, subject=" ".join(template.subject.split()))
    check(template)
    if before is None and len(of_occasion(session.uow, template.occasion)) >= MOST:
        raise ConflictError(
            say("There are {most} wordings already. Change or remove one of them.", most=MOST), field="words"
        )
    template = replace(template, key=templates.put(session.uow, template), is_changed=template.key in _ORIGINALS)
    return _changed(session, CHANGED if before else ADDED, before, template)


def reset_template(session: Session, key: str) -> TemplateChanged:
    """A shipped one as it was shipped; one of the team's own is removed."""
    session.check(TEMPLATES)
    before = template_of(session, key)
    if not before.is_changed and not templates.row_id(key):
        raise ConflictError(say("This wording is as it was shipped. Nothing was changed."))
    templates.remove(session.uow, key, session.now)
    return _changed(session, RESET if before.is_changed else REMOVED, before, _ORIGINALS.get(key))


def problems(uow: UnitOfWork) -> list[Problem]:
    """What is stored and cannot be used: the shipped wordings stand in for it meanwhile."""
    broken = [one for one in templates.stored(uow) if is_broken(one)]
    return [
        Problem(
            f"wording {one.key}",
            say(
                "A wording of “{occasion}” cannot be used as it is stored, so another one takes its place. "
                "`/rapport templates` shows which, and what is wrong.",
                occasion=say(one.occasion.label),
            ),
        )
        for one in broken
    ]


def mark(template: Template) -> str:
    """A short mark that is another one once the template has changed."""
    return hashlib.sha256(json.dumps(asdict(template)).encode()).hexdigest()[:16]


_ORIGINALS = {one.key: one for one in SHIPPED}


def language_called(typed: str) -> str:
    """A language by its English name. Raises NotUnderstoodError. It may read much, so it is asked before a session."""
    try:
        return read_language(typed)
    except NotUnderstoodError as error:
        raise NotUnderstoodError(error.sentence, field="language") from error


def _changed(session: Session, action: str, before: Template | None, after: Template | None) -> TemplateChanged:
    about = after or before
    if about is None:
        raise AssertionError("nothing was changed")
    kept: dict[str, Any] = {"before": asdict(before) if before else None, "after": asdict(after) if after else None}
    undo_id = session.record(action, ("wording", templates.row_id(about.key)), None, **kept)
    in_use = any(one.is_used for one in of_occasion(session.uow, about.occasion))
    return TemplateChanged(about, undo_id, is_gone=after is None, is_last=not in_use)


def _undo(session: Session, entry: AuditEntry) -> None:
    """It is as it was. Raises ConflictError where it was changed again since."""
    before, after = (_from_kept(kept) for kept in (entry.before, entry.after))
    key = (after or before or Template("", Occasion.BY_HAND, "", "")).key
    now = next((one for one in all_templates(session.uow) if one.key == key), None)
    if now != after:
        raise ConflictError(say("This wording was changed again since. Please change it with `/rapport templates`."))
    if before is None or before == _ORIGINALS.get(key):
        templates.remove(session.uow, key, session.now)
    else:
        templates.put(session.uow, before)


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = dict.fromkeys((ADDED, CHANGED, REMOVED, RESET), _undo)


def _from_kept(kept: dict[str, Any] | None) -> Template | None:
    return Template(**{**kept, "occasion": Occasion(kept["occasion"])}) if kept else None
