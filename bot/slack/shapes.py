"""The shape of what Slack sends, only as far as Rapport reads it, and nothing of what Slack may add.

Bolt and the handlers take for granted what Slack's documentation promises. What breaks that promise is refused here,
in front of both, whichever way it came (over HTTP or in an envelope of Socket Mode): never half read, never an
exception somewhere inside. An id is letters and digits, so that nothing else can stand in its place; what people wrote
may be anything.

https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/reference/events
"""

from typing import Annotated, Any, Literal

from pydantic import Field, Json, StringConstraints, ValidationError

from bot.slack.event_shapes import EVENTS, Event
from bot.slack.shape_parts import Address, Id, Name, Named, Shape, Stamp, Token, User, Words


class WrongShapeError(Exception):
    """Slack never sends this. `reason` names the field, and nothing of what is in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Loose = str | dict[str, Any] | None


class _ReadByBolt(Shape):
    """What Bolt looks for in every payload, its event and the messages in it (slack_bolt/request/internals.py)."""

    user: Loose = None
    channel: Loose = None
    team: Loose = None
    enterprise: Loose = None
    authorizations: "list[_ReadByBolt] | None" = None
    event: "_ReadByBolt | None" = None
    message: "_ReadByBolt | str | None" = None
    previous_message: "_ReadByBolt | None" = None
    item: "_ReadByBolt | str | None" = None
    assistant_thread: "_ReadByBolt | None" = None
    response_urls: Annotated[list[dict[str, Any]], Field(max_length=1, default_factory=list)]


class _Plain(Shape):
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
    block_id: Name = ""


class _Block(Shape):
    type: Token
    block_id: Name | None = None


class _State(Shape):
    values: dict[Name, dict[Name, _Element]]


class _View(Named):
    """A form, a page, the Home tab or the side pane."""

    type: Literal["modal", "home", "entity_detail"]
    callback_id: Name = ""
    hash: Name = ""
    private_metadata: Json[dict[str, Any]] | Literal[""] | None = None
    root_view_id: Id | None = None
    previous_view_id: Id | None = None
    blocks: list[_Block] | None = None


class _Form(_View):
    callback_id: Token
    state: _State


class _Container(Shape):
    type: Token | None = None
    is_ephemeral: bool = False


class _Message(Shape):
    ts: Stamp
    thread_ts: Stamp | None = None
    text: Words | None = None
    attachments: list[dict[str, Any]] | None = None
    files: list[dict[str, Any]] | None = None
    blocks: list[dict[str, Any]] | None = None


class _FromPerson(Shape):
    """What every interaction has. Installed for a whole organisation there may be no `team`."""

    user: User
    team: Named | None = None
    response_url: Address | None = None


class _Click(_FromPerson):
    trigger_id: Token
    actions: Annotated[list[_Action], Field(min_length=1)]
    container: _Container = _Container()
    view: _View | None = None
    channel: Named | None = None


class _Submission(_FromPerson):
    trigger_id: Token | None = None
    view: _Form


class _ClosedForm(_View):
    callback_id: Token


class _Closed(_FromPerson):
    view: _ClosedForm


class _Suggestion(_FromPerson):
    action_id: Token
    value: Words | None = None
    view: _View | None = None


class _Shortcut(_FromPerson):
    trigger_id: Token
    callback_id: Token


class _MessageShortcut(_Shortcut):
    channel: Named
    message: _Message


class _Command(Shape):
    command: Annotated[str, StringConstraints(pattern=r"^/[!-~]{1,100}$")]
    text: Words = ""
    user_id: Id
    team_id: Id
    channel_id: Id | None = None
    trigger_id: Token
    response_url: Address | None = None


class _Callback(Shape):
    """An event, in what comes around it."""

    event: Event
    event_id: Token
    team_id: Id
    is_ext_shared_channel: bool = False


KINDS: dict[str, type[Shape]] = {
    "block_actions": _Click,
    "view_submission": _Submission,
    "view_closed": _Closed,
    "block_suggestion": _Suggestion,
    "shortcut": _Shortcut,
    "message_action": _MessageShortcut,
    "event_callback": _Callback,
    "command": _Command,
    **dict.fromkeys(("url_verification", "ssl_check"), Shape),
}
"""`type` of a payload -> what it must have. Slash commands and checks of the certificate have none: it is the field."""


OTHER = "other"
"""In the place of a kind: none that Rapport takes."""


def kind_of(payload: dict[str, Any]) -> str:
    """Its name in KINDS, or OTHER."""
    kind = payload.get("type", "command" if "command" in payload else "ssl_check" if "ssl_check" in payload else None)
    return kind if isinstance(kind, str) and kind in KINDS else OTHER


def check_shape(payload: dict[str, Any]) -> None:
    """Raises WrongShapeError for what no handler could read."""
    _check(_ReadByBolt, payload, "payload")
    kind = kind_of(payload)
    if kind == OTHER:
        raise WrongShapeError("a kind of request that Rapport does not take")
    _check(KINDS[kind], payload, kind)
    if kind == "event_callback":
        event = payload["event"]
        _check(EVENTS.get(event["type"], Event), event, "event")


def _check(shape: type[Shape], payload: dict[str, Any], name: str) -> None:
    try:
        shape.model_validate(payload)
    except ValidationError as error:
        place = [str(part) for part in error.errors(include_input=False, include_url=False)[0]["loc"]]
        known = [part for part in place if part in shape.model_fields]
        raise WrongShapeError(f"{name} has a wrong or missing {'.'.join(known) or 'field'}") from None
