"""Payloads as Slack builds them: https://docs.slack.dev/reference/interaction-payloads."""

import secrets
from itertools import count

from bot.sandbox.world import staff
from bot.sandbox.world.state import Channel, Json, Message
from bot.sandbox.world.workspace import Workspace

_TOKEN = "sandbox-verification"  # noqa: S105  # because Slack sends this long deprecated field and nobody checks it
_events = count(1)


def slash(workspace: Workspace, user: Json, channel: Channel, line: tuple[str, str]) -> Json:
    """A slash command: a form's fields, all text. `line`: the command and its text as Slack sends it."""
    token = workspace.tickets.response(channel.id, user["id"])
    who = {
        "team_id": user["team_id"],
        "team_domain": workspace.team.domain,
        "user_id": user["id"],
        "user_name": user["name"],
    }
    where = {"channel_id": channel.id, "channel_name": _name(channel)}
    what = {"command": line[0], "text": line[1], "api_app_id": staff.APP_ID, "is_enterprise_install": "false"}
    if workspace.team.organisation:
        is_for_all = str(workspace.grants.is_for_all(workspace.team)).lower()
        what |= {"enterprise_id": workspace.team.organisation, "is_enterprise_install": is_for_all}
    rights = {"response_url": response_url(workspace, token), "trigger_id": workspace.tickets.trigger(user["id"])}
    return {"token": _TOKEN, **who, **where, **what, **rights}


def message_actions(
    workspace: Workspace, user: Json, channel: Channel, message: Message, done: tuple[Json, Json]
) -> Json:
    """A click in a message; the message itself is missing where it is ephemeral. `done`: the action and the state."""
    hidden = message.reader is not None
    container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": hidden}
    if "thread_ts" in message.body:
        container["thread_ts"] = message.body["thread_ts"]
    token = workspace.tickets.response(channel.id, user["id"], message.ts)
    payload = _common(workspace, user, "block_actions") | {"container": container, "channel": _channel(channel)}
    payload |= {"actions": [done[0]], "state": {"values": done[1]}, "response_url": response_url(workspace, token)}
    return payload if hidden else payload | {"message": channel.shown(message)}


def view_actions(workspace: Workspace, user: Json, view: Json, action: Json) -> Json:
    """A click in a modal or on Home."""
    container = {"type": "view", "view_id": view["id"]}
    return _common(workspace, user, "block_actions") | {"container": container, "view": view, "actions": [action]}


def entity_actions(
    workspace: Workspace, user: Json, container: Json, action: Json, channel: Channel | None = None
) -> Json:
    """A click in a Work Object: on its card in a message, which has a response URL, or in the side pane."""
    payload = _common(workspace, user, "block_actions") | {"container": container}
    payload |= {"actions": [{**action, "action_ts": _now(workspace)}]}
    if channel is None:
        return payload
    token = workspace.tickets.response(channel.id, user["id"], container["message_ts"])
    return payload | {"channel": _channel(channel), "response_url": response_url(workspace, token)}


def submission(workspace: Workspace, user: Json, view: Json) -> Json:
    """A form sent."""
    return _common(workspace, user, "view_submission") | {"view": view, "response_urls": []}


def closed(workspace: Workspace, user: Json, view: Json, *, cleared: bool) -> Json:
    """A form closed without sending it."""
    payload = _common(workspace, user, "view_closed") | {"view": view, "is_cleared": cleared}
    del payload["trigger_id"]
    return payload


def suggestion(workspace: Workspace, user: Json, about: Json, place: Json) -> Json:
    """Options wanted for a query. `about`: action_id, block_id, value; `place`: view, or container and channel."""
    payload = _common(workspace, user, "block_suggestion") | about | place
    del payload["trigger_id"]
    return payload


def shortcut(workspace: Workspace, user: Json, callback_id: str) -> Json:
    """A global shortcut."""
    return _common(workspace, user, "shortcut") | {"callback_id": callback_id, "action_ts": _now(workspace)}


def message_shortcut(workspace: Workspace, user: Json, callback_id: str, channel: Channel, message: Message) -> Json:
    """A shortcut on a message."""
    token = workspace.tickets.response(channel.id, user["id"], message.ts)
    where = {"channel": _channel(channel), "message_ts": message.ts, "message": channel.shown(message)}
    what = {"callback_id": callback_id, "action_ts": _now(workspace), "response_url": response_url(workspace, token)}
    return _common(workspace, user, "message_action") | where | what


def event(workspace: Workspace, about: Json, *, shared: bool = False) -> Json:
    """An event around `about`: https://docs.slack.dev/apis/events-api/#callback-field."""
    stamp = _now(workspace)
    team = workspace.team
    bot = {"enterprise_id": team.organisation, "team_id": team.id, "user_id": staff.BOT_USER, "is_bot": True}
    return {
        "token": _TOKEN,
        "team_id": team.id,
        "api_app_id": staff.APP_ID,
        "event": {"event_ts": stamp, **about},
        "type": "event_callback",
        "event_id": f"Ev{next(_events):09d}{secrets.token_hex(2).upper()}",
        "event_time": int(stamp.partition(".")[0]),
        "authorizations": [bot | {"is_enterprise_install": workspace.grants.is_for_all(team)}],
        "is_ext_shared_channel": shared,
    }


def response_url(workspace: Workspace, token: str) -> str:
    """The address that a response token stands for."""
    return f"{workspace.base_url}/response/{token}"


def _common(workspace: Workspace, user: Json, kind: str) -> Json:
    who = {"id": user["id"], "username": user["name"], "name": user["name"], "team_id": user["team_id"]}
    team, is_for_all = workspace.team, workspace.grants.is_for_all(workspace.team)
    where: Json | None = None if is_for_all else {"id": team.id, "domain": team.domain}
    payload: Json = {"type": kind, "team": where, "user": who, "api_app_id": staff.APP_ID, "token": _TOKEN}
    trigger = workspace.tickets.trigger(user["id"])
    enterprise = {"id": team.organisation, "name": "The organisation"} if team.organisation else None
    return payload | {"trigger_id": trigger, "enterprise": enterprise, "is_enterprise_install": is_for_all}


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": _name(channel)}


def _name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def _now(workspace: Workspace) -> str:
    return f"{workspace.clock.now().timestamp():.6f}"
