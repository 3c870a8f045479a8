"""Time zones as people write them."""

from functools import lru_cache
from zoneinfo import available_timezones

from bot.domain.folding import fold


def find_zone(typed: str) -> str | None:
    """The IANA name meant by "Europe/Lisbon", "europe/lisbon" or only "Lisbon"; None where that is none, or several."""
    return _NAMES().get(_key(typed))


def _key(words: str) -> str:
    return "/".join(fold(part.replace("_", " ")) for part in words.strip().split("/"))


@lru_cache(maxsize=1)
def _NAMES() -> dict[str, str]:  # noqa: N802  # a table, read from the machine's zone database when it is first asked for
    whole = {_key(name): name for name in sorted(available_timezones())}
    cities: dict[str, list[str]] = {}
    for name in whole.values():
        if name.partition("/")[0] in {
            "Africa",
            "America",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific",
        }:
            cities.setdefault(_key(name.rpartition("/")[2]), []).append(name)
    return {**{city: names[0] for city, names in cities.items() if len(names) == 1}, **whole}
