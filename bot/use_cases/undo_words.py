"""What somebody did, in the words in which it is offered to be taken back."""

from bot.domain.saying import say, say_count
from bot.use_cases import bulk_change
from bot.use_cases.customers import IMPORTED
from bot.use_cases.giving import CUSTOMERS_GIVEN, given_in_words
from bot.use_cases.merging import MERGED, merged_in_words
from bot.use_cases.session import Session
from bot.use_cases.settings import label_of
from bot.use_cases.surveys import ASKED
from storage import customers, details, followups, playbook_runs, touchpoints
from storage.audit import AuditEntry


def size_of_import(entry: AuditEntry) -> int:
    """How many customers it added or changed."""
    after = entry.after or {}
    return int(after.get("parts") or len(after.get("entries", ())))


def in_words(session: Session, entry: AuditEntry) -> str:
    """What was done, and for whom."""
    if entry.action == IMPORTED:
        number = size_of_import(entry)
        return say_count("import of {number} customer", "import of {number} customers", number)
    if entry.action == CUSTOMERS_GIVEN:
        return given_in_words(session, entry)
    if entry.action == bulk_change.CHANGED:
        return bulk_change.changed_in_words(session, entry)
    if entry.action == MERGED:
        return merged_in_words(session, entry)
    customer = customers.get(session.uow, entry.customer_id) if entry.customer_id else None
    if entry.action == ASKED and customer:
        return say("asking {name} how it went", name=customer.name)
    return say("{action} for {name}", action=entry.action, name=customer.name) if customer else entry.action


def words_of(session: Session, entry: AuditEntry) -> str:
    """The words of what was changed; of an edited customer the fields that were."""
    match entry.subject_kind:
        case "touchpoint":
            touchpoint = touchpoints.get(session.uow, entry.subject_id)
            return touchpoint.text or str(touchpoint.rating or "") if touchpoint else ""
        case "followup":
            followup = followups.get(session.uow, entry.subject_id)
            return followup.title if followup else ""
        case "detail" | "playbook run" as kind:
            text_of = details.text_of if kind == "detail" else playbook_runs.name_of
            return text_of(session.uow, entry.subject_id)
        case "custom field" | "playbook" | "wording" | "watch" | "theme" | "counter":
            kept = entry.after or entry.before or {}
            return str(kept.get("name", kept.get("subject", "")))
        case "customer" if entry.before and entry.after:
            changed = (name for name, value in entry.after.items() if entry.before.get(name) != value)
            return ", ".join(name.replace("_", " ") for name in changed)
    return label_of(entry) if entry.subject_kind == "setting" else ""
