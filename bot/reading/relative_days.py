"""Days said from today: "friday week", "in 2 weeks' time", "end of next week", "a week on tuesday"."""

import calendar
import re
from datetime import date, timedelta

from bot.reading.said_day import Tense
from bot.reading.typed_dates import MONTH, WEEKDAY, WEEKDAYS, day_of

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
COUNT = rf"(?:\d{{1,3}}|an?(?: couple(?: of)?| few)?|{'|'.join(_NUMBERS[1:])})"
UNIT = r"(?:day|week|wk|fortnight|month|year|yr)(?:'s|s'|s)?"
_COUNT, _UNIT = f"(?P<count>{COUNT})", r"(?P<unit>day|week|wk|fortnight|month|year|yr)(?:'s|s'|s)?"
_WHICH = r"(?P<which>this(?: coming)?|the coming|the following|coming|next|last|past|the)"

_WORDS = {
    **dict.fromkeys(("today", "later today", "earlier today", "now", "asap", "tonight"), 0),
    **dict.fromkeys(("tomorrow", "tmrw", "tmr", "tomorow", "tommorow", "tommorrow"), 1),
    "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2, "week after next": 14,
}  # fmt: skip  # days from today
_BRIEF = re.compile(r"^(?:in )?\+?(\d{1,2})([dwm])$")
_UNIT_OF = {"d": "days", "w": "weeks", "m": "months"}
_SHORT = {
    "last day of month": "end of month",
    "last day of the month": "end of month",
    "eow": "end of week",
    "eom": "end of month",
    "eoy": "end of year",
}

_WEEKDAY = re.compile(rf"(?:{_WHICH} )?(?P<day>{WEEKDAY})")
_IN_WEEK = re.compile(
    rf"(?P<day>{WEEKDAY}),? (?:(?:of|in|the) )*(?P<week>this|next|last|following) week"
    rf"|(?P<week2>this|next|last|the following) week(?:,|'s)? (?:on )?(?P<day2>{WEEKDAY})"
)
_WEEKS_ON = re.compile(rf"(?P<base>{WEEKDAY}|today|tomorrow) (?:in )?(?:a )?(?P<unit>week|fortnight)")
_COUNTED = re.compile(rf"(?P<in>(?:with)?in )?{_COUNT} ?{_UNIT}(?: (?P<end>time|ago|from (?:now|today)|later))?")
_FROM = re.compile(rf"(?:(?:{_COUNT}|the) )?{_UNIT}(?: (?P<way>from|on|after|before))? (?P<base>.+)")
_BEFORE = re.compile(r"before (?P<base>.+)")
_UNIT_NAMED = re.compile(r"(?P<which>this|next|last) (?P<unit>week|wk|month|year)")
_AFTER_NEXT = re.compile(rf"(?P<day>{WEEKDAY}) after next")
_WORKING = re.compile(rf"(?:in |within )?{_COUNT} (?:working|business|work) days?(?: time)?")
_NTH = re.compile(rf"(?:the )?(?P<nth>first|second|third|fourth|last) (?P<day>{WEEKDAY}) (?:in|of) (?P<month>{MONTH})")
_NTHS = ("first", "second", "third", "fourth")
_WEEKEND = re.compile(rf"(?:at |over )?(?:{_WHICH} )?weekend")
_END = re.compile(
    r"(?:the )?(?P<part>end|start|beginning|begin|middle|mid|early|late|later)(?: in| of)?(?: the)?"
    rf"[ -](?:(?:(?P<which>this|next|last) )?(?P<unit>week|month|year)|(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?)"
)
_DAYS = {"day": 1, "week": 7, "wk": 7, "fortnight": 14}
_STEP = {"next": 1, "following": 1, "the following": 1, "last": -1, "past": -1}


def relative_day(words: str, today: date, tense: Tense) -> date | None:
    """The day that these words (small letters, single spaces) name as seen from `today`, or None."""
    words = _BRIEF.sub(lambda found: f"in {found[1]} {_UNIT_OF[found[2]]}", _SHORT.get(words, words))
    if words.removeprefix("the ") in _WORDS:
        return today + timedelta(days=_WORDS[words.removeprefix("the ")])
    for form, read in (
        (_WEEKDAY, _weekday), (_BEFORE, _before), (_IN_WEEK, _in_week), (_WEEKS_ON, _weeks_on), (_COUNTED, _counted),
        (_FROM, _from), (_UNIT_NAMED, _unit_named), (_WEEKEND, _weekend), (_END, _end),
        (_AFTER_NEXT, _after_next), (_NTH, _nth),
    ):  # fmt: skip  # a list of forms
        if found := form.fullmatch(words):
            return read(found, today, tense)
    return None


def next_weekday(words: str, today: date) -> tuple[date, date] | None:
    """The two days that "next friday" may be while this week's Friday is still to come; None where it is one."""
    found = _WEEKDAY.fullmatch(words) or _AFTER_NEXT.fullmatch(words)
    if not found or found.groupdict().get("which", "next") != "next":
        return None
    ahead, later = WEEKDAYS.index(found["day"][:3]) - today.weekday(), 7 * words.endswith(" after next")
    return (today + timedelta(days=ahead + later), today + timedelta(days=ahead + later + 7)) if ahead > 0 else None


def _weekday(found: re.Match[str], today: date, tense: Tense) -> date:
    """A bare "friday" may be today; "next friday" and "last friday" never are."""
    ahead = (WEEKDAYS.index(found["day"][:3]) - today.weekday()) % 7
    step = _STEP.get(found["which"] or "", 0)
    if step:
        return today + timedelta(days=(ahead or 7) if step > 0 else ahead - 7)
    if tense == "future" or found["which"]:
        return today + timedelta(days=ahead)
    return today - timedelta(days=-ahead % 7)


def _after_next(found: re.Match[str], today: date, _tense: Tense) -> date:
    """“monday after next”: a week after the next Monday."""
    ahead = (WEEKDAYS.index(found["day"][:3]) - today.weekday()) % 7
    return today + timedelta(days=(ahead or 7) + 7)


def _nth(found: re.Match[str], today: date, tense: Tense) -> date | None:
    """“first monday in december”, of the nearest year in that direction."""
    month = [name[:3].casefold() for name in calendar.month_abbr].index(found["month"][:3])
    years = (today.year, today.year + 1) if tense == "future" else (today.year, today.year - 1)
    weekday = WEEKDAYS.index(found["day"][:3])
    for year in years:
        days = [week[weekday] for week in calendar.Calendar().monthdatescalendar(year, month)]
        own = [day for day in days if day.month == month]
        day = own[-1 if found["nth"] == "last" else _NTHS.index(found["nth"])]
        if day >= today if tense == "future" else day <= today:
            return day
    return None


def in_working_days(words: str, today: date) -> date | None:
    """The day that "in 3 working days" is where Monday to Friday are worked, feasts too; else None."""
    found = _WORKING.fullmatch(words)
    if not found:
        return None
    day, left = today, count_of(found["count"])
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < WEEKDAYS.index("sat")
    return day


def _in_week(found: re.Match[str], today: date, _tense: Tense) -> date:
    monday = today - timedelta(days=today.weekday())
    step = _STEP.get(found["week"] or found["week2"], 0)
    return monday + timedelta(days=7 * step + WEEKDAYS.index((found["day"] or found["day2"])[:3]))


def _weeks_on(found: re.Match[str], today: date, _tense: Tense) -> date | None:
    """“friday week”: a week after the coming Friday."""
    base = relative_day(found["base"], today, "future")
    return moved(base, found["unit"], 1) if base else None


def _counted(found: re.Match[str], today: date, tense: Tense) -> date | None:
    back = found["end"] == "ago" or (tense == "past" and not found["in"] and not found["end"])
    return moved(today, found["unit"], -count_of(found["count"]) if back else count_of(found["count"]))


def _from(found: re.Match[str], today: date, tense: Tense) -> date | None:
    """“a week on tuesday”, “2 days before friday”, “the day after friday”."""
    base = relative_day(found["base"], today, tense)
    count = count_of(found["count"] or "a")
    return moved(base, found["unit"], -count if found["way"] == "before" else count) if base else None


def _before(found: re.Match[str], today: date, tense: Tense) -> date | None:
    """“before friday”: by the day before."""
    base = relative_day(found["base"], today, tense)
    return base - timedelta(days=1) if base and tense == "future" and base > today else None


def _unit_named(found: re.Match[str], today: date, _tense: Tense) -> date | None:
    unit = found["unit"].replace("wk", "week")
    if found["which"] == "this":
        return _last_of(unit, today, 0)
    if (found["which"], unit) == ("next", "week") and today.weekday() >= WEEKDAYS.index("sat"):
        return _first_of("week", today, 1)  # the same day would be the weekend after it
    return moved(today, unit, _STEP[found["which"]])


def _weekend(found: re.Match[str], today: date, tense: Tense) -> date:
    """Its Saturday; during a weekend, this one's."""
    saturday = today + timedelta(days=5 - today.weekday())
    step = _STEP.get(found["which"] or "", 0)
    if tense == "past" and not step and saturday > today:
        step = -1
    return max(saturday + timedelta(days=7 * step), today) if not step else saturday + timedelta(days=7 * step)


def _end(found: re.Match[str], today: date, tense: Tense) -> date | None:
    """The last day of a month or year, the Friday of a week; the first day, the Monday; or what lies between."""
    step, part = _STEP.get(found["which"] or "", 0), found["part"]
    if found["month"]:
        return _part_of_month(found, today, tense)
    if part in ("end", "late", "later"):
        return _last_of(found["unit"], today, step)
    first = _first_of(found["unit"], today, step)
    if part in ("middle", "mid"):
        return first + timedelta(days={"week": 2, "month": 14, "year": 181}[found["unit"]])
    return first


def _part_of_month(found: re.Match[str], today: date, tense: Tense) -> date | None:
    month = [name[:3].casefold() for name in calendar.month_abbr].index(found["month"][:3])
    part = found["part"]
    for year in (
        [int(found["year"])]
        if found["year"]
        else range(today.year - 1, today.year + 2)[:: 1 if tense == "future" else -1]
    ):
        last = calendar.monthrange(year, month)[1]
        day = day_of(year, month, last if part in ("end", "late", "later") else 15 if part in ("middle", "mid") else 1)
        if day and (found["year"] or (day >= today if tense == "future" else day <= today)):
            return day
    return None


def moved(day: date, unit: str, count: int) -> date | None:
    """So many days, weeks, months or years later; the end of a shorter month. None beyond the calendar."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=_DAYS[unit] * count)
        months = day.year * 12 + day.month - 1 + count * (12 if unit in ("year", "yr") else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def _last_of(unit: str, today: date, step: int) -> date:
    """The last day of a month or year, the Friday of a week; of this week, when it is over, the next one's."""
    if unit == "week":
        friday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step + 4)
        return friday + timedelta(days=7) if not step and friday < today else friday
    return _first_of(unit, today, step + 1) - timedelta(days=1)


def _first_of(unit: str, today: date, step: int) -> date:
    if unit == "week":
        return today + timedelta(days=7 * step - today.weekday())
    months = today.year * 12 + (0 if unit == "year" else today.month - 1) + step * (12 if unit == "year" else 1)
    return date(months // 12, months % 12 + 1, 1)


def count_of(word: str) -> int:
    """The number that a word of COUNT says: "3", "three", "a", "a few"."""
    if word.isdecimal():
        return int(word)
    if "few" in word:
        return 3
    return 2 if "couple" in word else _NUMBERS.index(word) if word in _NUMBERS else 1
