"""What Unicode's locale data (CLDR, by way of babel) says of how a country writes."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_decimal_symbol

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say


def checked_locale(typed: str) -> str:
    """A locale as "en-GB"; a language alone means the country where most speak it. Raises NotUnderstoodError."""
    found = _locale(typed)
    country = found and (found.territory or get_global("likely_subtags").get(found.language, "").rpartition("_")[2])
    if not (found and country) or not typed.casefold().endswith((country.casefold(), found.language)):
        raise NotUnderstoodError(
            say(
                "There is no locale “{typed}”. Write a language and a country, like en-GB, en-US or de-DE.",
                typed=typed[:20],
            )
        )
    return f"{found.language}-{country}"


@lru_cache(maxsize=64)
def decimal_sign(locale: str) -> str:
    """What stands before the cents where this locale ("de-DE") is at home."""
    found = _locale(locale)
    return get_decimal_symbol(found) if found else "."


def _locale(typed: str) -> Locale | None:
    try:
        return Locale.parse(typed.strip().replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
