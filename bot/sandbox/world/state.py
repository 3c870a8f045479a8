"""What a Slack workspace holds in its channels: messages, threads, and who sees what.

Message bodies are dicts in Slack's own fields and are replaced, never changed in place, so that a reader may keep one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]
_MICROS = 1_000_000


def as_ts(micros: int) -> str:
    """Slack's form of an instant: seconds and microseconds, of equal length, so that they sort as text."""
    return f"{micros // _MICROS:010d}.{micros % _MICROS:06d}"


def as_micros(ts: str) -> int:
    """Microseconds of a `ts`, also of a shortened one ("1732226000", "0"). Raises ValueError."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds or 0) * _MICROS + int((fraction + "000000")[:6])


@dataclass(slots=True)
class Message:
    """One message. `reader`: the only person who sees an ephemeral one. `metadata`: given only to who asks for it."""

    body: Json
    metadata: Json | None = None
    reader: str | None = None

    @property
    def cards(self) -> list[Json]:
        """The Work Objects under it: those of its links, and those that it was posted with."""
        unfurled = [one["entity"] for one in self.body.get("attachments") or [] if "entity" in one]
        return [*unfurled, *((self.metadata or {}).get("entities") or [])]

    @property
    def ts(self) -> str:
        """Its identity in the channel."""
        return str(self.body["ts"])


@dataclass(slots=True)
class Channel:
    """A channel or a direct message. `user`: the person on the other side of a direct message with the bot."""

    id: str
    name: str
    members: list[str]
    is_private: bool = False
    is_im: bool = False
    is_ext_shared: bool = False
    is_pending_ext_shared: bool = False
    is_org_shared: bool = False
    shared_team_ids: tuple[str, ...] = ()
    is_archived: bool = False
    user: str | None = None
    created: int = 0
    messages: dict[str, Message] = field(default_factory=dict)
    timeline: list[str] = field(default_factory=list)
    threads: dict[str, list[str]] = field(default_factory=dict)
    ephemeral: dict[str, Message] = field(default_factory=dict)
    _last: int = 0

    def next_ts(self, now: datetime) -> str:
        """A `ts` for something said now; unique and increasing even when the clock is set back."""
        self._last = max(int(now.timestamp() * _MICROS), self._last + 1)
        return as_ts(self._last)

    def add(self, message: Message) -> None:
        """Append a message to the timeline, to its thread, or to what one person alone sees."""
        if message.reader:
            self.ephemeral[message.ts] = message
            return
        self.messages[message.ts] = message
        thread = message.body.get("thread_ts")
        if thread and thread != message.ts:
            self.threads.setdefault(thread, []).append(message.ts)
        else:
            self.timeline.append(message.ts)

    def remove(self, ts: str) -> None:
        """Delete a message; one with replies leaves Slack's tombstone."""
        message = self.messages[ts]
        if self.threads.get(ts):
            stone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "ts": ts, "thread_ts": ts}
            self.messages[ts] = Message(stone | {"text": "This message was deleted.", "hidden": True})
            return
        del self.messages[ts]
        thread = message.body.get("thread_ts")
        (self.threads[thread] if thread and thread != ts else self.timeline).remove(ts)

    def shown(self, message: Message) -> Json:
        """Its body as Slack answers it: a parent knows its replies."""
        replies = self.threads.get(message.ts)
        if not replies:
            return message.body
        people = list(dict.fromkeys(self.messages[ts].body.get("user") for ts in replies))
        return message.body | {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(people),
            "reply_users": people,
            "latest_reply": replies[-1],
        }

    def seen_by(self, user: str) -> Iterator[Json]:
        """Everything in it that a person who may read it sees, oldest first."""
        mine = [each for each in self.ephemeral.values() if each.reader == user]
        for message in sorted([*self.messages.values(), *mine], key=lambda each: each.ts):
            more: Json = {"is_ephemeral": True} if message.reader else {}
            yield self.shown(message) | more | ({"cards": found} if (found := message.cards) else {})

    def as_slack(self) -> Json:
        """Slack's own fields, without what depends on who asks."""
        kind = {"is_channel": not self.is_private, "is_group": False, "is_private": self.is_private}
        about: Json = {"id": self.id, "created": self.created, "is_im": self.is_im, "is_archived": self.is_archived}
        about |= {"is_ext_shared": self.is_ext_shared, "is_pending_ext_shared": self.is_pending_ext_shared}
        about |= {"is_mpim": False, "is_org_shared": self.is_org_shared, "shared_team_ids": list(self.shared_team_ids)}
        if self.is_im:
            return about | {"user": self.user, "is_private": True, "is_channel": False, "is_group": False}
        return about | kind | {"name": self.name, "name_normalized": self.name, "is_general": self.name == "general"}
