"""What comes due while somebody is away is done by who covers for them; bot/use_cases/back_again.py gives it back.

Who covers is one rule (bot/domain/caretaker.py): the next of owner, backup owner and default owner who is there; where
there is none, the team's channel is asked. It costs no message where a digest to come shows it.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from bot.domain.away import Absence, covered, needs_cover
from bot.domain.calendar import local_date
from bot.domain.caretaker import Caretakers
from bot.domain.customers import Customer
from bot.domain.digest import COVER
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import TEAM
from bot.use_cases import timed
from bot.use_cases.back_again import end
from bot.use_cases.caretaker import caretakers
from bot.use_cases.followups import change, refresh_followups
from bot.use_cases.reminding import remind
from bot.use_cases.session import Session
from storage import absences, audit, covering, customers, leavers, ledger, outbox, people

LONGEST_BREAK = timedelta(days=31)
"""What falls on days off is shown on the working day before, which may be so long before."""

SOON = timedelta(minutes=30)
"""What has a time of day is not told of twice in so short a time."""

Passed = tuple[FollowUp, Absence, str | None]
"""What is passed on, of whom, and to whom; None: to whoever takes it."""


def turning(session: Session, standing: Sequence[Absence]) -> list[Absence]:
    """Those of these absences that begin or end now."""
    return [one for one in standing if one.is_over(session.now) or _begins(session, one)]


def turn(session: Session, absence_id: int) -> None:
    """One begins, or ends by itself. The second time there is nothing to do."""
    absence = absences.get(session.uow, absence_id)
    if absence is None or absence.ended_at:
        return
    if absence.is_over(session.now):
        end(session, absence)
    elif _begins(session, absence):
        begin(session, absence)
    refresh_named(session, absence.person)


def begin(session: Session, absence: Absence) -> None:
    """From now on what comes due is covered, and what is due already."""
    if absence.begun_at is None:
        absences.begin(session.uow, absence.id, session.now)
    cover(session)


def to_cover(session: Session, standing: Sequence[Absence]) -> list[Passed]:
    """What has come due of people who are away, and who does it now. Asked every minute, so it only reads."""
    away = {one.person: one for one in standing if one.is_on(session.now)}
    found = covering.open_of_each(session.uow, away, session.now.date() + LONGEST_BREAK) if away else []
    care = caretakers(session) if found else None
    known = customers.by_id(session.uow, (one.customer_id for one in found))
    passed = [
        (one, away[one.assignee], who_covers(care, known[one.customer_id], one))
        for one in found
        if care and one.assignee and one.customer_id in known
    ]
    readers = {taker: session.read_by(taker or TEAM) for _, _, taker in passed}
    due = [one for one in passed if needs_cover(one[0], one[1], readers[one[2]])]
    return [one for one in due if not _took_it_away(session, one[0], one[1])]


def _took_it_away(session: Session, followup: FollowUp, absence: Absence) -> bool:
    """Whether somebody away claimed or planned it since they went: they mean to do it all the same."""
    begun, assigned = absence.begun_at, followup.assigned_at
    if begun is None or assigned is None or assigned <= begun or followup.assignee is None:
        return False
    return (audit.given_by(session.uow, followup.id, followup.assignee) or followup.created_by) == absence.person


def who_covers(care: Caretakers, customer: Customer, followup: FollowUp) -> str | None:
    """Who does what is somebody's who is away: whose it is, if they are there again, else who acts for the customer."""
    owner = followup.cover_for
    if owner and owner not in care.gone and owner not in care.away:
        return owner
    return care.of(customer).acting


def cover(session: Session) -> None:
    """Pass on what has come due of people who are away, and tell who does it. The second time there is nothing."""
    passed: dict[tuple[int, str | None], list[FollowUp]] = {}
    found = to_cover(session, absences.standing(session.uow))
    absent = {absence.id: absence for _, absence, _ in found}
    for followup, absence, taker in found:
        rule = partial(covered, absent=absence.person, taker=taker, now=session.now)
        changed = change(session, followup.id, "covered", rule)
        passed.setdefault((absence.id, taker), []).append(changed.followup)
    for (absence_id, taker), lines in passed.items():
        _tell(session, absent[absence_id], taker, lines)


def refresh_named(session: Session, person: str) -> None:
    """Have every alert edited that says who looks after somebody's customers."""
    refresh_followups(session, leavers.alerts_that_name(session.uow, person))


def _begins(session: Session, absence: Absence) -> bool:
    return absence.begun_at is None and absence.is_on(session.now)


def _tell(session: Session, absence: Absence, taker: str | None, lines: Sequence[FollowUp]) -> None:
    """One message a day, edited as more comes, within working hours; none where a digest still to come shows it.

    Nor is one needed where its time of day comes so soon that "It is time" says it. The team has one for the whole of
    an absence: its list of what nobody has, each morning, shows what came since.
    """
    if taker and _reads_a_digest(session, taker):
        return
    kind = MessageKind.COVERED if taker else MessageKind.COVER_WANTED
    recipient, subject = taker or TEAM, str(absence.id)
    hours = session.read_by(recipient).working_hours
    at = hours.add_hours(session.now, 0)
    lines = [one for one in lines if not timed.will_tell(session, one, at + SOON)]
    if not lines:
        return
    stands = None if taker else _asked_of_team(session, absence)
    post = stands or remind(session, kind, subject, recipient, not_before=at)
    post = post or _last(session, kind, subject, recipient)
    if post is None:
        return
    ledger.queue_all(
        session.uow,
        [(COVER, str(one.id)) for one in lines],
        recipient=recipient,
        local_date=local_date(at, hours.zone),
        outbox_id=post,
        now=session.now,
        due=at,
    )
    outbox.refresh(session.uow, post, session.now)


def _asked_of_team(session: Session, absence: Absence) -> int | None:
    """The message by which the team is asked already, of this absence or of one that it goes on with; None: none."""
    before = absences.touching(session.uow, absence)
    posts = outbox.posts_about(session.uow, [MessageKind.COVER_WANTED], map(str, before))
    return posts[-1].id if posts else None


def _last(session: Session, kind: MessageKind, subject: str, recipient: str) -> int | None:
    """The last message of the kind to them about it."""
    posts = [one.id for one in outbox.posts(session.uow, kind, subject) if one.recipient == recipient]
    return posts[-1] if posts else None


def _reads_a_digest(session: Session, person: str) -> bool:
    """Whether somebody gets a digest before they are at work: today's is still to come, or their day is over."""
    rules, reader = session.settings, session.read_by(person)
    rhythm = people.rhythms(session.uow, rules.digest_at, rules.working_days).get(person)
    if rhythm is None:
        return False
    if not reader.working_hours.is_open(session.now):
        return True
    if session.now > rhythm.worth_until(reader.today, rules.digest_until):
        return False
    about = {"kind": MessageKind.DIGEST, "subject": person, "recipient": person}
    return not ledger.is_noted(session.uow, **about, local_date=reader.today)
