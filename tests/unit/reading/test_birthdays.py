"""Birthdays as people type them and programs export them, read on 26 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.customers import Birthday
from bot.domain.errors import NotUnderstoodError
from bot.reading.birthdays import read_birthday
from bot.reading.written_dates import order_of_column

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    "words",
    [
        "14-Mar", "14 March", "14th of march", "March 14", "Mar-14", "03-14", "14.3.", "--03-14", "--0314", "0314",
        "1604-03-14", "0000-03-14", "14 de marzo", "14. März", "14 mars", "14 março", "14 maart", "14 marzo", "14 Mrz.",
    ],
)  # fmt: skip
def test_without_a_year(words: str) -> None:
    assert read_birthday(words, "en-US", today=TODAY) == Birthday(3, 14)


@pytest.mark.parametrize(
    "words",
    [
        "March 14, 1980", "14 mar '80", "14-Mar-80", "14-Mar-1980", "1980-03-14", "1980/3/14", "1980.03.14", "19800314",
        "1980-03-14T00:00:00.000Z", "1980-03-14 00:00:00", "1980-03-14T00:00:00+01:00", "3/14/1980", "3/14/80",
        "14/3/80", "3/14/1980 12:00:00 AM", "14.3.80", "14. 3. 1980", "14. März 1980", "14 de março de 1980",
        "Fri, 14 Mar 1980", "Friday 14 March 1980", "29294", "29294.0", "14 MARCH 1980",
        "14\N{NO-BREAK SPACE}March 1980",
    ],
)  # fmt: skip
def test_with_its_year(words: str) -> None:
    assert read_birthday(words, "en-US", today=TODAY) == Birthday(3, 14, 1980)


@pytest.mark.parametrize(
    ("words", "american", "british"),
    [("3/4/1980", (3, 4), (4, 3)), ("03-04", (3, 4), (4, 3)), ("0304", (3, 4), (4, 3)), ("3.4.1980", (4, 3), (4, 3))],
)
def test_figures_are_read_in_the_order_of_the_country(
    words: str, american: tuple[int, int], british: tuple[int, int]
) -> None:
    for locale, expected in (("en-US", american), ("en-GB", british)):
        read = read_birthday(words, locale, today=TODAY)
        assert (read.month, read.day) == expected


@pytest.mark.parametrize(("order", "expected"), [("day first", (4, 3)), ("month first", (3, 4))])
def test_order_of_a_column_outranks_the_locale(order: str, expected: tuple[int, int]) -> None:
    for locale in ("en-US", "en-GB"):
        read = read_birthday("03/04/1980", locale, today=TODAY, order=order)  # type: ignore[arg-type]  # parametrised
        assert (read.month, read.day) == expected


def test_mixed_column_leaves_a_cell_with_two_readings_open() -> None:
    with pytest.raises(NotUnderstoodError, match="can be 3 April or 4 March"):
        read_birthday("03/04/1980", today=TODAY, order="mixed")
    assert read_birthday("14/03/1980", today=TODAY, order="mixed") == Birthday(3, 14, 1980)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/1980", "25/12/1981"], "day first"),
        (["03/04/1980", "12/25/1981", "n/a"], "month first"),
        (["3/14/1980", "14/3/1980"], "mixed"),
        (["03/04/1980", "04/05/1981"], None),
        (["14 March", "1980-03-14", "19801325"], None),
        (["03.04.1980", "12.25.1981 0:00"], "month first"),
        (["0304", "2512"], "day first"),
        ([], None),
    ],
)
def test_column_says_whether_the_day_is_first(cells: list[str], order: str | None) -> None:
    assert order_of_column(cells) == order


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("29/02/1981", "1981 had no 29 February"), ("2/29/1981", "1981 had no 29 February"),
        ("29 Feb 1900", "1900 had no 29 February"), ("19810229", "1981 had no 29 February"),
        ("30 Feb", "There is no 30 February"), ("31 April", "There is no 31 April"), ("--0431", "There is no 31 April"),
    ],
)  # fmt: skip
def test_day_that_is_in_no_calendar_is_named(words: str, why: str) -> None:
    with pytest.raises(NotUnderstoodError, match=why) as refused:
        read_birthday(words, "en-US", today=TODAY)
    assert refused.value.field == "birthday"


@pytest.mark.parametrize(
    "words",
    ["", "soon", "friday", "in 3 days", "1980", "March", "13/13/1980", "0/5/80", "Mar-80", "14..3", "today", "1980-03",
     "Mon, 14 Mar 1980", "٣ أيام", "<!channel>", "9" * 30],
)  # fmt: skip
def test_what_nobody_means_as_a_birthday_is_refused_with_what_works(words: str) -> None:
    with pytest.raises(NotUnderstoodError, match=r"as a birthday\. These work: 14 March"):
        read_birthday(words, "en-US", today=TODAY)


@pytest.mark.parametrize("words", ["2026-11-27", "2030-01-01", "1 Jan 1800", "14 March 1802"])
def test_nobody_is_born_tomorrow_or_two_hundred_years_ago(words: str) -> None:
    with pytest.raises(NotUnderstoodError, match="Nobody alive was born"):
        read_birthday(words, "en-US", today=TODAY)


@given(
    st.dates(date(1930, 1, 1), TODAY),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%d-%b-%y", "%d.%m.%Y", "%Y%m%d", "%Y-%m-%dT%H:%M:%SZ"]),
)
def test_every_day_reads_in_every_usual_form(day: date, form: str) -> None:
    assert read_birthday(day.strftime(form), today=TODAY) == Birthday(day.month, day.day, day.year)


@given(st.text() | st.text("0123456789./- janfebmr'th,of", max_size=25))
def test_any_words_give_a_birthday_of_somebody_alive_or_a_sentence(words: str) -> None:
    try:
        read = read_birthday(words, today=TODAY)
    except NotUnderstoodError:
        return
    assert date(read.year or 2000, read.month, read.day) <= TODAY
