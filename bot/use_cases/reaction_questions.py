"""The question that comes of an emoji on a message, asked in a direct message: it is answered once, or let be."""

from dataclasses import replace

from bot.domain.errors import ConflictError
from bot.domain.message_kinds import MessageKind
from bot.domain.original import Original
from bot.domain.outbox import OutboxRow
from bot.domain.reactions import KEPT, Question, Reaction, State
from bot.domain.saying import say
from bot.use_cases.find_customer import mentioned_in
from bot.use_cases.session import Session, lost
from storage import audit, customers, outbox, reactions, search


def asked_about(session: Session, reaction_id: int) -> Reaction:
    """The question of the one who asks, while it waits for an answer. Raises ConflictError where it does not."""
    found = reactions.get(session.uow, reaction_id)
    if found is None or found.heard.person != session.actor.id:
        raise lost(session, "reactions", reaction_id) or ConflictError(say("This question is not yours to answer."))
    if found.state is not State.ASKED:
        raise ConflictError(
            say("This was answered already, or the emoji was taken off. Put it on the message again to be asked anew.")
        )
    return found


def settle(session: Session, reaction_id: int, entry_id: int, customer_id: int) -> None:
    """The message was logged, or something planned: taking the emoji off takes that back. Once (ConflictError)."""
    found = asked_about(session, reaction_id)
    said = Original(found.original.link, found.original.said_by)
    settled = replace(found, state=State.DONE, entry_id=entry_id, customer_id=customer_id, original=said)
    reactions.keep(session.uow, settled)
    refresh(session, reaction_id)


def drop(session: Session, reaction_id: int) -> None:
    """Nothing is to come of it. Raises ConflictError where it was answered already."""
    found = asked_about(session, reaction_id)
    reactions.keep(session.uow, replace(found, state=State.DROPPED, original=Original(found.original.link)))
    refresh(session, reaction_id)


def question_of(session: Session, row: OutboxRow) -> Question | None:
    """What a message asks whoever reacted, as it stands now."""
    found = reactions.get(session.uow, int(row.subject))
    if found is None:
        return None
    is_undone = bool(found.entry_id) and (entry := audit.get(session.uow, found.entry_id or 0)) and entry.undone_at
    customer = customers.get(session.uow, found.customer_id) if found.customer_id else None
    may_be = [] if customer or found.state is not State.ASKED else mentioned_in(session, found.original.text)
    return Question(
        replace(found, state=State.GONE) if is_undone else found,
        customer,
        tuple(search.candidates(session.uow, may_be)),
    )


def refresh_asked(session: Session, entry_id: int) -> None:
    """What an emoji did was undone by its button: the question says so."""
    if found := reactions.of_entry(session.uow, entry_id):
        refresh(session, found.id)


def forget_unanswered(session: Session) -> None:
    """What nobody has answered in time is not kept; its question says so."""
    for one in reactions.asked_before(session.uow, session.now - KEPT):
        reactions.keep(session.uow, replace(one, state=State.OVER, original=Original(one.original.link)))
        refresh(session, one.id)


def text_of(session: Session, reaction_id: int) -> str:
    """The words of the message that a question is about; "" once it is answered."""
    found = reactions.get(session.uow, reaction_id)
    return found.original.text if found else ""


def refresh(session: Session, reaction_id: int) -> bool:
    """Have the question brought up to date. False: there is none."""
    posts = outbox.posts(session.uow, MessageKind.REACTED, str(reaction_id))
    for post in posts:
        outbox.refresh(session.uow, post.id, session.now)
    return bool(posts)
