"""Dates in words, as somebody means them on Wednesday, 18 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotUnderstoodError
from bot.domain.line import read_line
from bot.domain.options import Direction
from handlers.dates import DateWords, warm_up

TODAY = date(2026, 11, 18)
AMERICAN = DateWords(TODAY, "en-US")
BRITISH = DateWords(TODAY, "en-GB")
warm_up()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-18"), ("Tomorrow", "2026-11-19"), ("the day after tomorrow", "2026-11-20"),
        ("friday", "2026-11-20"), ("Fri", "2026-11-20"), ("wednesday", "2026-11-18"), ("tues", "2026-11-24"),
        ("next friday", "2026-11-20"), ("next wednesday", "2026-11-25"), ("this friday", "2026-11-20"),
        ("in 3 days", "2026-11-21"), ("3 days", "2026-11-21"), ("in two weeks", "2026-12-02"),
        ("in a week", "2026-11-25"),
        ("a week from today", "2026-11-25"), ("next week", "2026-11-25"), ("next month", "2026-12-18"),
        ("in 1 month", "2026-12-18"), ("end of month", "2026-11-30"), ("the end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"), ("end of week", "2026-11-20"), ("end of year", "2026-12-31"),
        ("14 March", "2027-03-14"), ("14-Mar", "2027-03-14"), ("March 14", "2027-03-14"),
        ("14th of march", "2027-03-14"),
        ("March 14 2027", "2027-03-14"), ("March 14th, 2027", "2027-03-14"), ("14-Mar-2027", "2027-03-14"),
        ("14 mar '27", "2027-03-14"), ("14.3.", "2027-03-14"), ("14.3.2027", "2027-03-14"), ("14. 3. 27", "2027-03-14"),
        ("24 dec", "2026-12-24"), ("18 November", "2026-11-18"), ("17 November", "2027-11-17"),
        ("fri, 20 nov", "2026-11-20"),
        ("2026-11-20", "2026-11-20"), ("2026/11/20", "2026-11-20"), ("29 Feb", "2028-02-29"),
        ("the 14th", "2026-12-14"),
        ("31st", "2026-12-31"), ("  in   3  days ", "2026-11-21"), ("eod", "2026-11-18"),
    ],
)  # fmt: skip
def test_due_looks_ahead(words: str, day: str) -> None:
    assert AMERICAN(words, "future") == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-18"), ("yesterday", "2026-11-17"), ("friday", "2026-11-13"), ("wednesday", "2026-11-18"),
        ("last wednesday", "2026-11-11"), ("last monday", "2026-11-16"), ("2 weeks ago", "2026-11-04"),
        ("3 days ago", "2026-11-15"), ("3 days", "2026-11-15"), ("last week", "2026-11-11"), ("14 March", "2026-03-14"),
        ("24 dec", "2025-12-24"), ("29 Feb", "2024-02-29"), ("2026-11-01", "2026-11-01"), ("the 31st", "2026-10-31"),
        ("14.3.25", "2025-03-14"),
    ],
)  # fmt: skip
def test_on_looks_back(words: str, day: str) -> None:
    assert AMERICAN(words, "past") == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "american", "british"),
    [
        ("5/12", "2027-05-12", "2026-12-05"),
        ("5/12/2027", "2027-05-12", "2027-12-05"),
        ("5-12-27", "2027-05-12", "2027-12-05"),
        ("20/11", "2026-11-20", "2026-11-20"),
        ("5.12.", "2026-12-05", "2026-12-05"),
    ],
)
def test_figures_are_read_in_the_order_of_the_readers_country(words: str, american: str, british: str) -> None:
    assert AMERICAN(words, "future") == date.fromisoformat(american)
    assert BRITISH(words, "future") == date.fromisoformat(british)


@pytest.mark.parametrize("direction", ["past", "future"])
@pytest.mark.parametrize(
    "words",
    ["", " ", "a", "may", "mar", "1", "12", "10:30", "soon", "blah", "in", "next", "friday call", "noon", "30 February",
     "30 February 2027", "2026-02-30", "2026-13-01", "31/11", "0 march", "32nd", "0th", "tomorrow at 10", "mon 14 nov",
     "in -3 days", "in 1000000 days", "20261120", "10/2026", "٣ أيام", "<!channel>", "'; DROP TABLE", "in 3 days @ben"],
)  # fmt: skip
def test_what_nobody_means_as_a_date_is_none(words: str, direction: Direction) -> None:
    assert AMERICAN(words, direction) is None


@pytest.mark.parametrize(
    "words", ["yesterday", "last monday", "2 days ago", "2020-01-01", "14 March 2026", "end of last month"]
)
def test_due_refuses_the_past_and_says_which_day_it_read(words: str) -> None:
    with pytest.raises(NotUnderstoodError, match=r"is in the past \(\d+ \w+ 20\d\d\). Give a day from today on."):
        AMERICAN(words, "future")


@pytest.mark.parametrize("words", ["tomorrow", "next monday", "in 3 days", "2027-01-01"])
def test_on_refuses_what_is_still_to_come(words: str) -> None:
    with pytest.raises(NotUnderstoodError, match="is still to come"):
        AMERICAN(words, "past")


@pytest.mark.parametrize(
    ("words", "direction"), [("2206-11-20", "future"), ("in 999 years", "future"), ("0202-11-20", "past")]
)
def test_a_slip_in_the_year_is_not_taken_for_a_date(words: str, direction: Direction) -> None:
    with pytest.raises(NotUnderstoodError, match="too far away"):
        AMERICAN(words, direction)


def test_31_january_and_a_month_is_the_end_of_february() -> None:
    assert DateWords(date(2027, 1, 31))("in 1 month", "future") == date(2027, 2, 28)


@given(st.text() | st.text("0123456789./- janfebmr'th,of", max_size=25), st.sampled_from(["past", "future"]))
def test_any_words_give_a_day_on_the_right_side_or_none(words: str, direction: Direction) -> None:
    try:
        day = AMERICAN(words, direction)
    except NotUnderstoodError:
        return
    assert day is None or (day >= TODAY if direction == "future" else day <= TODAY)


@given(
    st.dates(TODAY, date(2036, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%d-%b-%Y", "%d.%m.%Y"])
)
def test_every_day_reads_in_every_usual_form(day: date, form: str) -> None:
    assert AMERICAN(day.strftime(form), "future") == day


def test_a_whole_line_reads_with_its_dates() -> None:
    line = read_line(
        "Dana Reyes: call back due:in 3 days <@U1|ben> on:last monday",
        keys=frozenset({"on", "due"}),
        read_date=AMERICAN,
    )
    assert line.options == {"due": date(2026, 11, 21), "on": date(2026, 11, 16)}
    assert line.people == ("U1",)
