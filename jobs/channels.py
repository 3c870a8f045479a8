"""Looking after the two channels in which Rapport speaks to the team, and those in which it once did.

Now and then, because Slack does not tell everything, and nothing while Rapport is down; every minute while one is in
trouble, so that all is well again soon after it is mended.
"""

import logging
from datetime import datetime

from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.people import ITSELF
from bot.domain.slack_channel import DEFAULT_NAMES, SlackChannel
from bot.slack.errors import REMOVED
from bot.use_cases import rounds, slack_channels, withholding

logger = logging.getLogger(__name__)

_MARK = "channels_looked_at_until"


def look(deps: Deps, _now: datetime) -> None:
    """Every quarter of an hour; without Slack it tries again in a minute."""
    if deps.trouble() in REMOVED:
        with deps.working(ITSELF) as work:
            slack_channels.leave_all(work)
        return
    with deps.looking(ITSELF) as work:
        is_time = rounds.is_time(work, _MARK)
        left_behind = withholding.left_behind(work) if is_time else []
    seen = [_is_seen(deps, use, is_time=is_time) for use in DEFAULT_NAMES]
    seen += [_is_kept_inside(deps, channel) for channel in left_behind]
    if is_time and all(seen):
        with deps.working(ITSELF) as work:
            rounds.done(work, _MARK)


def _is_seen(deps: Deps, use: str, *, is_time: bool) -> bool:
    try:
        if is_time or not deps.channels.of(use).is_well:
            deps.channels.look(use)
    except (SlackApiError, OSError) as error:
        logger.warning("Slack could not say how the %s channel is: %s", use, type(error).__name__)
        return False
    return True


def _is_kept_inside(deps: Deps, channel: str) -> bool:
    """A channel that is not in use any more: what stands there goes where others have come to read it."""
    try:
        if deps.channels.look_at(channel).trouble in OPEN_TO_OTHERS:
            with deps.working(ITSELF) as work:
                withholding.withhold_in(work, channel)
    except (SlackApiError, OSError) as error:
        logger.warning("Slack could not say how a channel is that was in use: %s", type(error).__name__)
        return False
    return True


def note(deps: Deps, channel: SlackChannel) -> None:
    """Keep what Slack says of a channel, with all that follows from it."""
    with deps.working(ITSELF) as work:
        slack_channels.note(work, channel)
