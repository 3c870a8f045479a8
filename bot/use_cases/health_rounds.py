"""Counting health: soon of whom something was changed, and of everybody once a day, for what time alone changes.

Whom something was changed of says the audit log, which every change of a customer is written to: so whatever changes a
fact pays nothing for it, and none can forget to. Everything is counted in portions, each in a transaction of its own.

Where Rapport counts for the first time (it is new here, or was brought up to date), nobody is told of those who may
leave one by one: they stand in the list and in the leads' week.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.health import NOTHING_KNOWN, Health
from bot.use_cases.customers import refresh_notes
from bot.use_cases.health import health_of, team_day
from bot.use_cases.session import Session
from storage import churn_risks, health, health_round, homes, merges
from storage.health_round import DONE, Round

PORTION = 500
"""So many customers, or entries of the audit log, are looked at in one transaction."""

SETTLES_IN = timedelta(seconds=30)
"""So old an entry is when it is read: then none can come with a lower id, of a transaction that took longer."""


@dataclass(frozen=True)
class Step:
    """What is counted next: these customers, how far it is then, and whether there is more to count at once."""

    customers: Collection[int]
    then: Round
    is_more: bool


def next_step(session: Session) -> Step | None:
    """What is to be counted now; None: nothing. Only reads."""
    today, stood = team_day(session), health_round.standing(session.uow)
    if stood is None:
        return Step((), Round(today, 0, health_round.last_entry(session.uow), is_first=True), is_more=True)
    changed = health_round.changes_between(session.uow, stood.entry_id, session.now - SETTLES_IN, PORTION)
    is_over = stood.is_done and stood.day != today
    now = replace(
        stood,
        day=today if is_over else stood.day,
        reached=0 if is_over or changed.of_all else stood.reached,
        entry_id=changed.until,
        is_first=stood.is_first and not stood.is_done,
    )
    found = [] if now.is_done else health_round.next_customers(session.uow, now.reached, PORTION)
    if not now.is_done:
        now = replace(now, reached=found[-1] if len(found) == PORTION else DONE)
    if not changed.customers and now == stood:
        return None
    gone = merges.ever_into(session.uow, changed.customers) if changed.customers else ()
    return Step(changed.customers.union(found, gone), now, is_more=changed.is_more or not now.is_done)


def take(session: Session, step: Step) -> None:
    """Count them, and note how far it is."""
    count(session, step.customers, tells_nobody=step.then.is_first)
    health_round.keep(session.uow, step.then)
    if step.then.is_done:
        health.forget_before(session.uow, step.then.day)


def count(session: Session, customer_ids: Collection[int], *, tells_nobody: bool = False) -> None:
    """Count how it stands with these customers, and keep it; with it who of them may leave, and who not any more."""
    found = {**dict.fromkeys(customer_ids, NOTHING_KNOWN), **health_of(session, customer_ids)}
    health.keep(session.uow, found, team_day(session))
    _settle_risks(session, found, tells_nobody=tells_nobody)


def _settle_risks(session: Session, found: dict[int, Health], *, tells_nobody: bool) -> None:
    today, last = team_day(session), churn_risks.last_of(session.uow, found)
    may_leave = {one for one, now in found.items() if now.cause}
    again = [risk for one, risk in last.items() if one in may_leave and not risk.is_open and risk.goes_on(today)]
    known = {risk.customer_id for risk in last.values() if risk.is_open} | {risk.customer_id for risk in again}
    over = [risk for one, risk in last.items() if one not in may_leave and risk.is_open]
    new = may_leave - known
    quiet = new if tells_nobody else _told_before_merging(session, new)
    churn_risks.begin(session.uow, sorted(new - quiet), today)
    churn_risks.begin(session.uow, sorted(quiet), today, told_on=today)
    churn_risks.go_on(session.uow, [risk.id for risk in again])
    churn_risks.end(session.uow, [risk.id for risk in over], today)
    if over or again or new:
        homes.look_again(session.uow, session.now)
    for risk in [*over, *again]:
        if risk.told_on:
            refresh_notes(session, risk.customer_id)


def _told_before_merging(session: Session, new: Collection[int]) -> set[int]:
    """Those into whom somebody was merged of whom it was told: the risk came along, and is no news."""
    parts = merges.standing_in(session.uow, new) if new else {}
    today, last = team_day(session), churn_risks.last_of(session.uow, parts)
    return {parts[one] for one, risk in last.items() if risk.told_on and risk.goes_on(today)}
