"""users.*, bots.*, auth.*, api.*: who is there, and whose token it is."""

from bot.sandbox.api.arguments import Arguments, page
from bot.sandbox.errors import SlackError
from bot.sandbox.world import staff
from bot.sandbox.world.other_apps import OTHER_APPS, OtherApp
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace


def api_test(_: Workspace, args: Arguments) -> Json:
    """api.test: answers `error` if told to."""
    if args.text("error"):
        raise SlackError(args.text("error"))
    return {"args": {}}


def auth_test(workspace: Workspace, _: Arguments) -> Json:
    """auth.test."""
    team, is_for_all = workspace.team, workspace.grants.is_for_all(workspace.team)
    who = {"user_id": staff.BOT_USER, "bot_id": staff.BOT_ID, "user": "rapport", "is_enterprise_install": is_for_all}
    if team.organisation:
        who["enterprise_id"] = team.organisation
    return who | {"url": f"{workspace.base_url}/", "team": team.name, "team_id": team.id}


def connections_open(workspace: Workspace, _: Arguments) -> Json:
    """apps.connections.open: where to open one Socket Mode connection."""
    base = workspace.base_url.replace("http://", "ws://", 1)
    return {"url": f"{base}/link/?ticket={workspace.tickets.connection()}&app_id={staff.APP_ID}"}


def bots_info(_: Workspace, args: Arguments) -> Json:
    """bots.info: of the app's own bot, and of other apps."""
    bot = args.text("bot", staff.BOT_ID)
    own = OtherApp(staff.BOT_ID, staff.APP_ID, "Rapport", staff.BOT_USER)
    found = {staff.BOT_ID: own, **OTHER_APPS}.get(bot)
    if found is None:
        raise SlackError("bot_not_found")
    about: Json = {"id": found.id, "app_id": found.app_id, "name": found.name, "deleted": False}
    return {"bot": about | ({"user_id": found.user} if found.user else {})}


def users_info(workspace: Workspace, args: Arguments) -> Json:
    """users.info; `locale` only with `include_locale`."""
    return {"user": _shown(workspace.user(args.need("user")), args)}


def users_list(workspace: Workspace, args: Arguments) -> Json:
    """users.list: everybody, the deactivated and bots too, paged by cursor."""
    chosen, cursor = page(list(workspace.users), args, 1000)
    found = [_shown(workspace.user(each), args) for each in chosen]
    return {"members": found, "response_metadata": {"next_cursor": cursor}}


def _shown(user: Json, args: Arguments) -> Json:
    if args.flag("include_locale"):
        return user
    return {key: value for key, value in user.items() if key != "locale"}
