"""`/rapport watch #reviews since:30d whose:apps keeps:all via:social`, `watch list`, `watch stop #reviews`."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.domain.channel import read_channel
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.domain.watching import Keeps, Whose
from bot.reading.dates import DateWords

Verb = Literal["watch", "stop", "list"]

_KEYS = {
    **dict.fromkeys(("since", "from", "back"), "since"),
    **dict.fromkeys(("whose", "who", "counts", "by"), "whose"),
    **dict.fromkeys(("keeps", "keep", "logs", "log"), "keeps"),
    **dict.fromkeys(("via", "channel"), "via"),
}
_OPTION = re.compile(rf"(?<![\w#])({'|'.join(_KEYS)})\s*[:=]\s*", re.IGNORECASE)
_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|([^>]*))?>")
_WHOSE = {
    **dict.fromkeys(("apps", "app", "bots", "bot", "forms", "form", "mail"), Whose.APPS),
    **dict.fromkeys(("people", "person", "humans"), Whose.PEOPLE),
    **dict.fromkeys(("both", "all", "everybody", "everyone"), Whose.BOTH),
}
_KEEPS = {
    **dict.fromkeys(("all", "everything", "both"), Keeps.ALL),
    **dict.fromkeys(("negative", "bad", "complaints"), Keeps.NEGATIVE),
}
_VERBS: dict[str, Verb] = {
    **dict.fromkeys(("stop", "end", "off", "unwatch", "remove"), "stop"),
    **dict.fromkeys(("list", "show", "status"), "list"),
}
_AGO = re.compile(r"(\d{1,3}) ?(d|w|m|days?|weeks?|months?)(?: ago)?")
FARTHEST = 366
"""Days that a channel is read back at most: older words help nobody, and each 200 messages are a call to Slack."""


@dataclass(frozen=True)
class WatchLine:
    """What a lead wants. `channel` is an id, "" where none is named; `since`: from what day on its past is read."""

    verb: Verb
    channel: str = ""
    name: str = ""
    since: date | None = None
    whose: Whose | None = None
    keeps: Keeps | None = None
    via: str | None = None


def read_watch_line(typed: str, days: DateWords) -> WatchLine:
    """The line behind `/rapport watch`. Raises NotUnderstoodError with what to write instead; nothing is guessed."""
    verb, rest = _verb(typed)
    if verb == "list":
        return WatchLine("list")
    found = _CHANNEL.search(rest)
    parts = _OPTION.split(_CHANNEL.sub(" ", rest, count=1))
    left, options = parts[0].strip(), dict(zip(map(str.lower, parts[1::2]), parts[2::2], strict=True))
    if verb == "watch" and _VERBS.get(left.lower()) == "stop":  # said after the channel
        verb, left = "stop", ""
    if left:
        raise NotUnderstoodError(_left_over(left, has_channel=found is not None))
    if found is None:
        if verb == "watch" and not options:
            return WatchLine("list")
        raise NotUnderstoodError(say("Which channel? Pick it from Slack's list: `/rapport watch #reviews`."))
    line = WatchLine(verb, found[1], (found[2] or "").strip())
    for typed_key, value in options.items():
        line = _with(line, _KEYS[typed_key], " ".join(value.split()).strip(","), days)
    return line


def _verb(typed: str) -> tuple[Verb, str]:
    first, _, rest = typed.strip().partition(" ")
    verb = _VERBS.get(first.lower())
    return (verb, rest) if verb else ("watch", typed)


def _left_over(left: str, *, has_channel: bool) -> str:
    if not has_channel:
        return say(
            "I don't know the channel “{typed}”. Pick it from the list that Slack shows after #, as in "
            "`/rapport watch #reviews`. A private one must have Rapport in it: /invite @Rapport.",
            typed=left[:60],
        )
    return say(
        "I don't know what “{typed}” means here. It is like `/rapport watch #reviews since:30d whose:apps keeps:all`, "
        "or `/rapport watch stop #reviews`.",
        typed=left[:60],
    )


def _with(line: WatchLine, key: str, value: str, days: DateWords) -> WatchLine:
    if key == "since":
        return replace(line, since=_since(value, days))
    if key == "via":
        return replace(line, via=read_channel(value))
    if key == "whose" and (whose := _WHOSE.get(value.lower())):
        return replace(line, whose=whose)
    if key == "keeps" and (keeps := _KEEPS.get(value.lower())):
        return replace(line, keeps=keeps)
    choices = "`apps`, `people`, `both`" if key == "whose" else "`negative`, `all`"
    raise NotUnderstoodError(
        say("I don't know “{typed}” for `{key}:`. These work: {choices}.", typed=value[:40], key=key, choices=choices)
    )


def _since(value: str, days: DateWords) -> date:
    ago = _AGO.fullmatch(value.lower())
    units = {"d": "days", "w": "weeks", "m": "months"}
    words = f"{ago[1]} {units[ago[2][0]]} ago" if ago else value
    found = days(words, "past")
    if found is None:
        raise NotUnderstoodError(
            say("“{typed}” is no day that I can read. Write `since:30d`, `since:2 weeks` or a date.", typed=value[:40])
        )
    if found > days.today or (days.today - found).days > FARTHEST:
        raise NotUnderstoodError(
            say("A channel is read back at most a year, and not into the future. Write for example `since:30d`.")
        )
    return found
