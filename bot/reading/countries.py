"""Which country somebody writes phone numbers of, from the time zone and locale that Slack has of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType

from babel import Locale

from bot.domain.calendar import zone
from bot.domain.folding import fold

_WINTER, _SUMMER = datetime(2026, 1, 15), datetime(2026, 7, 15)  # noqa: DTZ001  # wall-clock times of whichever zone


def countries_of(tz: str, locale: str) -> tuple[str, ...]:
    """ISO codes, likeliest first: the zone's country, and the locale's where the same time is kept there.

    Slack offers some zones for several countries (Europe/Amsterdam stands for Berlin, Rome and Vienna too), so the
    zone alone does not settle it. Without either, none.
    """
    of_zone, of_locale = _zone_countries().get(tz, ""), _country_in(locale)
    if of_zone and of_locale != of_zone and not _keeps_time_of(tz, of_locale):
        return (of_zone,)
    return tuple(dict.fromkeys(filter(None, (of_zone, of_locale))))


_ALSO = {"uk": "GB", "great britain": "GB", "england": "GB", "usa": "US", "united states of america": "US"}
"""What people call a country besides its English name."""


def country_called(typed: str) -> str | None:
    """The ISO 3166 code of a country, by it or its English name ("Portugal"); None where that is none."""
    name, code = fold(typed), typed.strip().upper()
    if name in _ALSO:
        return _ALSO[name]
    return code if code in Locale("en").territories and len(code) == len("PT") else _by_name().get(name)


@cache
def _by_name() -> dict[str, str]:
    """Folded English name -> code."""
    return {fold(name): code for code, name in Locale("en").territories.items() if len(code) == len("PT")}


def _country_in(locale: str) -> str:
    """The country of a locale like "en-GB"; "" where it names none."""
    language, _, country = locale.replace("_", "-").rpartition("-")
    return country.upper() if language and len(country) == len("GB") else ""


def _keeps_time_of(tz: str, country: str) -> bool:
    return _hours(tz) in _clocks(country)


@cache
def _clocks(country: str) -> frozenset[tuple[timedelta | None, timedelta | None]]:
    return frozenset(_hours(tz) for tz, its_country in _zone_countries().items() if its_country == country)


def _hours(tz: str) -> tuple[timedelta | None, timedelta | None]:
    return zone(tz).utcoffset(_WINTER), zone(tz).utcoffset(_SUMMER)


@cache
def _zone_countries() -> Mapping[str, str]:
    """IANA zone -> the country it is named for: zone.tab of the tz database, and its older names ("Asia/Calcutta")."""
    folder = resources.files("tzdata") / "zoneinfo"
    rows = [line.split("\t") for line in (folder / "zone.tab").read_text("utf-8").splitlines()]
    named = {row[2]: row[0] for row in rows if not row[0].startswith("#")}
    links = (line.split() for line in (folder / "tzdata.zi").read_text("utf-8").splitlines() if line.startswith("L "))
    older = {name: named[target] for _, target, name in links if target in named}
    return MappingProxyType(older | named)
