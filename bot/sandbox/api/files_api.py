"""files.*: what people gave in forms, and uploads of the app in Slack's three steps."""

from bot.sandbox.api.arguments import Arguments
from bot.sandbox.errors import SlackError
from bot.sandbox.rules.blocks import check_message_blocks
from bot.sandbox.world.changes import Change
from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Json, Message
from bot.sandbox.world.workspace import Workspace

LARGEST = 1_000_000_000


def info(workspace: Workspace, args: Arguments) -> Json:
    """files.info: what is known of a file, and where its content is."""
    _need_scope(workspace, "files:read")
    return {"file": workspace.files.get(args.need("file")).about}


def get_upload_url(workspace: Workspace, args: Arguments) -> Json:
    """files.getUploadURLExternal: where the content of a new file is to be sent."""
    _need_scope(workspace, "files:write")
    size = args.number("length", 0)
    if not 0 < size <= LARGEST:
        raise SlackError.listing("invalid_arguments", ["must be a size in bytes: length"])
    name = args.need("filename")
    file = workspace.files.add(name, BOT_USER, size, workspace.base_url, workspace.clock.now())
    return {"upload_url": f"{workspace.base_url}/upload/{workspace.files.expect(file)}", "file_id": file.id}


def complete_upload(workspace: Workspace, args: Arguments) -> Json:
    """files.completeUploadExternal: shares what was uploaded; where a comment is given, the blocks do not count."""
    _need_scope(workspace, "files:write")
    given = args.json("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise SlackError.listing("invalid_arguments", ["missing required field: files"])
    files = [workspace.files.get(str(each.get("id"))) for each in given]
    if any(file.is_shared for file in files):
        raise SlackError("file_already_completed")
    channel = workspace.writable(args.text("channel_id")) if args.text("channel_id") else None
    for file, each in zip(files, given, strict=True):
        file.about = file.about | {"title": each.get("title") or file.about["name"]}
        file.is_shared = True
    if channel:
        blocks = args.json("blocks", "invalid_blocks_format")
        comment = args.text("initial_comment")
        shown = {} if comment or not blocks else {"blocks": check_message_blocks(blocks)}
        body = {"text": comment, "upload": True, "files": [file.about for file in files], **shown}
        workspace.post(channel, workspace.as_bot(body))
    return {"files": [{"id": file.id, "title": file.about["title"]} for file in files]}


def delete(workspace: Workspace, args: Arguments) -> Json:
    """files.delete: what the app itself uploaded; in messages its tombstone stays."""
    _need_scope(workspace, "files:write")
    file = workspace.files.get(args.need("file"))
    if file.about["user"] != BOT_USER:
        raise SlackError("cant_delete_file")
    del workspace.files.by_id[file.id]
    for channel in workspace.channels.values():
        for ts, message in list(channel.messages.items()):
            shared = message.body.get("files") or []
            if any(one["id"] == file.id for one in shared):
                left = [{"id": one["id"], "mode": "tombstone"} if one["id"] == file.id else one for one in shared]
                channel.messages[ts] = Message({**message.body, "files": left}, message.metadata, message.reader)
                workspace.changes.tell(Change("message", channel.id))
    return {}


def _need_scope(workspace: Workspace, scope: str) -> None:
    if scope not in workspace.app.scopes:
        raise SlackError("missing_scope", needed=scope, provided=",".join(workspace.app.scopes))
