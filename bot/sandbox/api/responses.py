"""`/response/<token>`: what the bot says through a response URL.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

from bot.sandbox.api.arguments import Arguments
from bot.sandbox.api.chat_api import content
from bot.sandbox.errors import SlackError
from bot.sandbox.world.changes import Change
from bot.sandbox.world.state import Channel, Json, Message
from bot.sandbox.world.tickets import Response
from bot.sandbox.world.workspace import Workspace


def respond(workspace: Workspace, token: str, values: Json) -> Json:
    """Post (ephemeral, or `in_channel`), replace or delete. Never raises SlackError: the answer says so."""
    try:
        with workspace.lock:
            _respond(workspace, token, Arguments(values))
    except SlackError as error:
        return {"ok": False, "error": error.code, **error.more}
    return {"ok": True}


def _respond(workspace: Workspace, token: str, args: Arguments) -> None:
    right = workspace.tickets.respond(token)
    channel = workspace.channels[right.channel]
    if args.flag("delete_original"):
        _delete(channel, right)
    elif args.flag("replace_original"):
        _replace(workspace, channel, right, content(args))
    else:
        reader = None if args.text("response_type") == "in_channel" else right.user
        thread = {"thread_ts": args.text("thread_ts")} if args.text("thread_ts") else {}
        said = workspace.post(channel, workspace.as_bot(content(args) | thread), reader=reader)
        right.ts = right.ts or said.ts
        return
    workspace.changes.tell(Change("message", channel.id))


def _delete(channel: Channel, right: Response) -> None:
    if right.ts in channel.ephemeral:
        del channel.ephemeral[right.ts]
    elif right.ts in channel.messages:
        channel.remove(right.ts)
    else:
        raise SlackError("message_not_found")


def _replace(workspace: Workspace, channel: Channel, right: Response, fresh: Json) -> None:
    """The original where there is one, else (after a silent command) a new ephemeral message."""
    if right.ts is None:
        right.ts = workspace.post(channel, workspace.as_bot(fresh), reader=right.user).ts
        return
    held = channel.ephemeral if right.ts in channel.ephemeral else channel.messages
    old = held.get(right.ts)
    if old is None:
        raise SlackError("message_not_found")
    kept = {key: value for key, value in old.body.items() if key not in {"blocks", "attachments"}}
    held[right.ts] = Message(kept | fresh, old.metadata, old.reader)
