"""Of what the name of a list is put together: whose follow-ups, then which of them ("team complaints overdue").

Each part is one word, so that a list travels in a button by its name. A day stands as it was said ("today"), so that an
old button shows what it says, or in full ("2026-12-04").
"""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.calendar import local_date
from bot.domain.due import first_day, is_overdue, is_put_off
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.reader import Reader

WHOSE = ("mine", "team", "unclaimed", "person", "customer")
KINDS = {
    "complaints": FollowUpKind.COMPLAINT,
    "birthdays": FollowUpKind.BIRTHDAY,
    "renewals": FollowUpKind.RENEWAL,
    "check-ins": FollowUpKind.CHECK_IN,
    "thanks": FollowUpKind.THANK_YOU,
}
CLOSED = ("done", "cancelled")
"""Parts that look back; the others are of what is open."""

DAYS = ("today", "tomorrow", "yesterday", "week", "next-week", "last-week")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_MOST_PARTS = 5


def parts_of(name: str) -> tuple[str, tuple[str, ...]] | None:
    """Whose, and which of them; None where the name is put together of nothing that there is."""
    whose, *parts = name.split(" ")
    is_list = whose in WHOSE and 0 < len(parts) <= _MOST_PARTS and all(map(_is_part, parts))
    return (whose, tuple(parts)) if is_list else None


def looks_back(parts: Sequence[str]) -> bool:
    """Whether it is about what is closed."""
    return any(part in CLOSED for part in parts)


def is_in(followup: FollowUp, parts: Sequence[str], reader: Reader) -> bool:
    """Whether a follow-up belongs to all of these parts."""
    return all(_is(followup, part, reader) for part in parts)


def _is(followup: FollowUp, part: str, reader: Reader) -> bool:
    if part in KINDS:
        return followup.kind is KINDS[part]
    if part == "overdue":
        return is_overdue(followup, reader)
    if part == "promised":
        return followup.promised_on is not None
    if part == "put-off":
        return is_put_off(followup, reader)
    if part in CLOSED:
        return not followup.is_open and (part == "done" or followup.status is Status.CANCELLED)
    closed_on = local_date(followup.closed_at, reader.tz) if followup.closed_at else None
    first, last = _span(part, reader.today, is_back=closed_on is not None)
    return first <= (closed_on or first_day(followup, reader.working_hours)) <= last


def _span(part: str, today: date, *, is_back: bool) -> tuple[date, date]:
    """The first and the last day. What is late belongs to today and to this week as long as it is open."""
    monday = today - timedelta(days=today.weekday())
    spans = {
        "today": (today if is_back else date.min, today),
        "tomorrow": (today + _DAY, today + _DAY),
        "yesterday": (today - _DAY, today - _DAY),
        "week": (monday, today) if is_back else (date.min, today + _WEEK - _DAY),
        "next-week": (monday + _WEEK, monday + 2 * _WEEK - _DAY),
        "last-week": (monday - _WEEK, monday - _DAY),
    }
    return spans.get(part) or (date.fromisoformat(part), date.fromisoformat(part))


def _is_part(word: str) -> bool:
    return word in {*KINDS, *CLOSED, *DAYS, "overdue", "promised", "put-off"} or day_named(word) is not None


def day_named(part: str) -> date | None:
    """The day that a part is in full; None: it is another part."""
    try:
        return date.fromisoformat(part)
    except ValueError:
        return None
