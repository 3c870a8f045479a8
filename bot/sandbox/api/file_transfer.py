"""The content of files over HTTP: the app fetches one with its token, uploads one to an address it was given."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.api import answers
from bot.sandbox.errors import SlackError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.staff import BOT_TOKEN


def routes(sandbox: Sandbox) -> list[BaseRoute]:
    """Both ways."""

    async def fetch(request: Request) -> Response:
        return await answers.with_faults(sandbox, request, "url_private", lambda: _fetched(sandbox, request))

    async def upload(request: Request) -> Response:
        content = await request.body()
        return await answers.with_faults(sandbox, request, "upload_url", lambda: _uploaded(sandbox, request, content))

    return [
        Route("/files-pri/{file}/{kind}", fetch),
        Route("/files-pri/{file}/{kind}/download", fetch),
        Route("/upload/{ticket}", upload, methods=["POST"]),
    ]


def _fetched(sandbox: Sandbox, request: Request) -> Response:
    """The content; without the token of an app that may read files Slack shows its page to sign in, with status 200."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    world = sandbox.of_token(token).workspace
    is_app = token == BOT_TOKEN or sandbox.workspace.grants.token(token) is not None
    is_shown = "download" not in request.url.path and not token  # the page of the sandbox shows what people see
    if not is_shown and not (is_app and "files:read" in world.app.scopes):
        return HTMLResponse("<!DOCTYPE html><html><body>Sign in to Slack</body></html>")
    try:
        file = world.files.get(request.path_params["file"])
    except SlackError:
        return PlainTextResponse("not found", 404)
    name = str(file.about["name"]).encode("ascii", "replace").decode().replace('"', "")
    return Response(
        file.content,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _uploaded(sandbox: Sandbox, request: Request, content: bytes) -> Response:
    ticket = request.path_params["ticket"]
    if any(world.workspace.files.take(ticket, content) for world in sandbox.worlds):
        return PlainTextResponse(f"OK - {len(content)}")
    return PlainTextResponse("500 - no such upload", 500)
