"""Alerts: raised with the follow-up that they carry, shown as it stands, and tried again where one reached nobody."""

from dataclasses import dataclass, replace

from bot.domain.alert import Alert
from bot.domain.calendar import local_date
from bot.domain.caretaker import Caretaker
from bot.domain.channel import Severity
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUp, FollowUpItem, FollowUpKind, in_short
from bot.domain.lifecycle import check_open
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, OutboxRow, Priority
from bot.domain.reader import Reader
from bot.domain.resolving import State
from bot.domain.saying import say, speaking
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.currency import currency_of
from bot.use_cases.deadlines import deadline_of
from bot.use_cases.followups import change, tell_assignee
from bot.use_cases.lists import items
from bot.use_cases.remark import open_complaints, open_complaints_there
from bot.use_cases.reopening import last_reopening, put_right_before, times_opened_again
from bot.use_cases.satisfaction import check_of
from bot.use_cases.session import Session, followup_of
from bot.use_cases.theme_words import looks_like
from storage import (
    audit,
    counters,
    customers,
    failed_messages,
    followups,
    outbox,
    people,
    resolutions,
    slack_channels,
    themes,
    touchpoints,
    watched,
)

HIGHER = {Severity.LOW: Severity.MEDIUM, Severity.MEDIUM: Severity.HIGH}


@dataclass(frozen=True)
class Unheard:
    """What an alert that reached nobody was about. `error`: Slack's code or a sentence; "" once it has arrived."""

    item: FollowUpItem
    caretaker: Caretaker
    error: str


def title_of(touchpoint: Touchpoint, language: str) -> str:
    """What is to be done about it, with the words it began with, in the team's language: everybody reads it."""
    with speaking(language):
        if touchpoint.kind is TouchpointKind.COMPLAINT:
            return say("Put right: {words}", words=in_short(touchpoint))
        return say("Get back to them: {words}", words=in_short(touchpoint))


def raise_alert(session: Session, touchpoint: Touchpoint, assignee: str | None = None) -> FollowUp:
    """The one follow-up that the alert carries: what Claim claims."""
    severity = touchpoint.severity or Severity.MEDIUM
    deadline = deadline_of(session, touchpoint.customer_id, severity, session.now)
    is_complaint = touchpoint.kind is TouchpointKind.COMPLAINT
    followup = FollowUp(
        id=0,
        customer_id=touchpoint.customer_id,
        kind=FollowUpKind.COMPLAINT if is_complaint else FollowUpKind.CALLBACK,
        title=title_of(touchpoint, session.settings.language),
        due=local_date(deadline, session.working_hours.zone),
        deadline=deadline,
        created_by=session.actor.id,
        created_at=session.now,
        assignee=assignee,
        assigned_at=session.now if assignee else None,
        touchpoint_id=touchpoint.id,
        severity=severity,
    )
    followup = replace(followup, id=followups.add(session.uow, followup))
    outbox.put(
        session.uow,
        kind=MessageKind.ALERT,
        subject=str(followup.id),
        recipient=FEEDBACK,
        priority=Priority.ALERT,
        now=session.now,
    )
    tell_assignee(session, followup)
    return followup


def set_severity(session: Session, followup_id: int, severity: Severity) -> Changed:
    """With the deadline that goes with it, counted from when it was logged."""

    def rule(followup: FollowUp) -> FollowUp:
        check_open(followup)
        if followup.severity is severity:
            raise ConflictError(say("Its severity is {severity} already.", severity=say(severity)))
        deadline = deadline_of(session, followup.customer_id, severity, followup.created_at)
        due = local_date(deadline, session.working_hours.zone)
        return replace(followup, severity=severity, deadline=deadline, due=due)

    return change(session, followup_id, "raised", rule)


def raise_severity(session: Session, followup_id: int) -> Changed:
    """One step up."""
    higher = HIGHER.get(followup_of(session, followup_id).severity or Severity.MEDIUM)
    if higher is None:
        raise ConflictError(say("Its severity cannot be raised any further."))
    return set_severity(session, followup_id, higher)


def alert_of(session: Session, followup_id: int, reader: Reader) -> Alert | None:
    """The alert of a follow-up; None when its customer or touchpoint is gone."""
    uow = session.uow
    followup = followups.get(uow, followup_id)
    touchpoint = touchpoints.get(uow, followup.touchpoint_id or 0) if followup else None
    customer = customers.get(uow, followup.customer_id) if followup else None
    if followup is None or touchpoint is None or customer is None:
        return None
    done = resolutions.counted(uow, followup.id)
    belongs = tuple(themes.of_touchpoints(uow, [touchpoint.id]).get(touchpoint.id, ()))
    resolved = done[-1] if done else None
    return Alert(
        followup=followup,
        touchpoint=touchpoint,
        customer=customer,
        caretaker=caretaker_of(session, customer),
        open_complaints=open_complaints(session, customer),
        open_there=open_complaints_there(session, customer) if followup.is_open else 0,
        last_touch=touchpoints.last_day_before(uow, touchpoint),
        resolved=resolved,
        earlier=tuple(done[:-1]),
        before=put_right_before(session, followup) if followup.is_open else None,
        reader=reader,
        currency=currency_of(session.settings),
        joined=_joined(session, followup),
        acknowledged_by_way=_way(session, followup),
        waiting=resolutions.last_of(uow, followup.id, [State.WAITING]) if followup.is_open else None,
        check=check_of(session, resolved) if resolved else None,
        reopened=times_opened_again(session, followup.id),
        reopening=last_reopening(session, followup.id).answer if followup.is_open else None,
        is_given=_is_given(session, followup),
        themes=belongs,
        looks_like=None if belongs else looks_like(session, touchpoint),
        categories=tuple(session.settings.complaint_categories),
        watched=watched.behind(uow, touchpoint.id) if touchpoint.source == "watched channel" else None,
        counter=counters.place_behind(uow, touchpoint.id) if touchpoint.source == "survey" else "",
    )


def diverted(session: Session, followup_id: int) -> tuple[Customer, str | None, str] | None:
    """Whose alert went astray, to whom it went, and why. None once the alert is in its channel, or there is none."""
    channel, followup = slack_channels.get(session.uow, FEEDBACK), followups.get(session.uow, followup_id)
    customer = customers.get(session.uow, followup.customer_id) if followup else None
    if channel is None or customer is None or channel.is_well:
        return None
    posts = outbox.posts(session.uow, MessageKind.ALERT, str(followup_id))
    return (
        customer,
        next((people.of_dm(session.uow, row.channel) for row in posts if row.channel), None),
        channel.because,
    )


def unheard(session: Session, followup_id: int) -> Unheard | None:
    """How it stands with the alert of a follow-up that had reached nobody; None once either is gone."""
    found = followups.get(session.uow, followup_id)
    lines = items(session, [found]) if found else []
    alerts = outbox.posts(session.uow, MessageKind.ALERT, str(followup_id))
    if not lines or not alerts:
        return None
    has_arrived = any(alert.state == "sent" for alert in alerts)
    errors = [alert.error for alert in alerts if alert.error]
    error = "" if has_arrived else (errors[0] if errors else "it is on its way")
    return Unheard(lines[0], caretaker_of(session, lines[0].customer), error)


def due_again(session: Session) -> list[OutboxRow]:
    """The alerts to try now: the oldest, to find out; and every one that failed before Slack took a message last."""
    alerts = failed_messages.unheard(session.uow, session.now)
    works = failed_messages.last_post(session.uow) if alerts else None
    return [
        alert for alert in alerts if alert is alerts[0] or (works and alert.settled_at and alert.settled_at < works)
    ]


def tell_again(session: Session) -> None:
    """Have those alerts sent to the leads, with what tells of the failure and was refused as well."""
    for alert in due_again(session):
        failed_messages.take_up(session.uow, alert, session.now)
        posts = outbox.posts(session.uow, MessageKind.ALERT, alert.subject)
        notices = [
            notice for post in posts for notice in outbox.posts(session.uow, MessageKind.UNDELIVERED, str(post.id))[-1:]
        ]
        for notice in [*notices, *outbox.posts(session.uow, MessageKind.UNHEARD, alert.subject)]:
            if notice.state == "failed":
                failed_messages.take_up(session.uow, notice, session.now)


def _joined(session: Session, followup: FollowUp) -> tuple[Touchpoint, ...]:
    """What was logged in the complaints put together with it, but for what was taken back since."""
    found = (
        touchpoints.get(session.uow, one.touchpoint_id or 0) for one in followups.joined_to(session.uow, followup.id)
    )
    return tuple(one for one in found if one and not one.undone_at)


def _way(session: Session, followup: FollowUp) -> str:
    """By which channel the touch came that acknowledges it; "" where that is not known."""
    touch = touchpoints.get(session.uow, followup.acknowledged_touch) if followup.acknowledged_touch else None
    return touch.channel if touch and touch.channel != "other" else ""


def _is_given(session: Session, followup: FollowUp) -> bool:
    """Whether somebody else gave it to whoever has it: when it was made, or since."""
    if followup.assignee is None:
        return False
    return followup.assignee != (audit.given_by(session.uow, followup.id, followup.assignee) or followup.created_by)
