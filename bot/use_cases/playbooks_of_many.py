"""A playbook begun with everybody in a list: previewed, one transaction, undone as one.

Nobody is told of the steps one by one: they stand in digests on their days.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.playbook import Beginning, Playbook
from bot.domain.playbook_run import Ending, OfMany, RunState
from bot.domain.saying import figure, say
from bot.domain.segment import Segment
from bot.use_cases.bulk_change import changeable
from bot.use_cases.playbook_ends import end
from bot.use_cases.playbook_runs import by_hand, start
from bot.use_cases.session import Session
from storage import audit, customers, playbook_runs
from storage.audit import AuditEntry
from storage.conditions import AT_ONCE

MOST_AT_ONCE = 50
"""With so many customers at most: 150 follow-ups and more are no plan that a team carries out."""

NAMED = 5

BEGUN_WITH_MANY, WITH_OTHERS = "playbook begun with many", "playbook begun with others"
"""In the audit log: the whole, and what it did to each customer."""


def preview_of_many(session: Session, segment: Segment, book: Playbook) -> OfMany:
    """With whom it would begin: not who has it on their way, is lost, must not be contacted, or has no renewal to come.

    Raises NotAllowedError for a member who does not own all in the list, ConflictError for nobody or too many.
    """
    ids = changeable(session, segment)
    known = customers.by_id(session.uow, ids)
    have_it = playbook_runs.having(session.uow, known, book.id)
    able = [one for one in known.values() if one.id not in have_it and _can_begin(session, book, one)]
    if not able:
        raise ConflictError(
            say("“{name}” can begin with nobody in this list (any more).", name=book.name), field="playbook"
        )
    if len(able) > MOST_AT_ONCE:
        raise ConflictError(
            say(
                "“{name}” would begin with {able} customers, which is {able_2} follow-ups. Up to "
                "{most_at_once} can begin at once: narrow the list first.",
                name=book.name,
                able=figure(len(able)),
                able_2=figure(len(able) * len(book.steps)),
                most_at_once=MOST_AT_ONCE,
            ),
            field="playbook",
        )
    return OfMany(book, [one.id for one in able], len(ids), [one.name for one in able[:NAMED]])


def begin_with_many(session: Session, segment: Segment, book: Playbook, expected: int) -> OfMany:
    """Begin it. `expected`: with how many the preview said. Raises ConflictError where they are others by now."""
    planned = preview_of_many(session, segment, book)
    if len(planned.customer_ids) != expected:
        raise ConflictError(say("Meanwhile others fit this list. Nothing was begun; close this and look again."))
    after = {"name": book.name, "customers": expected}
    undo_id = session.record(BEGUN_WITH_MANY, ("playbook", book.id), None, after=after)
    for customer in customers.by_id(session.uow, planned.customer_ids).values():
        run_id = start(session, book, customer, by_hand(session, book, customer))
        part = session.record(WITH_OTHERS, ("playbook run", run_id), customer.id)
        audit.make_part(session.uow, part, undo_id)
    return replace(planned, undo_id=undo_id)


def _can_begin(session: Session, book: Playbook, customer: Customer) -> bool:
    if customer.do_not_contact or customer.lost_on:
        return False
    is_before = book.begins is Beginning.BEFORE_RENEWAL
    return not is_before or (customer.renewal is not None and customer.renewal > session.today)


def _undo(session: Session, entry: AuditEntry) -> None:
    """What is on its way still ends. Raises ConflictError where nothing is."""
    left, before = 0, 2**62
    while portion := audit.parts_of(session.uow, entry.id, before, AT_ONCE):
        for part in portion:
            run = playbook_runs.get(session.uow, part.subject_id)
            if run and run.state is RunState.RUNNING:
                end(session, run, Ending.TAKEN_BACK)
                audit.mark_undone(session.uow, part.id, session.actor.id, session.now)
                left += 1
        before = portion[-1].id
    if not left:
        raise ConflictError(say("All of them have ended already, so there is nothing to take back."))


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {BEGUN_WITH_MANY: _undo}
