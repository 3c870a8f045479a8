"""What Slack tells of channels: renamed, archived, deleted, shared, who joined one, or Rapport taken out of it.

https://docs.slack.dev/reference/events. An event only says that something has changed: how it is now is asked of Slack,
because events come late and twice. They may be lost, too: jobs/channels.py looks as well, and the gate at every
message.
"""

from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.people import ITSELF
from bot.use_cases import slack_channels, watching, withholding

CHANGES = (
    *("channel_archive", "group_archive", "channel_unarchive", "group_unarchive", "channel_deleted", "group_deleted"),
    *("channel_shared", "channel_unshared", "member_joined_channel", "member_left_channel"),
    *("channel_left", "group_left"),
)
"""Events after which a channel is looked at."""


def register(app: App, deps: Deps) -> None:
    """One listener for each event."""
    for name in CHANGES:

        @app.event(name)
        def changed(event: dict[str, Any], body: dict[str, Any]) -> None:
            _look(deps, event["channel"], body["event_id"])

    for name in ("channel_rename", "group_rename"):

        @app.event(name)
        def renamed(event: dict[str, Any], body: dict[str, Any]) -> None:
            _look(deps, event["channel"]["id"], body["event_id"])

    @app.event("channel_id_changed")
    def moved(event: dict[str, Any]) -> None:
        before, after = event["old_channel_id"], event["new_channel_id"]
        deps.write(ITSELF, lambda session: slack_channels.move(session, before, after))
        deps.write(ITSELF, lambda session: watching.move(session, before, after))


def _look(deps: Deps, channel: str, event_id: str) -> None:
    with deps.reading(ITSELF) as session:
        is_ours = slack_channels.is_ours(session, channel)
        is_watched = watching.watch_of(session, channel) is not None
    if is_ours or is_watched:
        deps.news.tell(channel)
        deps.hear(event_id, partial(_see_both if is_watched else _see, deps, channel))


def _see_both(deps: Deps, channel: str) -> None:
    seen = deps.channels.watched(channel)
    deps.write(ITSELF, lambda session: watching.note_channel(session, seen))
    _see(deps, channel)


def _see(deps: Deps, channel: str) -> None:
    """While Slack does not say, the gate lets nothing new in; of what stands there see jobs/channels.py."""
    try:
        is_open = deps.channels.look_at(channel).trouble in OPEN_TO_OTHERS
    except (SlackApiError, OSError):
        deps.channels.doubt(channel)
        raise
    if is_open:
        deps.write(ITSELF, lambda session: withholding.withhold_in(session, channel))
