"""Amounts of money as people and exports write them ("€1,204.50", "1.204,50", "12 500 kr"), in whole units."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say

MOST = 10**12

_CENTS = re.compile(r"(?<=\d)([.,])\d{1,2}$")
_CURRENCY = r"(?:[A-Z]{3}|(?i:kr|zł|fr|ft|kč|rs|us|nz|hk|r|a|c|s)\.?)"
"""Codes (ISO 4217) and what is written in place of a sign; "$" and the like go before."""

_GROUPED = {
    sign: re.compile(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{2,3}})*{re.escape(sign)}\d{{3}}")
    for sign in (",", ".", " ", "'")
}


@dataclass(frozen=True)
class Amount:
    """An amount in whole units; `is_rounded` where there was a fraction."""

    units: int
    is_rounded: bool = False


def decimal_sign_of_column(cells: Iterable[str]) -> str:
    """What stands before the cents in a whole column, where its cells tell and agree: 1.204,50 or 9,5; else ""."""
    told = {found[1] for cell in cells if (found := _CENTS.search(_number(cell)))}
    return told.pop() if len(told) == 1 else ""


def read_amount(words: str, decimal: str, *, is_open: bool = False) -> Amount:
    """The amount these words write, with this sign before its cents. Halves go to the even number.

    `is_open`: the sign is only what is usual where the writer lives, and 12.500 may be twelve thousand all the same: no
    money has three decimals where people write by hand. Raises NotUnderstoodError for that, and for what is no amount,
    is negative or endless.
    """
    exact = _exact(words, decimal, is_open=is_open)
    if exact is None:
        raise NotUnderstoodError(
            say("“{words}” does not work here. Give a whole number, like 12500.", words=words[:40]), field="value"
        )
    units = int(exact.to_integral_value(ROUND_HALF_EVEN))
    return Amount(units, is_rounded=units != exact)


def read_hundredths(words: str, decimal: str) -> int:
    """The amount in hundredths of its unit, as it is typed by hand. Raises as `read_amount` does."""
    exact = _exact(words, decimal, is_open=True)
    hundredths = exact * 100 if exact is not None else None
    if hundredths is None or hundredths != int(hundredths):
        raise NotUnderstoodError(
            say("“{words}” is no amount. Write figures, like 30 or 12.50.", words=words[:40]), field="value"
        )
    return int(hundredths)


def read_number(words: str, decimal: str, *, is_open: bool = False) -> Decimal:
    """The number these words write, with its fraction; a minus may lead it. The rest is as of amounts."""
    signed = unicodedata.normalize("NFKC", words).strip().replace("\N{MINUS SIGN}", "-")
    is_negative = signed.startswith("-")
    exact = _exact(signed.removeprefix("-"), decimal, is_open=is_open)
    if exact is None:
        raise NotUnderstoodError(say("“{words}” is no number. Write figures, like 12 or 12.5.", words=words[:40]))
    return -exact if is_negative else exact


def _exact(words: str, decimal: str, *, is_open: bool) -> Decimal | None:
    """The number with its fraction; None where it is none. Raises NotUnderstoodError where it can be two."""
    plain = _number(words)
    if is_open and _is_either(plain, decimal):
        raise NotUnderstoodError(
            say(
                "“{words}” can be thousands or a fraction. Write it whole, like {whole}.",
                words=words[:40],
                whole=re.sub(r"[.,]", "", plain),
            ),
            field="value",
        )
    value = plain and _value(plain, decimal)
    return Decimal(value) if value and Decimal(value) <= MOST else None


def _is_either(plain: str, decimal: str) -> bool:
    """Whether three figures behind the only sign could be a fraction or thousands; 0.500 is the first."""
    return bool(re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(decimal)}\d{{3}}", plain))


def _number(words: str) -> str:
    """Figures and their signs alone, without the currency before or behind; "" where there is more to it."""
    plain = unicodedata.normalize("NFKC", words).strip().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Sc")
    plain = re.sub(rf"^{_CURRENCY}\s*(?=\d)|(?<=\d)\s*{_CURRENCY}$", "", plain.strip())
    plain = re.sub(r"[,.](?:-+|\N{EN DASH}|\N{EM DASH})$", "", plain.strip())  # 12,-
    return plain if re.fullmatch(r"\d[\d.,' ]*", plain, re.ASCII) else ""


def _value(plain: str, decimal: str) -> str | None:
    """The same with a point for its fraction and nothing between its groups; None where the signs make no sense."""
    whole, fraction = _split(plain, decimal)
    for sign, grouped in _GROUPED.items():
        if sign in whole:
            if not grouped.fullmatch(whole):
                return None
            whole = whole.replace(sign, "")
    return f"{whole}.{fraction or 0}" if whole.isdigit() and (fraction or "0").isdigit() else None


def _split(plain: str, decimal: str) -> tuple[str, str]:
    """The part before and behind the sign of the fraction."""
    last = max(plain.rfind(","), plain.rfind("."))
    if last < 0:
        return plain, ""
    sign, before, behind = plain[last], plain[:last], plain[last + 1 :]
    other = "," if sign == "." else "."
    is_fraction = (
        (other in before and sign not in before)  # both signs: the last one leads the fraction
        or (sign not in before and sign == decimal)
        or (sign not in before and not _GROUPED[sign].fullmatch(plain))
        or (sign not in before and before.startswith("0"))  # no amount of thousands begins with 0
    )
    return (before, behind) if is_fraction else (plain, "")
