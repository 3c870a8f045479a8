"""Which list of follow-ups somebody means: "mine", "my overdue ones", "show me late ones", "unassigned", "overdeu"."""

import re

from bot.domain.urgency import Urgency
from bot.reading.options import slip_of_word

NAMES = ("mine", "team", "today", "tomorrow", "week", "overdue", "unclaimed", "promised", "done")
"""The lists as help names them."""

_SAME = {
    "mine": ("my", "me", "i", "own", "myself", "my own", "assigned to me", "for me", "my list"),
    "team": (
        "all",
        "everyone",
        "everybody",
        "everything",
        "us",
        "our",
        "ours",
        "team's",
        "teams",
        "whole team",
        "open",
    ),
    "today": ("now", "due today", "my day", "tonight"),
    "tomorrow": ("tmrw", "tmr", "due tomorrow"),
    "week": ("this week", "due this week", "weekly"),
    "overdue": ("late", "over due", "past due", "past", "delayed", "missed"),
    "unclaimed": ("unassigned", "nobody", "nobody's", "no one", "noone", "free", "not claimed", "to claim", "no owner"),
    "promised": ("promise", "promises", "broken promises", "promises broken"),
    "done": ("closed", "finished", "completed", "did", "history", "lately"),
}
_NAMED = {word: name for name, words in _SAME.items() for word in (name, *words)}

_SLIPS = (*NAMES, "unassigned", "finished", "completed", "everybody", "promises")

_BEFORE = re.compile(
    r"^(?:show|list|see|give|get|view|what(?:'s| is| are)?|which(?: is| are)?|is|are|the|please)(?: me)? (?=\S)"
)
_AFTER = re.compile(r" (?:follow-?ups?|tasks?|ones?|list|please|pls|to-?dos?|of mine|things)$")
_MINE = re.compile(r"^(?:my|mine) (?=\S)| (?:mine|my)$")
_OF_TEAM = re.compile(r"^(?:the )?(?:team(?:'s)?|all|our|everybody's) (?=\S)| (?:of the )?team$")
_OF_MINE = {"overdue": f"my {Urgency.OVERDUE}", "promised": f"my {Urgency.PROMISED}"}
"""Lists of everybody's of which there is one's own too; of the others there is one's own alone, or the team's."""


def list_meant(typed: str) -> str | None:
    """The name of the list; None where none is meant."""
    plain = " ".join(typed.casefold().replace("\u2019", "'").split()).strip(" .!?")
    while (less := _AFTER.sub("", _BEFORE.sub("", plain))) != plain:
        plain = less
    if name := _NAMED.get(plain):
        return name
    without = _MINE.sub("", plain)
    if without != plain and (name := _NAMED.get(without)):
        return _OF_MINE.get(name, None if name in {"team", "unclaimed"} else name)
    without = _OF_TEAM.sub("", plain)
    if without != plain and (name := _NAMED.get(without)) in {"overdue", "unclaimed", "promised"}:
        return name
    return _NAMED.get(slip_of_word(plain, _SLIPS)) if typed.strip().islower() else None
