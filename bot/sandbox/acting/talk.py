"""What people call: commands, shortcuts, the Home tab."""

import json
from typing import Any

from bot.sandbox.acting import payloads
from bot.sandbox.acting.acting import Acting
from bot.sandbox.acting.typed_text import command_text
from bot.sandbox.errors import ControlError, SlackError
from bot.sandbox.rules.blocks import check_message_blocks
from bot.sandbox.wire.transports import Ack, Envelope
from bot.sandbox.world.state import Channel, Json


class Talk(Acting):
    """Calls the bot, and looks."""

    def command(self, *, channel: str, user: str, command: str, text: str = "") -> Json:
        """A slash command; `{ack, ms}`. What the bot acknowledges with is shown."""
        workspace = self._workspace
        with workspace.lock:
            person, place = self._person(user), self._place(channel, user)
            if command not in workspace.app.commands:
                raise ControlError(f"{command} is not a valid command. manifest.yml names those that are.", status=404)
            line = (command, command_text(workspace, text))
            payload = payloads.slash(workspace, person, place, line)
        answer = self._deliveries.send(Envelope("slash_commands", payload))
        if answer.ack:
            self._show(answer.ack, place, user, payload)
        else:
            self._complain(f'{command} failed with the error "{answer.error}"', user, place)
        return answer.as_json()

    def shortcut(self, *, user: str, callback_id: str, channel: str | None = None, ts: str | None = None) -> Json:
        """A shortcut, on a message where channel and ts are given; `{ack, ms}`."""
        workspace = self._workspace
        with workspace.lock:
            person = self._person(user)
            kind = workspace.app.shortcuts.get(callback_id, {}).get("type")
            if kind != ("message" if ts else "global"):
                raise ControlError(
                    f"There is no such {'message' if ts else 'global'} shortcut as {callback_id}.", status=404
                )
            place = self._place(channel, user) if channel else None
            if ts and place:
                message = self._message(place, ts, user)
                if message.reader:
                    raise ControlError("Messages that only one person sees have no shortcuts.")
                payload = payloads.message_shortcut(workspace, person, callback_id, place, message)
            else:
                payload = payloads.shortcut(workspace, person, callback_id)
        answer = self._deliveries.send(Envelope("interactive", payload))
        if answer.error:
            self._complain(f'{callback_id} failed with the error "{answer.error}"', user, place)
        return answer.as_json()

    def home(self, *, user: str, tab: str = "home") -> Json | None:
        """Open the app's Home tab; what it shows once the bot has answered, None where nothing was ever published."""
        workspace = self._workspace
        with workspace.lock:
            self._person(user)
            about: Json = {"type": "app_home_opened", "user": user, "channel": workspace.im(user).id, "tab": tab}
            if user in workspace.views.homes:
                about["view"] = workspace.views.homes[user]
        self._event("app_home_opened", about)
        return workspace.views.homes.get(user)

    def messages(self, *, channel: str, user: str) -> list[Json]:
        """All that a person sees in a channel, oldest first; nothing where they cannot open it."""
        with self._workspace.lock:
            self._person(user)
            place = self._named(channel)
            return list(place.seen_by(user)) if self._workspace.can_read(user, place) else []

    def send_event(self, about: Json) -> Json:
        """Any event, whether the app subscribed to it or not."""
        with self._workspace.lock:
            payload = payloads.event(self._workspace, about)
        return self._deliveries.event(payload).as_json()

    def _show(self, ack: Ack, place: Channel, user: str, payload: Json) -> None:
        body: Any = {"text": ack.body} if isinstance(ack.body, str) else ack.body
        if not body or not (body.get("text") or body.get("blocks")):
            return
        reader = None if body.get("response_type") == "in_channel" else user
        try:
            content: Json = {"text": str(body.get("text") or "")}
            if body.get("blocks"):
                blocks = body["blocks"]
                content["blocks"] = check_message_blocks(json.loads(blocks) if isinstance(blocks, str) else blocks)
        except SlackError as error:
            self._complain(
                f'{payload["command"]} failed with the error "{error.code}": {error.more.get("errors")}', user, place
            )
            return
        with self._workspace.lock:
            said = self._workspace.post(place, self._workspace.as_bot(content), reader=reader)
            token = payload["response_url"].rpartition("/")[2]
            self._workspace.tickets.replies_with(token, said.ts)
