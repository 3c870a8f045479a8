"""The events that Rapport hears, only as far as it reads them: https://docs.slack.dev/reference/events."""

from typing import Any

from pydantic import Field

from bot.slack.shape_parts import Id, Named, Shape, Stamp, Token, Words


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


class _Edited(Shape):
    """When something was edited last."""

    ts: Stamp | None = None


class _Written(Shape):
    """What somebody wrote, or an app, or what of it an edit left."""

    user: Id | None = None
    bot_id: Id | None = None
    app_id: Id | None = None
    ts: Stamp | None = None
    thread_ts: Stamp | None = None
    text: Words | None = None
    files: list[dict[str, Any]] | None = None
    bot_profile: dict[str, Any] | None = None
    subtype: Token | None = None
    edited: _Edited | None = None
    blocks: list[dict[str, Any]] | None = None
    attachments: list[dict[str, Any]] | None = None


class _Mention(Event, _Written):
    """https://docs.slack.dev/reference/events/app_mention."""

    user: Id
    channel: Id
    ts: Stamp


class _Message(Event, _Written):
    """https://docs.slack.dev/reference/events/message; `message` and `previous_message` where one was changed."""

    channel: Id
    channel_type: Token = "channel"
    message: _Written | None = None
    previous_message: _Written | None = None
    deleted_ts: Stamp | None = None


class _Step(Shape):
    callback_id: Token


class _FunctionExecuted(Event):
    """https://docs.slack.dev/reference/events/function_executed; `inputs` as the step's declaration has them."""

    function: _Step
    function_execution_id: Token
    inputs: dict[Token, Any] | None = None


class _Link(Shape):
    url: Words


class _LinkShared(Event):
    """https://docs.slack.dev/reference/events/link_shared; what is still being written has no channel of its own."""

    channel: Id
    user: Id
    message_ts: Token
    links: list[_Link]
    unfurl_id: Token | None = None
    source: Token | None = None


class _EntityDetailsRequested(Event):
    """https://docs.slack.dev/reference/events/entity_details_requested: who opens a card."""

    user: Id
    trigger_id: Token
    link: _Link
    entity_url: Words | None = None
    user_locale: Token | None = None


class _Item(Shape):
    """What a reaction is on: a message, else a file, which has neither channel nor ts."""

    type: Token = ""
    channel: Id | None = None
    ts: Stamp | None = None


class _Reaction(Event):
    """https://docs.slack.dev/reference/events/reaction_added; `reaction_removed` is the same."""

    user: Id
    reaction: Token
    item: _Item
    event_ts: Stamp


EVENTS: dict[str, type[Event]] = {
    "app_home_opened": _HomeOpened,
    "user_change": _UserChange,
    "channel_id_changed": _Moved,
    **dict.fromkeys(("channel_rename", "group_rename"), _ChannelRenamed),
    **dict.fromkeys(("channel_archive", "group_archive", "channel_unarchive", "group_unarchive"), _AboutChannel),
    **dict.fromkeys(("channel_deleted", "group_deleted", "channel_left", "group_left"), _AboutChannel),
    **dict.fromkeys(("channel_shared", "channel_unshared"), _AboutChannel),
    **dict.fromkeys(("member_joined_channel", "member_left_channel"), _AboutChannel),
    "app_mention": _Mention,
    "message": _Message,
    **dict.fromkeys(("reaction_added", "reaction_removed"), _Reaction),
    "link_shared": _LinkShared,
    "entity_details_requested": _EntityDetailsRequested,
    "function_executed": _FunctionExecuted,
    "app_uninstalled": Event,
    "tokens_revoked": _Revoked,
}
"""Every event that Rapport hears. Of others only the type is read, by Bolt."""
