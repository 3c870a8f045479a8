"""oauth.v2.access and auth.revoke: https://docs.slack.dev/reference/methods/oauth.v2.access."""

import hmac

from bot.sandbox.api.arguments import Arguments
from bot.sandbox.errors import SlackError
from bot.sandbox.world import staff
from bot.sandbox.world.grants import CLIENT_ID, CLIENT_SECRET, TOKEN_S, Grant
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace


def access(workspace: Workspace, args: Arguments) -> Json:
    """oauth.v2.access: a code for a token, or a refresh token for a new one; the app shows who it is."""
    if args.text("client_id") != CLIENT_ID:
        raise SlackError("invalid_client_id")
    if not hmac.compare_digest(args.text("client_secret"), CLIENT_SECRET):
        raise SlackError("bad_client_secret")
    grants = workspace.grants
    if args.text("redirect_uri", grants.redirect_url) != grants.redirect_url:
        raise SlackError("bad_redirect_uri")
    if args.text("grant_type") == "refresh_token":
        token, refresher = grants.refresh(args.need("refresh_token"))
    else:
        token, refresher = grants.exchange(args.need("code"))
    answer = {"access_token": token.value, "token_type": "bot", "bot_user_id": staff.BOT_USER, **_whose(token.grant)}
    answer |= {"app_id": staff.APP_ID, "scope": ",".join(workspace.app.scopes)}
    return answer | ({"refresh_token": refresher, "expires_in": TOKEN_S} if refresher else {})


def _whose(grant: Grant) -> Json:
    team, organisation = grant.team, grant.team.organisation
    return {
        "team": None if grant.is_for_all else {"id": team.id, "name": team.name},
        "enterprise": {"id": organisation, "name": "The organisation"} if organisation else None,
        "is_enterprise_install": grant.is_for_all,
        "authed_user": {"id": grant.installer},
    }


def revoke(workspace: Workspace, args: Arguments) -> Json:
    """auth.revoke: the token that it is called with works no more."""
    workspace.grants.revoke(args.need("token"))
    return {"revoked": True}
