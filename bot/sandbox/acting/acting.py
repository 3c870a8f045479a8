"""What every act of a person begins and ends with: who, where, and Slack's own words when the bot does not answer."""

from bot.sandbox.acting import payloads
from bot.sandbox.errors import ControlError
from bot.sandbox.wire.deliveries import Answer, Deliveries
from bot.sandbox.world.changes import Change
from bot.sandbox.world.state import Channel, Json, Message
from bot.sandbox.world.workspace import Workspace

Options = dict[tuple[str, str], list[Json]]  # what was last offered to a person by an external select


class Acting:
    """Shared by the acts of people."""

    def __init__(self, workspace: Workspace, deliveries: Deliveries) -> None:
        self._workspace = workspace
        self._deliveries = deliveries
        self._offered: Options = {}
        self._touched: dict[tuple[str, str, str], Json] = {}

    def forget(self) -> None:
        """What people chose in messages, and what they were offered."""
        self._offered.clear()
        self._touched.clear()

    def _person(self, uid: str) -> Json:
        """Raises ControlError where there is nobody of that id, or where it is a bot."""
        user = self._workspace.users.get(uid)
        if user is None:
            raise ControlError(f"There is nobody with the id {uid}.", status=404)
        if user["is_bot"]:
            raise ControlError("Bots do not act through the control API.")
        return user

    def _place(self, ref: str, uid: str) -> Channel:
        """The channel, if the person can open it. Raises ControlError.

        Somebody deactivated a moment ago may still finish what they began.
        """
        channel, workspace = self._named(ref), self._workspace
        if not workspace.users[uid]["deleted"] and not workspace.can_read(uid, channel):
            raise ControlError(f"{workspace.users[uid]['real_name']} cannot open {ref}.", status=403)
        return channel

    def _named(self, ref: str) -> Channel:
        """The channel by id, name or "@person". Raises ControlError."""
        workspace = self._workspace
        if ref.startswith("@"):
            self._person(ref[1:])
            channel: Channel | None = workspace.im(ref[1:])
        else:
            name = ref.removeprefix("#")
            named = (each for each in workspace.channels.values() if not each.is_im and each.name == name)
            channel = workspace.channels.get(ref) or next(named, None)
        if channel is None:
            raise ControlError(f"There is no channel {ref}.", status=404)
        return channel

    def _message(self, channel: Channel, ts: str, uid: str) -> Message:
        """A message that the person sees. Raises ControlError."""
        message = channel.messages.get(ts) or channel.ephemeral.get(ts)
        if message is None or message.reader not in {None, uid}:
            raise ControlError(f"There is no message {ts} in {channel.id} that {uid} sees.", status=404)
        return message

    def _event(self, name: str, about: Json, *, shared: bool = False) -> Answer | None:
        """Send an event if the app subscribed to it and has the scope for it."""
        if not self._workspace.app.hears(name):
            return None
        with self._workspace.lock:
            payload = payloads.event(self._workspace, about, shared=shared)
        return self._deliveries.event(payload)

    def _complain(self, text: str, uid: str, channel: Channel | None = None) -> None:
        """Show the person Slack's own error line: in the channel where there is one."""
        workspace = self._workspace
        if channel is not None:
            with workspace.lock:
                body = {"user": "USLACKBOT", "username": "Slackbot", "subtype": "slackbot_error", "text": text}
                workspace.post(channel, body, reader=uid)
        workspace.changes.tell(Change("error", channel.id if channel else None, uid, text))
