"""What a person reads where a message holds dates of Slack's: `<!date^…>` in words, in a zone."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_DATE = re.compile(r"<!date\^(\d+)\^([^|]+)\|[^>]*>")


def as_read(text: str, now: datetime, tz: str = "Europe/Lisbon") -> str:
    """The text with its dates in words: "today", "tomorrow", "yesterday", else "Nov 28, 2026"; times as "14:05"."""
    zone = ZoneInfo(tz)
    today = now.astimezone(zone).date()
    near = {today + timedelta(days=step): word for step, word in ((-1, "yesterday"), (0, "today"), (1, "tomorrow"))}

    def shown(found: re.Match[str]) -> str:
        at = datetime.fromtimestamp(int(found[1]), UTC).astimezone(zone)
        day = near.get(at.date(), f"{at:%b} {at.day}, {at.year}")
        return found[2].replace("{date_short_pretty}", day).replace("{time}", f"{at:%H:%M}")

    return _DATE.sub(shown, text)
