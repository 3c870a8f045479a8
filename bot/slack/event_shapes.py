"""The events that Rapport hears, only as far as it reads them: https://docs.slack.dev/reference/events."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.slack.shape_parts import Id, Name, Named, Shape, Token


class Event(Shape):
    """What every event has."""

    type: Token


class _HomeOpened(Event):
    user: Id
    tab: Token = "home"


class _Profile(Shape):
    real_name: str | None = None
    display_name: str | None = None


class _Member(Named):
    """Flags may be missing, but are never anything else than flags: a guest must not become a member."""

    name: str | None = None
    real_name: str | None = None
    tz: Annotated[str, StringConstraints(max_length=100)] | None = None
    locale: Annotated[str, StringConstraints(max_length=35)] | None = None
    team_id: Id | None = None
    profile: _Profile | None = None
    deleted: bool = False
    is_bot: bool = False
    is_stranger: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    is_owner: bool = False
    is_primary_owner: bool = False


class _UserChange(Event):
    user: _Member


class _AboutChannel(Event):
    channel: Id


class _Moved(Event):
    old_channel_id: Id
    new_channel_id: Id


class _Renamed(Shape):
    id: Id
    name: Name


class _ChannelRenamed(Event):
    channel: _Renamed


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
