"""The events that Rapport hears, only as far as it reads them: https://docs.slack.dev/reference/events."""

from pydantic import Field

from bot.slack.shape_parts import Id, Named, Shape, Token


class Event(Shape):
    """What every event has."""

    type: Token


class _HomeOpened(Event):
    user: Id
    tab: Token = "home"


class _UserChange(Event):
    user: Named


class _AboutChannel(Event):
    channel: Id


class _Moved(Event):
    old_channel_id: Id
    new_channel_id: Id


class _ChannelRenamed(Event):
    channel: Named


class _Tokens(Shape):
    """Whose tokens were revoked."""

    bot: list[Id] = Field(default_factory=list)


class _Revoked(Event):
    tokens: _Tokens


EVENTS: dict[str, type[Event]] = {
    "app_home_opened": _HomeOpened,
    "user_change": _UserChange,
    "channel_id_changed": _Moved,
    **dict.fromkeys(("channel_rename", "group_rename"), _ChannelRenamed),
    **dict.fromkeys(("channel_archive", "group_archive", "channel_unarchive", "group_unarchive"), _AboutChannel),
    **dict.fromkeys(("channel_deleted", "group_deleted", "channel_left", "group_left"), _AboutChannel),
    **dict.fromkeys(("channel_shared", "channel_unshared"), _AboutChannel),
    **dict.fromkeys(("member_joined_channel", "member_left_channel"), _AboutChannel),
    "app_uninstalled": Event,
    "tokens_revoked": _Revoked,
}
"""Every event that Rapport hears. Of others only the type is read, by Bolt."""
