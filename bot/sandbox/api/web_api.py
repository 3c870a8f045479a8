"""`/api/<method>`: who calls, with what, and the answer in Slack's form."""

import base64
import json
from collections.abc import Callable
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.sandbox.api import (
    chat_api,
    conversations_api,
    entities_api,
    files_api,
    functions_api,
    oauth_api,
    reactions_api,
    users_api,
    views_api,
)
from bot.sandbox.api.arguments import Arguments
from bot.sandbox.errors import SlackError
from bot.sandbox.world.staff import APP_TOKEN, BOT_TOKEN
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace

Method = Callable[[Workspace, Arguments], Json]

METHODS: dict[str, Method] = {
    "api.test": users_api.api_test,
    "auth.test": users_api.auth_test,
    "apps.connections.open": users_api.connections_open,
    "bots.info": users_api.bots_info,
    "users.info": users_api.users_info,
    "users.list": users_api.users_list,
    "conversations.list": conversations_api.list_all,
    "conversations.info": conversations_api.info,
    "conversations.members": conversations_api.members,
    "conversations.join": conversations_api.join,
    "conversations.open": conversations_api.open_im,
    "conversations.history": conversations_api.history,
    "conversations.replies": conversations_api.replies,
    "chat.postMessage": chat_api.post_message,
    "chat.update": chat_api.update,
    "chat.delete": chat_api.delete,
    "chat.postEphemeral": chat_api.post_ephemeral,
    "chat.getPermalink": chat_api.get_permalink,
    "chat.unfurl": entities_api.unfurl,
    "entity.presentDetails": entities_api.present_details,
    "reactions.get": reactions_api.get,
    "files.info": files_api.info,
    "files.getUploadURLExternal": files_api.get_upload_url,
    "files.delete": files_api.delete,
    "files.completeUploadExternal": files_api.complete_upload,
    "views.open": views_api.open_view,
    "views.push": views_api.push,
    "views.update": views_api.update,
    "views.publish": views_api.publish,
    "functions.completeSuccess": functions_api.complete_success,
    "functions.completeError": functions_api.complete_error,
    "oauth.v2.access": oauth_api.access,
    "auth.revoke": oauth_api.revoke,
}
APP_METHODS = ("apps.connections.open",)  # these take the app's token, all others the bot's
WITHOUT_TOKEN = ("api.test", "oauth.v2.access")


def call(workspace: Workspace, method: str, values: Json, token: str) -> Json:
    """Do what a method says. Never raises SlackError: the answer says `ok` or `error`."""
    try:
        _authorize(workspace, method, token)
        if method == "auth.revoke":
            values = {"token": token}
        with workspace.lock:
            return {"ok": True, **METHODS[method](workspace, Arguments(values))}
    except SlackError as error:
        return {"ok": False, "error": error.code, **error.more}


def _authorize(workspace: Workspace, method: str, token: str) -> None:
    if method not in METHODS:
        raise SlackError("unknown_method", req_method=method)
    if method in WITHOUT_TOKEN:
        return
    if not token:
        raise SlackError("not_authed")
    given = workspace.grants.token(token)
    if given:
        workspace.grants.check(given)
    elif token not in {BOT_TOKEN, APP_TOKEN}:
        raise SlackError("invalid_auth")
    if (token == APP_TOKEN) != (method in APP_METHODS):
        raise SlackError("not_allowed_token_type")
    if not workspace.app.is_installed and method not in APP_METHODS:
        raise SlackError("account_inactive")


async def read(request: Request) -> tuple[Json, str]:
    """The arguments of a call and its token, from header, query, form or JSON. Raises SlackError `invalid_json`."""
    values: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        values |= {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    elif body := await request.body():
        values |= (
            _json(body) if "json" in kind else dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
        )
    given = str(values.pop("token", "") or "")
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":  # how an app shows its client id and secret
        client_id, _, secret = base64.b64decode(shown).decode(errors="replace").partition(":")
        values |= {"client_id": client_id, "client_secret": secret}
    return values, shown.strip() if scheme.lower() == "bearer" else given


def _json(body: bytes) -> Json:
    try:
        values = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(values, dict):
        raise SlackError("json_not_object")
    return values
