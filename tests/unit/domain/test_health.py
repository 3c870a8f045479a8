"""Health: one rule, named reasons, plain weights."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.channel import Severity
from bot.domain.health import AMBER, RED, Facts, Level, OpenComplaint, Why, health
from bot.domain.mood_course import MoodPoint
from bot.domain.rating import Rating

TODAY = date(2026, 11, 23)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def touched(*days: int) -> tuple[date, ...]:
    return tuple(ago(one) for one in days)


CALM = Facts(touched=touched(3, 20, 41), cadence=30)
NEGATIVE = MoodPoint(-0.6, "negative", on=ago(2))
GLAD = MoodPoint(0.6, "positive", on=ago(1))


def whys(facts: Facts) -> list[Why]:
    return [one.why for one in health(facts, TODAY).reasons]


def test_somebody_of_whom_hardly_anything_is_known_is_called_neither_green_nor_red() -> None:
    assert health(Facts(), TODAY).level is Level.UNKNOWN
    assert health(Facts(touched=touched(3)), TODAY).level is Level.UNKNOWN
    assert health(Facts(renewal=ago(-20)), TODAY).level is Level.UNKNOWN


def test_who_is_touched_as_agreed_and_complains_of_nothing_is_green() -> None:
    assert health(CALM, TODAY).level is Level.GREEN
    assert health(Facts(touched=touched(3, 90)), TODAY).level is Level.GREEN


def test_the_example_of_the_card_is_red_by_a_complaint_six_days_old_and_a_long_silence() -> None:
    found = health(Facts(touched=touched(74), cadence=30, complaints=(OpenComplaint(ago(6)),)), TODAY)

    assert found.level is Level.RED
    assert [(one.why, one.number, one.of) for one in found.reasons] == [
        (Why.COMPLAINT, 6, 1),
        (Why.SILENCE, 74, 30),
    ]


@pytest.mark.parametrize(("severity", "level"), list(zip(Severity, ("amber", "amber", "green"), strict=True)))
def test_one_complaint_of_today_is_no_red_by_itself(severity: Severity, level: str) -> None:
    assert health(replace(CALM, complaints=(OpenComplaint(TODAY, severity),)), TODAY).level == level


def test_a_severe_complaint_that_is_left_lying_is_red() -> None:
    assert health(replace(CALM, complaints=(OpenComplaint(ago(3), Severity.HIGH),)), TODAY).level is Level.RED


def test_a_renewal_that_is_near_makes_nobody_amber_alone() -> None:
    assert health(replace(CALM, renewal=ago(-20)), TODAY).level is Level.GREEN
    assert whys(replace(CALM, renewal=ago(-61))) == []
    assert whys(replace(CALM, renewal=ago(4))) == [Why.PASSED]


def test_saying_that_they_leave_is_red_and_a_risk_by_itself() -> None:
    found = health(replace(CALM, left=(ago(2), "going elsewhere")), TODAY)

    assert (found.level, found.cause) == (Level.RED, Why.LEAVING)


def test_two_glad_contacts_since_take_it_back_one_or_a_bare_rating_does_not() -> None:
    left = replace(CALM, left=(ago(2), "going elsewhere"))

    assert Why.LEAVING in whys(replace(left, moods=(GLAD,), glad=(ago(1),)))
    assert Why.LEAVING in whys(replace(left, rated=(ago(1), Rating("csat", 5))))
    assert Why.LEAVING in whys(replace(left, glad=touched(3, 4, 5)))
    assert Why.LEAVING not in whys(replace(left, glad=touched(0, 1)))


def test_that_their_contact_has_left_is_amber_by_itself_for_four_months() -> None:
    gone = replace(CALM, gone=(ago(5), "contact has left"))

    assert (health(gone, TODAY).level, whys(gone)) == (Level.AMBER, [Why.GONE])
    assert whys(replace(gone, gone=(ago(121), "contact has left"))) == []


def test_one_negative_contact_is_a_bad_day_and_three_of_a_year_are_a_course() -> None:
    def weight(*days: int) -> int:
        return health(replace(CALM, moods=[replace(NEGATIVE, on=ago(one)) for one in days]), TODAY).points

    assert [weight(2), weight(2, 9), weight(2, 90, 300), weight(2, 9, 16, 90, 300)] == [5, 5, 20, 30]


def test_who_comes_less_than_before_is_seen_before_they_are_silent_and_counted_once() -> None:
    weekly = (91, 98, 105, 112)
    rarer = Facts(touched=touched(10, 40, 65, 84, *weekly))

    assert [(one.why, one.number, one.of) for one in health(rarer, TODAY).reasons] == [(Why.RARER, 84, 28)]
    assert whys(Facts(touched=touched(3, 10, 17, 24, *weekly))) == []
    assert whys(Facts(touched=touched(*weekly, 119, 126, 133, 140))) == [Why.HABIT]


def test_what_is_small_at_other_times_is_none_when_a_renewal_is_near() -> None:
    cool = replace(
        CALM, rated=(ago(60), Rating("nps", 6)), moods=[replace(NEGATIVE, on=ago(one)) for one in (2, 9, 16)]
    )

    assert health(cool, TODAY).level is Level.AMBER
    assert health(replace(cool, renewal=ago(-50)), TODAY).cause is Why.RENEWAL


def test_red_without_words_of_leaving_or_a_renewal_is_no_churn_risk() -> None:
    red = replace(CALM, complaints=(OpenComplaint(ago(9), Severity.HIGH),))

    assert (health(red, TODAY).level, health(red, TODAY).cause) == (Level.RED, None)
    assert health(replace(red, renewal=ago(-59)), TODAY).cause is Why.RENEWAL


def test_without_a_cadence_silence_is_measured_by_their_own_habit() -> None:
    weekly = touched(60, 67, 74, 81, 88)

    assert whys(Facts(touched=weekly)) == [Why.HABIT]
    assert whys(Facts(touched=touched(40, 47))) == []
    assert whys(Facts(touched=touched(500, 507, 514, 521))) == []


def test_what_is_long_ago_counts_no_more() -> None:
    assert whys(replace(CALM, rated=(ago(366), Rating("csat", 1)))) == []
    assert whys(replace(CALM, broken=(ago(61),))) == []
    assert whys(replace(CALM, moods=(replace(NEGATIVE, on=ago(366)),))) == []
    assert whys(replace(CALM, left=(ago(121), "cancel"))) == []


def test_many_of_one_kind_weigh_no_more_than_is_said() -> None:
    many = replace(CALM, overdue=40, broken=touched(1, 2, 3, 4, 5, 6))

    assert health(many, TODAY).points == 45
    assert AMBER <= health(many, TODAY).points < RED


def test_who_has_left_us_has_no_health_any_more() -> None:
    red = replace(CALM, complaints=(OpenComplaint(ago(9), Severity.HIGH),))

    assert health(replace(red, is_lost=True), TODAY).level is Level.UNKNOWN
