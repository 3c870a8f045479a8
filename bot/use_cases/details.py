"""What is remembered about a customer: kept, changed, forgotten; each can be undone."""

from dataclasses import dataclass, replace

from bot.domain.customers import DETAIL_LENGTH, Customer, Detail, DetailCategory, guess_category
from bot.domain.errors import ConflictError, NotFoundError, NotUnderstoodError
from bot.domain.saying import figure, say
from bot.use_cases.customers import refresh_customer
from bot.use_cases.session import Session, customer_of, lost
from storage import details
from storage.audit import AuditEntry

REMEMBERED, CHANGED, FORGOTTEN = "detail remembered", "detail changed", "detail forgotten"
"""In the audit log."""


@dataclass(frozen=True)
class Remembered:
    """A detail after a change, whom it is about, and the audit entry that takes the change back."""

    detail: Detail
    customer: Customer
    undo_id: int


def details_of(session: Session, customer: Customer) -> list[Detail]:
    """All that is remembered about a customer, the latest first."""
    return details.of_customer(session.uow, customer.id)


def remember(session: Session, customer: Customer, text: str, category: DetailCategory | None = None) -> Remembered:
    """Remember a detail about a customer. Without a category it is guessed from plain words."""
    text = _checked(text)
    detail = Detail(0, customer.id, category or guess_category(text), text, session.actor.id, session.now)
    detail = replace(detail, id=details.add(session.uow, detail))
    undo_id = session.record(REMEMBERED, ("detail", detail.id), customer.id)
    refresh_customer(session, customer.id)
    return Remembered(detail, customer, undo_id)


def detail_of(session: Session, detail_id: int) -> Detail:
    """The detail with this id. Raises NotFoundError where it was forgotten."""
    found = details.get(session.uow, detail_id)
    if found is None:
        gone = NotFoundError(say("This is forgotten already. Nothing was changed."))
        raise lost(session, "details", detail_id) or gone
    return found


def change_detail(
    session: Session, detail_id: int, text: str | None = None, category: DetailCategory | None = None
) -> Remembered:
    """Other words, or what it is about; what is not said stays."""
    before = detail_of(session, detail_id)
    text = before.text if text is None else text
    after = replace(before, text=_checked(text), category=category or before.category)
    details.update(session.uow, after)
    kept = [{"text": one.text, "category": str(one.category)} for one in (before, after)]
    undo_id = session.record(CHANGED, ("detail", after.id), after.customer_id, before=kept[0], after=kept[1])
    refresh_customer(session, after.customer_id)
    return Remembered(after, customer_of(session, after.customer_id), undo_id)


def forget_detail(session: Session, detail_id: int) -> Remembered:
    """A detail is remembered no more."""
    detail = detail_of(session, detail_id)
    details.set_removed(session.uow, detail.id, session.now)
    undo_id = session.record(FORGOTTEN, ("detail", detail.id), detail.customer_id)
    refresh_customer(session, detail.customer_id)
    return Remembered(detail, customer_of(session, detail.customer_id), undo_id)


def undo_remembered(session: Session, entry: AuditEntry) -> None:
    """It was never said."""
    details.set_removed(session.uow, entry.subject_id, session.now)
    refresh_customer(session, entry.customer_id or 0)


def is_changed_since(session: Session, entry: AuditEntry) -> bool:
    """Whether a detail has other words, or is about something else, than this change of it left; or is forgotten."""
    now = details.get(session.uow, entry.subject_id)
    return now is None or {"text": now.text, "category": str(now.category)} != entry.after


def undo_changed(session: Session, entry: AuditEntry) -> None:
    """The words and the category are what they were. Raises ConflictError where they are others since."""
    now, before = detail_of(session, entry.subject_id), entry.before or {}
    if is_changed_since(session, entry):
        raise ConflictError(
            say("This was changed again since. Please change it by hand: open the customer, More, Details.")
        )
    details.update(session.uow, replace(now, text=before["text"], category=DetailCategory(before["category"])))
    refresh_customer(session, now.customer_id)


def undo_forgotten(session: Session, entry: AuditEntry) -> None:
    """It is remembered again."""
    details.set_removed(session.uow, entry.subject_id, None)
    refresh_customer(session, entry.customer_id or 0)


REVERSERS = {REMEMBERED: undo_remembered, CHANGED: undo_changed, FORGOTTEN: undo_forgotten}


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise NotUnderstoodError(
            say("There is nothing to remember. Write for example: dog called Biscuit."), field="text"
        )
    if len(text) > DETAIL_LENGTH:
        raise NotUnderstoodError(
            say(
                "This has {text} characters; a detail has up to {detail_length}. Please shorten it.",
                text=figure(len(text)),
                detail_length=figure(DETAIL_LENGTH),
            ),
            field="text",
        )
    return text
