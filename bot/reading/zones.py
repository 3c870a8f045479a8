"""Time zones while somebody types: by city, region or country (Unicode's locale data, by way of babel)."""

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import say
from bot.domain.zones import find_zone

MOST = 50
"""So many zones are offered at once; Slack takes 100."""


def read_zone(words: str) -> str:
    """The IANA name of a zone; "" for no words. Raises NotUnderstoodError for what is none, or several."""
    if not words.strip():
        return ""
    if zone := find_zone(words):
        return zone
    like = zones_like(words)[:3]
    meant = (
        say(" Is it {like}?", like=say(" or ").join(like))
        if like
        else say(" Write a city and its continent, such as Europe/Lisbon.")
    )
    sentence = say("I don't know the time zone “{words}”.{meant}", words=words[:40], meant=meant)
    raise NotUnderstoodError(sentence, field="timezone")


def zones_like(typed: str) -> list[str]:
    """The zones whose city, region or country has a word that begins so; those of a city first."""
    wanted = fold(typed.replace("/", " "))
    if not wanted:
        return []
    found = [(_rank(zone, words, wanted), zone) for zone, words in _words().items() if f" {wanted}" in words]
    return [zone for _, zone in sorted(found)][:MOST]


def _rank(zone: str, words: str, wanted: str) -> int:
    return 0 if words.startswith(f" {wanted}") else 1 if "/" in zone else 2


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Zone -> its city, region and country in words, each behind a blank."""
    countries = Locale("en").territories
    found = {}
    for zone, territory in get_global("zone_territories").items():
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/")) and find_zone(zone) == zone:
            parts = zone.split("/")
            words = " ".join([*reversed(parts), countries.get(territory, ""), *parts])
            found[zone] = f" {fold(words.replace('_', ' '))}"
    return found
