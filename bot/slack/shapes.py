"""The shape of what Slack sends, only as far as Rapport reads it, and nothing of what Slack may add.

Bolt and the handlers take for granted what Slack's documentation promises. What breaks that promise is refused here,
in front of both, whichever way it came (over HTTP or in an envelope of Socket Mode): never half read, never an
exception somewhere inside. An id is letters and digits, so that nothing else can stand in its place; what people wrote
may be anything.

https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/reference/events
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, Json, StringConstraints, ValidationError

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,64}$")]
"""Of a person, channel, workspace, app, view …"""

Token = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""What Slack or we made to name something, in printable ASCII: `trigger_id`, action ids."""

Name = Annotated[str, StringConstraints(max_length=255)]
"""The same where spaces and people's words may be in it: block ids. No lone surrogates, which pydantic refuses."""

Words = InstanceOf[str]
"""What people wrote, whatever it is: it is cleaned where it is read."""

Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}\.[0-9]{1,9}$")]
"""Seconds since 1970, the name of a message in its channel."""

Address = Annotated[str, StringConstraints(pattern=r"^(https?://[!-~]{1,2000})?$")]


class WrongShapeError(Exception):
    """Slack never sends this. `reason` names the field, and nothing of what is in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Shape(BaseModel):
    """Types as JSON has them, nothing is converted; further fields are none of our business."""

    model_config = ConfigDict(strict=True, extra="ignore")


class _Named(_Shape):
    id: Id


class _User(_Named):
    team_id: Id | None = None


class _Plain(_Shape):
    """An option, a button: what it carries."""

    value: Words | None = None


class _Element(_Plain):
    """What an element of a form or message holds: each kind has one of these."""

    selected_option: _Plain | None = None
    selected_options: list[_Plain] | None = None
    selected_user: Id | None = None
    selected_users: list[Id] | None = None
    selected_conversation: Id | None = None
    selected_channel: Id | None = None
    selected_date: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None = None
    selected_time: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}:[0-9]{2}$")] | None = None


class _Action(_Element):
    action_id: Token
    block_id: Name | None = None


class _Block(_Shape):
    type: Token
    block_id: Name | None = None


class _State(_Shape):
    values: dict[Name, dict[Name, _Element]]


class _View(_Named):
    """A form, a page or the Home tab."""

    type: Literal["modal", "home"]
    callback_id: Name = ""
    hash: Name = ""
    private_metadata: Json[dict[str, Any]] | Literal[""] | None = None
    root_view_id: Id | None = None
    previous_view_id: Id | None = None
    blocks: list[_Block] = []


class _Form(_View):
    state: _State


class _Container(_Shape):
    type: Token | None = None
    is_ephemeral: bool = False


class _Message(_Shape):
    ts: Stamp
    thread_ts: Stamp | None = None
    text: Words | None = None
    attachments: list[dict[str, Any]] | None = None
    files: list[dict[str, Any]] | None = None
    blocks: list[dict[str, Any]] | None = None


class _FromPerson(_Shape):
    """What every interaction has. Installed for a whole organisation there may be no `team`."""

    user: _User
    team: _Named | None = None
    response_url: Address | None = None


class _Click(_FromPerson):
    trigger_id: Token
    actions: Annotated[list[_Action], Field(min_length=1)]
    container: _Container = _Container()
    view: _View | None = None
    channel: _Named | None = None


class _Submission(_FromPerson):
    trigger_id: Token | None = None
    view: _Form


class _Closed(_FromPerson):
    view: _View


class _Suggestion(_FromPerson):
    action_id: Token
    value: Words | None = None
    view: _View | None = None


class _Shortcut(_FromPerson):
    trigger_id: Token
    callback_id: Token


class _MessageShortcut(_Shortcut):
    channel: _Named
    message: _Message


class _Command(_Shape):
    command: Annotated[str, StringConstraints(pattern=r"^/[!-~]{1,100}$")]
    text: Words = ""
    user_id: Id
    team_id: Id
    channel_id: Id | None = None
    trigger_id: Token
    response_url: Address | None = None


class _Event(_Shape):
    type: Token


class _HomeOpened(_Event):
    user: Id
    tab: Token = "home"


class _Profile(_Shape):
    real_name: str | None = None
    display_name: str | None = None


class _Member(_Named):
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


class _UserChange(_Event):
    user: _Member


class _AboutChannel(_Event):
    channel: Id


class _Renamed(_Shape):
    id: Id
    name: Name


class _ChannelRenamed(_Event):
    channel: _Renamed


class _Callback(_Shape):
    """An event, in what comes around it."""

    event: _Event
    event_id: Token
    team_id: Id
    is_ext_shared_channel: bool = False


EVENTS: dict[str, type[_Event]] = {
    "app_home_opened": _HomeOpened,
    "user_change": _UserChange,
    "channel_rename": _ChannelRenamed,
    "group_rename": _ChannelRenamed,
    **dict.fromkeys(
        (
            *("channel_archive", "group_archive", "channel_deleted", "group_deleted", "channel_left", "group_left"),
            *("channel_unarchive", "group_unarchive", "channel_shared", "channel_unshared", "member_joined_channel"),
        ),
        _AboutChannel,
    ),
}

KINDS: dict[str, type[_Shape]] = {
    "block_actions": _Click,
    "view_submission": _Submission,
    "view_closed": _Closed,
    "block_suggestion": _Suggestion,
    "shortcut": _Shortcut,
    "message_action": _MessageShortcut,
    "event_callback": _Callback,
}
"""`type` of a payload -> what it must have. A slash command has no `type`; Slack's checks of the address need none."""


def check_shape(payload: dict[str, Any]) -> None:
    """Raises WrongShapeError for what no handler could read."""
    kind = payload.get("type")
    if kind in {"url_verification", "ssl_check"} or (kind is None and "ssl_check" in payload):
        return
    if kind is None and "command" in payload:
        _check(_Command, payload, "command")
        return
    shape = KINDS.get(kind) if isinstance(kind, str) else None
    if shape is None:
        raise WrongShapeError("a kind of request that Rapport does not take")
    _check(shape, payload, str(kind))
    if kind == "event_callback":
        event = payload["event"]
        _check(EVENTS.get(event["type"], _Event), event, "event")


def _check(shape: type[_Shape], payload: dict[str, Any], name: str) -> None:
    try:
        shape.model_validate(payload)
    except ValidationError as error:
        place = [str(part) for part in error.errors(include_input=False, include_url=False)[0]["loc"]]
        known = [part for part in place if part in shape.model_fields]
        raise WrongShapeError(f"{name} has a wrong or missing {'.'.join(known) or 'field'}") from None
