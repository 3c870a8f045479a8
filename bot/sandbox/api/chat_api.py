"""chat.*: the messages of the bot."""

from bot.sandbox.api.arguments import Arguments
from bot.sandbox.errors import SlackError
from bot.sandbox.rules.blocks import check_message_blocks
from bot.sandbox.rules.entities import check_entity
from bot.sandbox.world.changes import Change
from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Channel, Json, Message, as_ts
from bot.sandbox.world.workspace import Workspace

_TEXT = 40_000  # https://docs.slack.dev/changelog/2018-truncating-really-long-messages
_EDITED_TEXT = 4_000  # https://github.com/seratch/ChatGPT-in-Slack/issues/102: an edit is refused, not cut
_METADATA = 8_000  # https://docs.slack.dev/messaging/message-metadata: about 8 kB


def post_message(workspace: Workspace, args: Arguments) -> Json:
    """chat.postMessage: to a channel the bot is in, or to a person."""
    channel = workspace.writable(args.need("channel"))
    body = workspace.as_bot(content(args))
    thread = args.text("thread_ts")
    if thread:
        if thread not in channel.messages:
            raise SlackError("thread_not_found")
        body["thread_ts"] = channel.messages[thread].body.get("thread_ts", thread)
    message = workspace.post(channel, body, _metadata(workspace, args))
    return {"channel": channel.id, "ts": message.ts, "message": message.body}


def update(workspace: Workspace, args: Arguments) -> Json:
    """chat.update: the bot's own messages only, by the channel's own id; what is not given (text or blocks) goes."""
    channel = workspace.entered(args.need("channel"))
    if channel.is_archived:
        raise SlackError("is_inactive")
    if len(args.text("text")) > _EDITED_TEXT:
        raise SlackError("msg_too_long")
    message = _own(channel, args.need("ts"), "cant_update_message")
    now = as_ts(int(workspace.clock.now().timestamp() * 1_000_000))
    kept = {key: value for key, value in message.body.items() if key not in {"blocks", "attachments"}}
    metadata = _metadata(workspace, args) or message.metadata
    body = kept | content(args) | {"edited": {"user": BOT_USER, "ts": now}}
    channel.messages[message.ts] = Message(body, metadata)
    workspace.changes.tell(Change("message", channel.id))
    return {"channel": channel.id, "ts": message.ts, "text": body["text"], "message": body}


def delete(workspace: Workspace, args: Arguments) -> Json:
    """chat.delete: the bot's own messages only."""
    channel = workspace.entered(args.need("channel"))
    message = _own(channel, args.need("ts"), "cant_delete_message")
    channel.remove(message.ts)
    workspace.changes.tell(Change("message", channel.id))
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(workspace: Workspace, args: Arguments) -> Json:
    """chat.postEphemeral: seen by one member of the channel, who must be in it."""
    channel = workspace.writable(args.need("channel"))
    reader = args.need("user")
    if reader not in channel.members:
        raise SlackError("user_not_in_channel")
    thread = args.text("thread_ts")
    body = workspace.as_bot(content(args)) | ({"thread_ts": thread} if thread else {})
    message = workspace.post(channel, body, reader=reader)
    return {"message_ts": message.ts}


def get_permalink(workspace: Workspace, args: Arguments) -> Json:
    """chat.getPermalink: the address of a message on the sandbox's page, in Slack's form."""
    channel = workspace.known(args.need("channel"))
    ts = args.need("message_ts")
    if ts not in channel.messages:
        raise SlackError("message_not_found")
    link = f"{workspace.base_url}/archives/{channel.id}/p{ts.replace('.', '')}"
    thread = channel.messages[ts].body.get("thread_ts")
    if thread and thread != ts:
        link += f"?thread_ts={thread}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def content(args: Arguments) -> Json:
    """Text, blocks and attachments, checked. Raises SlackError `no_text`, `invalid_blocks`, `msg_blocks_too_long`."""
    blocks = args.json("blocks", "invalid_blocks_format")
    attachments = args.json("attachments", "invalid_attachments")
    text = args.text("text")[:_TEXT]
    if not (text or blocks or attachments):
        raise SlackError("no_text")
    found: Json = {"text": text}
    if blocks:
        found["blocks"] = check_message_blocks(blocks)
    if attachments:
        found["attachments"] = attachments
    return found


def _metadata(workspace: Workspace, args: Arguments) -> Json | None:
    """An event of the app's, Work Objects, or both."""
    given = args.json("metadata", "invalid_metadata_format")
    if not given:
        return None
    if not isinstance(given, dict):
        raise SlackError("invalid_metadata_format")
    for entity in given.get("entities") or []:
        check_entity(entity, workspace.app.entity_types, "invalid_metadata_schema")
    if given.get("entities") and "event_type" not in given:
        return given
    if not isinstance(given.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(str(given)) > _METADATA:
        raise SlackError("metadata_too_large")
    return given


def _own(channel: Channel, ts: str, otherwise: str) -> Message:
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    if message.body.get("user") != BOT_USER:
        raise SlackError(otherwise)
    return message
