"""Amounts as people write them."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal

from bot.domain.saying import ENGLISH, figure, language


def money(amount: int, currency: str) -> str:
    """Such as €48,200; without a currency (ISO 4217 code) 48,200."""
    if not currency:
        return figure(amount)
    return format_currency(amount, currency, _pattern("#,##0"), locale=language(), currency_digits=False)


def exact_money(hundredths: int, currency: str) -> str:
    """The same of an amount in hundredths, which are shown where there are any: €30, €12.50."""
    whole, rest = divmod(hundredths, 100)
    if not rest:
        return money(whole, currency)
    if not currency:
        return format_decimal(Decimal(hundredths) / 100, "#,##0.00", locale=language())
    return format_currency(
        Decimal(hundredths) / 100, currency, _pattern("#,##0.00"), locale=language(), currency_digits=False
    )


def _pattern(number: str) -> str:
    """Where the currency stands: before the number in English, behind it in German and Spanish."""
    return f"¤{number}" if language() == ENGLISH else f"{number}\u00a0¤"
