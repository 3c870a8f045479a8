"""A playbook begins with a customer: its follow-ups are all made at once, each on its day, for whoever does it.

So lists and the card show what is to come, and a handover takes it along. Whoever does a step finds it in their digest
on its day; only one for today that no digest will show any more is told by itself. How a run ends:
bot/use_cases/playbook_ends.py.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar import local_date
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import TEAM
from bot.domain.people import ITSELF
from bot.domain.playbook import Beginning, Doer, Playbook, Step, day_of
from bot.domain.playbook_run import (
    Begun,
    Cause,
    Ending,
    PlannedStep,
    Progress,
    Run,
    RunState,
    Task,
    origin,
)
from bot.domain.saying import say
from bot.use_cases.caretaker import caretakers
from bot.use_cases.reminding import remind
from bot.use_cases.session import Session
from storage import followups, ledger, playbook_runs, touchpoints

BEGUN = "playbook begun"
"""In the audit log; what begins by itself is "playbook begun by itself", and is taken back with its cause."""

LATE = timedelta(days=3)
"""A step before a renewal is made up for within a weekend; one that is longer past is left out."""

SHOWN = 5
"""So many runs of a customer are shown."""


def planned(session: Session, book: Playbook, customer: Customer, cause: Cause) -> Begun:
    """What would be done for a customer, by whom and when. Only reads. Raises ConflictError where it cannot begin."""
    refuse(session, book, customer, cause)
    steps = [_planned(session, customer, cause, number, step) for number, step in enumerate(book.steps)]
    base = cause.renewal
    kept = [one for one in steps if base is None or base + timedelta(days=one.step.days) >= session.today - LATE]
    if not kept:
        raise ConflictError(
            say(
                "All days of “{name}” are past for {name_2}: their renewal is on {base}.",
                name=book.name,
                name_2=customer.name,
                base=base,
            )
        )
    return Begun(book, customer.id, customer.name, kept, len(steps) - len(kept))


def by_hand(session: Session, book: Playbook, customer: Customer) -> Cause:
    """What a playbook hangs on that somebody begins by hand. Raises ConflictError where that is missing."""
    if book.begins is Beginning.BEFORE_RENEWAL and not customer.renewal:
        raise ConflictError(
            say(
                "“{name}” counts from the renewal, and {name_2} has none yet. Write it first: `/customer "
                "edit {name_2} renewal:2027-03-31`.",
                name=book.name,
                name_2=customer.name,
            )
        )
    before_renewal = customer.renewal if book.begins is Beginning.BEFORE_RENEWAL else None
    last = touchpoints.latest(session.uow, customer.id, 1) if book.begins is Beginning.QUIET else []
    quiet_since = (last[0].happened_on if last else session.today) if book.begins is Beginning.QUIET else None
    return Cause("", customer.id, session.now, renewal=before_renewal, quiet_since=quiet_since)


def begin(session: Session, book: Playbook, customer: Customer, cause: Cause) -> Begun:
    """Begin it, tell whoever has a step today, and give what was begun. Raises ConflictError where it cannot begin."""
    plan = planned(session, book, customer, cause)
    run_id, made = _start(session, book, cause, plan)
    action = BEGUN if session.actor.id != ITSELF.id else f"{BEGUN} by itself"
    undo_id = session.record(action, ("playbook run", run_id), customer.id)
    _tell_of_today(session, made)
    return replace(plan, undo_id=undo_id)


def start(session: Session, book: Playbook, customer: Customer, cause: Cause) -> int:
    """Begin it as part of something else, which is in the audit log; the id of the run. Nobody is told."""
    return _start(session, book, cause, planned(session, book, customer, cause))[0]


def _start(session: Session, book: Playbook, cause: Cause, plan: Begun) -> tuple[int, list[FollowUp]]:
    """The run, and a follow-up for each step."""
    run = _run(session, book, cause, RunState.RUNNING)
    run = replace(run, id=playbook_runs.add(session.uow, run))
    return run.id, [_make(session, run, one) for one in plan.planned]


def settle_cause(session: Session, book: Playbook, cause: Cause, why: Ending) -> None:
    """An event has no effect, and will have none later."""
    run = _run(session, book, cause, RunState.NOT_BEGUN)
    playbook_runs.add(session.uow, replace(run, ended_at=session.now, ended_why=why))


def refuse(session: Session, book: Playbook, customer: Customer, cause: Cause) -> None:
    """Raise ConflictError that says why it cannot begin with this customer."""
    why = why_not(session, book, customer)
    if why is Ending.WAS_RUNNING:
        raise ConflictError(
            say(
                "“{name}” is on its way with {name_2} already. The card shows how far it is.",
                name=book.name,
                name_2=customer.name,
            )
        )
    if why:
        raise ConflictError(
            say("“{name}” cannot begin with {name_2}: {why}.", name=book.name, name_2=customer.name, why=why)
        )
    if cause.renewal and cause.renewal < session.today:
        raise ConflictError(
            say("The renewal of {name} is past. Write the next one first: `/customer edit`.", name=customer.name)
        )


def why_not(session: Session, book: Playbook, customer: Customer) -> Ending | None:
    """Why it cannot begin with a customer, if so."""
    if customer.do_not_contact:
        return Ending.NOT_TO_BE_CONTACTED
    if customer.lost_on:
        return Ending.LOST
    return Ending.WAS_RUNNING if playbook_runs.running(session.uow, customer.id, book.id) else None


def progress_of(session: Session, customer_id: int) -> list[Progress]:
    """How far the playbooks of a customer are, those on their way first."""
    return _progress(session, playbook_runs.of_customer(session.uow, customer_id, SHOWN))


def on_their_way(session: Session, customer_id: int) -> list[Progress]:
    """The same of those on their way alone."""
    return _progress(session, playbook_runs.running(session.uow, customer_id))


def _progress(session: Session, runs: Sequence[Run]) -> list[Progress]:
    if not runs:
        return []
    tasks = playbook_runs.tasks_of(session.uow, [run.id for run in runs])
    found = followups.by_id(session.uow, (task.followup_id for each in tasks.values() for task in each))
    return [
        Progress(run, tuple(found[task.followup_id] for task in tasks[run.id] if task.followup_id in found))
        for run in runs
    ]


def doer_of(session: Session, customer: Customer, who: Doer) -> str | None:
    """Who does a step now; None: whoever claims it. A backup or a lead that there is not is the owner."""
    care = caretakers(session)
    if who is Doer.ANYBODY:
        return None
    first: list[str | None] = [customer.backup_owner] if who is Doer.BACKUP else []
    first += sorted(session.settings.leads) if who is Doer.LEAD else []
    return next((one for one in first if one and one not in care.gone), care.of(customer).id)


def named_for(customer: Customer, who: Doer) -> str:
    """Who is named for it in the customer's record; "" where nobody is, or another role does it."""
    return {Doer.OWNER: customer.owner, Doer.BACKUP: customer.backup_owner}.get(who) or ""


def _planned(session: Session, customer: Customer, cause: Cause, number: int, step: Step) -> PlannedStep:
    person = doer_of(session, customer, step.who)
    reader = session.read_by(person or TEAM)
    base = cause.renewal or local_date(cause.at, reader.tz)
    due = day_of(step, base, reader.today, reader.working_hours)
    return PlannedStep(number, step, person, named_for(customer, step.who), due)


def _run(session: Session, book: Playbook, cause: Cause, state: RunState) -> Run:
    base = cause.renewal or local_date(cause.at, session.working_hours.zone)
    return Run(
        *(0, cause.customer_id, book.id, book.name, book.begins, book.steps, cause, base),
        *(session.actor.id, session.now, state),
    )


def _make(session: Session, run: Run, one: PlannedStep) -> FollowUp:
    followup = FollowUp(
        *(0, run.customer_id, one.step.kind, one.step.title, one.due, session.actor.id, session.now),
        assignee=one.assignee,
        assigned_at=session.now if one.assignee else None,
        origin=origin(run.id, one.number),
    )
    followup = replace(followup, id=followups.add(session.uow, followup))
    task = Task(one.number, followup.id, one.step.who, one.named, one.assignee or "")
    playbook_runs.add_task(session.uow, run.id, task)
    return followup


def _tell_of_today(session: Session, made: Sequence[FollowUp]) -> None:
    """One that is for today, and that no digest of today will show any more; not to whoever began it."""
    for one in made:
        recipient = one.assignee or TEAM
        today = session.read_by(recipient).today
        kind, subject = (MessageKind.DIGEST, recipient) if one.assignee else (MessageKind.UNCLAIMED, TEAM)
        if one.due > today or recipient == session.actor.id:
            continue
        if ledger.is_noted(session.uow, kind=kind, subject=subject, recipient=recipient, local_date=today):
            remind(session, MessageKind.ARISEN, str(one.id), recipient)
