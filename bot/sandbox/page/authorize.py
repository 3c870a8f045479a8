"""`/oauth/v2/authorize`: the page on which Slack asks whether an app may be installed, and where Allow leads.

https://docs.slack.dev/authentication/installing-with-oauth
"""

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.grants import CLIENT_ID, Grant


def route(sandbox: Sandbox) -> Route:
    """Asks (GET), and takes the answer (POST): `answer` allow or cancel, `team`, `user`, `for_all`."""

    async def authorize(request: Request) -> Response:
        query = dict(request.query_params)
        grants = sandbox.workspace.grants
        if query.get("client_id") != CLIENT_ID or query.get("redirect_uri", grants.redirect_url) != grants.redirect_url:
            return HTMLResponse("<h1>Oh no!</h1><p>invalid_client_id or bad redirect_uri</p>", 400)
        if request.method == "GET":
            return HTMLResponse(_page(sandbox, query))
        given = {name: str(value) for name, value in (await request.form()).items()}
        return RedirectResponse(_answered(sandbox, query | given), 302)

    return Route("/oauth/v2/authorize", authorize, methods=["GET", "POST"])


def _answered(sandbox: Sandbox, given: dict[str, str]) -> str:
    """Where the browser goes."""
    grants = sandbox.workspace.grants
    if given.get("answer") != "allow":
        said = {"error": "access_denied", "state": given.get("state", "")}
    else:
        team = sandbox.world(given["team"]).workspace.team
        grant = Grant(team, given.get("user", "U0DEV"), is_for_all=given.get("for_all") == "1")
        said = {"code": grants.allow(grant), "state": given.get("state", "")}
        sandbox.world(given["team"]).workspace.app.is_installed = True
    return f"{grants.redirect_url}?{urlencode(said)}"


def _page(sandbox: Sandbox, query: dict[str, str]) -> str:
    choices = "".join(
        f'<option value="{escape(one.workspace.team.id)}">{escape(one.workspace.team.name)}</option>'
        for one in sandbox.worlds
    )
    return (
        "<!doctype html><title>Slack</title><h1>Rapport is requesting permission to access a workspace</h1>"
        f'<form method="post" action="?{escape(urlencode(query))}"><select name="team">{choices}</select>'
        f"<p>{escape(query.get('scope', ''))}</p><button name=answer value=cancel>Cancel</button>"
        "<button name=answer value=allow>Allow</button></form>"
    )
