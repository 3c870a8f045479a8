"""Slack's text formatting, with people's words made inert (promise 6).

Escaping exactly `&`, `<` and `>` disarms `<!channel>`, `<@U…>` and links; `verbatim` keeps Slack from finding
names and addresses in plain words by itself.
"""

from datetime import date, datetime, timedelta

SECTION_LENGTH = 3000
"""Slack's limit for the text of a section, in characters after escaping."""


def escape(text: str) -> str:
    """People's words as words, whatever they contain."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, length: int) -> str:
    """At most so many characters, with an ellipsis where something was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def inert(text: str, length: int = 300) -> str:
    """People's words on one line, clipped, escaped."""
    return escape(clip(" ".join(text.split()), length))


def quote(text: str, length: int = 1500) -> str:
    """People's words as a quotation, escaped; never longer than a section can hold."""
    lines = clip(text.strip(), length).split("\n")
    quoted = "\n".join(f">{escape(line)}" for line in lines)
    return quoted if len(quoted) <= SECTION_LENGTH - 200 else quote(text, length // 2)


def moment(at: datetime) -> str:
    """An instant in the reader's own zone, with UTC for what cannot show that."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{at:%d %b %Y %H:%M} UTC>"


def day_words(day: date, today: date) -> str:
    """A day as people say it: "today", "Mon 23 Nov", with the year where it is another one."""
    near = {today: "today", today + timedelta(days=1): "tomorrow", today - timedelta(days=1): "yesterday"}
    if day in near:
        return near[day]
    words = f"{day:%a} {day.day} {day:%b}"
    return words if day.year == today.year else f"{words} {day.year}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 touchpoint", "2 touchpoints"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
