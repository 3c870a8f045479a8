"""What stands behind the card's More and goes on page by page: the touches, and the history of changes."""

from bot.domain.customers import Customer
from bot.domain.history import PAGE as CHANGES
from bot.domain.history import Change, History
from bot.domain.one_of_many import ONE_OF_MANY, as_customers, tags_in_words
from bot.domain.touches import PAGE, TouchMark, TouchPage
from bot.use_cases.currency import currency_of
from bot.use_cases.session import Session, customer_of
from storage import audit, custom_fields, customers, details, followups, playbook_runs, touchpoints
from storage.audit import AuditEntry

FIRST = 2**62
"""Above every id there can be."""


def touches_of(session: Session, customer_id: int, mark: TouchMark | None = None) -> TouchPage:
    """A page of the contacts with a customer. Raises NotFoundError where they are gone."""
    customer = customer_of(session, customer_id)
    if mark:
        found = touchpoints.before(session.uow, customer_id, (mark.on, mark.id), PAGE + 1)
    else:
        found = touchpoints.latest(session.uow, customer_id, PAGE + 1)
    shown = tuple(found[:PAGE])
    older = TouchMark(shown[-1].happened_on, shown[-1].id) if len(found) > PAGE else None
    total = touchpoints.count(session.uow, customer_id)
    said = touchpoints.labels_of(session.uow, (one.id for one in shown))
    labels = {touch_id: label for touch_id, (label, _) in said.items()}
    return TouchPage(customer, shown, total, session.reader, older, is_first=mark is None, labels=labels)


def history_of(session: Session, customer_id: int, before: int | None = None) -> History:
    """A page of what was changed about a customer. Raises NotFoundError where they are gone."""
    customer = customer_of(session, customer_id)
    entries = audit.of_customer(session.uow, customer_id, before or FIRST, CHANGES + 1)
    shown = entries[:CHANGES]
    words = _words(session, shown)
    changes = tuple(
        _with_others(entry, customer)
        if entry.subject_kind == ONE_OF_MANY
        else _change(entry, words.get((entry.subject_kind, entry.subject_id), ""))
        for entry in shown
    )
    stood = (one for change in changes for one in (change.before, change.after) if one)
    known = customers.by_id(session.uow, {one.referred_by for one in stood if one.referred_by})
    return History(
        customer,
        changes,
        session.reader,
        shown[-1].id if len(entries) > CHANGES else None,
        before is None,
        currency_of(session.settings),
        custom_fields.names(session.uow),
        {one.id: one.name for one in known.values()},
    )


def _change(entry: AuditEntry, about: str) -> Change:
    before, after = (
        customers.from_snapshot(kept) if kept and entry.subject_kind == "customer" and "name" in kept else None
        for kept in (entry.before, entry.after)
    )
    return Change(entry.id, entry.at, entry.actor, entry.action, about, before, after, entry.undone_by)


def _with_others(entry: AuditEntry, customer: Customer) -> Change:
    """What a change of many did to this customer."""
    was, is_now = entry.before or {}, entry.after or {}
    before, after = as_customers(customer, was, is_now)
    about = tags_in_words(was, is_now)
    return Change(entry.id, entry.at, entry.actor, entry.action, about, before, after, entry.undone_by)


def _words(session: Session, entries: list[AuditEntry]) -> dict[tuple[str, int], str]:
    """Kind and id of what was changed -> its words; asked for by kind, however many there are."""
    ids: dict[str, set[int]] = {}
    for entry in entries:
        ids.setdefault(entry.subject_kind, set()).add(entry.subject_id)
    logged = touchpoints.by_id(session.uow, ids.get("touchpoint", ()))
    planned = followups.by_id(session.uow, ids.get("followup", ()))
    remembered = details.by_id(session.uow, ids.get("detail", ()))
    begun = ids.get("playbook run", ())
    return {
        **{("touchpoint", one.id): one.text or str(one.rating or "") for one in logged.values()},
        **{("followup", one.id): one.title for one in planned.values()},
        **{("detail", one.id): one.text for one in remembered.values()},
        **{("playbook run", one): name for one, name in playbook_runs.names(session.uow, begun).items()},
    }
