"""What people say and call: commands, messages, shortcuts, the Home tab."""

import json
from typing import Any

from bot.sandbox.acting import payloads
from bot.sandbox.acting.acting import Acting
from bot.sandbox.acting.typed_text import command_text, message_text
from bot.sandbox.errors import ControlError, SlackError
from bot.sandbox.rules.blocks import check_message_blocks
from bot.sandbox.wire.transports import Ack, Envelope
from bot.sandbox.world.changes import Change
from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Channel, Json, Message, as_ts


class Talk(Acting):
    """Acts in a channel."""

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

    def message(self, *, channel: str, user: str, text: str, thread_ts: str | None = None) -> Json:
        """Say something; `{ts}`. Whoever writes in a public channel joins it."""
        workspace = self._workspace
        with workspace.lock:
            person, place = self._person(user), self._place(channel, user)
            if place.is_archived:
                raise ControlError(f"{place.name} is archived.")
            if place.is_im and workspace.app.messages_tab_read_only:
                raise ControlError("Sending messages to this app has been turned off.", status=403)
            if user not in place.members:
                place.members.append(user)
            body: Json = {"user": user, "team": person["team_id"], "text": message_text(workspace, text)}
            if thread_ts:
                body["thread_ts"] = self._message(place, thread_ts, user).body.get("thread_ts", thread_ts)
            said = workspace.post(place, body)
        self._heard(place, said.body)
        return {"ts": said.ts}

    def edit(self, *, channel: str, user: str, ts: str, text: str) -> Json:
        """Change one's own message."""
        workspace = self._workspace
        with workspace.lock:
            place, old = self._own(channel, user, ts)
            edited = {"user": user, "ts": as_ts(int(workspace.clock.now().timestamp() * 1_000_000))}
            body = old.body | {"text": message_text(workspace, text), "edited": edited}
            place.messages[ts] = Message(body, old.metadata)
            workspace.changes.tell(Change("message", place.id))
        self._heard(
            place, {"subtype": "message_changed", "message": body, "previous_message": old.body, "hidden": True}
        )
        return {"ts": ts}

    def delete(self, *, channel: str, user: str, ts: str) -> Json:
        """Delete one's own message."""
        with self._workspace.lock:
            place, old = self._own(channel, user, ts)
            place.remove(ts)
            self._workspace.changes.tell(Change("message", place.id))
        gone = {"subtype": "message_deleted", "deleted_ts": ts, "previous_message": old.body, "hidden": True}
        self._heard(place, gone)
        return {"ts": ts}

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

    def _own(self, channel: str, user: str, ts: str) -> tuple[Channel, Message]:
        self._person(user)
        place = self._place(channel, user)
        message = self._message(place, ts, user)
        if message.body.get("user") != user:
            raise ControlError("People change only what they wrote themselves.", status=403)
        return place, message

    def _heard(self, place: Channel, body: Json) -> None:
        """Tell the bot, if it is in the channel and subscribed."""
        if BOT_USER not in place.members:
            return
        kind = "im" if place.is_im else "group" if place.is_private else "channel"
        names = {"im": "message.im", "group": "message.groups", "channel": "message.channels"}
        about = {"type": "message", "channel": place.id, "channel_type": kind, **body}
        self._event(names[kind], about, shared=place.is_ext_shared)

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
