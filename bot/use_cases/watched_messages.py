"""Taking in what is written, edited and deleted in a watched channel.

Everything goes by what a message says now and by the version that was taken in last, never by the order in which events
come: the same event again, or an older one that comes late, has no effect. A person's word stands: what they called not
negative, took back or dismissed is not raised again by an edit.
"""

from dataclasses import replace

from bot.domain.calendar import local_date
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import Priority, in_thread
from bot.domain.touchpoints import TEXT_LENGTH, Touchpoint, TouchpointKind, needs_alert
from bot.domain.watching import (
    ORIGINAL_CALM,
    ORIGINAL_DELETED,
    STANDING,
    Heard,
    Keeps,
    State,
    Watch,
    Watched,
    fresh_since,
    is_noise,
)
from bot.use_cases.alerts import raise_alert
from bot.use_cases.floods import is_too_much
from bot.use_cases.followups import refresh_followup
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.log_touchpoint import NewTouchpoint, store_touchpoint
from bot.use_cases.named_customers import named_in
from bot.use_cases.redating import refresh_what_tells_of_touches
from bot.use_cases.said_fine import unless_said_fine
from bot.use_cases.session import Session
from bot.use_cases.story import tell_thread
from bot.use_cases.touch_alerts import alarm_anew, alert_of, is_untouched, retitled, withdraw_alert
from storage import followups, outbox, said_fine, touchpoints, watched, watches

EDITED, DELETED = "original edited", "original deleted"
"""What the audit log has of the message behind a touchpoint."""


def is_known(session: Session, channel: str, ts: str) -> bool:
    """Whether a message was taken in, also when its channel is watched no more: edits are followed."""
    return watched.at(session.uow, channel, ts) is not None


def take_in_event(session: Session, heard: Heard) -> None:
    """A message that Slack tells of, by the watch that is in force for it, or was when it was taken in."""
    known = watched.at(session.uow, heard.posted.channel, heard.posted.ts)
    watch = watches.get(session.uow, known.watch_id) if known else watches.of_channel(session.uow, heard.posted.channel)
    if watch:
        take_in(session, watch, heard)


def take_in(session: Session, watch: Watch, heard: Heard, *, backfill_id: int | None = None) -> Watched:
    """A message as it stands now, new or edited. What was taken in already, or deleted, stays as it is."""
    posted = heard.posted
    known = watched.at(session.uow, posted.channel, posted.ts)
    if known and (known.deleted_at or posted.version <= known.version):
        return known
    fresh = Watched(
        *(0, watch.id, posted.channel, posted.ts, posted.version, State.CALM),
        thread_ts=posted.thread_ts,
        link=heard.link,
        backfill_id=backfill_id,
    )
    one = replace(known, version=posted.version) if known else fresh
    if one.state is State.CALM:
        return _new(session, watch, one, heard)
    if one.state is State.DISMISSED:
        return watched.put(session.uow, one)
    return _edited(session, one, heard)


def delete(session: Session, watch: Watch | None, channel: str, ts: str) -> None:
    """A message is gone. That it is, is kept, so that an older event which comes late does not bring it back."""
    one = watched.at(session.uow, channel, ts)
    if one is None and watch:
        one = Watched(0, watch.id, channel, ts, ts, State.CALM)
    if one is None or one.deleted_at:
        return
    one = watched.put(session.uow, replace(one, deleted_at=session.now, text="", mood=None))
    touchpoint = touchpoints.get(session.uow, one.touchpoint_id or 0)
    if touchpoint and not touchpoint.undone_at:
        _original_gone(session, touchpoint)
    refresh_questions(session, one)


def log(session: Session, watch: Watch, one: Watched, customer: Customer, heard: Heard) -> tuple[Touchpoint, int]:
    """The touchpoint of a message, and its audit entry. It is the customer's word, so it answers and moves nothing."""
    new = NewTouchpoint(
        kind=TouchpointKind.TOUCHPOINT,
        text=cut(heard.text),
        mood=heard.mood,
        source="watched channel",
        happened_on=local_date(min(heard.at, session.now), session.working_hours.zone),
        channel=watch.via,
        link=one.link,
        direction="in",
    )
    touchpoint = store_touchpoint(session, customer, new)
    entry = session.record("touchpoint logged", ("touchpoint", touchpoint.id), customer.id, after={"tags": []})
    refresh_what_tells_of_touches(session, followups.open_of_customer(session.uow, customer.id))
    return touchpoint, entry


def cut(text: str) -> str:
    """As much of a text as can be kept."""
    return text if len(text) <= TEXT_LENGTH else f"{text[: TEXT_LENGTH - 1]}\u2026"


def refresh_questions(session: Session, one: Watched) -> None:
    """Have what asks whose words a message is say how it stands now."""
    for post in outbox.posts(session.uow, MessageKind.WHOSE_WORDS, str(one.id)):
        outbox.refresh(session.uow, post.id, session.now)


def _new(session: Session, watch: Watch, one: Watched, heard: Heard) -> Watched:
    is_negative = heard.mood.label == "negative"
    if is_noise(heard.text) or not (is_negative or watch.keeps is Keeps.ALL):
        return watched.put(session.uow, one)
    customer = named_in(session, heard.text).customer
    if not is_negative:
        return _keep_calm(session, watch, one, customer, heard)
    is_old = one.backfill_id is not None and _is_old(session, heard)
    waits = is_old or is_too_much(session, watch)
    one = replace(one, negative_at=heard.at if is_old else session.now)
    if customer:
        touchpoint, _ = log(session, watch, one, customer, heard)
        if needs_alert(touchpoint) and not waits:
            raise_alert(session, touchpoint)
        state = State.HELD if needs_alert(touchpoint) and waits else State.LOGGED
        return watched.put(session.uow, replace(one, state=state, touchpoint_id=touchpoint.id))
    state = State.HELD if waits else State.ASKED
    one = watched.put(session.uow, replace(one, state=state, text=cut(heard.text), mood=heard.mood))
    if state is State.ASKED:
        _ask(session, watch, one)
    return one


def _keep_calm(session: Session, watch: Watch, one: Watched, customer: Customer | None, heard: Heard) -> Watched:
    """Nobody is asked about what is not negative."""
    if customer is None:
        return watched.put(session.uow, one)
    touchpoint, _ = log(session, watch, one, customer, heard)
    return watched.put(session.uow, replace(one, state=State.LOGGED, touchpoint_id=touchpoint.id))


def _is_old(session: Session, heard: Heard) -> bool:
    hours = session.working_hours
    written, today = local_date(heard.at, hours.zone), local_date(session.now, hours.zone)
    return written < fresh_since(today, hours)


def _ask(session: Session, watch: Watch, one: Watched) -> None:
    """In its thread; where others read the channel, the leads. What was asked before says so again."""
    if outbox.posts(session.uow, MessageKind.WHOSE_WORDS, str(one.id)):
        refresh_questions(session, one)
        return
    place = in_thread(one.channel, one.thread_ts or one.ts)
    for recipient in leads_to_tell(session) if watch.is_shared else [place]:
        outbox.put(
            session.uow,
            kind=MessageKind.WHOSE_WORDS,
            subject=str(one.id),
            recipient=recipient,
            priority=Priority.ALERT,
            now=session.now,
        )


def _edited(session: Session, one: Watched, heard: Heard) -> Watched:
    """What is a touchpoint, or waits for somebody, says something else now."""
    touchpoint = touchpoints.get(session.uow, one.touchpoint_id or 0)
    if touchpoint is None or touchpoint.undone_at:
        calm = one.state in STANDING and heard.mood.label != "negative"
        text, mood = (cut(heard.text), heard.mood) if one.state in STANDING and not calm else ("", None)
        one = replace(one, state=State.CALM if calm else one.state, text=text, mood=mood)
    else:
        is_bad = _rewrite(session, touchpoint, heard, waits=one.state is State.HELD)
        one = replace(one, state=State.HELD if one.state is State.HELD and is_bad else State.LOGGED)
    one = watched.put(session.uow, one)
    refresh_questions(session, one)
    return one


def _rewrite(session: Session, before: Touchpoint, heard: Heard, *, waits: bool) -> bool:
    """The words, their mood, and what follows from that. Whether it sounds negative now."""
    label = touchpoints.label_of(session.uow, before.id)
    mood, spared_by = unless_said_fine(session, heard.text, heard.mood)
    after = replace(before, text=cut(heard.text), mood=replace(mood, label=label[0]) if label else mood)
    if after.text == before.text:
        return needs_alert(before)
    touchpoints.rewrite(session.uow, after)
    if spared_by and not label:
        said_fine.spare(session.uow, after.id, spared_by.touchpoint_id)
    entry = session.record(
        EDITED, ("touchpoint", after.id), after.customer_id, before={"text": before.text}, after={"text": after.text}
    )
    alert = retitled(session, alert_of(session, after.id), before, after)
    if label or waits:
        _refresh(session, alert)
    else:
        alarm_anew(session, after, alert, entry, ORIGINAL_CALM)
    return needs_alert(after)


def _original_gone(session: Session, touchpoint: Touchpoint) -> None:
    """Its alert is withdrawn where nobody has touched it; else it says so, and whoever has it goes on."""
    alert = alert_of(session, touchpoint.id)
    entry = session.record(DELETED, ("touchpoint", touchpoint.id), touchpoint.customer_id)
    if touchpoints.label_of(session.uow, touchpoint.id) or (alert and not is_untouched(session, alert)):
        if alert:
            tell_thread(session, alert, entry)
        _refresh(session, alert)
        return
    touchpoints.undo(session.uow, touchpoint.id, session.now)
    if alert:
        withdraw_alert(session, alert, ORIGINAL_DELETED)


def _refresh(session: Session, followup: FollowUp | None) -> None:
    if followup:
        refresh_followup(session, followup.id)
