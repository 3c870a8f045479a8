"""What Slack tells of channels: renamed, archived, deleted, shared, who joined one, or Rapport taken out of it.

https://docs.slack.dev/reference/events. What is the matter is taken from an event without a call to Slack; that others
came, or that it is well again, is looked at. Events may be lost: jobs/channels.py looks too, and the gate at every
message.
"""

from typing import Any

from slack_bolt import App

from bot.deps import Deps
from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.people import ITSELF
from bot.domain.slack_channel import Trouble
from bot.use_cases import slack_channels, withholding

TROUBLES = {
    **dict.fromkeys(("channel_archive", "group_archive"), Trouble.ARCHIVED),
    **dict.fromkeys(("channel_deleted", "group_deleted"), Trouble.GONE),
    **dict.fromkeys(("channel_left", "group_left"), Trouble.REMOVED),
    "channel_shared": Trouble.SHARED,
}
"""Event -> what is the matter with its channel then."""

CHANGES = (
    *("channel_unarchive", "group_unarchive", "channel_unshared"),
    *("member_joined_channel", "member_left_channel"),
)
"""Events after which a channel is looked at."""


def register(app: App, deps: Deps) -> None:
    """One listener for each event."""
    for name, trouble in TROUBLES.items():
        _hear(app, deps, name, trouble)
    for name in CHANGES:
        _look(app, deps, name)
    for name in ("channel_rename", "group_rename"):

        @app.event(name)
        def renamed(event: dict[str, Any]) -> None:
            deps.channels.heard(event["channel"]["id"], name=event["channel"]["name"])

    @app.event("channel_id_changed")
    def moved(event: dict[str, Any]) -> None:
        with deps.working(ITSELF) as work:
            slack_channels.move(work, event["old_channel_id"], event["new_channel_id"], deps.defaults)


def _hear(app: App, deps: Deps, name: str, trouble: Trouble) -> None:
    @app.event(name)
    def in_trouble(event: dict[str, Any]) -> None:
        deps.channels.heard(event["channel"], trouble)
        if trouble in OPEN_TO_OTHERS:
            _withhold(deps, event["channel"])


def _look(app: App, deps: Deps, name: str) -> None:
    @app.event(name)
    def changed(event: dict[str, Any]) -> None:
        with deps.looking(ITSELF) as work:
            is_ours = slack_channels.is_ours(work, event["channel"])
        if is_ours and deps.channels.look_at(event["channel"]).trouble in OPEN_TO_OTHERS:
            _withhold(deps, event["channel"])


def _withhold(deps: Deps, channel: str) -> None:
    with deps.working(ITSELF) as work:
        withholding.withhold_in(work, channel)
