"""Times of day said with a day, set apart from it: "monday 3pm", "eod friday", "tomorrow morning"."""

import re

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

_AFTER = re.compile(rf"(?P<day>.+?),? (?:{_AT}?(?P<hour>{_HOUR})|(?:at|@) ?(?P<bare>\d{{1,2}})|(?:by |at )?{_ALL_DAY})")
_BEFORE = re.compile(rf"(?:{_AT}?(?P<hour>{_HOUR})|(?:by |at )?{_ALL_DAY}),? (?:on )?(?P<day>.+)")
_TODAY = re.compile(rf"(?:(?P<this>this (?:morning|afternoon|evening)|tonight)|{_ALL_DAY})")
_LAST_NIGHT = "last night"


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
