"""conversations.*: channels and what was said in them."""

from bisect import bisect_left, bisect_right

from bot.sandbox.api.arguments import Arguments, page
from bot.sandbox.errors import SlackError
from bot.sandbox.world.changes import Change
from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Channel, Json, as_micros, as_ts
from bot.sandbox.world.workspace import Workspace

_MINUTE_S, _DISTRIBUTED = 60.0, 15
"""Of an app that others install, outside Slack's Marketplace: one call a minute, of 15 messages.
https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps"""

_LATEST = "9999999999.999999"
_KINDS = {"public_channel", "private_channel", "im", "mpim"}


def _about(channel: Channel) -> Json:
    return channel.as_slack() | {"is_member": BOT_USER in channel.members, "num_members": len(channel.members)}


def list_all(workspace: Workspace, args: Arguments) -> Json:
    """conversations.list: what the bot may know of, paged by cursor."""
    kinds = {each.strip() for each in args.text("types", "public_channel").split(",")}
    if kinds - _KINDS:
        raise SlackError("invalid_types")
    archived = not args.flag("exclude_archived")
    found = [c for c in workspace.channels.values() if _kind(c) in kinds and (archived or not c.is_archived)]
    mine = [c for c in found if not c.is_private or BOT_USER in c.members]
    channels, cursor = page(mine, args, 100)
    return {"channels": [_about(each) for each in channels], "response_metadata": {"next_cursor": cursor}}


def info(workspace: Workspace, args: Arguments) -> Json:
    """conversations.info."""
    return {"channel": _about(workspace.known(args.need("channel")))}


def members(workspace: Workspace, args: Arguments) -> Json:
    """conversations.members, paged by cursor."""
    found, cursor = page(workspace.known(args.need("channel")).members, args, 100)
    return {"members": found, "response_metadata": {"next_cursor": cursor}}


def join(workspace: Workspace, args: Arguments) -> Json:
    """conversations.join: public channels; says nothing in the channel."""
    channel = workspace.known(args.need("channel"))
    if channel.is_im or channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if BOT_USER in channel.members:
        return {"channel": _about(channel), "warning": "already_in_channel"}
    channel.members.append(BOT_USER)
    workspace.changes.tell(Change("channel", channel.id))
    return {"channel": _about(channel)}


def open_im(workspace: Workspace, args: Arguments) -> Json:
    """conversations.open: the direct message with ONE person (`users`), or the one named by `channel`."""
    users = [each for each in args.text("users").split(",") if each]
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    if not users:
        return {"channel": {"id": workspace.known(args.need("channel")).id}}
    user = workspace.user(users[0])
    if user["is_bot"]:
        raise SlackError("cannot_dm_bot")
    if user["deleted"]:
        raise SlackError("user_disabled")
    already = f"D{user['id'][1:]}" in workspace.channels
    channel = workspace.im(user["id"])
    about = _about(channel) if args.flag("return_im") else {"id": channel.id}
    return {"channel": about, "no_op": already, "already_open": already}


def history(workspace: Workspace, args: Arguments) -> Json:
    """conversations.history: top-level messages, newest first; metadata only with `include_all_metadata`."""
    _limit(workspace, "conversations.history")
    channel = workspace.entered(args.need("channel"))
    found = _between(channel.timeline, args)[::-1]
    return _page_of(channel, found, args, most=_most(workspace))


def replies(workspace: Workspace, args: Arguments) -> Json:
    """conversations.replies: the parent, then its replies, oldest first."""
    _limit(workspace, "conversations.replies")
    channel = workspace.entered(args.need("channel"))
    ts = args.need("ts")
    if ts not in channel.messages:
        raise SlackError("thread_not_found")
    parent = channel.messages[ts].body.get("thread_ts", ts)
    return _page_of(channel, [parent, *_between(channel.threads.get(parent, []), args)], args, most=_most(workspace))


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def _between(ordered: list[str], args: Arguments) -> list[str]:
    try:
        oldest = as_ts(as_micros(args.text("oldest") or "0"))
        latest = as_ts(as_micros(args.text("latest"))) if args.text("latest") else _LATEST
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None
    if args.flag("inclusive"):
        return ordered[bisect_left(ordered, oldest) : bisect_right(ordered, latest)]
    return ordered[bisect_right(ordered, oldest) : bisect_left(ordered, latest)]


def _limit(workspace: Workspace, method: str) -> None:
    """Raises SlackError `ratelimited` at the second call within a minute of an app that is distributed."""
    now, last = workspace.clock.monotonic(), workspace.read_at.get(method)
    if not workspace.grants.is_given(workspace.team):
        return
    if last is not None and now - last < _MINUTE_S:
        raise SlackError("ratelimited", retry_after=max(1, round(_MINUTE_S - (now - last))))
    workspace.read_at[method] = now


def _most(workspace: Workspace) -> int:
    return _DISTRIBUTED if workspace.grants.is_given(workspace.team) else 1000


def _page_of(channel: Channel, found: list[str], args: Arguments, *, most: int) -> Json:
    chosen, cursor = page(found, args, 100, most)
    with_metadata = args.flag("include_all_metadata")
    messages = []
    for ts in chosen:
        message = channel.messages[ts]
        shown = channel.shown(message)
        messages.append(shown | {"metadata": message.metadata} if with_metadata and message.metadata else shown)
    answer: Json = {"messages": messages, "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})
