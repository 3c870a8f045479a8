"""Times of day said with a day, set apart from it: "monday 3pm", "eod friday", "tomorrow morning"."""

import re
from datetime import time, timedelta

_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?)|(?:[01]?\d|2[0-3])[:h][0-5]\d(?: ?h)?"
    r"|\d{1,2} ?o['\u2019]?clock|noon|midday|midnight|lunch(?:time|-time)?|breakfast|teatime)"
)
_PART = (
    r"(?:(?:early |late |mid-?|first thing |in the |the )*(?:morning|afternoon|evening|night)|first thing|last thing)"
)
_SPAN = rf"(?:between )?(?:{_CLOCK}|\d{{1,2}}) ?(?:-|\u2013|to|and) ?{_CLOCK}"
_HOUR = rf"(?:(?:from |before |after |by )?(?:{_SPAN}|{_CLOCK}|{_PART}))"
_AT = r"(?:(?:at|around|about|in the) |@ ?)"
_ALL_DAY = r"(?:eod|eob|cob|close of (?:business|play)|end of (?:the |business )?day|end of play)"

_FIGURES = r"(?:0[6-9]|1\d|2[0-3])[0-5][05]"
"""A time in four figures, "0930" or "1500"."""

_AFTER = re.compile(
    rf"(?P<day>.+?),? (?:{_AT}?(?P<hour>{_HOUR}|{_FIGURES})|(?:at|@) ?(?P<bare>\d{{1,2}})|(?:by |at )?{_ALL_DAY})"
)
_BEFORE = re.compile(rf"(?:{_AT}?(?P<hour>{_HOUR})|(?:by |at )?{_ALL_DAY}),? (?:on )?(?P<day>.+)")
_TODAY = re.compile(rf"(?:(?P<this>this (?:morning|afternoon|evening)|tonight)|{_ALL_DAY})")
_LAST_NIGHT = "last night"
_ALONE = re.compile(
    r"(?:at |by |before |@ ?)?(?:(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\.?|(\d{1,2})[:h](\d\d)|(noon|midday))"
)
_IN_FIGURES = re.compile(rf"(?:at )?(?={_FIGURES}$)(\d\d)(\d\d)")
_NOON = 12
_FEW = {"a": 1, "an": 1, "half an": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_COUNT = "|".join(sorted(_FEW, key=len, reverse=True))
_FROM_NOW = re.compile(rf"(?:with)?in (?P<count>\d{{1,3}}|{_COUNT}) (?P<unit>hours?|hrs?|h|minutes?|mins?)")
_BARE = re.compile(r"(\d{1,2})(?: ?o['\u2019]?clock)?")
_EARLY, _LAST = 6, 23
_LEAVES_OUT = re.compile(r"^(?:(?:in the )?(?:morning|afternoon|evening) )?(?:(?:at|around|about) )?(?=\S)")


def apart(words: str) -> tuple[str, str]:
    """(the day, the hour) of words in small letters; the hour is "" where none is said, or the whole day is meant."""
    if found := _TODAY.fullmatch(words):
        return "today", (found["this"] or "").removeprefix("this ")
    if words == _LAST_NIGHT:
        return "yesterday", "night"
    if found := _AFTER.fullmatch(words):
        return found["day"], found["hour"] or (f"at {found['bare']}" if found["bare"] else "")
    if found := _BEFORE.fullmatch(words):
        return found["day"], found["hour"] or ""
    return words, ""


def on_the_clock(hour: str) -> time | None:
    """The time of day that an hour said with a day is ("3pm", "at 3"); None: it is a part of the day, or a span.

    Without am or pm one to six are in the afternoon: nobody calls a customer at three at night.
    """
    plain = _LEAVES_OUT.sub("", hour.strip())
    if found := _IN_FIGURES.fullmatch(plain):
        return time(int(found[1]), int(found[2]))
    if found := _BARE.fullmatch(plain):
        number = int(found[1])
        return time(number + (_NOON if number <= _EARLY else 0)) if 1 <= number <= _LAST else None
    return None if plain.startswith(("by ", "before ")) else alone(plain.removesuffix(" h"))


def from_now(words: str) -> timedelta | None:
    """How long it is to "in 2 hours", "in half an hour"; None for other words."""
    found = _FROM_NOW.fullmatch(words)
    if not found:
        return None
    number = _FEW.get(found["count"]) or float(found["count"])
    return timedelta(hours=number) if found["unit"].startswith("h") else timedelta(minutes=number)


def alone(words: str) -> time | None:
    """The time of day that is all these words say ("5pm", "at 17:30", "noon"); None where there is none such.

    "2:30" is in the afternoon as "at 2" is; who means the night writes "02:30" or "2:30am".
    """
    found = _ALONE.fullmatch(words)
    if not found:
        return None
    if found[6]:
        return time(_NOON)
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if found[3] == "p" else 0)
    elif len(found[4]) == 1 and 1 <= hour <= _EARLY:
        hour += _NOON
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004  # a clock's
