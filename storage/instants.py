"""How instants and days are kept: ISO 8601 text that sorts; instants in UTC to the microsecond. None stays None."""

from datetime import UTC, date, datetime
from typing import overload


@overload
def instant_text(instant: datetime) -> str: ...
@overload
def instant_text(instant: datetime | None) -> str | None: ...
def instant_text(instant: datetime | None) -> str | None:
    """The stored form of an aware instant."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds") if instant else None


@overload
def instant(text: str) -> datetime: ...
@overload
def instant(text: str | None) -> datetime | None: ...
def instant(text: str | None) -> datetime | None:
    """The instant behind a stored form, aware, in UTC."""
    return datetime.fromisoformat(text) if text else None


@overload
def day_text(day: date) -> str: ...
@overload
def day_text(day: date | None) -> str | None: ...
def day_text(day: date | None) -> str | None:
    """The stored form of a local day."""
    return day.isoformat() if day else None


@overload
def day(text: str) -> date: ...
@overload
def day(text: str | None) -> date | None: ...
def day(text: str | None) -> date | None:
    """The day behind a stored form."""
    return date.fromisoformat(text) if text else None
