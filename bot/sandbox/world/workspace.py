"""The workspace: people, channels, messages, views. No I/O; whoever calls holds `lock`."""

import threading
from collections.abc import Iterable

from bot.domain.clock import Clock
from bot.sandbox.errors import SlackError
from bot.sandbox.world import staff
from bot.sandbox.world.changes import Change, Changes
from bot.sandbox.world.files import Files
from bot.sandbox.world.grants import Grants
from bot.sandbox.world.manifest import App
from bot.sandbox.world.panes import Panes
from bot.sandbox.world.state import Channel, Json, Message
from bot.sandbox.world.steps import Executions
from bot.sandbox.world.tickets import Tickets
from bot.sandbox.world.views import Views


class Workspace:
    """Everything that Slack would remember of one. `base_url`: where the stand-in is reached, for permalinks.

    `grants`: what Slack remembers of the app in all of them.
    """

    def __init__(
        self, clock: Clock, changes: Changes, team: staff.Team = staff.HARBOUR, grants: Grants | None = None
    ) -> None:
        self.clock = clock
        self.changes = changes
        self.team = team
        self.grants = grants or Grants(clock)
        self.lock = threading.RLock()
        self.app = App.installed()
        self.base_url = "http://127.0.0.1"
        self.seed()

    def seed(self) -> None:
        """Back to the beginning: the staff and channels of staff.py, nothing said."""
        with self.lock:
            self.app.is_installed = True
            self.users = staff.users(self.team)
            self.channels = staff.channels()
            self.views = Views(self.team.id)
            self.files = Files()
            self.executions = Executions()
            self.panes = Panes()
            self.read_at: dict[str, float] = {}
            self.tickets = Tickets(self.clock)

    def user(self, uid: str) -> Json:
        """A person in Slack's fields, with today's offset. Raises SlackError `user_not_found`."""
        if uid not in self.users:
            raise SlackError("user_not_found")
        return staff.zoned(self.users[uid], self.clock.now())

    def im(self, uid: str) -> Channel:
        """The direct message between the bot and a person, opened if need be. Raises SlackError `user_not_found`."""
        user = self.user(uid)
        cid = f"D{uid[1:]}"
        if cid not in self.channels:
            created = int(self.clock.now().timestamp())
            self.channels[cid] = Channel(
                cid, user["name"], [uid, staff.BOT_USER], is_im=True, user=uid, created=created
            )
            self.changes.tell(Change("channel", cid))
        return self.channels[cid]

    def known(self, ref: str) -> Channel:
        """The channel by id, "name" or "#name", if the bot may know of it. Raises SlackError `channel_not_found`."""
        name = ref.removeprefix("#")
        found = self.channels.get(ref) or next(
            (c for c in self.channels.values() if not c.is_im and c.name == name), None
        )
        if found is None or (found.is_private and staff.BOT_USER not in found.members):
            raise SlackError("channel_not_found")
        return found

    def entered(self, ref: str) -> Channel:
        """The channel, if the bot is in it. Raises SlackError `channel_not_found`, `not_in_channel`."""
        channel = self.known(ref)
        if staff.BOT_USER not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def writable(self, ref: str) -> Channel:
        """Where the bot may write; a person's id is their direct message.

        That of somebody deactivated is still there, and takes messages
        (https://github.com/slackapi/python-slack-sdk/issues/1156).
        Raises SlackError `channel_not_found`, `not_in_channel`, `is_archived`, `cannot_dm_bot`.
        """
        if ref in self.users:
            if self.users[ref]["is_bot"]:
                raise SlackError("cannot_dm_bot")
            return self.im(ref)
        channel = self.known(ref)
        if channel.is_archived:
            raise SlackError("is_archived")
        return self.entered(ref)

    def post(self, channel: Channel, body: Json, metadata: Json | None = None, reader: str | None = None) -> Message:
        """Say something in a channel, to everybody or (ephemeral) to one reader; gives it its `ts`."""
        ts = channel.next_ts(self.clock.now())
        message = Message({"type": "message", **body, "ts": ts}, metadata, reader)
        channel.add(message)
        self.changes.tell(Change("message", channel.id, reader))
        return message

    def can_read(self, uid: str, channel: Channel) -> bool:
        """Members read every public channel; guests and strangers only where they are."""
        user = self.users.get(uid)
        if user is None or user["deleted"]:
            return False
        outside = user["is_restricted"] or user["is_ultra_restricted"] or user["is_stranger"]
        return uid in channel.members or not (channel.is_private or channel.is_im or outside)

    def readable(self, uid: str) -> Iterable[Channel]:
        """The channels that a person can open."""
        return [channel for channel in self.channels.values() if self.can_read(uid, channel)]

    def as_bot(self, content: Json) -> Json:
        """The content as a message of the app."""
        return {"user": staff.BOT_USER, "bot_id": staff.BOT_ID, "app_id": staff.APP_ID, "team": self.team.id, **content}
