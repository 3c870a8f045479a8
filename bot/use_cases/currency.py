"""The currency in which amounts are shown."""

from babel import Locale
from babel.numbers import get_territory_currencies

from bot.domain.settings import WorkspaceSettings


def currency_of(rules: WorkspaceSettings) -> str:
    """Its ISO 4217 code: the one chosen, else that of the country today; "" where there is neither."""
    if rules.currency or not rules.country:
        return rules.currency
    return next(iter(get_territory_currencies(rules.country)), "")


def is_currency(code: str) -> bool:
    """Whether this is the ISO 4217 code of a currency."""
    return code in Locale("en").currencies
