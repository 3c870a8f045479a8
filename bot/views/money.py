"""Amounts as people write them."""

from babel.numbers import format_currency


def money(amount: int, currency: str) -> str:
    """Such as €48,200; without a currency (ISO 4217 code) 48,200."""
    if not currency:
        return f"{amount:,}"
    return format_currency(amount, currency, "¤#,##0", locale="en", currency_digits=False)
