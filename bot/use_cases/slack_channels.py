"""What is noted of the feedback and the team channel, and what follows from it.

While nothing can be posted in one, what is for it goes to a person directly, the leads know, and so does whoever was
told otherwise. Once it can, or another channel is chosen, that is over by itself, and no alert is left behind.
"""

from dataclasses import replace

from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, OutboxRow, Priority
from bot.domain.slack_channel import DEFAULT_NAMES, SlackChannel, serving
from bot.use_cases import set_up
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.session import Session
from bot.use_cases.withholding import show_again, withhold_in
from storage import alarms, followups, on_show, outbox, settings, slack_channels


def note(session: Session, channel: SlackChannel) -> None:
    """Keep what is known of a channel now. The same again has no effect."""
    before = slack_channels.get(session.uow, channel.use)
    if before == channel:
        return
    slack_channels.put(session.uow, channel)
    set_up.keep_up(session)
    if channel.trouble in OPEN_TO_OTHERS:
        withhold_in(session, str(channel.id))
    if before and channel.is_well and not before.is_well:
        show_again(session, str(channel.id))
    _tell_leads(session, before, channel)
    if channel.use != FEEDBACK or before is None:
        return
    if channel.problems and before.is_well:
        _tell_who_logged(session)
    if channel.is_well and not before.is_well:
        _bring_back(session, channel)


def unwell(session: Session) -> list[str]:
    """The uses whose channel has to be looked at: it is in trouble, or was never noted. Asked every minute."""
    kept = {channel.use: channel for channel in slack_channels.every(session.uow)}
    ours = {use: serving(use, kept.get(use), session.settings) for use in DEFAULT_NAMES}
    return [use for use, channel in ours.items() if channel is None or not channel.is_well]


def is_ours(session: Session, channel_id: str) -> bool:
    """Whether Rapport speaks in a channel, or has spoken there of customers."""
    serves = any(channel.id == channel_id for channel in slack_channels.every(session.uow))
    return serves or on_show.is_any(session.uow, channel_id)


def move(session: Session, before: str, after: str) -> None:
    """A channel goes on under another id: what was chosen, noted and posted stays its own."""
    names = ("feedback_channel", "team_channel")
    settings.save(session.uow, {name: after for name in names if getattr(session.settings, name) == before})
    for channel in slack_channels.every(session.uow):
        if channel.id == before:
            slack_channels.put(session.uow, replace(channel, id=after))
    outbox.move(session.uow, before, after)


def leave_all(session: Session) -> None:
    """The app was removed, and is in no channel any more: once it is installed again, it joins those it speaks in."""
    for channel in slack_channels.every(session.uow):
        if channel.has_joined:
            slack_channels.put(session.uow, replace(channel, has_joined=False))


def _tell_leads(session: Session, before: SlackChannel | None, channel: SlackChannel) -> None:
    """At once; the auditor finds the same problem and leaves it at that."""
    now = {problem.code for problem in channel.problems}
    over = {problem.code for problem in before.problems} - now if before else set()
    for alarm in alarms.unmended(session.uow):
        if alarm.problem.code in over:
            alarms.clear(session.uow, alarm, session.now)
    for problem in channel.problems:
        alarms.sound(session.uow, problem, session.now, leads_to_tell(session))


def _tell_who_logged(session: Session) -> None:
    """Alerts that are on their way now were said to go to the channel."""
    for row in outbox.unsent(session.uow, MessageKind.ALERT, FEEDBACK):
        followup = followups.get(session.uow, int(row.subject))
        if followup:
            outbox.put(
                session.uow,
                kind=MessageKind.DIVERTED,
                subject=row.subject,
                recipient=followup.created_by,
                now=session.now,
            )


def _bring_back(session: Session, channel: SlackChannel) -> None:
    """Alerts that stand in the channel are edited; those that nobody has and that went elsewhere are posted again."""
    open_ones = followups.open_of_team(session.uow)
    alerts: dict[str, list[OutboxRow]] = {}
    for post in outbox.posts_about(session.uow, [MessageKind.ALERT], (str(one.id) for one in open_ones)):
        alerts.setdefault(post.subject, []).append(post)
    for followup in open_ones:
        posts = alerts.get(str(followup.id), [])
        there = [row for row in posts if row.channel == channel.id]
        for row in there:
            outbox.refresh(session.uow, row.id, session.now)
        if posts and not there and followup.assignee is None and not any(_is_on_its_way(row) for row in posts):
            subject, priority = str(followup.id), Priority.ALERT
            outbox.put(
                session.uow,
                kind=MessageKind.ALERT,
                subject=subject,
                recipient=FEEDBACK,
                priority=priority,
                now=session.now,
            )


def _is_on_its_way(row: OutboxRow) -> bool:
    return row.state in {"pending", "sending", "unknown"}
