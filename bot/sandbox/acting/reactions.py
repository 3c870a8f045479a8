"""What people do with emoji under messages: https://docs.slack.dev/reference/events/reaction_added."""

import re

from bot.sandbox.acting.acting import Acting
from bot.sandbox.errors import ControlError
from bot.sandbox.world.changes import Change
from bot.sandbox.world.emoji import canonical
from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Channel, Json, Message

_NAME = re.compile(r"[a-z0-9_+'\-]+(?:::skin-tone-[2-6])?")


class Reactions(Acting):
    """Acts on the emoji under messages."""

    def react(self, *, channel: str, user: str, ts: str, name: str) -> Json:
        """Put an emoji under a message; `{reactions}` that are there now."""
        return self._change("reaction_added", channel, user, ts, name)

    def unreact(self, *, channel: str, user: str, ts: str, name: str) -> Json:
        """Take one's own emoji away again; `{reactions}` that are left."""
        return self._change("reaction_removed", channel, user, ts, name)

    def _change(self, what: str, channel: str, user: str, ts: str, name: str) -> Json:
        workspace, emoji = self._workspace, _emoji(name)
        with workspace.lock:
            self._person(user)
            place = self._place(channel, user)
            message = self._open(place, ts, user)
            there: list[Json] = message.body.get("reactions", [])
            left = _with(there, emoji, user) if what == "reaction_added" else _without(there, emoji, user)
            body = {key: value for key, value in message.body.items() if key != "reactions"}
            place.messages[ts] = Message(body | ({"reactions": left} if left else {}), message.metadata)
            workspace.changes.tell(Change("message", place.id))
        if BOT_USER in place.members:
            about: Json = {"type": what, "user": user, "reaction": emoji}
            about |= {"item": {"type": "message", "channel": place.id, "ts": ts}}
            about |= {"item_user": body["user"]} if "user" in body else {}
            self._event(what, about, shared=place.is_ext_shared)
        return {"reactions": left}

    def _open(self, place: Channel, ts: str, user: str) -> Message:
        """A message under which emoji can stand. Raises ControlError."""
        message = self._message(place, ts, user)
        if message.reader:
            raise ControlError("Messages that only one person sees have no reactions.")
        if place.is_archived:
            raise ControlError(f"{place.name} is archived.")
        return message


def _emoji(name: str) -> str:
    """Its name as Slack keeps it, of one with or without colons. Raises ControlError."""
    given = name.strip().strip(":").lower()
    if not _NAME.fullmatch(given):
        raise ControlError(f"{name!r} is no name of an emoji. Write it like raising_hand.")
    return canonical(given)


def _with(reactions: list[Json], name: str, user: str) -> list[Json]:
    users: list[str] = next((each["users"] for each in reactions if each["name"] == name), [])
    if user in users:
        raise ControlError(f"{user} reacted with {name} already.")
    grown = _counted(name, [*users, user])
    return [grown if each["name"] == name else each for each in reactions] if users else [*reactions, grown]


def _without(reactions: list[Json], name: str, user: str) -> list[Json]:
    users: list[str] = next((each["users"] for each in reactions if each["name"] == name), [])
    if user not in users:
        raise ControlError(f"{user} did not react with {name}.")
    shrunk = _counted(name, [each for each in users if each != user])
    return [each for each in (shrunk if one["name"] == name else one for one in reactions) if each["users"]]


def _counted(name: str, users: list[str]) -> Json:
    return {"name": name, "users": users, "count": len(users)}
