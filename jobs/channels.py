"""Looking after the two channels in which Rapport speaks to the team, and those in which it once did.

Now and then, because Slack does not tell everything, and nothing while Rapport is down; every minute while one is in
trouble, so that all is well again soon after it is mended.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.people import ITSELF
from bot.domain.slack_channel import DEFAULT_NAMES, SlackChannel
from bot.slack.codes import REMOVED
from bot.use_cases import rounds, slack_channels, withholding
from bot.use_cases.session import Session
from jobs.job import Act

logger = logging.getLogger(__name__)

_MARK = "channels_looked_at_until"


def look(deps: Deps, session: Session) -> Act | None:
    """Every quarter of an hour; without Slack it tries again in a minute."""
    if deps.trouble() in REMOVED:
        return lambda: deps.write(ITSELF, slack_channels.leave_all)
    if rounds.is_time(session, _MARK):
        return partial(_round, deps, withholding.left_behind(session), session.now)
    unwell = slack_channels.unwell(session)
    return partial(_look_at, deps, unwell) if unwell or deps.channels.doubted() else None


def _round(deps: Deps, left_behind: list[str], began: datetime) -> None:
    seen = _look_at(deps, DEFAULT_NAMES) + [_is_kept_inside(deps, channel) for channel in left_behind]
    if all(seen):
        deps.write(ITSELF, lambda session: rounds.done(session, _MARK, began))


def _look_at(deps: Deps, uses: Iterable[str]) -> list[bool]:
    _clear_up(deps)
    return [_is_seen(deps, use) for use in uses]


def _clear_up(deps: Deps) -> None:
    """Where Slack did not say what an event meant: it is asked each minute; after a while what stands there goes.

    So one hiccup of Slack's rewrites nothing. Before each of those edits it is asked once more.
    """
    for channel in deps.channels.doubted():
        _is_kept_inside(deps, channel)
    for channel in deps.channels.long_doubted():
        deps.write(ITSELF, partial(withholding.withhold_in, channel=channel))
        deps.channels.give_up(channel)  # after the commit: what could not be stored is tried again


def _is_seen(deps: Deps, use: str) -> bool:
    try:
        deps.channels.look(use)
    except (SlackApiError, OSError) as error:
        logger.warning("Slack could not say how the %s channel is: %s", use, type(error).__name__)
        return False
    return True


def _is_kept_inside(deps: Deps, channel: str) -> bool:
    """What stands in a channel goes where others have come to read it."""
    try:
        if deps.channels.look_at(channel).trouble in OPEN_TO_OTHERS:
            deps.write(ITSELF, lambda session: withholding.withhold_in(session, channel))
    except (SlackApiError, OSError) as error:
        logger.warning("Slack could not say how a channel is: %s", type(error).__name__)
        return False
    return True


def note(deps: Deps, channel: SlackChannel) -> None:
    """Keep what Slack says of a channel, with all that follows from it."""
    deps.write(ITSELF, lambda session: slack_channels.note(session, channel))
