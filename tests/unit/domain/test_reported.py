"""What a report breaks down, compares and leaves out."""

from datetime import date

import pytest

from bot.domain.errors import OutdatedError
from bot.domain.facts import Complaints, Work
from bot.domain.figures import BY_KEY, Day
from bot.domain.reported import (
    OTHERS,
    Period,
    ReportPlace,
    is_first,
    moved,
    steps,
    told_categories,
    told_channels,
    usual_value,
)
from bot.domain.span import Span
from tests.reports import CALL, LAST, VISIT, facts, figures, report_of, touched


def test_a_button_says_of_which_report_it_is() -> None:
    place = ReportPlace(Period.QUARTER, 12, LAST)

    assert ReportPlace.read(str(place)) == place
    assert ReportPlace.read("week:0:") == ReportPlace(Period.WEEK)
    assert place.span(date(2030, 1, 1)) == Span(date(2026, 8, 31), LAST)


@pytest.mark.parametrize(
    "forged", ["", "1", "year:0:", "week", "week:x:", "week:-1:", f"week:{'9' * 30}:", "week:0:0001-01-01", "week:0:x"]
)
def test_what_is_no_report_is_an_outdated_button(forged: str) -> None:
    with pytest.raises(OutdatedError):
        ReportPlace.read(forged)


def test_what_is_usual_of_a_number_is_for_as_many_days_and_of_a_share_as_it_is() -> None:
    shown = figures(facts({touched(): 5}), facts({touched(): 40}, days=28))

    assert usual_value(BY_KEY["touches"], shown) == 40 / 4
    assert usual_value(BY_KEY["positive"], shown) == 100


def test_of_few_things_a_move_is_told_only_where_chance_seldom_makes_it() -> None:
    usual = facts({touched(csat=5): 5}, days=28)
    few, bad = figures(facts({touched(csat=1): 1}), usual), figures(facts({touched(csat=1): 5}), usual)

    assert {one.figure: one.is_chance for one in moved(few)}["csat"]
    assert not {one.figure: one.is_chance for one in moved(bad)}["csat"]


def test_a_first_look_is_at_a_few_figures_and_at_what_moved() -> None:
    shown = figures(facts(work=Work(thanked=9)), facts(work=Work(thanked=1), days=28))

    assert is_first(BY_KEY["complaints"], shown)
    assert is_first(BY_KEY["thanks"], shown)
    assert not is_first(BY_KEY["claim_90"], shown)


def test_a_move_in_no_good_or_bad_direction_is_neither_and_chance_is_said_to_be() -> None:
    shown = figures(facts({touched(): 11}), facts({touched(): 40}, days=28))

    (touches,) = [one for one in moved(shown) if one.figure == "touches"]

    assert (touches.is_better, touches.is_chance) == (None, True)


def test_channels_of_too_few_customers_are_told_together_and_alone_not_at_all() -> None:
    now = facts({touched(CALL): 9, touched(VISIT, "negative"): 2, touched("letter"): 1})
    some = report_of(now, facts(), hidden_channels={VISIT, "letter"})
    all_of_them = report_of(now, facts(), hidden_channels={CALL, VISIT, "letter"})

    assert [(one.channel, one.touches, one.negative) for one in told_channels(some)] == [(CALL, 9, 0), (OTHERS, 3, 2)]
    assert told_channels(all_of_them) == []
    assert len(told_channels(report_of(now, facts()))) == 3


def test_categories_of_too_few_customers_are_told_together() -> None:
    now = facts(complaints=Complaints({("late", ""): 3, ("rude", ""): 1, ("cold", ""): 1}))

    assert told_categories(report_of(now, facts(), hidden_categories={"rude", "cold"})) == [("late", 3), (OTHERS, 2)]


def test_days_without_a_touch_are_shown_too_and_a_longer_span_by_seven_days() -> None:
    week = figures(facts({touched(): 5}), facts())
    quarter = figures(facts({touched(): 5}, days=91), facts(), days=91)

    assert [one.touches for one in steps(week)] == [0, 0, 0, 0, 0, 0, 5]
    assert len(steps(quarter)) == 13
    assert steps(quarter)[-1] == Day(date(2026, 11, 23), 5, 5, 0, 0)


def test_who_left_in_a_week_is_not_compared_with_who_left_in_four() -> None:
    week, month = figures(facts(), facts()), figures(facts(days=28), facts(days=28), days=28)

    assert usual_value(BY_KEY["churn"], week) is None
    assert usual_value(BY_KEY["churn"], month) == 1
