"""reactions.get: a message with the emoji under it."""

from bot.sandbox.api.arguments import Arguments
from bot.sandbox.errors import SlackError
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace


def get(workspace: Workspace, args: Arguments) -> Json:
    """reactions.get: of a message in a channel or thread where the bot is, https://docs.slack.dev/reference/methods/reactions.get."""
    if "reactions:read" not in workspace.app.scopes:
        raise SlackError("missing_scope")
    if not args.text("channel") or not args.text("timestamp"):
        raise SlackError("no_item_specified")
    channel = workspace.entered(args.need("channel"))
    message = channel.messages.get(args.need("timestamp"))
    if message is None or message.reader:
        raise SlackError("message_not_found")
    return {"type": "message", "channel": channel.id, "message": message.body}
