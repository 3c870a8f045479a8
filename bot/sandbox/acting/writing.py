"""What people, and other apps, write in channels and direct messages: said, changed, deleted."""

from bot.sandbox.acting.given_files import shared_files
from bot.sandbox.acting.links import Links
from bot.sandbox.acting.typed_text import message_text
from bot.sandbox.errors import ControlError, SlackError
from bot.sandbox.rules.blocks import check_message_blocks
from bot.sandbox.world.changes import Change
from bot.sandbox.world.other_apps import OTHER_APPS
from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Channel, Json, Message, as_ts

_MENTION = f"<@{BOT_USER}>"
_KINDS = {"im": "message.im", "group": "message.groups", "channel": "message.channels"}
_NOT_IN_EVENTS = {"reactions"}  # Slack sends messages in events without them


class Writing(Links):
    """Acts on messages. Whoever writes is a person by id, or one of OTHER_APPS by the id of its bot."""

    def message(
        self, *, channel: str, user: str, text: str = "", thread_ts: str | None = None, files: list[Json] | None = None
    ) -> Json:
        """Say something, with files (`{name, content}` in base64) where they are given; `{ts}`.

        Whoever writes in a public channel joins it.
        """
        workspace = self._workspace
        with workspace.lock:
            person, place = self._person(user), self._open_place(channel, user)
            if user not in place.members:
                place.members.append(user)
            body: Json = {"user": user, "team": person["team_id"], "text": message_text(workspace, text)}
            if files:
                body |= {"subtype": "file_share", "files": shared_files(workspace, user, files), "upload": False}
            elif not text.strip():
                raise ControlError("There is nothing to send.")
            said = workspace.post(place, body | self._in_thread(place, thread_ts))
        self._heard(place, said.body)
        self._mentioned(place, said.body)
        self._linked(place, said.body)
        return {"ts": said.ts}

    def post(
        self, *, channel: str, app: str, text: str = "", blocks: list[Json] | None = None, thread_ts: str | None = None
    ) -> Json:
        """Another app posts, as `chat.postMessage` would: text and blocks as they are, nothing escaped; `{ts}`."""
        workspace = self._workspace
        if app not in OTHER_APPS:
            raise ControlError(f"There is no other app {app}, only {', '.join(OTHER_APPS)}.", status=404)
        with workspace.lock:
            place = self._named(channel)
            if place.is_im or place.is_archived:
                raise ControlError(f"Other apps cannot post in {place.name}.")
            content: Json = {"text": text}
            if blocks:
                content["blocks"] = _checked(blocks)
            signed = OTHER_APPS[app].signed(content, workspace.team.id)
            said = workspace.post(place, signed | self._in_thread(place, thread_ts))
        self._heard(place, said.body)
        self._mentioned(place, said.body)
        self._linked(place, said.body)
        return {"ts": said.ts}

    def edit(self, *, channel: str, user: str, ts: str, text: str) -> Json:
        """Change one's own message."""
        workspace = self._workspace
        with workspace.lock:
            place, old = self._own(channel, user, ts)
            by = {"user": user} if user in workspace.users else {}
            edited = by | {"ts": as_ts(int(workspace.clock.now().timestamp() * 1_000_000))}
            written = text if user in OTHER_APPS else message_text(workspace, text)
            body = old.body | {"text": written, "edited": edited}
            place.messages[ts] = Message(body, old.metadata)
            workspace.changes.tell(Change("message", place.id))
        self._changed(place, body, old.body)
        self._mentioned(place, body)
        return {"ts": ts}

    def delete(self, *, channel: str, user: str, ts: str) -> Json:
        """Delete one's own message."""
        with self._workspace.lock:
            place, old = self._own(channel, user, ts)
            place.remove(ts)
            self._workspace.changes.tell(Change("message", place.id))
        self._gone(place, old)
        return {"ts": ts}

    def _open_place(self, channel: str, user: str) -> Channel:
        """Where this person may write. Raises ControlError."""
        place = self._place(channel, user)
        if place.is_archived:
            raise ControlError(f"{place.name} is archived.")
        if place.is_im and self._workspace.app.messages_tab_read_only:
            raise ControlError("Sending messages to this app has been turned off.", status=403)
        return place

    def _in_thread(self, place: Channel, thread_ts: str | None) -> Json:
        if not thread_ts:
            return {}
        if thread_ts not in place.messages:
            raise ControlError(f"There is no message {thread_ts} in {place.id}.", status=404)
        parent = place.messages[place.messages[thread_ts].body.get("thread_ts", thread_ts)]
        author = {"parent_user_id": parent.body["user"]} if "user" in parent.body else {}
        return {"thread_ts": parent.ts, **author}

    def _own(self, channel: str, user: str, ts: str) -> tuple[Channel, Message]:
        if user in OTHER_APPS:
            place = self._named(channel)
            message = place.messages.get(ts)
            if message is None or message.body.get("bot_id") != user:
                raise ControlError(f"{user} has no message {ts} there.", status=404)
            return place, message
        self._person(user)
        place = self._place(channel, user)
        message = self._message(place, ts, user)
        if message.body.get("user") != user:
            raise ControlError("People change only what they wrote themselves.", status=403)
        return place, message

    def _changed(self, place: Channel, body: Json, before: Json) -> None:
        about = {"message": _as_sent(body), "previous_message": _as_sent(before), "hidden": True}
        self._heard(place, {"subtype": "message_changed", "ts": self._now_ts(), **about})

    def _gone(self, place: Channel, old: Message) -> None:
        """Of a message with replies Slack says that it was changed, into a tombstone."""
        if stone := place.messages.get(old.ts):
            self._changed(place, place.shown(stone), old.body)
            return
        gone = {"deleted_ts": old.ts, "previous_message": _as_sent(old.body), "hidden": True}
        self._heard(place, {"subtype": "message_deleted", "ts": self._now_ts(), **gone})

    def _now_ts(self) -> str:
        return as_ts(int(self._workspace.clock.now().timestamp() * 1_000_000))

    def _heard(self, place: Channel, body: Json) -> None:
        """Tell the bot, if it is in the channel and subscribed."""
        if BOT_USER not in place.members:
            return
        kind = "im" if place.is_im else "group" if place.is_private else "channel"
        about = {"type": "message", "channel": place.id, "channel_type": kind, **_as_sent(body)}
        self._event(_KINDS[kind], about, shared=place.is_ext_shared)

    def _mentioned(self, place: Channel, body: Json) -> None:
        """Tell the bot that it was mentioned, anew with each edit; not of a direct message, which it hears anyway.

        https://docs.slack.dev/reference/events/app_mention
        """
        if _MENTION not in body["text"] or place.is_im:
            return
        if BOT_USER in place.members:
            self._event("app_mention", {**_as_sent(body), "type": "app_mention", "channel": place.id})
        elif body.get("user") in self._workspace.users:
            self._complain("Rapport is not in this channel, so it was not told. Add it first.", body["user"], place)


def _as_sent(body: Json) -> Json:
    return {key: value for key, value in body.items() if key not in _NOT_IN_EVENTS}


def _checked(blocks: list[Json]) -> list[Json]:
    try:
        checked: list[Json] = check_message_blocks(blocks)
    except SlackError as error:
        raise ControlError(f"{error.code}: {error.more.get('errors')}") from None
    return checked
