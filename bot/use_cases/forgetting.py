"""Forgetting a customer (promise 6): out of sight at once, and what a day later is done for good.

Each step is a unit of work of its own, and says in the database how far it is. So what is killed in between is taken up
where it was, and from the step ERASING on nobody can take it back any more.
"""

from collections.abc import Iterable

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotFoundError, NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.forgetting import CAN_BE_TAKEN_BACK_FOR, ERASED, FORGOTTEN, TAKEN_BACK, Forgetting, Report, State
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow, Priority
from bot.domain.rights import PRIVACY
from bot.domain.saying import say
from bot.use_cases.counter_answers import answers_naming
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.scribbles import refresh_unclear
from bot.use_cases.session import Session, customer_of, lost
from bot.use_cases.watched_questions import questions_offering
from storage import customers, erasing, forgettings, outbox, personal_data, touchpoints
from storage.audit import AuditEntry
from storage.personal_data import Whose


def what_will_go(session: Session, customer: Customer) -> dict[str, int]:
    """How much there is of them, by table of storage/personal_data.py; and how many messages show them."""
    who = erasing.whose(session.uow, erasing.also_theirs(session.uow, customer.id))
    tables = ("touchpoints", "followups", "details", "resolutions")
    found = {table: personal_data.count_of(session.uow, table, who) for table in tables}
    return {**found, "messages": len(_posts_about(session, who))}


def _posts_about(session: Session, who: Whose) -> list[OutboxRow]:
    offered, naming = questions_offering(session, who), answers_naming(session, who)
    return forgettings.shown_in(session.uow, who.ids, offered, naming)


def forget(session: Session, customer_id: int, typed: str) -> Forgetting:
    """Take a customer out of sight; in a day they are erased. `typed`: their name, as somebody who means it types it.

    Raises NotUnderstoodError for another name, NotFoundError where they are not there (any more).
    """
    session.check(PRIVACY)
    customer = customer_of(session, customer_id)
    if fold(typed) != fold(customer.name):
        raise NotUnderstoodError(
            say("To be sure, type their name as it is here: {name}", name=customer.name), field="name"
        )
    ids = erasing.also_theirs(session.uow, customer.id)
    posts = _posts_about(session, erasing.whose(session.uow, ids))
    forgetting_id = forgettings.begin(
        session.uow,
        ids,
        session.actor.id,
        customers.snapshot(customer),
        session.now,
        session.now + CAN_BE_TAKEN_BACK_FOR,
    )
    customers.remove(session.uow, customer.id, session.now)
    forgettings.note_posts(session.uow, forgetting_id, posts)
    _edit(session, (post.id for post in posts))
    refresh_unclear(session)
    for person in {session.actor.id, *leads_to_tell(session)}:
        outbox.put(
            session.uow,
            kind=MessageKind.FORGETTING,
            subject=str(forgetting_id),
            recipient=person,
            now=session.now,
        )
    session.record(FORGOTTEN, ("forgetting", forgetting_id), customer.id)
    return forgetting_of(session, forgetting_id)


def forgetting_of(session: Session, forgetting_id: int) -> Forgetting:
    """The request with this id. Raises NotFoundError once it was taken back."""
    found = forgettings.get(session.uow, forgetting_id)
    if found is None:
        raise lost(session, "forgettings", forgetting_id) or NotFoundError(say("This was taken back already."))
    return found


def take_back(session: Session, forgetting_id: int) -> Customer:
    """Within the day: the customer is there again, as they were. Raises ConflictError once it is final."""
    session.check(PRIVACY)
    found = forgetting_of(session, forgetting_id)
    if found.state is not State.WAITING or found.kept is None or session.now >= found.final_at:
        raise ConflictError(
            say("The 24 hours are over: this customer is erased, and nothing of them can be brought back.")
        )
    customer = customers.from_snapshot(dict(found.kept))
    posts = forgettings.posts(session.uow, found.id)
    forgettings.drop(session.uow, found.id)
    customers.bring_back(session.uow, customer)
    _edit(session, (post.id for post in posts))
    for post in posts:
        if post.kind is MessageKind.ALERT and post.state == "skipped" and post.ts is None:
            _put_again(session, post)  # it was on its way as the customer went out of sight
    _edit(session, (post.id for post in outbox.posts(session.uow, MessageKind.FORGETTING, str(found.id))))
    session.record(TAKEN_BACK, ("forgetting", found.id), customer.id)
    return customer


def undo_forgotten(session: Session, entry: AuditEntry) -> None:
    """The same by `/rapport undo`."""
    take_back(session, entry.subject_id)


def make_final(session: Session, found: Forgetting) -> bool:
    """The day is over: from here on nobody can take it back. False where somebody just did."""
    now = forgettings.get(session.uow, found.id)
    if now is None:
        return False
    forgettings.advance(session.uow, found.id, State.ERASING)
    return True


def erase(session: Session, found: Forgetting) -> None:
    """Everything of them, in one unit of work; what a person has to look at is noted before."""
    who = erasing.whose(session.uow, found.customers)
    links = touchpoints.links_of(session.uow, who.ids)
    named = erasing.named_elsewhere(session.uow, who)
    quoting = [one.id for one in forgettings.posts(session.uow, found.id) if one.kind is MessageKind.COUNTER_ANSWER]
    gone, lists = erasing.erase_with_lists(session.uow, who, session.now)
    report = Report(gone, links=tuple(links), named=tuple(named), lists=tuple(lists))
    forgettings.erased(session.uow, found.id, report, session.now)
    edits = forgettings.last_edits(session.uow, found.id)
    unsure = (post.id for post in forgettings.posts(session.uow, found.id) if not _is_edited(edits, post.id))
    _edit(session, (*quoting, *unsure))  # while they are out of sight alone, words that name them still stand there
    for customer_id in found.customers:
        session.record(ERASED, ("forgetting", found.id), customer_id)
    _edit(session, (post.id for post in outbox.posts(session.uow, MessageKind.FORGETTING, str(found.id))))


def _is_edited(edits: dict[int, OutboxRow], post_id: int) -> bool:
    return post_id in edits and edits[post_id].state == "sent"


def _put_again(session: Session, post: OutboxRow) -> None:
    outbox.put(
        session.uow,
        kind=post.kind,
        subject=post.subject,
        recipient=post.recipient,
        priority=post.priority,
        now=session.now,
    )


def _edit(session: Session, posts: Iterable[int]) -> None:
    for post_id in posts:
        outbox.refresh(session.uow, post_id, session.now, Priority.EDIT)
