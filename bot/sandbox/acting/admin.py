"""What an administrator does to people and channels."""

from dataclasses import replace

from bot.sandbox.acting.acting import Acting
from bot.sandbox.errors import ControlError
from bot.sandbox.world import staff
from bot.sandbox.world.changes import Change
from bot.sandbox.world.staff import BOT_USER, OTHER_TEAM, PRIMARY_OWNER
from bot.sandbox.world.state import Channel, Json

_CHANNEL_FIELDS = {
    *("is_archived", "is_ext_shared", "is_pending_ext_shared", "is_org_shared", "shared_team_ids"),
    *("is_private", "members", "name"),
}


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
        """Change a channel's flags, name or members, its id (`new_id`), or delete it (`is_deleted`).

        The bot is told what Slack tells.
        """
        workspace = self._workspace
        with workspace.lock:
            channel = workspace.channels.get(given["id"])
            if channel is None:
                raise ControlError(f"There is no channel {given['id']}.", status=404)
            before = replace(channel, members=list(channel.members))
            if unknown := set(given) - _CHANNEL_FIELDS - {"id", "new_id", "is_deleted"}:
                raise ControlError(f"A channel has no {', '.join(sorted(unknown))}.")
            for key in _CHANNEL_FIELDS & set(given):
                setattr(channel, key, given[key])
            if given.get("is_deleted"):
                del workspace.channels[channel.id]
            if new_id := given.get("new_id"):
                channel.id = new_id
                workspace.channels[new_id] = workspace.channels.pop(before.id)
            about = channel.as_slack() | {"members": list(channel.members)}
        workspace.changes.tell(Change("channel", channel.id))
        self._tell_bot(before, channel, is_deleted=bool(given.get("is_deleted")))
        return about

    def change_app(self, *, is_installed: bool) -> None:
        """Take the app out of the workspace, or install it again: then it is in no channel any more."""
        workspace = self._workspace
        if not is_installed:
            self._event("tokens_revoked", {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})
            self._event("app_uninstalled", {"type": "app_uninstalled"})
        with workspace.lock:
            workspace.app.is_installed = is_installed
            if not is_installed:
                workspace.grants.revoke_all(workspace.team)
            for channel in workspace.channels.values():
                if not is_installed and not channel.is_im and BOT_USER in channel.members:
                    channel.members.remove(BOT_USER)
        workspace.changes.tell(Change("channel"))

    def _tell_bot(self, before: Channel, after: Channel, *, is_deleted: bool) -> None:
        """The events of https://docs.slack.dev/reference/events; of a private channel only to who is in it."""
        if after.is_private and BOT_USER not in before.members:
            return
        kind, where = "group" if after.is_private else "channel", {"channel": after.id}
        if is_deleted:
            self._event(f"{kind}_deleted", {"type": f"{kind}_deleted", **where})
        if after.is_archived and not before.is_archived:
            self._event(f"{kind}_archive", {"type": f"{kind}_archive", "user": PRIMARY_OWNER, **where})
        if before.is_archived and not after.is_archived:
            self._event(f"{kind}_unarchive", {"type": f"{kind}_unarchive", "user": PRIMARY_OWNER, **where})
        if after.name != before.name:
            named = {"id": after.id, "name": after.name, "created": after.created}
            self._event(f"{kind}_rename", {"type": f"{kind}_rename", "channel": named})
        if after.is_ext_shared and not before.is_ext_shared:
            self._event("channel_shared", {"type": "channel_shared", "connected_team_id": OTHER_TEAM, **where})
        if before.is_ext_shared and not after.is_ext_shared:
            other = {"previously_connected_team_id": OTHER_TEAM, "is_ext_shared": False}
            self._event("channel_unshared", {"type": "channel_unshared", **other, **where})
        if after.id != before.id:
            ids = {"old_channel_id": before.id, "new_channel_id": after.id}
            self._event("channel_id_changed", {"type": "channel_id_changed", **ids})
        self._tell_of_members(before, after)
        if BOT_USER in before.members and BOT_USER not in after.members:
            self._event(f"{kind}_left", {"type": f"{kind}_left", "actor_id": PRIMARY_OWNER, **where})

    def _tell_of_members(self, before: Channel, after: Channel) -> None:
        """Who came and who went, to the bot where it is in the channel; its own going is another event."""
        about = {"channel": after.id, "channel_type": "G" if after.is_private else "C"}
        about["team"] = self._workspace.team.id
        if BOT_USER not in after.members:
            return
        for name, came in (("member_joined_channel", True), ("member_left_channel", False)):
            more, less = (after.members, before.members) if came else (before.members, after.members)
            for user in [one for one in more if one not in less]:
                self._event(name, {"type": name, "user": user, **about})
