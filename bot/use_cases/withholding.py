"""What stands in Slack and may not be seen any more by who reads it there: each such message is edited.

What it becomes is decided when the edit is sent (bot/domain/gate.py); only what came of that is noted
(jobs/sending/admission.py), so an edit that was not made is asked for again. In a channel that is for the team alone
again all of them are edited once more; a person who is back sees words with the next edit.
"""

from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.outbox import Priority
from bot.use_cases.work import Work
from storage import on_show, outbox, people, slack_channels


def to_withhold(work: Work) -> list[int]:
    """The messages in our channels that others read, and in direct messages of who became a guest or a stranger.

    Without those that an edit waits for. Asked every minute, so it only reads.
    """
    channels = [one.id for one in slack_channels.every(work.uow) if one.id and one.trouble in OPEN_TO_OTHERS]
    channels += people.dms_of_outsiders(work.uow)
    return on_show.to_withhold(work.uow, channels) if channels else []


def withhold(work: Work) -> None:
    """The newest messages first, and after the edits that somebody waits for."""
    _edit(work, to_withhold(work))


def withhold_in(work: Work, channel: str) -> None:
    """In any channel in which something of ours stands, also one that is not in use any more."""
    _edit(work, on_show.to_withhold(work.uow, [channel]))


def left_behind(work: Work) -> list[str]:
    """The channels that are not in use any more, in which something of customers is on show."""
    in_use = {one.id for one in slack_channels.every(work.uow)}
    return [channel for channel in on_show.channels(work.uow) if channel not in in_use]


def show_again(work: Work, channel: str) -> None:
    """What was withheld in a channel says how things stand now."""
    for post_id in on_show.withheld(work.uow, channel):
        outbox.refresh(work.uow, post_id, work.now, Priority.NOTICE)


def _edit(work: Work, posts: list[int]) -> None:
    for post_id in posts:
        outbox.refresh(work.uow, post_id, work.now, Priority.NOTICE)
