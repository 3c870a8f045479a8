"""What an administrator does to people and channels."""

from bot.sandbox import staff
from bot.sandbox.acting import Acting
from bot.sandbox.changes import Change
from bot.sandbox.errors import ControlError
from bot.sandbox.state import Json

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
        """Change a channel's flags, name or members."""
        workspace = self._workspace
        with workspace.lock:
            channel = workspace.channels.get(given["id"])
            if channel is None:
                raise ControlError(f"There is no channel {given['id']}.", status=404)
            if unknown := set(given) - _CHANNEL_FIELDS - {"id"}:
                raise ControlError(f"A channel has no {', '.join(sorted(unknown))}.")
            for key in _CHANNEL_FIELDS & set(given):
                setattr(channel, key, given[key])
            about = channel.as_slack() | {"members": list(channel.members)}
        workspace.changes.tell(Change("channel", channel.id))
        return about
