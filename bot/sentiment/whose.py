"""Whose trouble it is: which clauses of a text tell of somebody else's trouble, and what of the text is left."""

from collections.abc import Iterator

from bot.sentiment.cues import Cue
from bot.sentiment.vocabulary import word_list
from bot.sentiment.words import CONTRAST, ENDS, Words

THEIRS = "own_trouble"
"""The category of the cues that say so."""

FEW = 3
"""So many words at most has a clause that closes a note ("lovely evening")."""

OURS, FIRST, ASIDE = word_list("ours"), word_list("first_person"), word_list("aside")
JOINS, SUBJECTS = word_list("joins"), word_list("subjects")


def without_theirs(words: Words, cues: list[Cue]) -> str | None:
    """The text without what is somebody else's trouble; None where it tells of none.

    From such a cue on the clause goes ("She was stuck in traffic and came late"), unless it names what is ours besides
    ("her car was still at our shop"). Where the cue itself is ours or mine ("our van broke down") or only says when or
    of whom ("not changed after the burglary"), it goes alone.
    """
    theirs = [cue for cue in cues if cue.category.name == THEIRS]
    gone = {at for cue in theirs for at in _goes_with(words, cue)}
    if not gone:
        return None
    return "".join(words.phrase(at, at + 1) + " " for at in range(len(words.lower)) if at not in gone)


def _goes_with(words: Words, cue: Cue) -> range:
    itself = range(cue.start, cue.end)
    start, end = next((start, end) for start, end in _clauses(words) if start <= cue.start < end)
    before, after = words.lower[start : cue.start], words.lower[cue.end : end]
    if not OURS.isdisjoint(before + after):
        return range(0)
    if words.lower[cue.start] in FIRST or (before and before[-1] in ASIDE):
        return itself
    return range(cue.start, max(end, cue.end))


def last_clause(words: Words) -> tuple[int, int]:
    """The first token and the end of the few words behind the last comma or sentence; nothing where they are many."""
    lower = words.lower
    end = len(lower)
    while end and lower[end - 1][0] in ENDS:
        end -= 1
    start = next((at + 1 for at in range(end - 1, -1, -1) if lower[at][0] in ENDS or lower[at] == ","), 0)
    return (start, end) if start and end - start <= FEW else (end, end)


def _clauses(words: Words) -> Iterator[tuple[int, int]]:
    lower = words.lower
    start = 0
    for at, word in enumerate(lower):
        parts = word[0] in ENDS or word == "," or word in CONTRAST
        parts = parts or (word in JOINS and at + 1 < len(lower) and lower[at + 1] in SUBJECTS)
        if parts and at > start:
            yield start, at
            start = at
    yield start, len(lower)
