"""`/_control`: the hands of scripts, tests and the page. JSON in and out; everything is done elsewhere."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox import time_travel
from bot.sandbox.api import coverage
from bot.sandbox.errors import ControlError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault
from bot.sandbox.wire.transports import HttpTransport
from bot.sandbox.world import staff
from bot.sandbox.world.other_apps import OTHER_APPS
from bot.sandbox.world.state import Json

_AT_ONCE = anyio.CapacityLimiter(256)  # each waiting for the bot holds a thread
Act = Callable[[Sandbox, Json], Any]


def _state(sandbox: Sandbox, _: Json) -> Json:
    workspace = sandbox.workspace
    with workspace.lock:
        users = [staff.zoned(user, sandbox.clock.now()) for user in workspace.users.values()]
        channels = [each.as_slack() | {"members": list(each.members)} for each in workspace.channels.values()]
    app = workspace.app
    about: Json = {"id": staff.APP_ID, "name": "Rapport", "bot_id": staff.BOT_ID, "user_id": staff.BOT_USER}
    about |= {"commands": list(app.commands.values()), "shortcuts": list(app.shortcuts.values())}
    about |= {"events": sorted(app.events), "connections": sandbox.sockets.connected}
    about |= {"steps": app.functions}
    about |= {"messages_tab_read_only": app.messages_tab_read_only}
    others = [{"id": each.id, "name": each.name, "user": each.user} for each in OTHER_APPS.values()]
    team = {
        "id": workspace.team.id,
        "name": workspace.team.name,
        "domain": workspace.team.domain,
        "url": f"{workspace.base_url}/",
    }
    return {
        "workspace": team,
        "users": users,
        "channels": channels,
        "apps": [about],
        "other_apps": others,
        "now": _now(sandbox),
    }


def _now(sandbox: Sandbox) -> str:
    return sandbox.clock.now().isoformat().replace("+00:00", "Z")


def _messages(sandbox: Sandbox, given: Json) -> Json:
    return {"messages": sandbox.people.messages(channel=given["channel"], user=given.get("as") or given["user"])}


def _view(sandbox: Sandbox, given: Json) -> Json | None:
    return sandbox.people.view(user=given["user"])


def _home_now(sandbox: Sandbox, given: Json) -> Json:
    return {"view": sandbox.workspace.views.homes.get(given["user"])}


def _home(sandbox: Sandbox, given: Json) -> Json | None:
    return sandbox.people.home(**given)


def _press(sandbox: Sandbox, given: Json) -> Json:
    """A button of a Work Object: on its card where a message is named, else in the pane."""
    people = sandbox.people
    return people.press_on_card(**given) if "ts" in given else people.press_in_pane(**given)


def _close(sandbox: Sandbox, given: Json) -> Json:
    return sandbox.people.close(user=given["user"], everything=bool(given.get("all")))


def _interact(sandbox: Sandbox, given: Json) -> Json:
    view = given.get("view")  # its id, or true for the modal on top
    return sandbox.people.interact(**{**given, "home": bool(given.get("home")), "view": None if view is True else view})


def _command(sandbox: Sandbox, given: Json) -> Json:
    return _once(sandbox, given, sandbox.people.command)


def _message(sandbox: Sandbox, given: Json) -> Json:
    return _once(sandbox, given, sandbox.people.message)


def _once(sandbox: Sandbox, given: Json, act: Callable[..., Json]) -> Json:
    """Do it once for its `client_msg_id`, where it has one."""
    name = given.pop("client_msg_id", None)
    return sandbox.sent_lines.once(name, lambda: act(**given)) if name else act(**given)


def _clock(sandbox: Sandbox, given: Json) -> Json:
    if "advance" in given:
        time_travel.advance(sandbox, given["advance"])
    elif "next" in given:
        time_travel.advance_to(sandbox, time_travel.next_workday(sandbox.clock.now()))
    elif "now" in given:
        time_travel.jump(sandbox, _instant(given["now"]))
    return {"now": _now(sandbox)}


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ControlError(f"{text!r} is no ISO 8601 instant.") from None
    if at.tzinfo is None:
        raise ControlError(f"{text!r} needs a time zone, for example Z.")
    return at


def _fault(sandbox: Sandbox, given: Json) -> Json:
    sandbox.faults.order(Fault(**given))
    return {}


def _disconnect(sandbox: Sandbox, given: Json) -> Json:
    return {"connections": sandbox.sockets.disconnect(given.get("reason", "refresh_requested"))}


def _settle(sandbox: Sandbox, given: Json) -> Json:
    return {"settled": time_travel.settle(sandbox, float(given.get("timeout", 30)))}


def _app(sandbox: Sandbox, given: Json) -> Json:
    if "redirect_url" in given:
        sandbox.workspace.grants.redirect_url = given["redirect_url"]
        return {}
    url = given["request_url"]
    options = bool(given.get("options_url", True))
    sandbox.transport = HttpTransport(url, has_options_url=options) if url else sandbox.sockets
    return {}


def _install(sandbox: Sandbox, given: Json) -> Json:
    sandbox.people.change_app(is_installed=bool(given["is_installed"]))
    return {}


def _reset(sandbox: Sandbox, _: Json) -> Json:
    sandbox.reset()
    return {}


def _log(sandbox: Sandbox, given: Json) -> Json:
    after, limit = int(given.get("after", 0)), int(given.get("limit", 0))
    kind, name = given.get("kind", ""), given.get("name", "")
    return {"log": sandbox.traffic.entries(after=after, kind=kind, name=name, limit=limit)}


def _user(sandbox: Sandbox, given: Json) -> Json:
    return {"user": sandbox.people.change_user(given)}


def _channel(sandbox: Sandbox, given: Json) -> Json:
    return {"channel": sandbox.people.change_channel(given)}


READS: dict[str, Act] = {
    "state": _state,
    "messages/{channel}": _messages,
    "view": _view,
    "home": _home_now,
    "pane": lambda sandbox, given: sandbox.people.pane(user=given["user"]),
    "options": lambda sandbox, given: sandbox.people.options(**given),
    "log": _log,
    "letters": lambda sandbox, _given: {"letters": sandbox.letters.as_json()},
    "coverage": lambda _sandbox, _given: coverage.as_json(),
}
ACTS: dict[str, Act] = {
    "command": _command,
    "message": _message,
    "post": lambda sandbox, given: _once(sandbox, given, sandbox.people.post),
    "react": lambda sandbox, given: sandbox.people.react(**given),
    "unreact": lambda sandbox, given: sandbox.people.unreact(**given),
    "edit": lambda sandbox, given: sandbox.people.edit(**given),
    "delete": lambda sandbox, given: sandbox.people.delete(**given),
    "interact": _interact,
    "submit": lambda sandbox, given: sandbox.people.submit(**given),
    "close": _close,
    "shortcut": lambda sandbox, given: sandbox.people.shortcut(**given),
    "home": _home,
    "card": lambda sandbox, given: sandbox.people.open_card(**given),
    "press": _press,
    "close_pane": lambda sandbox, given: sandbox.people.close_pane(**given),
    "step": lambda sandbox, given: sandbox.people.run_step(**given),
    "event": lambda sandbox, given: sandbox.people.send_event(given["event"]),
    "user": _user,
    "channel": _channel,
    "clock": _clock,
    "fault": _fault,
    "disconnect": _disconnect,
    "settle": _settle,
    "app": _app,
    "install": _install,
    "reset": _reset,
}


def routes(sandbox: Sandbox) -> list[BaseRoute]:
    """All of `/_control` but the stream."""
    reads: list[BaseRoute] = [Route(f"/_control/{path}", _endpoint(sandbox, act)) for path, act in READS.items()]
    return reads + [Route(f"/_control/{path}", _endpoint(sandbox, act), methods=["POST"]) for path, act in ACTS.items()]


def _endpoint(sandbox: Sandbox, act: Act) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        try:
            given = await _given(request)
            return JSONResponse(await anyio.to_thread.run_sync(act, sandbox, given, limiter=_AT_ONCE))
        except ControlError as error:
            return JSONResponse({"error": error.sentence}, status_code=error.status)
        except (KeyError, TypeError) as error:
            return JSONResponse({"error": f"Something is missing or not known: {error}."}, status_code=400)

    return answer


async def _given(request: Request) -> Json:
    """The arguments. Raises ControlError where they cannot be read."""
    given: Json = dict(request.query_params) | dict(request.path_params)
    if body := await request.body():
        try:
            given |= json.loads(body)
        except (ValueError, TypeError):
            raise ControlError("The body is no JSON object.") from None
    return given
