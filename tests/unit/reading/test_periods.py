"""Of which days a report is, however that is typed, in three languages."""

from datetime import date

import pytest

from bot.domain.errors import NotUnderstoodError
from bot.domain.reported import Period, ReportPlace
from bot.domain.span import Span
from bot.reading.periods import read_period

TODAY = date(2026, 11, 26)
OCTOBER, NOVEMBER = Span(date(2026, 10, 1), date(2026, 10, 31)), Span(date(2026, 11, 1), TODAY)
LAST_WEEK, THIS_WEEK = Span(date(2026, 11, 16), date(2026, 11, 22)), Span(date(2026, 11, 23), TODAY)
THIRD, FOURTH = Span(date(2026, 7, 1), date(2026, 9, 30)), Span(date(2026, 10, 1), TODAY)
KW_45 = Span(date(2026, 11, 2), date(2026, 11, 8))
SEVEN, MONTH = Span.ending(TODAY, 7), Span.ending(TODAY, 28)


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        *dict.fromkeys(("week", "Woche", "semana", "7 days", "past 7 days", "letzte 7 Tage", "weekly"), SEVEN).items(),
        *dict.fromkeys(("month", "Monat", "mes", "last 4 weeks", "28 dias", "mnoth"), MONTH).items(),
        *dict.fromkeys(("quarter", "quater", "Quartal", "trimestre"), Span.ending(TODAY, 91)).items(),
        *dict.fromkeys(("last month", "the last month", "previous month", "letzter Monat", "vorigen Monat",
                        "el mes pasado", "october", "October.", "in october", "last october", "ocotber", "oct",
                        "Oktober", "im Okt.", "octubre", "2026-10", "10/2026", "oct 2026", "october of 2026",
                        "month of october", "oktober '26"), OCTOBER).items(),
        *dict.fromkeys(("this month", "dieser Monat", "este mes", "november", "this month so far"), NOVEMBER).items(),
        *dict.fromkeys(("last week", "letzte Woche", "la semana pasada", "semana anterior"), LAST_WEEK).items(),
        *dict.fromkeys(("this week", "diese Woche", "esta semana", "KW 48"), THIS_WEEK).items(),
        *dict.fromkeys(("week 45", "KW45", "KW 45 2026", "2026-W45", "semana 45"), KW_45).items(),
        *dict.fromkeys(("Q3", "q3 2026", "2026-Q3", "Q3/2026", "T3", "3. Quartal", "third quarter", "3rd quarter",
                        "tercer trimestre", "last quarter", "drittes Quartal 2026"), THIRD).items(),
        *dict.fromkeys(("q4", "this quarter", "4. Quartal"), FOURTH).items(),
        ("december", Span(date(2025, 12, 1), date(2025, 12, 31))),
        ("february 2024", Span(date(2024, 2, 1), date(2024, 2, 29))),
    ],
)  # fmt: skip
def test_days_are_read_as_people_type_them(typed: str, span: Span) -> None:
    for line in (typed, f"{typed} tier:gold", f"tier:gold {typed}"):
        said = read_period(line.split(), TODAY)

        assert said is not None, line
        assert ReportPlace(said.period, last=said.last).span(TODAY) == span
        assert said.others == (() if line == typed else ("tier:gold",))


@pytest.mark.parametrize("typed", ["", "year", "tier:gold", "ben", "Q5", "2026-13", "the", "last", "tuesday"])
def test_what_names_no_days_is_left_for_the_customers_it_is_of(typed: str) -> None:
    assert read_period(typed.split(), TODAY) is None


@pytest.mark.parametrize(("typed", "left"), [("week 60", "60"), ("october 1985", "1985"), ("month of Ben", "Ben")])
def test_what_is_left_of_a_line_is_not_dropped(typed: str, left: str) -> None:
    said = read_period(typed.split(), TODAY)

    assert said is not None
    assert said.others == (left,)


@pytest.mark.parametrize("typed", ["2027-01", "december 2026", "Q1 2027"])
def test_days_to_come_are_refused_in_words(typed: str) -> None:
    with pytest.raises(NotUnderstoodError, match="have not begun yet"):
        read_period(typed.split(), TODAY)


@pytest.mark.parametrize(
    ("period", "usual"),
    [
        (Period.WEEK, Span(date(2026, 9, 27), date(2026, 10, 24))),
        (Period.MONTH, Span(date(2026, 9, 6), date(2026, 10, 3))),
        (Period.QUARTER, Span(date(2026, 5, 3), date(2026, 8, 1))),
        (Period.CALENDAR_WEEK, Span(date(2026, 9, 28), date(2026, 10, 25))),
        (Period.CALENDAR_MONTH, Span(date(2026, 9, 1), date(2026, 9, 30))),
        (Period.CALENDAR_QUARTER, THIRD),
    ],
)
def test_like_is_compared_with_like(period: Period, usual: Span) -> None:
    assert period.usual(ReportPlace(period, last=OCTOBER.last).span(TODAY)) == usual
