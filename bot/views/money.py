"""Amounts as people write them."""

from decimal import Decimal

from babel.numbers import format_currency


def money(amount: int, currency: str) -> str:
    """Such as €48,200; without a currency (ISO 4217 code) 48,200."""
    if not currency:
        return f"{amount:,}"
    return format_currency(amount, currency, "¤#,##0", locale="en", currency_digits=False)


def exact_money(hundredths: int, currency: str) -> str:
    """The same of an amount in hundredths, which are shown where there are any: €30, €12.50."""
    whole, rest = divmod(hundredths, 100)
    if not rest:
        return money(whole, currency)
    if not currency:
        return f"{whole:,}.{rest:02}"
    return format_currency(Decimal(hundredths) / 100, currency, "¤#,##0.00", locale="en", currency_digits=False)
