"""Links shown as cards: chat.unfurl, and entity.presentDetails for the side pane of one person."""

from bot.sandbox.api.arguments import Arguments
from bot.sandbox.errors import SlackError
from bot.sandbox.rules.blocks import check_message_blocks
from bot.sandbox.rules.entities import check_entity
from bot.sandbox.world.changes import Change
from bot.sandbox.world.staff import BOT_ID
from bot.sandbox.world.state import Channel, Json, Message
from bot.sandbox.world.workspace import Workspace

_STATUS = {"restricted", "internal_error", "not_found", "custom", "custom_partial_view", "timeout", "edit_error"}


def unfurl(workspace: Workspace, args: Arguments) -> Json:
    """chat.unfurl: cards (metadata) or attachments (unfurls) for links of a message that was posted."""
    channel, message = _message(workspace, args)
    unfurls, metadata = args.json("unfurls", "cannot_parse_attachment"), args.json("metadata", "invalid_metadata")
    if not unfurls and not metadata:
        raise SlackError("missing_unfurls")
    shown = [_attachment(url, given) for url, given in (unfurls or {}).items()]
    for entity in (metadata or {}).get("entities") or []:
        checked = check_entity(entity, workspace.app.entity_types, "invalid_metadata", is_unfurl=True)
        shown.append(_card(checked))
    text = str(message.body.get("text"))
    for one in shown:
        if one["app_unfurl_url"] not in text:
            raise SlackError("cannot_unfurl_url")
    urls = {one["app_unfurl_url"] for one in shown}
    kept = [one for one in message.body.get("attachments") or [] if one.get("app_unfurl_url") not in urls]
    numbered = [{**one, "id": number} for number, one in enumerate([*kept, *shown], start=1)]
    channel.messages[message.ts] = Message(message.body | {"attachments": numbered}, message.metadata)
    workspace.changes.tell(Change("message", channel.id))
    return {}


def present_details(workspace: Workspace, args: Arguments) -> Json:
    """entity.presentDetails: what the side pane of the one shows who asked, or why nothing."""
    trigger = args.need("trigger_id")
    metadata, error = args.json("metadata", "invalid_metadata"), args.json("error", "invalid_arguments")
    if args.flag("user_auth_required") and not args.text("user_auth_url"):
        raise SlackError("user_auth_url_missing")
    person = workspace.tickets.exchange(trigger)
    pane = workspace.panes.asked.pop(trigger, None)
    if pane is None:
        raise SlackError("invalid_trigger_id")
    if metadata:
        pane.entity = check_entity(metadata, workspace.app.entity_types, "invalid_metadata")
        if metadata["external_ref"] != pane.asked["external_ref"]:
            raise SlackError("entity_metadata_does_not_match_trigger")
    elif not isinstance(error, dict) or error.get("status") not in _STATUS:
        raise SlackError.listing("invalid_arguments", ["missing required field: metadata or error"])
    pane.error = error
    workspace.changes.tell(Change("pane", user=person))
    return {}


def _message(workspace: Workspace, args: Arguments) -> tuple[Channel, Message]:
    """By channel and ts, or by what link_shared named it. Raises SlackError `cannot_find_message` and others."""
    place, ts = args.text("channel"), args.text("ts")
    if args.text("unfurl_id"):
        place, _, ts = args.text("unfurl_id").partition("-")
        if args.text("source") != "conversations_history":
            raise SlackError("invalid_source")
    channel = workspace.channels.get(place)
    if channel is None:
        raise SlackError("cannot_find_channel")
    if ts not in channel.messages:
        raise SlackError("cannot_find_message")
    return channel, channel.messages[ts]


def _attachment(url: str, given: Json) -> Json:
    blocks = {"blocks": check_message_blocks(given["blocks"])} if given.get("blocks") else {}
    return {"bot_id": BOT_ID, **given, **blocks, "is_app_unfurl": True, "app_unfurl_url": url}


def _card(entity: Json) -> Json:
    """As an attachment, so that a message is read back with it."""
    attributes = entity["entity_payload"]["attributes"]
    title = attributes["title"]["text"]
    about = {"bot_id": BOT_ID, "title": title, "fallback": title, "title_link": entity["url"]}
    url = entity["app_unfurl_url"]
    return {**about, "is_app_unfurl": True, "app_unfurl_url": url, "entity": entity}
