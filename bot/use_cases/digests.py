"""The daily digests: whose are due, what each holds, and what it shows when it is drawn.

Each person of the team has one row in the ledger for each of their working days: queued and sent (late, if so), or
skipped with the reason: nothing to do, too late to be of use, Rapport was not running, not known yet. That
of a day that is over is accounted for as soon as Rapport runs, not only with the next one. Each line has its own row
too, which points at the same message, so that every message that shows a follow-up is found when it changes.

Late: a digest is sent, once and marked late, until `digest_until` of its own local day (to the end of the day for those
who get it later than that); digests of earlier days are skipped, because the new one holds all that is still to do.
"""

from datetime import date, datetime, timedelta

from bot.domain.calendar import local_date
from bot.domain.digest import COMING_BIRTHDAY, FOLLOW_UP, KEPT, LOOKED_BACK, STILL_OPEN, Digest, Due, Rhythm, came_late
from bot.domain.followups import FollowUpItem
from bot.domain.ledger import Reminder
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import TEAM, OutboxRow, Priority
from bot.domain.problems import Problem
from bot.domain.saying import say
from bot.use_cases import churn
from bot.use_cases.digest_lines import Entry, notes_of, of_person, of_team
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.lists import items
from bot.use_cases.reminding import away_on, away_reason
from bot.use_cases.session import Session
from bot.use_cases.surveys import with_customers
from bot.use_cases.team_list import standing
from bot.use_cases.thanks import weekly_goal
from storage import followups, ledger, outbox, people, restores, surveys, watched
from storage.backup import SKIPPED


def due(session: Session) -> list[Due]:
    """The digests that are due now and not accounted for: today's, else the last one before.

    Asked every minute, so it only reads, and little.
    """
    since = session.now.date() - timedelta(days=LOOKED_BACK + 1)
    noted = ledger.noted_since(session.uow, (MessageKind.DIGEST, MessageKind.UNCLAIMED), since)
    holidays = session.working_hours.holidays
    days: dict[Rhythm, date | None] = {}
    found = []
    for recipient, rhythm in _rhythms(session).items():
        if rhythm not in days:
            days[rhythm] = rhythm.due(session.now, holidays) or rhythm.before(session.now, holidays)
        day = days[rhythm]
        if day and (recipient, day) not in noted:
            one = Due(recipient, day, rhythm, rhythm.worth_until(day, session.settings.digest_until))
            if session.now <= one.worth_until or _is_theirs(session, one):
                found.append(one)
    return found


def compose(session: Session, one: Due) -> None:
    """Write one digest into outbox and ledger, or into the ledger why there is none; the second time nothing."""
    kind = _kind(one.recipient)
    if ledger.is_noted(session.uow, kind=kind, subject=one.recipient, recipient=one.recipient, local_date=one.day):
        return
    since = _known_since(session, one)
    _explain_missed(session, one, since)
    if why := _why_none(session, one, since):
        _skip(session, one, one.day, why)
        return
    if one.recipient == TEAM:
        _compose_list(session, one)
        return
    lines = of_person(session, one)
    if all(line[0] == COMING_BIRTHDAY for line in lines):
        _skip(session, one, one.day, "nothing to do")
        return
    _queue(session, one, [(kind, one.recipient), *lines])
    churn.told(session, lines)


def _why_none(session: Session, one: Due, since: datetime | None) -> str:
    """Why they get none, whatever there is to do; "" where they do."""
    restored = restores.last_at(session.uow)
    if _is_newcomer(since, one, one.day):
        return "not known to Rapport yet at that hour"
    if restored and one.rhythm.due_at(one.day) < restored:
        return SKIPPED
    if session.now > one.worth_until:
        return "too late to be of use: Rapport was not running"
    absence = away_on(session, one.recipient, one.day)
    return away_reason(absence) if absence else ""


def _compose_list(session: Session, one: Due) -> None:
    lines, last = of_team(session, one), outbox.latest(session.uow, MessageKind.UNCLAIMED)
    if not lines:
        _skip(session, one, one.day, "nothing to do")
    elif stands := standing(session, lines):
        _skip(session, one, one.day, f"nothing new: the list of {_day_of(session, stands)} stands")
    else:
        _queue(session, one, [(MessageKind.UNCLAIMED, TEAM), *lines])
    if last:
        outbox.refresh(session.uow, last.id, session.now)


def _day_of(session: Session, post: OutboxRow) -> date:
    return ledger.items_of(session.uow, post.id)[0].local_date


def between(session: Session, after: datetime, until: datetime) -> list[datetime]:
    """When digests are due in a span of less than a day; perhaps on a day without one."""
    moments = {
        rhythm.due_at(local_date(moment, rhythm.tz))
        for rhythm in set(_rhythms(session).values())
        for moment in (after, until)
    }
    return [moment for moment in moments if after < moment <= until]


def missing(session: Session) -> list[Problem]:
    """For the auditor: digests that were due a while ago and are neither written nor explained."""
    late = [
        one
        for one in due(session)
        if came_late(one.rhythm.due_at(one.day), session.now)
        and not _is_newcomer(_known_since(session, one), one, one.day)  # the next minute explains it
    ]
    what = "1 digest" if len(late) == 1 else say("{late} digests", late=len(late))
    sentence = say(
        "{what} due by now could not be written. Rapport keeps trying; its log says what kind of error it meets.",
        what=what,
    )
    return [Problem("unwritten", sentence)] if late else []


def shown(session: Session, row: OutboxRow) -> Digest | None:
    """What a digest shows as things stand now; None where there is nothing to say any more."""
    uow, post = session.uow, outbox.get(session.uow, row.edits or row.id)
    carried = ledger.items_of(uow, post.id) if post else []
    if post is None or not carried:
        return None
    lines, still = _carried(session, carried, FOLLOW_UP), _carried(session, carried, STILL_OPEN)
    notes = notes_of(session, carried)
    if row.edits is None and not notes and not any(line.followup.is_open for line in [*lines, *still]):
        return None
    due_at = carried[0].due_at
    late = post.started_at is not None and came_late(due_at, post.started_at)
    is_over = session.now >= post.created_at + KEPT
    goal = weekly_goal(session, due_at) if row.kind is MessageKind.DIGEST else None
    unheard = watched.count_standing(uow) if post.recipient in leads_to_tell(session) else 0
    to_note = with_customers(session, surveys.to_note(uow, [post.recipient])) if row.kind is MessageKind.DIGEST else ()
    when = (due_at if late else None, is_over)
    return Digest(carried[0].local_date, lines, notes, *when, still, goal, unheard, to_note)


def _carried(session: Session, carried: list[Reminder], kind: str) -> list[FollowUpItem]:
    ids = [int(one.subject) for one in carried if one.kind == kind]
    found = followups.by_id(session.uow, ids)
    return items(session, (found[one] for one in ids if one in found))


def _rhythms(session: Session) -> dict[str, Rhythm]:
    rules = session.settings
    team = Rhythm(session.working_hours.zone, rules.digest_at, rules.working_days)
    return {TEAM: team, **people.rhythms(session.uow, rules.digest_at, rules.working_days)}


def _kind(recipient: str) -> MessageKind:
    return MessageKind.UNCLAIMED if recipient == TEAM else MessageKind.DIGEST


def _known_since(session: Session, one: Due) -> datetime | None:
    """Since when this person (or the first of the team) is known; None: for long."""
    return people.known_since(session.uow, None if one.recipient == TEAM else one.recipient)


def _is_newcomer(since: datetime | None, one: Due, day: date) -> bool:
    """Whether they came to Rapport only after the digest of that day was due."""
    return since is not None and came_late(one.rhythm.due_at(day), since)


def _is_theirs(session: Session, one: Due) -> bool:
    """Whether they were known on that day at all, be it late in the evening."""
    since = _known_since(session, one)
    return since is None or local_date(since, one.rhythm.tz) <= one.day


def _explain_missed(session: Session, one: Due, since: datetime | None) -> None:
    """The days without Rapport since the last digest that is accounted for, else since they are known."""
    last = ledger.last_day(session.uow, kind=_kind(one.recipient), subject=one.recipient, recipient=one.recipient)
    if last is None and since:
        last = local_date(since, one.rhythm.tz) - timedelta(days=1)
    for day in one.rhythm.missed(last, one.day, session.working_hours.holidays):
        if not _is_newcomer(since, one, day):
            _skip(session, one, day, "Rapport was not running on that day")


def _skip(session: Session, one: Due, day: date, reason: str) -> None:
    ledger.skip(
        session.uow,
        kind=_kind(one.recipient),
        subject=one.recipient,
        recipient=one.recipient,
        local_date=day,
        reason=reason,
        now=session.now,
    )


def _queue(session: Session, one: Due, lines: list[Entry]) -> None:
    post = outbox.put(
        session.uow,
        kind=_kind(one.recipient),
        subject=f"{one.recipient}:{one.day}",
        recipient=one.recipient,
        now=session.now,
        priority=Priority.DIGEST,
        not_after=one.worth_until,
    )
    due_at = one.rhythm.due_at(one.day)
    ledger.queue_all(
        session.uow, lines, recipient=one.recipient, local_date=one.day, outbox_id=post, now=session.now, due=due_at
    )
