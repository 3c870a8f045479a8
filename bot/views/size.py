"""How large a message or view is as Slack counts, and making it fit: the longest texts give way first, the end last.

Slack documents 50 blocks a message, 100 a view, and 250 kB of JSON a view. How long the texts of a message may be
together it does not document: `msg_blocks_too_long` was met at 11,341 characters and at 13,200
(https://github.com/slackapi/bolt-js/issues/2867 and /2509), and what else counts besides them is not known.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

Block = dict[str, Any]

LONGEST = 9_000
"""Characters of text in a message, well below what was ever refused."""

MOST_BLOCKS = 50
MOST_VIEW_BLOCKS = 100
LONGEST_TEXT = 4_000
"""Characters of the text beside the blocks: what Slack advises."""

LARGEST_VIEW = 200_000
"""Characters of JSON, below Slack's 250 kB."""

SHORTEST = 300
"""No text is cut below so many characters; before that, blocks go."""

_MORE: Block = {
    "type": "context",
    "elements": [{"type": "plain_text", "text": "There is more than fits into one message here."}],
}


def characters(blocks: Sequence[Block]) -> int:
    """Of all texts in blocks: words, labels of buttons and options, what a dialog asks."""
    return sum(len(holder["text"]) for holder in _texts(list(blocks)))


def fitted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a message, so that Slack takes them; as they are where they fit."""
    if len(blocks) <= MOST_BLOCKS and characters(blocks) <= LONGEST:
        return list(blocks)
    shorter = _shortened(list(blocks))
    while len(shorter) >= MOST_BLOCKS or characters(shorter) > LONGEST:
        shorter.pop()
    return [*shorter, _MORE] if len(shorter) < len(blocks) else shorter


def fitted_view(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page or the Home tab, cut at its end where Slack would not take them all."""
    if len(blocks) <= MOST_VIEW_BLOCKS and len(json.dumps(blocks)) <= LARGEST_VIEW:
        return list(blocks)
    shorter = list(blocks[: MOST_VIEW_BLOCKS - 1])
    while len(json.dumps(shorter)) > LARGEST_VIEW:
        shorter.pop()
    return [*shorter, _MORE]


def cut(text: str, length: int) -> str:
    """Formatted text, at most so long, cut in the middle of no link, mention, date or entity."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    if kept.rfind("<") > kept.rfind(">"):
        kept = kept[: kept.rfind("<")]
    if (begun := kept.rfind("&")) > kept.rfind(";"):
        kept = kept[:begun]
    return kept.rstrip() + "…"


def _shortened(blocks: list[Block]) -> list[Block]:
    """With the longest texts cut to one length, chosen so that all fit together if that can be."""
    copied: list[Block] = json.loads(json.dumps(blocks))
    holders = list(_texts(copied))
    length = _water_level([len(holder["text"]) for holder in holders])
    for holder in holders:
        holder["text"] = cut(holder["text"], length)
    return copied


def _water_level(lengths: list[int]) -> int:
    """The length to which the longest have to be cut for all to be LONGEST together, less the line that says so."""
    left, level = LONGEST - characters([_MORE]), SHORTEST
    for place, length in enumerate(sorted(lengths)):
        level = left // (len(lengths) - place)
        if length > level:
            break
        left -= length
    return max(level, SHORTEST)


def _texts(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # any JSON
    """Everything that holds a text."""
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part
        for each in part.values():
            if isinstance(each, dict | list):
                yield from _texts(each)
