"""What playbooks do by themselves: begin with an event, end where it holds no more, go on, follow the owner.

Found in what the database has anyway (storage/playbook_causes.py), so a crash, a weekend without the bot or a job that
runs twice changes nothing: an event that a run (or a reason why there is none) stands for is settled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.calendar import local_date
from bot.domain.errors import ConflictError
from bot.domain.playbook import Beginning, Playbook
from bot.domain.playbook_run import RESUMED_WITHIN, Cause, Ending, Task, ending
from bot.use_cases import rounds
from bot.use_cases.playbook_ends import end, finish, give_anew, resume, run_of
from bot.use_cases.playbook_runs import begin, settle_cause, why_not
from bot.use_cases.session import Session
from storage import customers, playbook_causes, playbook_runs, playbooks

LOOK_BACK = timedelta(days=3)
"""So old an event may be when it is found: a weekend."""

AHEAD = timedelta(days=7)
"""So long before its first day a playbook before a renewal begins: that day may move to the working day before."""

AT_ONCE = 200
"""So many begin in one minute; the others in the next."""

DAYS_LOOKED_AT = "playbooks looked at days"
"""The mark of the round that looks for renewals that come near."""


@dataclass(frozen=True)
class ToDo:
    """What is to be done now. `by_days`: whether renewals were looked for."""

    to_end: Sequence[int]
    to_resume: Sequence[int]
    to_give: Sequence[tuple[int, Task, str]]
    to_begin: Sequence[tuple[Playbook, Cause]]
    by_days: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether there is anything."""
        return bool(self.to_end or self.to_resume or self.to_give or self.to_begin or self.by_days)


def to_do(session: Session) -> ToDo:
    """Look. Only reads; a team without playbooks is asked one statement a minute."""
    if not playbook_runs.are_in_use(session.uow):
        return ToDo((), (), (), ())
    on = [one for one in playbooks.all_of(session.uow) if one.is_on]
    by_days = any(one.begins is Beginning.BEFORE_RENEWAL for one in on) and rounds.is_time(session, DAYS_LOOKED_AT)
    found = [*_events(session, on), *(_days(session, on) if by_days else ())]
    settled = playbook_runs.settled_causes(session.uow, (cause.key for _, cause in found)) if found else set()
    to_begin = [(book, cause) for book, cause in found if (book.id, cause.key) not in settled]
    there = _look(session)
    return ToDo(
        list(there.to_end),
        list(there.to_resume),
        playbook_runs.with_others_named(session.uow) if there.is_renamed else [],
        to_begin[:AT_ONCE],
        by_days,
    )


def settle(session: Session, run_id: int) -> None:
    """End one that is over, as it is by now."""
    facts = _look(session, run_id).to_end.get(run_id)
    if facts is None:
        return
    run = run_of(session, run_id)
    if why := ending(facts):
        end(session, run, why)
    else:
        finish(session, run)


def go_on(session: Session, run_id: int) -> None:
    """Take up one whose reason to end is none any more."""
    if run_id in _look(session, run_id).to_resume:
        resume(session, run_of(session, run_id))


def give(session: Session, run_id: int, task: Task, named_now: str) -> None:
    """A step goes along to who is named now."""
    give_anew(session, run_id, task, named_now)


def begin_with(session: Session, book: Playbook, cause: Cause) -> None:
    """Begin one with its event, or note why not; the second time nothing."""
    customer = customers.get(session.uow, cause.customer_id)
    if customer is None or (book.id, cause.key) in playbook_runs.settled_causes(session.uow, [cause.key]):
        return
    why = why_not(session, book, customer)
    if why is None:
        try:
            begin(session, book, customer, cause)
        except ConflictError:  # raised before anything is written
            why = Ending.TOO_LATE
    if why:
        settle_cause(session, book, cause, why)


def _look(session: Session, run_id: int | None = None) -> playbook_runs.Look:
    return playbook_runs.look(session.uow, session.now - RESUMED_WITHIN, run_id)


_OF_LIFE = frozenset(one for one in Beginning if one.stage or one is Beginning.WON_BACK)
_OF_DONE = frozenset({Beginning.RESOLVED, Beginning.RENEWED})


def _events(session: Session, on: Sequence[Playbook]) -> Iterator[tuple[Playbook, Cause]]:
    """What happened since each was switched on, of the last days."""
    begins, since, uow = {one.begins for one in on}, session.now - LOOK_BACK, session.uow
    found: playbook_causes.Found = []
    found += playbook_causes.added(uow, since) if Beginning.NEW in begins else []
    found += playbook_causes.turns(uow, since) if begins & _OF_LIFE else []
    found += playbook_causes.done(uow, since) if begins & _OF_DONE else []
    found += playbook_causes.gone_quiet(uow, since) if Beginning.QUIET in begins else []
    for beginning, cause in found:
        for book in on:
            if book.begins is beginning and book.on_since and cause.at >= book.on_since:
                yield book, cause


def _days(session: Session, on: Sequence[Playbook]) -> Iterator[tuple[Playbook, Cause]]:
    """Renewals that come near, since each was switched on.

    What was near before that begins none: nobody is to find fifty tasks because a lead switched something on.
    """
    today = local_date(session.now, session.working_hours.zone)
    for book in on:
        if book.on_since and book.begins is Beginning.BEFORE_RENEWAL:
            switched_on = local_date(book.on_since, session.working_hours.zone)
            first, lead = max(switched_on, today - LOOK_BACK), timedelta(days=-book.steps[0].days)
            found = playbook_causes.renewing(session.uow, first + lead, today + lead + AHEAD, session.now)
            yield from ((book, cause) for _, cause in found)
