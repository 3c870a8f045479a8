"""Amounts as people and exports write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotUnderstoodError
from bot.reading.amounts import Amount, decimal_sign_of_column, read_amount
from bot.reading.locales import checked_locale, decimal_sign


@pytest.mark.parametrize(
    ("words", "locale", "units"),
    [
        ("12500", "en-US", 12500), ("12,500", "en-US", 12500), ("12.500", "de-DE", 12500), ("12 500", "fr-FR", 12500),
        ("12'500", "de-CH", 12500), ("1.234.567", "en-US", 1234567), ("12,34,567", "en-IN", 1234567),
        ("$12,500.00", "en-US", 12500), ("12.500,00 €", "de-DE", 12500), ("EUR 500", "en-US", 500),
        ("500 kr", "sv-SE", 500),
        ("R$ 1.204,00", "pt-BR", 1204), ("12,-", "nl-NL", 12), ("US$ 12", "en-US", 12), ("0", "en-US", 0),
    ],
)  # fmt: skip
def test_whole_amounts(words: str, locale: str, units: int) -> None:
    assert read_amount(words, decimal_sign(locale)) == Amount(units)


@pytest.mark.parametrize(
    ("words", "locale", "units"),
    [
        ("0.500", "en-US", 0), ("0.500", "de-DE", 0), ("0,500", "en-US", 0), ("12.500", "en-US", 12),
        ("1204.50", "en-US", 1204), ("1.204,50", "de-DE", 1204), ("1,204.51", "en-US", 1205), ("1,50", "en-US", 2),
        ("99.99", "en-GB", 100), ("1,2345", "en-US", 1),
    ],
)  # fmt: skip
def test_fractions_are_rounded_and_said_to_be(words: str, locale: str, units: int) -> None:
    assert read_amount(words, decimal_sign(locale)) == Amount(units, is_rounded=True)


@pytest.mark.parametrize("words", ["", "much", "-5", "(5)", "1e5", "1.5k", "2 mio", "1,2,3", "9" * 20, "12 or 13", "٣"])
def test_what_is_no_amount_gets_a_sentence(words: str) -> None:
    with pytest.raises(NotUnderstoodError, match="Give a whole number") as refused:
        read_amount(words, decimal_sign("en-US"))
    assert refused.value.field == "value"


@given(st.integers(0, 10**9), st.sampled_from(["en-US", "de-DE", "fr-FR", "pt-PT", "en-IN"]))
def test_what_is_shown_reads_as_what_it_was(units: int, locale: str) -> None:
    assert read_amount(str(units), decimal_sign(locale)) == Amount(units)
    assert read_amount(f"{units:,}", decimal_sign("en-US")) == Amount(units)


@given(st.text(max_size=20) | st.text("0123456789.,' €$k-", max_size=12))
def test_any_words_give_an_amount_or_a_sentence(words: str) -> None:
    with suppress(NotUnderstoodError):
        assert read_amount(words, decimal_sign("en-US")).units >= 0


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["12.500", "1.204,50"], ","), (["12,500", "1,204.50"], "."), (["12.500", "7,5"], ","), (["12.500"], ""),
        (["1.5", "1,5"], ""), (["much", "€ 9,90"], ","), ([], ""),
    ],
)  # fmt: skip
def test_column_tells_what_stands_before_cents(cells: list[str], sign: str) -> None:
    assert decimal_sign_of_column(cells) == sign


@pytest.mark.parametrize(
    ("typed", "locale"),
    [("en-GB", "en-GB"), ("de_DE", "de-DE"), ("de", "de-DE"), ("pt", "pt-BR"), ("EN-us", "en-US"), ("und-BR", "pt-BR")],
)
def test_locale_names_a_language_and_its_country(typed: str, locale: str) -> None:
    assert checked_locale(typed) == locale


@pytest.mark.parametrize("typed", ["zz", "zz-ZZ", "en-ZZ", "english", "", "-", "en-GB-x-y-z"])
def test_locale_that_there_is_not_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstoodError, match="There is no locale"):
        checked_locale(typed)
