"""Somebody has left the team: everything open of theirs is handed over at once, visibly (product.md, section 5).

An alert that they had claimed can be claimed again; everything else goes to whoever looks after the customer now (the
backup or default owner), or to whoever takes it where that is nobody. Somebody who comes back takes nothing back: what
the leads and those who took over were told is edited to say that they are back.
"""

from collections import Counter

from bot.domain import lifecycle as rules
from bot.domain.caretaker import Caretakers
from bot.domain.customers import Customer
from bot.domain.digest import FOLLOW_UP
from bot.domain.followups import FollowUp
from bot.domain.leaving import HandedOver, Leaving
from bot.domain.message_kinds import MessageKind
from bot.domain.people import Person, Role
from bot.use_cases import stewards, theme_menders
from bot.use_cases.back_again import end_for_good
from bot.use_cases.caretaker import caretakers
from bot.use_cases.followups import change, refresh_followups
from bot.use_cases.leads import tell_leads
from bot.use_cases.session import Session
from storage import audit, customers, followups, leavers, ledger, outbox, people

LEFT_THE_TEAM = "person left"
"""The action of the audit entry that says what became of their follow-ups."""

CAME_BACK = "person came back"


def waiting(session: Session) -> list[str]:
    """Whose things are still to be handed over. Asked every minute, so it only reads."""
    chosen = {*session.settings.leads, *([session.settings.default_owner] if session.settings.default_owner else [])}
    return leavers.waiting(session.uow, sorted(chosen))


def hand_over(session: Session, person_id: str) -> None:
    """Hand over what somebody had who is not of the team (any more). The second time there is nothing to do."""
    leaver = people.get(session.uow, person_id)
    if leaver is None or person_id not in waiting(session):
        return
    theirs = followups.open_of(session.uow, person_id)
    _withdraw_messages(session, leaver)
    _explain_in_ledger(session, leaver, theirs)
    care, taken = caretakers(session), {}
    looked_after = customers.by_id(session.uow, (one.customer_id for one in theirs))
    for followup in theirs:
        taken[followup.id] = _next(care, looked_after.get(followup.customer_id), followup)
        _pass_on(session, followup, taken[followup.id])
    _tell_takers(session, person_id, taken)
    end_for_good(session, person_id)
    refresh_followups(session, leavers.alerts_that_name(session.uow, person_id))
    if leavers.note(session.uow, person_id, session.now):
        alerts = sum(one.deadline is not None for one in theirs)
        to = Counter(taker for taker in taken.values() if taker)
        figures = {
            "role": leaver.role,
            "steward_of": stewards.lay_down(session, person_id),
            "to_mend": theme_menders.lay_down(session, person_id),
            "to": to,
            "alerts": alerts,
            "released": len(theirs) - alerts - to.total(),
        }
        session.record(LEFT_THE_TEAM, ("person", 0), None, after={"person": person_id, **figures})
        before = outbox.posts(session.uow, MessageKind.LEFT, person_id)
        tell_leads(session, MessageKind.LEFT, person_id)
        for notice in before:
            outbox.refresh(session.uow, notice.id, session.now)


def back(session: Session) -> list[str]:
    """Who is of the team again. Asked every minute, so it only reads."""
    return leavers.back(session.uow)


def welcome(session: Session, person_id: str) -> None:
    """Have what was told of somebody's leaving edited, and the alerts that name who looks after their customers."""
    leavers.forget(session.uow, person_id)
    session.record(CAME_BACK, ("person", 0), None, after={"person": person_id})
    for notice in outbox.posts(session.uow, MessageKind.LEFT, person_id):
        outbox.refresh(session.uow, notice.id, session.now)
    refresh_followups(session, leavers.alerts_that_name(session.uow, person_id))


def told_again_since(session: Session, person_id: str, notice_id: int) -> bool:
    """Whether the leads were told of somebody's leaving once more after this notice of it."""
    notices = outbox.posts(session.uow, MessageKind.LEFT, person_id)
    told = {notice.id: notice.created_at for notice in notices}
    return any(at > told[notice_id] for at in told.values())


def leaving(session: Session, person_id: str) -> Leaving:
    """What the leads are told of somebody who left, as their customers stand now."""
    entry = audit.last_about(session.uow, LEFT_THE_TEAM, person_id)
    after = (entry.after or {}) if entry else {}
    is_back = person_id not in people.gone(session.uow)
    care, looked_after = caretakers(session), Counter[str | None]()
    for backup, number in leavers.customers_by_backup(session.uow, person_id).items():
        looked_after[care.of(Customer(0, "", owner=person_id, backup_owner=backup)).id] += number
    return Leaving(
        person_id,
        HandedOver(after.get("to", {}), after.get("alerts", 0), after.get("released", 0)),
        looked_after.total(),
        looked_after,
        was_lead=person_id in session.settings.leads,
        was_default_owner=person_id == session.settings.default_owner,
        was_steward_of=tuple(after.get("steward_of", ())),
        was_to_mend=tuple(after.get("to_mend", ())),
        is_back=is_back,
        is_guest=after.get("role") == Role.GUEST if is_back else is_guest(session, person_id),
    )


def is_guest(session: Session, person_id: str) -> bool:
    """Whether somebody is not of the team because they are a guest now."""
    return people.roles_of_gone(session.uow).get(person_id) is Role.GUEST


def _next(care: Caretakers, customer: Customer | None, followup: FollowUp) -> str | None:
    """Who gets it; None: it can be claimed."""
    return care.of(customer).acting if customer and followup.deadline is None else None


def _pass_on(session: Session, followup: FollowUp, taker: str | None) -> None:
    if taker:
        change(session, followup.id, "handed over", lambda one: rules.assign(one, taker, session.now))
    else:
        change(session, followup.id, "released", rules.release)


def _tell_takers(session: Session, leaver: str, taken: dict[int, str | None]) -> None:
    """Each of them in one message, however much it is."""
    for taker in sorted({one for one in taken.values() if one}):
        post = outbox.put(session.uow, kind=MessageKind.HANDED_OVER, subject=leaver, recipient=taker, now=session.now)
        for followup_id in (one for one, who in taken.items() if who == taker):
            ledger.queue(
                session.uow,
                kind=MessageKind.HANDED_OVER,
                subject=str(followup_id),
                recipient=taker,
                local_date=session.today,
                outbox_id=post,
                now=session.now,
            )


def _explain_in_ledger(session: Session, leaver: Person, theirs: list[FollowUp]) -> None:
    for kind, subject in ((MessageKind.DIGEST, leaver.id), *((FOLLOW_UP, str(one.id)) for one in theirs)):
        ledger.skip(
            session.uow,
            kind=kind,
            subject=subject,
            recipient=leaver.id,
            local_date=session.today,
            reason=f"not reminded: this person is not on the team ({leaver.role})",
            now=session.now,
        )


def _withdraw_messages(session: Session, leaver: Person) -> None:
    """What was on its way to them is about customers, who are no longer their matter."""
    reason = f"this person is not on the team ({leaver.role})"
    for row in outbox.waiting_for(session.uow, leaver.id):
        outbox.settle(session.uow, row, "skipped", reason, session.now)
        ledger.settle(session.uow, row.id, "skipped", reason, session.now)
