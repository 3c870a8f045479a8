"""Days that stand in the text of a follow-up without a key: at its end beyond doubt, or anywhere, to be asked about."""

import re
from collections.abc import Callable, Sequence

from bot.reading.doubts import DoubtError, WrongSideError
from bot.reading.relative_days import COUNT, UNIT
from bot.reading.said_day import LONGEST_DAY, SaidDay, Tense
from bot.reading.typed_dates import MONTH, WEEKDAY, trimmed

Said = Callable[[str, Tense], SaidDay | None]
"""Reads words that are exactly a day (DateWords.said)."""
Mention = tuple[int, int, SaidDay]
"""Where a day begins among words, of how many words it is, and the day."""

_UNSURE = re.compile(
    rf"(?:{COUNT} {UNIT}|(?:the )?\d+(?:st|nd|rd|th)|\d{{1,2}}[./-].*|(?:the )?(?:mon|tues?|wed|thu|fri|sat|sun)"
    r"|\+?\d{1,2}[dwm]|20\d{6}|christmas|xmas|new year|now|weekend|for .*)"
)
"""What may be anything in a text: "stay 3 days", "in the sun", "order 5/12", "prepare for monday"."""
_ASKED_AT_END = re.compile(
    r"\d{1,2}([./-])\d{1,2}(?:\1|\1(?:\d\d|\d{4}))?|(?:the )?\d+(?:st|nd|rd|th)|(?:mon|tues?|wed|thu|fri|sat|sun)"
)
"""What of this is likely a day where it ends the text: "call fri", "pay 4.12.2026"; never without a question."""
_MAY_BEGIN = re.compile(
    rf"(?:{WEEKDAY}|{MONTH}|\d|(?:{COUNT}|today|tomorrow|tmr|tmrw|yesterday|asap|tonight|later|day|week|in|within|next"
    r"|last|past|this|coming|before|the|end|start|beginning|early|late|mid|middle|eow|eom|eoy)\b)"
)
"""How a day begins: words that do not are not looked at further."""
_ARTICLES = frozenset(("a", "an", "the", "my", "your", "our", "their", "his", "her"))
_TELLS = frozenset(("about", "of", "from", "since", "like", "the"))
"""Words before a past day that is only told of: "ask about last friday"."""
_NAMED_DAYS = frozenset(("black", "good", "cyber", "ash", "shrove", "palm", "easter", "pancake", "boxing", "casual"))
"""Words that make a name of the day after them."""
_MOST_LOOKED_AT = 60
"""Words of a text among which a day is looked for: reading thousands would keep Slack waiting."""
_MOST_MENTIONED = 3


def at_end(words: Sequence[str], said: Said) -> tuple[int, SaidDay] | None:
    """How many of the last words name a day to come beyond doubt, and the day.

    Raises DoubtError for a day that cannot be, or that may be several.
    """
    for count in range(len(words), 0, -1):
        ending = " ".join(words[-count:])
        if _UNSURE.fullmatch(trimmed(ending)):
            continue
        try:
            day = said(ending, "future")
        except WrongSideError:
            return None
        if day:
            return count, day
    return None


def mentioned(words: Sequence[str], said: Said) -> list[Mention]:
    """Days to come that stand among the first words.

    Raises DoubtError for one that may be several days, or at the very end for one that is past.
    """
    found: list[Mention] = []
    at = 0
    while at < min(len(words), _MOST_LOOKED_AT) and len(found) < _MOST_MENTIONED:
        count, day = _at(words, at, said)
        found += [(at, count, day)] if day else []
        at += count
    return found


def past_at_end(words: Sequence[str], said: Said) -> tuple[int, SaidDay] | None:
    """How many of the last words name a day that is plainly past ("chat yesterday"), and the day."""
    for count in range(len(words) - 1, 0, -1):
        ending, before = " ".join(words[-count:]), trimmed(words[-count - 1])
        if before in _TELLS | _ARTICLES or trimmed(words[-count]) in _TELLS:
            continue
        try:
            said(ending, "future")
        except WrongSideError:
            day = said(ending, "past")
            return (count, day) if day else None
        except DoubtError:
            return None
    return None


def _at(words: Sequence[str], start: int, said: Said) -> tuple[int, SaidDay | None]:
    """The day that begins with this word, if one does, and how many words that took."""
    before = trimmed(words[start - 1]) if start else ""
    if not _MAY_BEGIN.match(trimmed(" ".join(words[start : start + 2]))) and trimmed(words[start]) not in ("on", "by"):
        return 1, None
    for count in range(min(LONGEST_DAY, len(words) - start), 0, -1):
        phrase, is_last = " ".join(words[start : start + count]), start + count == len(words)
        if _is_text(trimmed(phrase), before, is_last=is_last):
            continue
        try:
            day = said(phrase, "future")
        except WrongSideError:
            if is_last and before not in _TELLS:
                raise
            return count, None
        if day:
            return count, day
    return 1, None


def _is_text(plain: str, before: str, *, is_last: bool) -> bool:
    """Whether what reads as a day is rather a part of a sentence: "the Friday room", "Black Friday", "3 days"."""
    if before in _NAMED_DAYS or (not is_last and (before in _ARTICLES or plain.startswith("the "))):
        return True
    is_likely = is_last and before not in _ARTICLES and _ASKED_AT_END.fullmatch(plain)
    return bool(_UNSURE.fullmatch(plain)) and not is_likely
