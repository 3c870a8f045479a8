"""How instants and days are kept: ISO 8601 text that sorts; instants in UTC to the microsecond."""

from datetime import UTC, date, datetime


def instant_text(instant: datetime) -> str:
    """The stored form of an aware instant."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def instant(text: str | None) -> datetime | None:
    """The instant behind a stored form, aware, in UTC."""
    return datetime.fromisoformat(text) if text else None


def day_text(day: date | None) -> str | None:
    """The stored form of a local day."""
    return day.isoformat() if day else None


def day(text: str | None) -> date | None:
    """The day behind a stored form."""
    return date.fromisoformat(text) if text else None
