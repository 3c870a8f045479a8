"""Undo: whatever a person did by mistake can be taken back (promise 5), and the audit log says that it was."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import ConflictError, NotAllowedError, NotFoundError, Who
from bot.domain.forgetting import FORGOTTEN, State
from bot.domain.rights import MERGE, Extent, Right
from bot.domain.saying import say, say_count
from bot.domain.undoable import Undoable
from bot.use_cases import (
    about,
    asks,
    away,
    bulk_change,
    complaint_undo,
    custom_fields,
    language,
    mail_sending,
    my_digest,
    playbook_ends,
    playbooks,
    playbooks_of_many,
    reaction_choices,
    saved_lists,
    settings,
    stewards,
    survey_answers,
    surveys,
    templates,
    theme_links,
    theme_notes,
    themes,
    undo_followups,
    watched_questions,
    watching,
)
from bot.use_cases import details as remembering
from bot.use_cases import mails as mail_cases
from bot.use_cases.acknowledging import take_back_touch
from bot.use_cases.customers import IMPORTED, refresh_customer, refresh_edited
from bot.use_cases.duplicates import TOLD_APART, take_back_told_apart
from bot.use_cases.forgetting import undo_forgotten
from bot.use_cases.giving import CUSTOMERS_GIVEN, take_back
from bot.use_cases.imported import ADDED, CHANGED, FILLED, REMEMBERED
from bot.use_cases.joining import PUT_TOGETHER, take_apart
from bot.use_cases.life import take_back_turns
from bot.use_cases.lost_customers import BACK, LOST
from bot.use_cases.merging import MERGED, check_not_merged
from bot.use_cases.merging import take_apart as take_merged_apart
from bot.use_cases.reaction_questions import refresh_asked
from bot.use_cases.redating import move_back
from bot.use_cases.renewals import RENEWED
from bot.use_cases.renewals import take_back as take_back_renewed
from bot.use_cases.session import Session, lost
from bot.use_cases.story import retell
from bot.use_cases.undo_followups import withdraw
from bot.use_cases.undo_words import in_words, size_of_import, words_of
from storage import audit, customers, followups, forgettings, touchpoints
from storage.audit import AuditEntry
from storage.conditions import AT_ONCE

FROM_CONFIRMATION = timedelta(minutes=15)
"""How long the button under a confirmation works; later there is `/rapport undo`."""

LOOK_BACK = timedelta(days=30)
"""How far back `/rapport undo` reaches."""

ENDLESS = 2**62
ALSO_OF_OTHERS: dict[str, Right] = {MERGED: MERGE}
"""What is undone by whoever did it, and by those who may do it to everybody's customers. All else is one's own."""

NAMED = 10
"""So many customers are named who keep an import from being taken back; the others are counted."""


def undoable(session: Session, limit: int = 10) -> list[Undoable]:
    """What the one who asks did lately and can take back, the newest first."""
    since = session.now - LOOK_BACK
    entries = audit.latest_of(session.uow, session.actor.id, frozenset(REVERSERS), since=since, limit=limit)
    return [
        Undoable(
            *(entry.id, in_words(session, entry), entry.at, words_of(session, entry)),
            is_built_upon=_is_built_upon(session, entry),
        )
        for entry in entries
        if not _is_over(session, entry)
    ]


def _is_over(session: Session, entry: AuditEntry) -> bool:
    """Whether it can never be taken back any more: a customer is erased."""
    found = forgettings.get(session.uow, entry.subject_id) if entry.action == FORGOTTEN else None
    return found is not None and (found.state is not State.WAITING or session.now >= found.final_at)


def _is_built_upon(session: Session, entry: AuditEntry) -> bool:
    """Whether it is known that to take it back would be refused, because something was built upon it since."""
    is_changed = CHANGED_SINCE.get(REVERSERS[entry.action])
    return is_changed is not None and is_changed(session, entry)


def undoable_merges(session: Session, limit: int) -> list[Undoable]:
    """The latest merges that the one who asks can take back: a member theirs, a lead everybody's."""
    since, me = session.now - LOOK_BACK, session.actor.id
    if _undoes_others(session, MERGED):
        entries = audit.latest_merges(session.uow, MERGED, since=since, limit=limit)
    else:
        entries = audit.latest_of(session.uow, me, frozenset({MERGED}), since=since, limit=limit)
    return [
        Undoable(entry.id, in_words(session, entry), entry.at, by="" if entry.actor == me else entry.actor)
        for entry in entries
    ]


def undo(session: Session, entry_id: int, *, within: timedelta = LOOK_BACK) -> Undoable:
    """Take one change back. Raises a RapportError when it is somebody else's, too old, undone, or built upon since."""
    entry = audit.get(session.uow, entry_id)
    if entry is None:
        raise lost(session, "audit", entry_id) or NotFoundError(say("There is nothing to undo here."))
    if entry.action not in REVERSERS:
        raise NotFoundError(say("There is nothing to undo here."))
    _check_may_undo(session, entry)
    if entry.undone_at:
        raise ConflictError(say("This was undone already."))
    if session.now - entry.at > within:
        raise ConflictError(say("This button works for 15 minutes. To undo it now, use `/rapport undo`."))
    if entry.action != FORGOTTEN and entry.customer_id and forgettings.is_forgotten(session.uow, entry.customer_id):
        raise NotFoundError(say("This was about a customer who has been forgotten. Nothing was changed."))
    what = in_words(session, entry)
    REVERSERS[entry.action](session, entry)
    audit.mark_undone(session.uow, entry.id, session.actor.id, session.now)
    session.record("undone", ("audit", entry.id), entry.customer_id)
    retell(session, entry.id)
    refresh_asked(session, entry.id)
    return Undoable(entry.id, what, entry.at)


def _check_may_undo(session: Session, entry: AuditEntry) -> None:
    if entry.actor == session.actor.id or _undoes_others(session, entry.action):
        return
    others = say(", and leads") if entry.action in ALSO_OF_OTHERS else ","
    raise NotAllowedError(say("Only "), Who(entry.actor), say(", who did this{others} can undo it.", others=others))


def _undoes_others(session: Session, action: str) -> bool:
    right = ALSO_OF_OTHERS.get(action)
    return right is not None and session.extent(right) is Extent.ALL


def last_import(session: Session) -> AuditEntry:
    """The last file that the one who asks imported, to be taken back. Raises NotFoundError where there is none."""
    last = audit.latest_of(session.uow, session.actor.id, frozenset({IMPORTED}), since=session.now - LOOK_BACK, limit=1)
    if not last:
        raise NotFoundError(say("There is no import of the last {days} days to take back.", days=LOOK_BACK.days))
    return last[0]


def _undo_logged(session: Session, entry: AuditEntry) -> None:
    """The alert is edited to "Withdrawn", whoever claimed it is told, and tags that came with it go."""
    touchpoints.undo(session.uow, entry.subject_id, session.now)
    watched_questions.ask_again(session, entry.subject_id)
    survey_answers.take_back(session, entry.subject_id)
    take_back_touch(session, entry.subject_id)
    for followup in followups.of_touchpoint(session.uow, entry.subject_id):
        withdraw(session, followup)
    move_back(session, entry.customer_id or 0)
    customer = customers.get(session.uow, entry.customer_id or 0)
    added = set((entry.after or {}).get("tags", ()))
    if customer and added:
        kept = tuple(tag for tag in customer.tags if tag not in added)
        customers.update(session.uow, replace(customer, tags=kept))


def _undo_added(session: Session, entry: AuditEntry) -> None:
    check_not_merged(session, entry.subject_id)
    playbook_ends.take_back(session, entry.subject_id, f"added:{entry.subject_id}")
    if _is_looked_after(session, entry):
        customer = customers.get(session.uow, entry.subject_id)
        raise ConflictError(
            say(
                "Something was logged for {name} since. Undo that first.",
                name=customer.name if customer else say("them"),
            )
        )
    customers.remove(session.uow, entry.subject_id, session.now)
    refresh_customer(session, entry.subject_id)


def _is_looked_after(session: Session, entry: AuditEntry) -> bool:
    """Whether something was logged or planned for the customer since they were added."""
    of_customer = entry.subject_id
    return bool(touchpoints.count(session.uow, of_customer) or followups.open_of_customer(session.uow, of_customer))


def _undo_edited(session: Session, entry: AuditEntry) -> None:
    now = customers.get(session.uow, entry.subject_id)
    if now is None or entry.before is None or _is_edited_since(session, entry):
        raise ConflictError(say("This customer was changed again since. Please change them by hand: `/customer edit`."))
    before = customers.from_snapshot(entry.before)
    customers.update(session.uow, before)
    take_back_turns(session, now, before)
    refresh_edited(session, now, before)


def _is_edited_since(session: Session, entry: AuditEntry) -> bool:
    now = customers.get(session.uow, entry.subject_id)
    return now is None or customers.snapshot(now) != entry.after


def _undo_imported(session: Session, entry: AuditEntry) -> None:
    """Everything a file brought goes. Raises ConflictError that names all on whom something was built since."""
    if kept := _take_back_parts(session, entry):
        more = say(" and {kept} more", kept=len(kept) - NAMED) if len(kept) > NAMED else ""
        raise ConflictError(
            say(
                "Since that import something was logged or changed for {kept}{more}.",
                kept=", ".join(kept[:NAMED]),
                more=more,
            )
        )


def undo_rest_of_import(session: Session, entry: AuditEntry) -> Undoable:
    """Take back what a file brought, but for what something was built on since, which stays."""
    kept = _take_back_parts(session, entry)
    audit.mark_undone(session.uow, entry.id, session.actor.id, session.now)
    session.record("undone", ("audit", entry.id), None, after={"kept": len(kept)})
    number = size_of_import(entry) - len(kept)
    return Undoable(
        entry.id, say_count("import of {number} customer", "import of {number} customers", number), entry.at
    )


def _take_back_parts(session: Session, entry: AuditEntry) -> list[str]:
    """Take back what can be, the last first. Gives the names of the customers on whom something was built since."""
    kept = []
    for part in parts(session, entry):
        try:
            with session.uow.part():
                PARTS[part.action](session, part)
                audit.mark_undone(session.uow, part.id, session.actor.id, session.now)
        except ConflictError:
            if forgettings.is_forgotten(session.uow, part.subject_id):
                continue  # nothing of theirs is left to take back
            customer = customers.get(session.uow, part.subject_id)
            kept.append(customer.name if customer else say("a customer who is gone"))
    return kept


def parts(session: Session, entry: AuditEntry) -> Iterator[AuditEntry]:
    """What an import did to each customer, the last first; those of older versions are listed in their entry."""
    for listed in reversed((entry.after or {}).get("entries", ())):
        if found := audit.get(session.uow, listed):
            yield found
    before = ENDLESS
    while portion := audit.parts_of(session.uow, entry.id, before, AT_ONCE):
        yield from portion
        before = portion[-1].id


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {
    "touchpoint logged": _undo_logged,
    "complaint logged": _undo_logged,
    "rating logged": _undo_logged,
    **undo_followups.REVERSERS,
    **surveys.REVERSERS,
    **survey_answers.REVERSERS,
    **complaint_undo.REVERSERS,
    **asks.REVERSERS,
    PUT_TOGETHER: take_apart,
    CUSTOMERS_GIVEN: take_back,
    MERGED: take_merged_apart,
    TOLD_APART: take_back_told_apart,
    "customer added": _undo_added,
    **dict.fromkeys(("customer edited", LOST, BACK), _undo_edited),
    IMPORTED: _undo_imported,
    **away.REVERSERS,
    **settings.REVERSERS,
    **stewards.REVERSERS,
    **reaction_choices.REVERSERS,
    **remembering.REVERSERS,
    **custom_fields.REVERSERS,
    **bulk_change.REVERSERS,
    **saved_lists.REVERSERS,
    **playbooks.REVERSERS,
    **playbook_ends.REVERSERS,
    **playbooks_of_many.REVERSERS,
    **templates.REVERSERS,
    **themes.REVERSERS,
    **theme_links.REVERSERS,
    **theme_notes.REVERSERS,
    **about.REVERSERS,
    FORGOTTEN: undo_forgotten,
    RENEWED: take_back_renewed,
    **mail_cases.REVERSERS,
    **mail_sending.REVERSERS,
    my_digest.CHOSEN: my_digest.take_back,
    language.CHOSEN: language.take_back,
    **watching.REVERSERS,
    **watched_questions.REVERSERS,
}

CHANGED_SINCE: dict[Callable[[Session, AuditEntry], None], Callable[[Session, AuditEntry], bool]] = {
    undo_followups.take_back_change: undo_followups.is_changed_since,
    undo_followups.undo_sent: undo_followups.is_changed_since,
    _undo_added: _is_looked_after,
    _undo_edited: _is_edited_since,
    remembering.undo_changed: remembering.is_changed_since,
}
"""Of a way to take something back: how to find out beforehand, at little cost, that it will be refused."""

PARTS: dict[str, Callable[[Session, AuditEntry], None]] = {
    ADDED: _undo_added,
    FILLED: _undo_edited,
    CHANGED: _undo_edited,
    REMEMBERED: remembering.undo_remembered,
}
"""What is taken back with the import that it is part of, and not alone."""
