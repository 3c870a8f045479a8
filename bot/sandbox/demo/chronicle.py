"""Writes the year before business.toml begins as the use cases would have left it, but by few statements.

A use case tells people what it does; nobody is to be told of a year ago. So rows are stored as they stood in the end,
with the audit entries of how they came to it, and nothing is put into the outbox.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from bot.domain import lifecycle
from bot.domain.calendar import instant_of, local_date
from bot.domain.channel import Severity
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.mood import Mood
from bot.domain.resolving import Resolution
from bot.domain.thanks import title_of as thanks_for
from bot.domain.touchpoints import Touchpoint, TouchpointKind, deserves_thanks, needs_alert
from bot.reading.rating import read_rating
from bot.sandbox.demo.year import Contact, Row
from bot.use_cases.alerts import title_of
from bot.use_cases.deadlines import deadline_of
from bot.use_cases.followups import REOPENED
from bot.use_cases.resolving import DONE
from bot.use_cases.session import Session
from bot.use_cases.themes import Draft, begin_mending, name_theme
from storage import followups, resolutions, touchpoints

SessionAt = Callable[[str, datetime], Session]
"""The work of somebody at an instant, by their name."""

OPENS, CLOSES = time(10), time(15)
"""When things came up, and were done."""

THANKED = 3
"""One in so many praises was answered with a thank-you note."""


@dataclass(frozen=True)
class Chronicle:
    """Writes contacts one by one, up to `now`. `tz`: on whose clock they were.

    `felt`: the mood of each row of history.toml, scored once: that takes longer than all the rest, and the words that
    are filled in have none.
    """

    at: SessionAt
    mood: Callable[[str], Mood]
    now: datetime
    tz: str
    felt: dict[str, Mood] = field(default_factory=dict)

    def write(self, contact: Contact) -> None:
        """Store it with what came of it. What would not be over by now never was."""
        session = self.at(contact.by, instant_of(contact.on, contact.at, self.tz))
        touchpoint = self._touchpoint(session, contact)
        if needs_alert(touchpoint):
            times = self._times(session, contact)
            if times[-1] < self.now:
                self._alert(session, _stored(session, touchpoint), contact, times)
            return
        touchpoint = _stored(session, touchpoint)
        if deserves_thanks(touchpoint) and not touchpoint.id % THANKED:
            self._done(session, _thanks(session, touchpoint), contact.on + timedelta(days=2))
        if contact.to_do:
            due = contact.on + timedelta(days=contact.to_do.due_in)
            one = _own(session, touchpoint, FollowUpKind(contact.to_do.kind), contact.to_do.title, due)
            one = replace(one, promised_on=due if contact.to_do.is_promised else None)
            self._done(session, one, due + timedelta(days=contact.to_do.late))

    def _touchpoint(self, session: Session, contact: Contact) -> Touchpoint:
        said = contact.said
        is_complaint, rating = "severity" in said, said.get("rating")
        kind = TouchpointKind.COMPLAINT if is_complaint else TouchpointKind.RATING if rating else None
        return Touchpoint(
            id=0,
            kind=kind or TouchpointKind.TOUCHPOINT,
            customer_id=contact.customer.id,
            happened_on=contact.on,
            channel=contact.via,
            text=contact.text,
            mood=self._mood(contact),
            logged_by=session.actor.id,
            logged_at=session.now,
            source="command",
            severity=Severity(said["severity"]) if is_complaint else None,
            category=said.get("category", ""),
            cause=said.get("cause", ""),
            rating=read_rating(rating) if rating else None,
        )

    def _mood(self, contact: Contact) -> Mood:
        row = contact.said["text"]
        if row not in self.felt:
            self.felt[row] = self.mood(contact.text)
        mood = self.felt[row]
        return replace(mood, phrases=tuple(phrase for phrase in mood.phrases if phrase in contact.text))

    def _times(self, session: Session, contact: Contact) -> list[datetime]:
        """When it was claimed, acknowledged and done, should it have needed that."""
        times = [session.now]
        for hours in contact.hours:
            times.append(session.working_hours.add_hours(times[-1], hours))
        return times[1:]

    def _alert(self, session: Session, touchpoint: Touchpoint, contact: Contact, times: list[datetime]) -> None:
        """Claimed, acknowledged and done by the owner; perhaps opened again, and done once more."""
        claimed, heard, done = (self.at(contact.customer.owner, when) for when in times)
        owner = claimed.actor.id
        one = _raised(session, touchpoint)
        one = replace(one, id=followups.add(session.uow, one))
        one = _turned(claimed, "follow-up claimed", one, lifecycle.claim(one, owner, claimed.now))
        told = replace(one, acknowledged_at=heard.now, acknowledged_by=owner)
        one = _put_right(done, _turned(heard, "follow-up acknowledged", one, told), contact)
        again = replace(done, now=done.working_hours.add_hours(done.now, sum(contact.hours)))
        once_more = replace(again, now=again.working_hours.add_hours(again.now, contact.hours[-1]))
        if contact.is_again and one.kind is FollowUpKind.COMPLAINT and once_more.now < self.now:
            one = _turned(again, REOPENED, one, lifecycle.reopen(one), why="it happened once more")
            one = _put_right(once_more, one, contact)
        followups.update(session.uow, one)

    def renewed(self, owner: str, customer_id: int, due: date) -> None:
        """A renewal a year ago, done a few days before its day."""
        came_up = self.at(owner, instant_of(due - timedelta(days=30), OPENS, self.tz))
        who = came_up.actor.id
        one = FollowUp(
            *(0, customer_id, FollowUpKind.RENEWAL, "Renewal", due, who, came_up.now),
            assignee=who,
            assigned_at=came_up.now,
            origin=f"renewal:{customer_id}:{due}",
        )
        self._done(came_up, one, due - timedelta(days=5))

    def named(self, lead: str, owner: str, row: Row) -> None:
        """A theme of the complaints before it, which its owner began to mend."""
        session = self.at(lead, self.now - timedelta(days=row["ago"]))
        draft = Draft(row["name"], tuple(row["phrases"]), row["cause"], self.at(owner, self.now).actor.id)
        begin_mending(session, name_theme(session, draft).theme.id)

    def _done(self, session: Session, one: FollowUp, on: date) -> None:
        """Stored as it was planned, and as done on that day; today's and later ones an hour ago."""
        one = replace(one, id=followups.add(session.uow, one))
        session.record("follow-up created", ("followup", one.id), one.customer_id)
        when = min(instant_of(on, CLOSES, self.tz), self.now - timedelta(hours=1))
        closed = lifecycle.finish(one, session.actor.id, when)
        followups.update(session.uow, _turned(replace(session, now=when), DONE, one, closed))


def _raised(session: Session, touchpoint: Touchpoint) -> FollowUp:
    """What an alert carries, as it was when nobody had it yet."""
    severity = touchpoint.severity or Severity.MEDIUM
    deadline = deadline_of(session, touchpoint.customer_id, severity, session.now)
    is_complaint = touchpoint.kind is TouchpointKind.COMPLAINT
    return FollowUp(
        id=0,
        customer_id=touchpoint.customer_id,
        kind=FollowUpKind.COMPLAINT if is_complaint else FollowUpKind.CALLBACK,
        title=title_of(touchpoint, session.settings.language),
        due=local_date(deadline, session.working_hours.zone),
        created_by=session.actor.id,
        created_at=session.now,
        deadline=deadline,
        touchpoint_id=touchpoint.id,
        severity=severity,
    )


def _put_right(session: Session, one: FollowUp, contact: Contact) -> FollowUp:
    said = contact.said
    what = Resolution(
        resolution=said.get("resolution", "Rang them and made it good"),
        apology="by phone",
        compensation=said.get("compensation", ""),
        root_cause=said.get("cause", ""),
        category=said.get("category", ""),
    )
    if one.kind is FollowUpKind.COMPLAINT:
        resolutions.add(session.uow, one.id, what, by=session.actor.id, now=session.now)
    closed = lifecycle.finish(one, session.actor.id, session.now)
    return _turned(session, DONE, one, closed, what=what.resolution)


def _turned(session: Session, action: str, before: FollowUp, after: FollowUp, **more: object) -> FollowUp:
    """How it stands after a move, which the audit log has."""
    kept = {**followups.snapshot(after), **more}
    was = followups.snapshot(before)
    session.record(action, ("followup", after.id), after.customer_id, before=was, after=kept)
    return after


def _stored(session: Session, touchpoint: Touchpoint) -> Touchpoint:
    touchpoint = replace(touchpoint, id=touchpoints.add(session.uow, touchpoint))
    session.record(
        f"{touchpoint.kind} logged", ("touchpoint", touchpoint.id), touchpoint.customer_id, after={"tags": []}
    )
    return touchpoint


def _thanks(session: Session, praise: Touchpoint) -> FollowUp:
    return _own(session, praise, FollowUpKind.THANK_YOU, thanks_for("", praise), praise.happened_on + timedelta(days=2))


def _own(session: Session, touchpoint: Touchpoint, kind: FollowUpKind, title: str, due: date) -> FollowUp:
    """Something to do for whoever logged it."""
    who = session.actor.id
    return FollowUp(
        *(0, touchpoint.customer_id, kind, title, due, who, session.now),
        assignee=who,
        assigned_at=session.now,
        touchpoint_id=touchpoint.id,
    )
