"""Somebody who was away is back: what others covered is theirs again, and they are told once what happened."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.away import Absence, Meanwhile, given_back, returns_on
from bot.domain.calendar import local_date
from bot.domain.digest import COVER, Rhythm
from bot.domain.due import first_day
from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.use_cases.followups import change, refresh_followups
from bot.use_cases.lists import items
from bot.use_cases.reminding import remind, spare
from bot.use_cases.session import Session
from storage import absences, audit, covering, followups, ledger, outbox, people


def to_give_back(session: Session, standing: Sequence[Absence]) -> list[FollowUp]:
    """What is covered, or wanted to be, for somebody who is there. Asked every minute, so it only reads."""
    away = {one.person for one in standing if one.is_on(session.now)}
    return [one for one in covering.covered(session.uow) if one.cover_for not in away]


def give_back(session: Session) -> None:
    """It is theirs again. The second time there is nothing."""
    for one in to_give_back(session, absences.standing(session.uow)):
        change(session, one.id, "given back", lambda each: given_back(each, session.now))


def give_back_unchanged(session: Session) -> None:
    """The same where they were not away after all: they have it since they had it first."""
    for one in to_give_back(session, absences.standing(session.uow)):
        since = audit.had_since(session.uow, one.id, one.cover_for or "") or session.now
        change(session, one.id, "given back", partial(given_back, at=since))


def end(session: Session, absence: Absence) -> None:
    """Somebody is back, by plan or before: give back what is theirs and tell them."""
    absences.end(session.uow, [absence.id], session.now)
    give_back(session)
    if absence.begun_at:
        came = covering.came_to(session.uow, absence.person, absence.begun_at)
        _greet(session, absence, absence.begun_at, came)
    refresh_told(session, absence.id)


def refresh_told(session: Session, absence_id: int) -> None:
    """Have every message edited that was told of an absence, or of one that it goes on with."""
    kinds = (MessageKind.AWAY_NOTED, MessageKind.COVERED, MessageKind.COVER_WANTED)
    absence = absences.get(session.uow, absence_id)
    subjects = absences.touching(session.uow, absence) if absence else ()
    for post in outbox.posts_about(session.uow, kinds, map(str, subjects)):
        outbox.refresh(session.uow, post.id, session.now)


def end_for_good(session: Session, person: str) -> None:
    """Somebody has left: they are not away any more, and what others cover for them is not theirs any more."""
    absences.end(session.uow, [one.id for one in absences.of_person(session.uow, person)], session.now)
    belonged = [one.id for one in covering.covered(session.uow) if one.cover_for == person]
    covering.forget(session.uow, person)
    refresh_followups(session, belonged)


def meanwhile(session: Session, row: OutboxRow) -> Meanwhile | None:
    """What the message to somebody who is back says now; None: nothing any more."""
    absence = absences.get(session.uow, int(row.subject))
    if absence is None or absence.begun_at is None:
        return None
    post = outbox.get(session.uow, row.edits or row.id) or row
    carried = ledger.items_of(session.uow, post.id)
    ids = [int(one.subject) for one in carried if one.kind == COVER]
    span = (absence.person, absence.begun_at, absence.ended_at or session.now)
    done, lapsed = covering.done_for(session.uow, *span), covering.lapsed_of(session.uow, *span)
    alerts = covering.alerts_since(session.uow, *span)
    over = {one.id for one in (*done, *lapsed)}
    found = followups.by_id(session.uow, (one for one in ids if one not in over))
    lines = items(session, (found[one] for one in ids if one in found))
    by_whom: dict[str, list[FollowUpItem]] = {}
    for item in items(session, done):
        by_whom.setdefault(item.followup.closed_by or "", []).append(item)
    open_alerts = sum(one.is_open for one in alerts)
    in_digest = _shown_by_digest(session, post, lines)
    lines = [one for one in lines if one not in in_digest]
    return Meanwhile(absence, by_whom, items(session, lapsed), len(alerts), open_alerts, lines, in_digest)


def _shown_by_digest(session: Session, post: OutboxRow, lines: Sequence[FollowUpItem]) -> list[FollowUpItem]:
    """What need not be listed, as the digest that comes at the same hour does; nothing where none comes."""
    rules, reader = session.settings, session.read_by(post.recipient)
    known = people.rhythms(session.uow, rules.digest_at, rules.working_days)
    if post.not_before <= post.created_at or post.recipient not in known:
        return []
    day = local_date(post.not_before, reader.tz)
    return [one for one in lines if first_day(one.followup, reader.working_hours) <= day]


def _greet(session: Session, absence: Absence, since: datetime, came: Sequence[FollowUp]) -> None:
    """At the hour of their digest where they come back by plan; nothing where nothing happened."""
    kind, subject, person = MessageKind.BACK_AGAIN, str(absence.id), absence.person
    span = (person, since, session.now)
    told = [*came, *covering.done_for(session.uow, *span), *covering.lapsed_of(session.uow, *span)]
    if not (told or covering.alerts_since(session.uow, *span)):
        spare(session, kind, subject, person, "nothing happened while they were away")
        return
    at = _hour_of_return(session, absence)
    post = remind(session, kind, subject, person, not_before=at)
    if post:
        ledger.queue_all(
            session.uow,
            [(COVER, str(one.id)) for one in told],
            recipient=person,
            local_date=session.read_by(person).today,
            outbox_id=post,
            now=session.now,
            due=at or session.now,
        )


def _hour_of_return(session: Session, absence: Absence) -> datetime | None:
    """When their first digest comes; None: at once, because they came back before, or it has passed."""
    if not absence.is_over(session.now):
        return None
    rules, reader = session.settings, session.read_by(absence.person)
    usual = Rhythm(reader.tz, rules.digest_at, rules.working_days)
    rhythm = people.rhythms(session.uow, rules.digest_at, rules.working_days).get(absence.person, usual)
    at = rhythm.due_at(returns_on(absence, reader.working_hours))
    return at if at > session.now else None
