"""Text from outside, made fit to be kept: what no person types, or what shows something else than stands there, goes.

Everything that enters passes here at its door: what Slack sends and answers (bot/slack/entering.py) and the cells of a
file (csv_file.py). Words stay as they are in every script: Arabic and Persian with their joiners, Hebrew with its
points, Devanagari, Thai, accents however they are composed, emoji of several parts.

Sources: Unicode 15.1, UAX #9 (directions), UTS #39 (what deceives), UTS #51 (emoji sequences).
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LOOSE_TAG = r"\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f|([\U000e0000-\U000e007f])"  # tags spell flags: England's
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + _NONCHARACTERS
    + "\u202a-\u202e\u2066-\u2069\u206a-\u206f"
    "\xad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffc]"
)
"""Control signs, halves of a broken emoji, noncharacters; embeddings, overrides and isolates, of which one left open
turns round what follows it (views isolate right-to-left words, bot/views/mrkdwn.py); and what is never seen."""

_TAGS = re.compile(_LOOSE_TAG)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c]")  # where nothing runs from right to left they only hide
_JOINERS = "\u200c\u200d"
_JOINING = re.compile(
    "[\u0600-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
"""Scripts in which a joiner changes how the letter before it is written, also at a word's end."""
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), 0x180B, 0x180C, 0x180D, 0x180F, *range(0xE0100, 0xE01F0))))
_FIRST_LOOSE = "\u0300"
_SYMBOLS = frozenset({"So", "Sm", "Sk"})
_FIRST_SELECTED = 0x0530
"""From here on letters have variants that a selector chooses; Latin, Greek and Cyrillic ones have none."""

MOST_MARKS = 8
"""Marks on one letter: Tibetan stacks have as many, Hebrew with cantillation 5; more are there to deface a page."""


def clean(text: str) -> str:
    """The text without what no person types. Idempotent; every line end is a newline."""
    if text.isascii() and text.isprintable():
        return text
    text = _DROPPED.sub("", _LINE_ENDS.sub("\n", text))
    text = _TAGS.sub(lambda found: "" if found[1] else found[0], text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARKS.sub("", text)
    return _without_loose_signs(text)


def has_right_to_left(text: str) -> bool:
    """Whether words in it run from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def _without_loose_signs(text: str) -> str:
    """Without joiners, selectors and marks that have nothing to work on."""
    kept: list[str] = []
    marks = 0
    for at, sign in enumerate(text):
        before = kept[-1] if kept else "\n"
        if sign < _FIRST_LOOSE:
            marks = 0
        elif sign in _JOINERS:
            if not _joins(before, text[at + 1 : at + 2]):
                continue
        elif sign in _SELECTORS:
            if not _has_variants(before):
                continue
        elif unicodedata.category(sign) in {"Mn", "Me"}:
            marks += 1
            if marks > MOST_MARKS:
                continue
        else:
            marks = 0
        kept.append(sign)
    return "".join(kept)


def _joins(before: str, after: str) -> bool:
    is_emoji = unicodedata.category(before) in _SYMBOLS or before == "\ufe0f"
    return bool(_JOINING.match(before)) or (is_emoji and unicodedata.category(after or " ") in _SYMBOLS)


def _has_variants(before: str) -> bool:
    """Whether a sign has variants: emoji and text ("☎"), keycaps ("1"), ideographs; one selector each."""
    if before in "#*0123456789\xa9\xae":
        return True
    is_other = before in _JOINERS or before in _SELECTORS or unicodedata.category(before)[0] in "CZM"
    return not is_other and ord(before) >= _FIRST_SELECTED
