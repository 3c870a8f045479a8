"""Slack's text formatting, with people's words made inert (promise 6).

Escaping exactly `&`, `<` and `>` disarms `<!channel>`, `<@U…>` and links; `verbatim` keeps Slack from finding
names and addresses in plain words by itself. For `*`, `_`, `~` and backticks Slack has no escape: where one of them
could begin or end something, its lookalike stands in its place, so that no star of a name pairs with one of ours.
Right-to-left words are isolated (UAX #9), so that they do not turn round the words beside them.
"""

import re
from collections.abc import Iterable

from bot.reading.clean_text import has_right_to_left

SECTION_LENGTH = 3000
"""Slack's limit for the text of a section, in characters after escaping."""


_MARK = re.compile(
    r"(?P<kept>[^\s`]*(?:://|\w@\w)[^\s`]*)|`+|(?<![^\W_])[*_~]+(?=[^\s*_~])|(?<=[^\s*_~])[*_~]+(?![^\W_])"
)
"""A mark counts only at the edge of a word, as in Slack: snake_case and 2*3*4 stay as they are; so do addresses, which
people copy, and in which there is no backquote."""
_LOOKALIKES = str.maketrans("*_~`", "\u2217\u02cd\u223c\u02cb")


def escape(text: str) -> str:
    """What Slack does not take for a mention, a link or a date. Of people's words among ours: `inert` and `quote`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, length: int) -> str:
    """At most so many characters, with an ellipsis where something was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def inert(text: str, length: int = 300) -> str:
    """People's words on one line, clipped, escaped."""
    return _words(clip(" ".join(text.split()), length))


def marked(pieces: Iterable[tuple[str, bool]]) -> str:
    """The pieces of one text, those that are said to be in bold.

    Each is made inert by itself, so that no star of theirs pairs with one of ours; all are turned round together.
    """
    parts = list(pieces)
    shown = "".join(f"*{_escaped(piece)}*" if is_bold else _escaped(piece) for piece, is_bold in parts)
    return _isolated(shown, "".join(piece for piece, _ in parts))


def quote(text: str, length: int = 1500) -> str:
    """People's words as a quotation, escaped; never longer than a section can hold."""
    lines = clip(text.strip(), length).splitlines() or [""]
    quoted = "\n".join(f">{_words(line)}" for line in lines)
    return quoted if len(quoted) <= SECTION_LENGTH - 200 else quote(text, length // 2)


def _words(text: str) -> str:
    return _isolated(_escaped(text), text)


def _escaped(text: str) -> str:
    return escape(_MARK.sub(lambda found: found["kept"] or found[0].translate(_LOOKALIKES), text))


def _isolated(shown: str, text: str) -> str:
    return f"\u2068{shown}\u2069" if has_right_to_left(text) else shown


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 touchpoint", "2 touchpoints"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
