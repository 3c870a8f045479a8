"""Dates in words, as somebody means them on Wednesday, 18 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotUnderstoodError
from bot.reading.dates import DateWords
from bot.reading.doubts import DoubtError
from bot.reading.said_day import SaidDay, Tense

TODAY = date(2026, 11, 18)
AMERICAN = DateWords(TODAY, "en-US")
BRITISH = DateWords(TODAY, "en-GB")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-18"), ("Tomorrow", "2026-11-19"), ("the day after tomorrow", "2026-11-20"),
        ("friday", "2026-11-20"), ("Fri", "2026-11-20"), ("wednesday", "2026-11-18"), ("tues", "2026-11-24"),
        ("next monday", "2026-11-23"), ("next wednesday", "2026-11-25"), ("this friday", "2026-11-20"),
        ("in 3 days", "2026-11-21"), ("3 days", "2026-11-21"), ("in two weeks", "2026-12-02"),
        ("in a week", "2026-11-25"),
        ("a week from today", "2026-11-25"), ("next week", "2026-11-25"), ("next month", "2026-12-18"),
        ("in 1 month", "2026-12-18"), ("end of month", "2026-11-30"), ("the end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"), ("end of week", "2026-11-20"), ("end of year", "2026-12-31"),
        ("14 March", "2027-03-14"), ("14-Mar", "2027-03-14"), ("March 14", "2027-03-14"),
        ("14th of march", "2027-03-14"),
        ("March 14 2027", "2027-03-14"), ("March 14th, 2027", "2027-03-14"), ("14-Mar-2027", "2027-03-14"),
        ("14 mar '27", "2027-03-14"), ("14.3.", "2027-03-14"), ("14.3.2027", "2027-03-14"), ("14. 3. 27", "2027-03-14"),
        ("24 dec", "2026-12-24"), ("18 November", "2026-11-18"), ("17 August", "2027-08-17"),
        ("fri, 20 nov", "2026-11-20"),
        ("2026-11-20", "2026-11-20"), ("2026/11/20", "2026-11-20"),
        ("the 14th", "2026-12-14"),
        ("31st", "2026-12-31"), ("  in   3  days ", "2026-11-21"), ("eod", "2026-11-18"),
        ("friday next week", "2026-11-27"), ("next week friday", "2026-11-27"), ("friday of next week", "2026-11-27"),
        ("friday week", "2026-11-27"), ("friday fortnight", "2026-12-04"), ("a week on tuesday", "2026-12-01"),
        ("1 week from friday", "2026-11-27"), ("2 days after friday", "2026-11-22"), ("day after friday", "2026-11-21"),
        ("in 2 weeks time", "2026-12-02"), ("in two weeks' time", "2026-12-02"), ("2 weeks from now", "2026-12-02"),
        ("in a couple of days", "2026-11-20"), ("by friday", "2026-11-20"), ("on friday please", "2026-11-20"),
        ("today please", "2026-11-18"), ("friday at the latest", "2026-11-20"), ("Friday!", "2026-11-20"),
        ("end of next week", "2026-11-27"), ("start of next week", "2026-11-23"), ("mid next week", "2026-11-25"),
        ("early next month", "2026-12-01"), ("end of december", "2026-12-31"), ("beginning of March", "2027-03-01"),
        ("this weekend", "2026-11-21"), ("next weekend", "2026-11-28"), ("week after next", "2026-12-02"),
        ("tomorrow week", "2026-11-26"), ("a week today", "2026-11-25"), ("two weeks tomorrow", "2026-12-03"),
        ("in a month's time", "2026-12-18"), ("2wks", "2026-12-02"), ("mid-december", "2026-12-15"),
        ("sometime next week", "2026-11-25"), ("in 1 yr", "2027-11-18"), ("later this week", "2026-11-20"),
        ("before friday", "2026-11-19"), ("due on friday", "2026-11-20"),
        ("friday the 20th", "2026-11-20"), ("tue 24", "2026-11-24"), ("monday after next", "2026-11-30"),
        ("20261201", "2026-12-01"), ("christmas", "2026-12-25"), ("xmas eve", "2026-12-24"), ("new year", "2027-01-01"),
        ("first monday in december", "2026-12-07"), ("last friday of march", "2027-03-26"),
        ("2w", "2026-12-02"), ("+3d", "2026-11-21"), ("last day of month", "2026-11-30"),
        ("later today", "2026-11-18"), ("asap", "2026-11-18"), ("Fri, 20th of November 2026", "2026-11-20"),
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
        ("24 dec", "2025-12-24"), ("2026-11-01", "2026-11-01"), ("the 31st", "2026-10-31"),
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


@pytest.mark.parametrize("tense", ["past", "future"])
@pytest.mark.parametrize(
    "words",
    ["", " ", "a", "may", "mar", "1", "12", "10:30", "soon", "blah", "in", "next", "friday call", "noon", "32nd", "0th",
     "in -3 days", "in 1000000 days", "10/2026", "٣ أيام", "<!channel>", "'; DROP TABLE", "in 3 days @ben",
     "0314", "29293", "in 2 hours", "3pm"],
)  # fmt: skip
def test_what_nobody_means_as_a_date_is_none(words: str, tense: Tense) -> None:
    assert AMERICAN(words, tense) is None


@pytest.mark.parametrize("tense", ["past", "future"])
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("30 February", "There is no 30 February"), ("30 February 2027", "2027 has no 30 February"),
        ("29 feb 2027", "2027 has no 29 February"), ("2026-02-30", "2026 has no 30 February"),
        ("2026-13-01", "no such day"), ("31/11", "There is no 31 November"), ("0 march", "no such day"),
        ("31 june", "There is no 31 June"),
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_says_so(words: str, says: str, tense: Tense) -> None:
    with pytest.raises(DoubtError, match=says):
        AMERICAN(words, tense)


@pytest.mark.parametrize(
    ("words", "tense", "says", "offered"),
    [
        ("17 november", "future", "was yesterday", ["Wed 17 Nov 2027", "Wed 18 Nov 2026"]),
        ("1 sep", "future", "was 78 days ago", ["Wed 1 Sep 2027", "Wed 18 Nov 2026"]),
        ("19 november", "past", "is still to come", ["Wed 18 Nov 2026", "Wed 19 Nov 2025"]),
        ("1/12", "past", "is still to come", ["Wed 18 Nov 2026", "Mon 1 Dec 2025"]),
        ("next friday", "future", "Which day is “next friday”", ["Fri 20 Nov 2026", "Fri 27 Nov 2026"]),
        ("next sunday 3pm", "future", "Which day is “next sunday", ["Sun 22 Nov 2026", "Sun 29 Nov 2026"]),
        ("friday after next", "future", "Which day", ["Fri 27 Nov 2026", "Fri 4 Dec 2026"]),
        ("29 Feb", "future", "is in 2028", ["Tue 29 Feb 2028", "Sun 28 Feb 2027"]),
        ("29/2", "past", "is in 2024", ["Thu 29 Feb 2024", "Sat 28 Feb 2026"]),
        ("3-5 dec", "future", "Which day", ["Thu 3 Dec 2026", "Sat 5 Dec 2026"]),
        ("3rd or 5th of dec", "future", "Which day", ["Thu 3 Dec 2026", "Sat 5 Dec 2026"]),
        ("fri or mon", "future", "Which day", ["Fri 20 Nov 2026", "Mon 23 Nov 2026"]),
        ("mon/tue", "future", "Which day", ["Mon 23 Nov 2026", "Tue 24 Nov 2026"]),
        ("fri 21", "future", "is a Saturday", ["Sat 21 Nov 2026", "Fri 20 Nov 2026"]),
        ("in 3 working days", "future", "Without feasts", ["Mon 23 Nov 2026"]),
        ("thu 20 nov", "future", "20 November 2026 is a Friday", ["Fri 20 Nov 2026", "Thu 19 Nov 2026"]),
        ("mon 10 nov 2026", "past", "10 November 2026 is a Tuesday", ["Tue 10 Nov 2026", "Mon 9 Nov 2026"]),
    ],
)
def test_a_day_whose_year_or_weekday_would_be_a_guess_is_offered(
    words: str, tense: Tense, says: str, offered: list[str]
) -> None:
    with pytest.raises(DoubtError, match=says) as asked:
        BRITISH(words, tense)
    assert [choice.label for choice in asked.value.doubt.choices] == offered


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("friday 3pm", "3pm"), ("friday at 3 pm", "3 pm"), ("10am friday", "10am"), ("friday 15:30", "15:30"),
        ("friday at 10", "at 10"), ("friday morning", "morning"), ("first thing friday", "first thing"),
        ("friday afternoon at 4pm", "afternoon 4pm"), ("noon on friday", "noon"), ("friday, 4pm sharp", "4pm"),
        ("friday after lunch", "after lunch"), ("friday before noon", "before noon"),
        ("between 3 and 5pm friday", "between 3 and 5pm"), ("friday in the evening", "evening"),
        ("eod friday", ""), ("friday eod", ""), ("cob friday", ""), ("end of day friday", ""),
    ],
)  # fmt: skip
def test_an_hour_is_set_apart_from_its_day(words: str, hour: str) -> None:
    assert AMERICAN.said(words, "future") == SaidDay(date(2026, 11, 20), hour)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("yesterday evening", SaidDay(date(2026, 11, 17), "evening")),
        ("last friday afternoon", SaidDay(date(2026, 11, 13), "afternoon")),
        ("this morning", SaidDay(date(2026, 11, 18), "morning")),
        ("last night", SaidDay(date(2026, 11, 17), "night")),
    ],
)
def test_an_hour_of_the_past_too(words: str, said: SaidDay) -> None:
    assert AMERICAN.said(words, "past") == said


@pytest.mark.parametrize(
    ("words", "day"),
    [("end of next week", "2026-11-27"), ("end of week", "2026-11-27"), ("friday next week", "2026-11-27"),
     ("monday next week", "2026-11-23"), ("this weekend", "2026-11-21"), ("friday", "2026-11-27"),
     ("next week", "2026-11-23"), ("this week", "2026-11-27")],
)  # fmt: skip
def test_on_a_saturday_next_week_is_the_coming_one(words: str, day: str) -> None:
    assert DateWords(date(2026, 11, 21))(words, "future") == date.fromisoformat(day)


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
    ("words", "tense"), [("2206-11-20", "future"), ("in 999 years", "future"), ("0202-11-20", "past")]
)
def test_a_slip_in_the_year_is_not_taken_for_a_date(words: str, tense: Tense) -> None:
    with pytest.raises(NotUnderstoodError, match="too far away"):
        AMERICAN(words, tense)


def test_31_january_and_a_month_is_the_end_of_february() -> None:
    assert DateWords(date(2027, 1, 31))("in 1 month", "future") == date(2027, 2, 28)


@given(st.text() | st.text("0123456789./- janfebmr'th,of", max_size=25), st.sampled_from(["past", "future"]))
def test_any_words_give_a_day_on_the_right_side_or_none(words: str, tense: Tense) -> None:
    try:
        day = AMERICAN(words, tense)
    except NotUnderstoodError:
        return
    assert day is None or (day >= TODAY if tense == "future" else day <= TODAY)


@given(
    st.dates(TODAY, date(2036, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%d-%b-%Y", "%d.%m.%Y"])
)
def test_every_day_reads_in_every_usual_form(day: date, form: str) -> None:
    assert AMERICAN(day.strftime(form), "future") == day
