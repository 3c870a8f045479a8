"""What an administrator does to people and channels."""

from dataclasses import replace

from bot.sandbox import staff
from bot.sandbox.acting import Acting
from bot.sandbox.changes import Change
from bot.sandbox.errors import ControlError
from bot.sandbox.staff import BOT_USER, OTHER_TEAM, PRIMARY_OWNER
from bot.sandbox.state import Channel, Json

_CHANNEL_FIELDS = {"is_archived", "is_ext_shared", "is_private", "members", "name"}


class Admin(Acting):
    """Acts on people and channels."""

    def change_user(self, given: Json) -> Json:
        """Change a person's fields (flags, tz, real_name …; `profile` is merged) and tell the bot: `user_change`."""
        workspace = self._workspace
        with workspace.lock:
            old = workspace.users.get(given["id"])
            if old is None:
                raise ControlError(f"There is nobody with the id {given['id']}.", status=404)
            if unknown := set(given) - set(old):
                raise ControlError(f"A user has no {', '.join(sorted(unknown))}.")
            profile = old["profile"] | given.get("profile", {})
            updated = int(workspace.clock.now().timestamp())
            workspace.users[given["id"]] = old | given | {"profile": profile, "updated": updated}
            user = staff.zoned(workspace.users[given["id"]], workspace.clock.now())
        workspace.changes.tell(Change("channel"))
        self._event("user_change", {"type": "user_change", "user": user, "cache_ts": updated})
        return user

    def change_channel(self, given: Json) -> Json:
        """Change a channel's flags, name or members, or delete it (`is_deleted`), and tell the bot what Slack tells."""
        workspace = self._workspace
        with workspace.lock:
            channel = workspace.channels.get(given["id"])
            if channel is None:
                raise ControlError(f"There is no channel {given['id']}.", status=404)
            before = replace(channel)
            if unknown := set(given) - _CHANNEL_FIELDS - {"id", "is_deleted"}:
                raise ControlError(f"A channel has no {', '.join(sorted(unknown))}.")
            for key in _CHANNEL_FIELDS & set(given):
                setattr(channel, key, given[key])
            if given.get("is_deleted"):
                del workspace.channels[channel.id]
            about = channel.as_slack() | {"members": list(channel.members)}
        workspace.changes.tell(Change("channel", channel.id))
        self._tell_bot(before, channel, is_deleted=bool(given.get("is_deleted")))
        return about

    def _tell_bot(self, before: Channel, after: Channel, *, is_deleted: bool) -> None:
        """The events of https://docs.slack.dev/reference/events; of a private channel only to who is in it."""
        if after.is_private and BOT_USER not in before.members:
            return
        kind, where = "group" if after.is_private else "channel", {"channel": after.id}
        if is_deleted:
            self._event(f"{kind}_deleted", {"type": f"{kind}_deleted", **where})
        if after.is_archived and not before.is_archived:
            self._event(f"{kind}_archive", {"type": f"{kind}_archive", "user": PRIMARY_OWNER, **where})
        if after.name != before.name:
            named = {"id": after.id, "name": after.name, "created": after.created}
            self._event(f"{kind}_rename", {"type": f"{kind}_rename", "channel": named})
        if after.is_ext_shared and not before.is_ext_shared:
            self._event("channel_shared", {"type": "channel_shared", "connected_team_id": OTHER_TEAM, **where})
        if BOT_USER in before.members and BOT_USER not in after.members:
            self._event(f"{kind}_left", {"type": f"{kind}_left", "actor_id": PRIMARY_OWNER, **where})
