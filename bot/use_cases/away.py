"""Somebody is away for some days, by their own word or a lead's, and is back again. What comes due is covered."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.away import Absence, Away, check_days, overlapping, put_together, stays
from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer
from bot.domain.due import is_put_off
from bot.domain.errors import ConflictError, NotAllowedError, NotFoundError, Who
from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.message_kinds import MessageKind
from bot.domain.rights import AWAY, Extent
from bot.domain.saying import say
from bot.domain.slack_status import SlackStatus
from bot.use_cases.back_again import end, give_back_unchanged, refresh_told
from bot.use_cases.caretaker import caretakers
from bot.use_cases.cover import begin, refresh_named
from bot.use_cases.lists import items
from bot.use_cases.reminding import remind
from bot.use_cases.session import Session
from storage import absences, audit, customers, followups, leavers, ledger, outbox, people

SUGGESTED = MessageKind.AWAY_SUGGESTED
OPEN = "open"
"""The subject of a suggestion of which the status has no end."""

NAMED = 5
"""So many customers whom nobody covers are named."""

AGAIN = timedelta(days=30)
"""After so long somebody whose status has no end may be asked once more."""

AWAY_NOTED = "away noted"
AWAY_ENDED = "away ended"
"""Actions of their audit entries."""


def away_of(session: Session, person: str) -> Absence | None:
    """The absence in which somebody is now, else the next that they have planned."""
    return next(iter(absences.of_person(session.uow, person)), None)


def running(session: Session, person: str) -> Absence | None:
    """The absence in which somebody is now."""
    return next((one for one in absences.of_person(session.uow, person) if one.is_on(session.now)), None)


def note_away(session: Session, person: str, first: date, back_on: date) -> Away:
    """Somebody is away from a day on until another. One that overlaps is extended, or cut, to it.

    Where just that is noted already nothing changes, and there is nothing to undo.
    Raises NotAllowedError for a member who says it of another, NotUnderstoodError for days that cannot be.
    """
    _check_may(session, person)
    today = session.read_by(person).today
    check_days(first, back_on, today)
    new = Absence(0, person, first, back_on, session.actor.id, session.now)
    before = overlapping(new, absences.of_person(session.uow, person))
    new = put_together(new, before, today)
    if same := next((one for one in before if (one.first, one.back_on) == (new.first, new.back_on)), None):
        return _with_cover(session, Away(same, 0))
    absences.end(session.uow, [one.id for one in before], session.now)
    absence = _kept(session, absences.add(session.uow, new))
    after = {"absence": absence.id, "person": person, "first": str(new.first), "back_on": str(new.back_on)}
    undo_id = session.record(AWAY_NOTED, ("person", 0), None, before={"ended": [one.id for one in before]}, after=after)
    if person != session.actor.id:
        outbox.put(session.uow, kind=MessageKind.AWAY_NOTED, subject=str(absence.id), recipient=person, now=session.now)
    for one in before:
        refresh_told(session, one.id)
    _turn(session, person)
    return _with_cover(session, Away(absence, undo_id))


def suggest_away(session: Session, person: str, status: SlackStatus) -> None:
    """Ask somebody whether others shall cover, once for the day on which they are back by their status.

    Of one that ends today within their working hours nothing is asked; nor of who is noted as away already.
    """
    reader = session.read_by(person)
    back_on = status.back_on(reader.tz)
    known = people.get(session.uow, person)
    if known is None or not known.is_inside or (back_on and back_on <= reader.today):
        return
    if absences.of_person(session.uow, person):
        return
    subject = str(back_on or OPEN)
    lately = ledger.last_told(session.uow, kind=SUGGESTED, subjects=[subject], recipient=person).get(subject)
    if lately is None or (back_on is None and lately < reader.today - AGAIN):
        remind(session, SUGGESTED, subject, person)


def assignee_away(session: Session, followup: FollowUp) -> Caretaker | None:
    """Who has it and is away, with who covers what comes due (`cover`); None: they are there, or it is one's own."""
    person = followup.assignee
    absence = running(session, person) if person and person != session.actor.id and followup.is_open else None
    if absence is None:
        return None
    customer = customers.get(session.uow, followup.customer_id)
    cover = caretakers(session).of(customer).acting if customer else None
    return Caretaker(person, back_on=absence.back_on, cover=cover)


def come_back(session: Session, person: str) -> Away:
    """They are there again from now on; what they planned for later is taken back where they are not away now.

    Raises NotFoundError where they are not noted as away.
    """
    _check_may(session, person)
    absence = away_of(session, person)
    if absence is None:
        who = (say("You are"),) if person == session.actor.id else (Who(person), " is")
        raise NotFoundError(*who, say(" not noted as away. Nothing was changed."))
    after = {"absence": absence.id, "person": person}
    undo_id = session.record(AWAY_ENDED, ("person", 0), None, after=after)
    end(session, absence)
    _turn(session, person)
    return Away(absence, undo_id)


def take_back_noted(session: Session, entry: audit.AuditEntry) -> None:
    """Undo: they are not away, and what was noted before counts again, as far as it is not over."""
    after, person = entry.after or {}, str((entry.after or {})["person"])
    absence = absences.get(session.uow, int(after["absence"]))
    if absence is None or absence.ended_at:
        raise ConflictError(say("That is over, or was changed since. Please use `/rapport away`."))
    absences.end(session.uow, [absence.id], session.now)
    replaced = [absences.get(session.uow, int(one)) for one in (entry.before or {}).get("ended", ())]
    absences.go_on(session.uow, [one.id for one in replaced if one and not one.is_over(session.now)])
    give_back_unchanged(session)
    refresh_told(session, absence.id)
    _turn(session, person)


def take_back_ended(session: Session, entry: audit.AuditEntry) -> None:
    """Undo: they are away all the same."""
    after = entry.after or {}
    absence, person = absences.get(session.uow, int(after["absence"])), str(after["person"])
    if absence is None or absence.is_over(session.now):
        raise ConflictError(say("It would be over by now. Please use `/rapport away`."))
    if overlapping(absence, absences.of_person(session.uow, person)):
        raise ConflictError(say("They were noted as away anew since. Please use `/rapport away`."))
    absences.go_on(session.uow, [absence.id])
    if absence.begun_at:
        absences.begin(session.uow, absence.id, session.now)
    refresh_told(session, absence.id)
    _turn(session, person)


REVERSERS = {AWAY_NOTED: take_back_noted, AWAY_ENDED: take_back_ended}


def _check_may(session: Session, person: str) -> None:
    session.check(AWAY)
    if session.extent(AWAY) is Extent.OWN and person != session.actor.id:
        raise NotAllowedError(
            say(
                "Only leads and workspace admins can note that somebody else is away or back. "
                "For yourself: `/rapport away until monday`."
            )
        )


def _turn(session: Session, person: str) -> None:
    """It begins where its first day has come, and every message that names who looks after somebody is edited."""
    for absence in absences.of_person(session.uow, person):
        if absence.is_on(session.now):
            begin(session, absence)
    refresh_named(session, person)
    for post in outbox.posts_to(session.uow, MessageKind.AWAY_SUGGESTED, person):
        outbox.refresh(session.uow, post.id, session.now)


def _kept(session: Session, absence_id: int) -> Absence:
    absence = absences.get(session.uow, absence_id)
    if absence is None:
        raise NotFoundError(say("This absence is not noted any more."))
    return absence


def _with_cover(session: Session, done: Away) -> Away:
    """Who covers how many of somebody's customers, as things stand now, whom nobody does, and what waits for them."""
    absence, known, found = done.absence, caretakers(session), Counter[str | None]()
    care, alone = replace(known, away={**known.away, absence.person: absence.back_on}), set[str | None]()
    for backup, number in leavers.customers_by_backup(session.uow, absence.person).items():
        acting = care.of(Customer(0, "", owner=absence.person, backup_owner=backup)).acting
        found[acting] += number
        alone |= set() if acting else {backup}
    names = leavers.names_by_backup(session.uow, absence.person, alone, NAMED) if alone else []
    return replace(done, covers=dict(found), uncovered=names, staying=_staying(session, absence))


def _staying(session: Session, absence: Absence) -> list[FollowUpItem]:
    """What is late already and waits for somebody who goes today for a few days."""
    if not absence.is_on(session.now):
        return []
    reader = session.read_by(absence.person)
    mine = followups.open_of(session.uow, absence.person)
    return items(session, (one for one in mine if not is_put_off(one, reader) and stays(one, absence, reader)))
