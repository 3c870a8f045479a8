"""Notes of which somebody said that they are fine, and which new ones say nearly the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

ENOUGH = 0.75  # of the words that count in either text: one word in four may differ, never the phrase behind the mood
LONG = 4  # words in common from which on one other word on each side changes nothing ("if it rains", "if it snows")
FEWEST = 2  # words that count; one in common is no likeness unless it is all there is

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SMALL_WORDS = """
a an the and or of to in on at by for from with as so that this it its is are was were be been am has have had will
would he she they we you i him her them us me his their our your mon tue tues wed thu thur thurs fri sat sun monday
tuesday wednesday thursday friday saturday sunday today tomorrow yesterday tonight morning afternoon evening week
weeks month months day days next last later soon again now then pm january february march april may june july august
september october november december
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True)
class Said:
    """A note with what somebody said of it. `spared`: how many later ones alarmed nobody because of it.

    `phrases` drove its mood, the weightiest first; `said_at` is UTC.
    """

    touchpoint_id: int
    text: str
    phrases: tuple[str, ...]
    is_fine: bool
    said_by: str
    said_at: datetime
    spared: int


def says_the_same(text: str, phrases: Sequence[str], other: str, others_phrases: Sequence[str]) -> bool:
    """Whether both have the same cue in the same words, but for days, small words and a word in four.

    `phrases`: what drove the mood of each, the weightiest first. "No answer, will try again tomorrow" says the same as
    "no answer, try again on Friday"; "never arrived" does not say the same as "arrived", nor "terrible service at the
    tasting" as "terrible weather at the tasting".
    """
    cues, others_cues = [_words(phrase) for phrase in phrases], [_words(phrase) for phrase in others_phrases]
    if not _all_in(cues[:1], others_cues) or not _all_in(others_cues[:1], cues):
        return False
    ours, theirs = _words(text), _words(other)
    both = ours & theirs
    alike = len(both) >= FEWEST and len(both) >= ENOUGH * len(ours | theirs)
    return ours == theirs or alike or _differ_by_one(ours, theirs)


def _all_in(cues: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> bool:
    return all(any(cue == other or _differ_by_one(cue, other) for other in others) for cue in cues)


def _differ_by_one(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether many words are the same, and at most one on each side is another."""
    return len(ours & theirs) >= LONG and len(ours - theirs) <= 1 and len(theirs - ours) <= 1


def _words(text: str) -> frozenset[str]:
    found = (word.lower().replace("'", "").replace("\u2019", "") for word in _WORD.findall(text))
    return frozenset(found) - _SMALL
