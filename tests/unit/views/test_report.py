"""What a report says of how sure its figures are, of which days, and where its sentences lead."""

from dataclasses import replace
from datetime import date

from bot.domain.facts import Customers
from bot.domain.report import Standing
from bot.domain.reported import Period, ReportPlace
from bot.domain.segment import Condition, Segment
from bot.domain.span import Span
from bot.views.figure_words import span_words
from bot.views.report import report
from bot.views.report_sentences import sentences
from tests.reports import LAST, facts, report_of, touched
from tests.team import action_ids, words


def test_of_a_handful_what_is_usual_is_told_one_by_one_too() -> None:
    shown = report_of(facts({touched(csat=5): 9}), facts({touched(csat=1): 1, touched(csat=4): 1}, days=28))

    assert "CSAT: 100% (70% to 100%), usually 1 of 2" in report(shown).text


def test_where_a_figure_moved_so_a_year_before_it_is_perhaps_the_season() -> None:
    moved = report_of(facts({touched(mood="negative"): 30}), facts({touched(mood="positive"): 120}, days=28))
    moved = replace(moved, figures=replace(moved.figures, seasonal={"negative"}))
    assert "Sounded negative: 100%, usually 0% (perhaps the season)." in report(moved).text


def test_of_days_that_are_over_it_says_that_what_waits_does_so_today() -> None:
    shown = report_of(facts(), facts(), Standing(overdue=2))

    assert "is so today" in words(report(replace(shown, is_past=True)).payload())
    assert "is so today" not in words(report(shown).payload())
    assert "customers today" in words(report(replace(shown, is_past=True, customers=51)).payload())
    assert "customers today" not in words(report(replace(shown, customers=51)).payload())


def test_it_says_which_days_are_usual_and_offers_the_month_before() -> None:
    shown = report_of(facts(), facts(), Standing(overdue=2))
    quarter = replace(shown, place=ReportPlace(Period.QUARTER, last=LAST))
    october = replace(shown, place=ReportPlace(Period.CALENDAR_MONTH, last=date(2026, 10, 31)))

    assert "Usual is what the four weeks before were like." in words(report(shown).payload())
    assert "Usual is what the thirteen weeks before were like." in words(report(quarter).payload())
    assert "Usual is what the month before was like." in words(report(october).payload())
    assert "calendar month:0:2026-10-31" in str(report(shown).blocks)


def test_what_complaints_were_about_leads_to_the_themes() -> None:
    shown = report_of(facts({touched(): 1}), facts(), Standing(about={"delivery": 4}))

    assert "4 complaints were about delivery, more than about anything else." in sentences(shown.found, "")
    assert "show_themes" in action_ids(report(shown).payload())


def test_where_nothing_is_counted_it_says_of_whom_and_one_day_is_told_once() -> None:
    nobody = replace(facts(), customers=Customers())
    shown = report_of(nobody, nobody)
    of_some = replace(shown, segment=Segment.of(Condition("tag", "nosuch")))

    assert "There is no customer here" in report(replace(of_some, customers=0)).text
    assert "who are in this list today" in report(replace(of_some, customers=9, is_past=True)).text
    assert span_words(Span(LAST, LAST)) == "29 Nov 2026"
