"""The currency in which amounts are shown."""

from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from bot.domain.folding import fold
from bot.domain.settings import WorkspaceSettings


def currency_of(rules: WorkspaceSettings) -> str:
    """Its ISO 4217 code: the one chosen, else that of the country today; "" where there is neither."""
    if rules.currency or not rules.country:
        return rules.currency
    return next(iter(get_territory_currencies(rules.country)), "")


def currency_called(typed: str) -> str | None:
    """The ISO 4217 code of a currency, by it or its English name ("Euro", "US dollars"); None where that is none."""
    code = typed.strip().upper()
    return code if code in Locale("en").currencies else _by_name().get(fold(typed))


@cache
def _by_name() -> dict[str, str]:
    """Folded English name, singular and plural -> code; a name of several ("dollars") is none."""
    codes: dict[str, set[str]] = {}
    for code, name in Locale("en").currencies.items():
        for one in (name, get_currency_name(code, count=1, locale="en"), get_currency_name(code, count=2, locale="en")):
            codes.setdefault(fold(one), set()).add(code)
    return {name: found.pop() for name, found in codes.items() if len(found) == 1}
