"""The practice room: made-up complaints to answer, and what a good answer contains.

Nothing of it touches customers, alerts or figures, and nothing that is written there is kept. What an answer has is
found by plain words, so it is said as "found" or "not found", never as a mark.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from bot.domain.saying import later

_CASES = Path(__file__).parent / "practice_cases.toml"


class Element(StrEnum):
    """What a good answer to a complaint contains, in the order in which people need to hear it."""

    FEELING = "feeling"
    MATTER = "matter"
    NO_EXCUSE = "no excuse"
    STEP = "step"
    WHEN = "when"
    THANKS = "thanks"


ELEMENTS: dict[Element, str] = {
    Element.FEELING: later("It says sorry, or what it was like for them."),
    Element.MATTER: later("It names what happened, in their words: they see that you have read it."),
    Element.NO_EXCUSE: later("It makes no excuse and blames nobody."),
    Element.STEP: later("It says what you do now."),
    Element.WHEN: later("It says by when, or when they hear from you."),
    Element.THANKS: later("It thanks them for saying so."),
}

FIRST: dict[str, str] = {
    "claim": later("Claim it, so that everybody sees who has it"),
    "call": later("Call them, before anything is written"),
    "tell a lead": later("Tell a lead, the same hour"),
    "ask": later("Ask what they missed, before you offer anything"),
    "refund": later("Offer a refund"),
}
"""What one may do first."""

_FEELING = re.compile(
    r"\b(sorry|apolog\w+|regret|understand|must have (been|felt|stung)|frustrating|upsetting|disappointing|annoying"
    r"|how are you)\b"
)
_EXCUSE = re.compile(
    r"\b(but (we|our|it|the|this|you)\b|our policy|policy (is|says)|not our fault|nothing we can|you should have"
    r"|as you know|unfortunately|to be fair|we were (very )?busy|short.?staffed|not my)"
)
_STEP = re.compile(
    r"\b(i|we)( have|'ve|'ll|'m| will| am| are| shall)? ?(just |already |personally )?(call|send|check|replac|refund|"
    r"repair|correct|fix|found|look|come|bring|speak|spoke|talk|tak|make|made|see|pass|keep|put|find|sent|arrang)\w*"
    r"|\b(would like to|let me|is on us)\b"
)
_WHEN = re.compile(
    r"\b(today|tonight|tomorrow|now|noon|this (morning|afternoon|evening|week)|same (day|evening|hour)|at once"
    r"|immediately|(by|on|at|in|within|until|before) (the )?(mon|tues|wednes|thurs|fri|satur|sun|\d|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|noon|end)\w*)"
)
_THANKS = re.compile(r"\b(thank|thanks|grateful|appreciate)")


@dataclass(frozen=True)
class Case:
    """`who` wrote `text`; `first` is what to do first, `matter` are words of it, `good` is one good answer and why."""

    who: str
    text: str
    first: str
    matter: tuple[str, ...]
    good: str
    why: str


@cache
def cases() -> tuple[Case, ...]:
    """All of them, in the order in which they are practised."""
    read = tomllib.loads(_CASES.read_text(encoding="utf-8"))["case"]
    return tuple(Case(**{**one, "matter": tuple(one["matter"])}) for one in read)


def found_in(answer: str, case: Case) -> frozenset[Element]:
    """What of a good answer stands in this one, as far as words tell."""
    plain = answer.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    has = {
        Element.FEELING: bool(_FEELING.search(plain)),
        Element.MATTER: any(word in plain for word in case.matter),
        Element.NO_EXCUSE: not _EXCUSE.search(plain),
        Element.STEP: bool(_STEP.search(plain)),
        Element.WHEN: bool(_WHEN.search(plain)),
        Element.THANKS: bool(_THANKS.search(plain)),
    }
    return frozenset(element for element, is_there in has.items() if is_there)
