"""What has a time of day: whoever does it is told then by a message of its own, once, or the ledger says why not.

Nothing is kept of what is to be told when: it follows from the follow-up as it is at that moment. So whoever has it
then is told, and a day or time that was changed, a snooze or a reassignment take the reminder along.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import instant_of, zone
from bot.domain.due import told_at
from bot.domain.followups import FollowUp, Status
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import TEAM
from bot.domain.plan import Plan
from bot.domain.saying import say
from bot.use_cases.reminding import remind, spare
from bot.use_cases.session import Session
from storage import ledger, plans, restores
from storage.backup import SKIPPED

WORTH_FOR = timedelta(hours=12)
"""So late a call is still worth being told of by itself; after that the digest of the next morning has it."""

ACCOUNTED_FOR = timedelta(days=3)
"""So far back what was missed is accounted for in the ledger: a weekend without Rapport."""


@dataclass(frozen=True)
class Moment:
    """A time of day that has come. `why_not`: why nobody is told of it, "" where somebody is."""

    followup: FollowUp
    at: datetime
    recipient: str
    why_not: str = ""

    @property
    def account(self) -> str:
        """What the ledger calls it: one follow-up may come at several times of a day."""
        return f"{self.followup.id}@{self.at:%Y-%m-%dT%H:%M}"


def come(session: Session) -> list[Moment]:
    """The times that have come and are not accounted for yet. Asked every minute, so it only reads, and little."""
    since = session.now - ACCOUNTED_FOR
    found = [moment for one in plans.timed(session.uow, since, session.now) for moment in _moments(session, one)]
    found = [moment for moment in found if since < moment.at <= session.now]
    if not found:
        return []
    noted = ledger.noted(session.uow, MessageKind.DUE_NOW, (moment.account for moment in found))
    return [moment for moment in found if moment.account not in noted]


def will_tell(session: Session, followup: FollowUp, until: datetime) -> bool:
    """Whether its time comes by then, or has come, so that whoever has it is about to be told by that."""
    since = session.now - ACCOUNTED_FOR
    moments = [one for one in _moments(session, followup) if not one.why_not and since < one.at <= until]
    noted = ledger.noted(session.uow, MessageKind.DUE_NOW, (one.account for one in moments)) if moments else set()
    return any(one.account not in noted for one in moments)


def tell(session: Session, followup_id: int) -> None:
    """Tell whoever has it, or note why not; the second time nothing."""
    for moment in come(session):
        if moment.followup.id != followup_id:
            continue
        about = (MessageKind.DUE_NOW, str(followup_id), moment.recipient)
        if moment.why_not:
            spare(session, *about, moment.why_not, account=moment.account)
        else:
            remind(session, *about, due=moment.at, not_after=moment.at + WORTH_FOR, account=moment.account)


def is_for(followup: FollowUp, recipient: str, now: datetime, tz: str) -> bool:
    """Whether somebody is still to be told of it: nothing changed between the moment and the sending."""
    at = told_at(followup, tz)
    return followup.is_open and (followup.assignee or TEAM) == recipient and at is not None and at <= now


def wall_of(session: Session, followup: FollowUp) -> str:
    """The time where its assignee is, in words, where that is not the clock of the one who asks; else ""."""
    if followup.due_at is None or followup.assignee is None:
        return ""
    theirs, mine = session.read_by(followup.assignee).tz, session.reader.tz
    wall = followup.due_at.astimezone(zone(theirs))
    return (
        say("{wall} in {theirs}", wall=f"{wall:%H:%M}", theirs=theirs)
        if wall.utcoffset() != followup.due_at.astimezone(zone(mine)).utcoffset()
        else ""
    )


def on_their_clock(session: Session, plan: Plan, assignee: str) -> Plan:
    """The same moment as it is where its assignee is, for what was said on the clock of the one who plans it."""
    if not (plan.is_here and plan.due and plan.at):
        return plan
    there = instant_of(plan.due, plan.at, session.reader.tz).astimezone(zone(session.read_by(assignee).tz))
    return replace(plan, due=there.date(), at=there.time(), is_here=False)


def day_of(session: Session, plan: Plan) -> date:
    """The day that is meant: by its rule, today for a time that is to come, else the next working day."""
    if plan.due:
        return plan.due
    if plan.every:
        return plan.every.first(session.today, session.working_hours)
    if plan.at and plan.at > session.now.astimezone(zone(session.reader.tz)).time():
        return session.today
    return session.next_day


def _moments(session: Session, followup: FollowUp) -> Iterator[Moment]:
    """Its own time, and the one to which it was put off; back on the same day it comes by that message."""
    recipient = followup.assignee or followup.closed_by or TEAM
    at = planned = followup.due_at
    if followup.snoozed_until:
        at = told_at(followup, session.read_by(recipient).tz)
    if planned and at != planned:
        yield Moment(followup, planned, recipient, _ended(followup) or "it was put off")
    if at and at != followup.back_at:
        yield Moment(followup, at, recipient, _ended(followup) or _too_late(session, at))


def _ended(followup: FollowUp) -> str:
    if followup.is_open:
        return ""
    return "it was done before" if followup.status is Status.DONE else "it was cancelled before"


def _too_late(session: Session, at: datetime) -> str:
    restored = restores.last_at(session.uow)
    if restored and at < restored:
        return SKIPPED
    return "too late to be of use: Rapport was not running" if session.now > at + WORTH_FOR else ""
