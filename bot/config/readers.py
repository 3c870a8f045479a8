"""How each kind of setting is read from text. All raise ValueError with what it must be, never with what it was."""

import re
from collections.abc import Callable
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationInfo

from bot.domain.rights import KEPT
from bot.domain.setting_values import LONGEST_WORDS, MOST_WORDS, is_channel_id, is_person_id
from bot.domain.zones import find_zone

SHORTEST_PASSWORD = 16
"""Characters: fewer can be guessed by trying."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEPARATORS = re.compile(r"[,\s]+")


def secret(prefix: str, *needs: str) -> Callable[[str | SecretStr, ValidationInfo], SecretStr]:
    """A token that begins with `prefix`; missing is an error when the settings' `need` is one of `needs`."""

    def read(value: str | SecretStr, info: ValidationInfo) -> SecretStr:
        text = (value.get_secret_value() if isinstance(value, SecretStr) else value).strip()
        if not text and info.data.get("need") in needs:
            raise ValueError("is missing")
        if text and not text.startswith(prefix):
            raise ValueError(f"must begin with {prefix}")
        return SecretStr(text)

    return read


def password(text: str | SecretStr | None) -> SecretStr | None:
    """What a program must show to be let in; empty means that none is."""
    value = text.get_secret_value() if isinstance(text, SecretStr) else text or ""
    if value and (len(value) < SHORTEST_PASSWORD or not value.isascii() or not value.isprintable() or " " in value):
        raise ValueError(f"must be {SHORTEST_PASSWORD} or more letters and digits")
    return SecretStr(value) if value else None


def dsn(text: str | SecretStr | None) -> SecretStr | None:
    """Where errors are sent; empty means nowhere."""
    value = text.get_secret_value() if isinstance(text, SecretStr) else text or ""
    parts = urlsplit(value.strip())
    if value and not (
        parts.scheme in {"http", "https"} and parts.username and parts.path[1:].rpartition("/")[2].isdigit()
    ):
        raise ValueError("must be an address such as https://public-key@sentry.example/42")
    return SecretStr(value.strip()) if value else None


def address(text: str) -> str:
    """The base of the Web API, ending with a slash."""
    parts = urlsplit(text.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address such as https://slack.com/api/")
    return text.strip().rstrip("/") + "/"


def links(text: str) -> str:
    """What links to customers begin with, without a slash at the end; empty means that there are none."""
    parts = urlsplit(text.strip())
    named = parts.scheme == "https" and parts.hostname and "." in parts.hostname and not parts.port
    if text.strip() and (not named or parts.path.strip("/") or parts.query or parts.fragment):
        raise ValueError(
            "must be https:// and a name under a domain of yours, such as https://customers.harbour.example"
        )
    return f"https://{parts.hostname}" if text.strip() else ""


def survey_address(text: str) -> str:
    """What links to the survey page begin with, without a slash at the end; empty means that there are none."""
    parts = urlsplit(text.strip())
    more = parts.query or parts.fragment or parts.username or parts.password
    if text.strip() and (parts.scheme not in {"http", "https"} or not parts.hostname or more or " " in text.strip()):
        raise ValueError("must be the address of the page, such as https://ask.harbour.example")
    return text.strip().rstrip("/")


def database(text: str | None) -> str | None:
    """The address of a PostgreSQL; empty means files."""
    if text and not text.startswith(("postgresql://", "postgres://")):
        raise ValueError("must be an address such as postgresql://rapport:secret@db.example/rapport, or empty")
    return text or None


def channel(text: str | None) -> str | None:
    """A channel's id; empty means none."""
    return _slack_id(text, is_channel_id, "must be the id of a channel, such as C012AB3CD")


def person(text: str | None) -> str | None:
    """A person's id; empty means nobody."""
    return _slack_id(text, is_person_id, "must be the id of a person, such as U012AB3CD")


def _slack_id(text: str | None, looks_right: Callable[[str], bool], complaint: str) -> str | None:
    text = (text or "").strip()
    if text and not looks_right(text):
        raise ValueError(complaint)
    return text or None


def people(value: str) -> frozenset[str]:
    """Ids of people, divided by commas or spaces."""
    ids = frozenset(filter(None, _SEPARATORS.split(value)))
    if not all(map(is_person_id, ids)):
        raise ValueError("must be ids of people, such as U012AB3CD, U045EF6GH")
    return ids


def rights(value: str) -> frozenset[str]:
    """What admins keep to themselves: keys of rights, divided by commas or spaces."""
    keys = frozenset(filter(None, _SEPARATORS.split(value.lower())))
    if not keys <= KEPT.keys():
        raise ValueError(f"must be of {', '.join(KEPT)}")
    return keys


def words(value: str) -> tuple[str, ...]:
    """A few words each, with commas between them."""
    found = tuple(dict.fromkeys(filter(None, (" ".join(one.split()) for one in value.split(",")))))
    if not 0 < len(found) <= MOST_WORDS or any(len(one) > LONGEST_WORDS for one in found):
        raise ValueError(f"must be up to {MOST_WORDS} reasons with commas between them")
    return found


def time_of_day(value: str) -> time:
    """A wall-clock time on 24 hours."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value.strip())
    if not found:
        raise ValueError("must be a time such as 09:00")
    return time(int(found[1]), int(found[2]))


def hours(value: str) -> tuple[time, time]:
    """From when until when, on one day."""
    found = re.fullmatch(r"\s*([\d:]+)\s*[-\N{EN DASH}]\s*([\d:]+)\s*", value)
    try:
        span = (time_of_day(found[1]), time_of_day(found[2])) if found else (time(), time())
    except ValueError:
        span = (time(), time())
    if span[0] >= span[1]:
        raise ValueError("must be two times of one day, such as 09:00-17:00")
    return span


def weekdays(value: str) -> frozenset[int]:
    """Days of the week, Monday as 0: names or spans of names ("Sun-Thu" goes over the weekend)."""
    days: set[int] = set()
    for part in filter(None, _SEPARATORS.split(re.sub(r"\s*[-\N{EN DASH}]\s*", "-", value))):
        first, _, last = part.lower().partition("-")
        start, end = _weekday(first), _weekday(last or first)
        days |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    if not days:
        raise ValueError("must name at least one weekday, such as Mon-Fri")
    return frozenset(days)


def _weekday(name: str) -> int:
    if name[:3] not in _DAYS:
        raise ValueError("must be weekdays such as Mon-Fri or Mon, Tue, Thu")
    return _DAYS.index(name[:3])


def number(text: str, least: int, most: int) -> int:
    """A whole number within these bounds."""
    text = text.strip()
    if not (text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most):
        raise ValueError(f"must be a number from {least} to {most}")
    return int(text)


def zone(text: str) -> str:
    """The IANA name of a time zone; empty means none."""
    found = find_zone(text) if text.strip() else ""
    if found is None:
        raise ValueError("must be a time zone such as Europe/Lisbon")
    return found


def country(text: str) -> str:
    """A country's ISO 3166 code; empty means none. Whether its holidays are known is for `rapport doctor`."""
    code = text.strip().upper()
    if not re.fullmatch(r"([A-Z]{2})?", code):
        raise ValueError("must be a country of two letters, such as PT")
    return code


def currency(text: str) -> str:
    """A currency's ISO 4217 code; empty means none."""
    code = text.strip().upper()
    if not re.fullmatch(r"([A-Z]{3})?", code):
        raise ValueError("must be a currency of three letters, such as EUR")
    return code


def path(value: str | Path | None) -> Path | None:
    """A file or folder; `~` is the home of the one who runs it."""
    return Path(value).expanduser() if value else None


def upper(text: str) -> str:
    """A word whose case does not matter."""
    return text.strip().upper()


def lower(text: str) -> str:
    """A word whose case does not matter."""
    return text.strip().lower()
