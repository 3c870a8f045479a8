"""What stands in Slack and may not be seen any more by who reads it there: each such message is edited.

What it becomes is decided when the edit is sent (bot/domain/gate.py); only what came of that is noted
(jobs/sending/admission.py), so an edit that was not made is asked for again. In a channel that is for the team alone
again all of them are edited once more; a person who is back sees words with the next edit.
"""

from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.outbox import Priority
from bot.use_cases.session import Session
from storage import on_show, outbox, people, slack_channels


def to_withhold(session: Session) -> list[int]:
    """The messages in our channels that others read, and in direct messages of who became a guest or a stranger.

    Without those that an edit waits for. Asked every minute, so it only reads.
    """
    channels = [one.id for one in slack_channels.every(session.uow) if one.id and one.trouble in OPEN_TO_OTHERS]
    channels += people.dms_of_outsiders(session.uow)
    return on_show.to_withhold(session.uow, channels) if channels else []


def withhold(session: Session) -> None:
    """The newest messages first, and after the edits that somebody waits for."""
    _edit(session, to_withhold(session))


def withhold_in(session: Session, channel: str) -> None:
    """In any channel in which something of ours stands, also one that is not in use any more."""
    _edit(session, on_show.to_withhold(session.uow, [channel]))


def left_behind(session: Session) -> list[str]:
    """The channels that are not in use any more, in which something of customers is on show."""
    in_use = {one.id for one in slack_channels.every(session.uow)}
    return [channel for channel in on_show.channels(session.uow) if channel not in in_use]


def show_again(session: Session, channel: str) -> None:
    """What was withheld in a channel says how things stand now."""
    for post_id in on_show.withheld(session.uow, channel):
        outbox.refresh(session.uow, post_id, session.now, Priority.NOTICE)


def _edit(session: Session, posts: list[int]) -> None:
    for post_id in posts:
        outbox.refresh(session.uow, post_id, session.now, Priority.NOTICE)
