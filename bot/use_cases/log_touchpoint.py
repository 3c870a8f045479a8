"""Logging a contact with a customer: a touchpoint, a complaint or a rating, and everything that follows from it."""

from dataclasses import dataclass, replace
from datetime import date, time

from bot.domain.answering import perhaps_done
from bot.domain.channel import Severity
from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpKind, in_short
from bot.domain.logged import Logged
from bot.domain.mood import Label, Mood
from bot.domain.rating import Rating
from bot.domain.saying import figure, say
from bot.domain.slack_channel import Destination
from bot.domain.touchpoints import (
    TEXT_LENGTH,
    Direction,
    Source,
    Touchpoint,
    TouchpointKind,
    deserves_thanks,
    needs_alert,
)
from bot.use_cases import set_up
from bot.use_cases.about import category_of
from bot.use_cases.acknowledging import acknowledge_by_touch
from bot.use_cases.alerts import raise_alert
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.customers import add_tags
from bot.use_cases.followups import due_at, tell_assignee
from bot.use_cases.joining import first_complaint
from bot.use_cases.redating import move_by_touch, refresh_what_tells_of_touches
from bot.use_cases.remark import remark_on
from bot.use_cases.reopening import put_right_before
from bot.use_cases.said_fine import unless_said_fine
from bot.use_cases.session import Session
from bot.use_cases.thanks import may_be_offered, open_note, why_not
from storage import followups, said_fine, settings, touchpoints


@dataclass(frozen=True)
class NewTouchpoint:
    """What somebody wants to log.

    `follow_up_on` adds a follow-up for that day, `follow_up_at` says at what time. `assignee` gets it, and the alert;
    where there is neither, one for the next working day. `label` is the mood they say it is, whatever its score,
    `category` what it is about.
    """

    kind: TouchpointKind
    text: str
    mood: Mood
    source: Source
    happened_on: date | None = None
    channel: str = "other"
    severity: Severity | None = None
    rating: Rating | None = None
    assignee: str | None = None
    tags: tuple[str, ...] = ()
    follow_up_on: date | None = None
    follow_up_at: time | None = None
    link: str = ""
    said_by: str = ""
    label: Label | None = None
    direction: Direction = ""
    category: str = ""


def log_touchpoint(session: Session, customer: Customer, new: NewTouchpoint, alerts_to: Destination) -> Logged:
    """Store a touchpoint with its alert and follow-ups. `alerts_to`: where alerts go now.

    Raises NotUnderstoodError for a text or day that cannot be.
    """
    _check(session, new)
    is_first = not touchpoints.has_logged(session.uow, session.actor.id)
    touchpoint = store_touchpoint(session, customer, new)
    alert = raise_alert(session, touchpoint, new.assignee) if needs_alert(touchpoint) else None
    acknowledged = acknowledge_by_touch(session, touchpoint)
    is_given = new.assignee is not None and alert is None
    follow_up = _follow_up(session, customer, touchpoint, new) if new.follow_up_on or is_given else None
    tagged = add_tags(session, customer, new.tags) if new.tags else customer
    added = sorted(set(tagged.tags).difference(customer.tags))
    undo_id = session.record(
        f"{touchpoint.kind} logged", ("touchpoint", touchpoint.id), customer.id, after={"tags": added}
    )
    moved = move_by_touch(session, tagged, touchpoint, undo_id)
    still_open = followups.open_of_customer(session.uow, customer.id)
    refresh_what_tells_of_touches(session, still_open)
    _keep_up(session, is_first=is_first)
    no_channel = alerts_to.is_missing and alert is None and settings.mark_once(session.uow, "told_no_channel")
    is_praise = alert is None and deserves_thanks(touchpoint)
    return Logged(
        touchpoint=touchpoint,
        customer=tagged,
        caretaker=caretaker_of(session, tagged),
        alert=alert,
        follow_up=follow_up,
        undo_id=undo_id,
        alerts_to=alerts_to,
        no_channel=no_channel,
        tags=tuple(added),
        remark=remark_on(session, tagged, alert),
        same_matter=first_complaint(session, alert) if alert else None,
        offers_thanks=is_praise and may_be_offered(session, tagged),
        may_thank=not why_not(tagged),
        note=open_note(session, tagged) if is_praise and not why_not(tagged) else None,
        is_first=is_first,
        is_severity_given=new.severity is not None,
        moved=tuple(moved),
        perhaps_done=_perhaps_done(session, touchpoint, still_open, moved),
        acknowledged=len(acknowledged),
        before=put_right_before(session, alert) if alert else None,
    )


def _keep_up(session: Session, *, is_first: bool) -> None:
    """Setting up goes on with the first touchpoint of somebody."""
    if is_first:
        set_up.keep_up(session)


def _perhaps_done(
    session: Session, touchpoint: Touchpoint, still_open: list[FollowUp], moved: list[FollowUp]
) -> tuple[FollowUp, ...]:
    """A complaint answers nothing."""
    if touchpoint.kind is TouchpointKind.COMPLAINT:
        return ()
    return tuple(perhaps_done(still_open, moved, touchpoint.id, session.actor.id, session.today))


def _check(session: Session, new: NewTouchpoint) -> None:
    if not new.text.strip() and new.rating is None:
        raise NotUnderstoodError(say("There is no text. Please write what happened."), field="text")
    if len(new.text) > TEXT_LENGTH:
        raise NotUnderstoodError(
            say(
                "This text has {text} characters; up to {text_length} can be kept. Please shorten it.",
                text=figure(len(new.text)),
                text_length=figure(TEXT_LENGTH),
            ),
            field="text",
        )
    if new.happened_on and new.happened_on > session.today:
        raise NotUnderstoodError(
            say("That day is still to come. Please give the day on which it happened, today or earlier."), field="on"
        )
    if new.follow_up_on and new.follow_up_on < session.today:
        raise NotUnderstoodError(say("The follow-up's day is past. Please give today or a later day."), field="due")


def store_touchpoint(session: Session, customer: Customer, new: NewTouchpoint) -> Touchpoint:
    """The touchpoint alone, with nothing that follows from it."""
    is_complaint = new.kind is TouchpointKind.COMPLAINT
    mood, spared_by = unless_said_fine(session, new.text, new.mood)
    touchpoint = Touchpoint(
        id=0,
        kind=new.kind,
        customer_id=customer.id,
        happened_on=new.happened_on or session.today,
        channel=new.channel,
        text=new.text.strip(),
        mood=replace(new.mood, label=new.label, reason="as said in the form") if new.label else mood,
        logged_by=session.actor.id,
        logged_at=session.now,
        source=new.source,
        severity=new.severity or (Severity.MEDIUM if is_complaint else None),
        rating=new.rating,
        link=new.link,
        said_by=new.said_by,
        direction=new.direction,
        category=category_of(session, new.category, "about"),
    )
    touchpoint = replace(touchpoint, id=touchpoints.add(session.uow, touchpoint))
    if new.label:
        touchpoints.set_label(session.uow, touchpoint.id, new.label, session.actor.id, session.now)
    elif spared_by:
        said_fine.spare(session.uow, touchpoint.id, spared_by.touchpoint_id)
    return touchpoint


def _follow_up(session: Session, customer: Customer, touchpoint: Touchpoint, new: NewTouchpoint) -> FollowUp:
    due, assignee = new.follow_up_on or session.next_day, new.assignee or session.actor.id
    followup = FollowUp(
        id=0,
        customer_id=customer.id,
        kind=FollowUpKind.CALLBACK,
        title=in_short(touchpoint),
        due=due,
        created_by=session.actor.id,
        created_at=session.now,
        assignee=assignee,
        assigned_at=session.now,
        touchpoint_id=touchpoint.id,
        due_at=due_at(session, due, new.follow_up_at, assignee) if new.follow_up_at else None,
    )
    followup = replace(followup, id=followups.add(session.uow, followup))
    tell_assignee(session, followup)
    return followup
