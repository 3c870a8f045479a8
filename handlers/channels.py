"""What Slack tells of channels: renamed, archived, deleted, shared, or Rapport taken out of one.

https://docs.slack.dev/reference/events. Only what is the matter is taken from an event, without a call to Slack; that
it is well again is seen by jobs/channels.py.
"""

from typing import Any

from slack_bolt import App

from bot.deps import Deps
from bot.domain.slack_channel import Trouble

EVENTS = {
    **dict.fromkeys(("channel_archive", "group_archive"), Trouble.ARCHIVED),
    **dict.fromkeys(("channel_deleted", "group_deleted"), Trouble.GONE),
    **dict.fromkeys(("channel_left", "group_left"), Trouble.REMOVED),
    "channel_shared": Trouble.SHARED,
}
"""Event -> what is the matter with its channel then."""


def register(app: App, deps: Deps) -> None:
    """One listener for each event."""
    for name, trouble in EVENTS.items():
        _hear(app, deps, name, trouble)
    for name in ("channel_rename", "group_rename"):

        @app.event(name)
        def renamed(event: dict[str, Any]) -> None:
            deps.channels.heard(event["channel"]["id"], name=event["channel"]["name"])


def _hear(app: App, deps: Deps, name: str, trouble: Trouble) -> None:
    @app.event(name)
    def in_trouble(event: dict[str, Any]) -> None:
        deps.channels.heard(event["channel"], trouble)
