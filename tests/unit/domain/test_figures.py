"""Shares, scores, percentiles, working hours and cohorts; what of a move is chance, by the methods named."""

import math
import random
from collections import Counter
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.calendar import WorkingHours
from bot.domain.figures import FIGURES
from bot.domain.measure import Measured, counted, nps, percentile, share
from bot.domain.months import Life, by_month, cohorts
from bot.domain.noise import Compared, is_season, move
from bot.domain.span import Span
from bot.domain.worked import Worked


def test_a_share_of_few_has_wilsons_interval() -> None:
    """Brown, Cai and DasGupta (2001): of 0 in 10 it goes from 0 to 27.75."""
    none = share(0, 10)

    assert none.value == 0
    assert none.low == pytest.approx(0)
    assert none.high == pytest.approx(27.75, abs=0.01)


def test_the_nps_has_the_adjusted_wald_interval() -> None:
    """As if there were three quarters of a promoter and of a detractor more, of three answers more."""
    found = nps(36, 8, 67)
    net = (36.75 - 8.75) / 70
    reach = 1.959964 * math.sqrt(((36.75 + 8.75) / 70 - net**2) / 70)

    assert found.value == pytest.approx(100 * 28 / 67)
    assert found.low == pytest.approx(100 * (net - reach))
    assert found.high == pytest.approx(100 * (net + reach))


def test_a_percentile_is_a_value_that_there_is() -> None:
    times = {1.0: 5, 2.0: 4, 40.0: 1}

    assert [percentile(times, percent).value for percent in (50, 90, 91)] == [1, 2, 40]
    assert percentile({}, 50).value is None


def test_only_what_chance_seldom_does_is_a_move() -> None:
    assert move(Compared.COUNT, counted(40), counted(11), (28, 7)).is_noise
    assert not move(Compared.COUNT, counted(40), counted(28), (28, 7)).is_noise
    assert not move(Compared.COUNT, counted(40_000), counted(11_000), (28, 7)).is_noise
    assert move(Compared.SHARE, share(9, 10), share(7, 10)).is_noise
    assert not move(Compared.SHARE, share(90, 100), share(60, 100)).is_noise
    assert not move(Compared.SHARE, share(900, 1000), share(800, 1000)).is_noise
    assert not move(Compared.SCORE, nps(80, 10, 100), nps(20, 60, 100)).is_noise
    assert move(Compared.OF_SPAN, share(1, 1000), share(100, 1000), (7, 28)).by is None
    assert move(Compared.SHARE, Measured(None, 0), share(1, 2)).by is None


def test_what_came_in_the_same_weeks_a_year_before_is_perhaps_the_season() -> None:
    """A December of twice as many in either year is; three times as many this year, or fewer then, is none."""
    weeks = (28, 28)

    def is_one(then: tuple[int, int], this: tuple[int, int]) -> bool:
        now, before = ((counted(was), counted(now)) for was, now in (this, then))
        return is_season(Compared.COUNT, now, before, weeks)

    assert is_one((40, 80), (60, 120))
    assert is_one((40, 120), (60, 120))
    assert not is_one((40, 60), (60, 240))
    assert not is_one((80, 40), (60, 120))
    assert not is_one((40, 80), (60, 62))
    assert is_season(Compared.SHARE, (share(5, 100), share(20, 100)), (share(6, 100), share(22, 100)), weeks)
    assert not is_season(Compared.SHARE, (share(5, 100), share(60, 100)), (share(6, 100), share(22, 100)), weeks)


def test_fishers_test_is_that_of_his_tea() -> None:
    """Three of four cups against one of four: chance does as much in 48.6 of 100 cases (Fisher, 1935)."""
    assert move(Compared.SHARE, share(1, 4), share(3, 4)).chance == pytest.approx(34 / 70)


def test_longer_times_are_told_from_chance_by_their_ranks() -> None:
    short, long = {1.0: 20, 2.0: 10}, {2.0: 10, 5.0: 20}

    assert not move(Compared.RANKS, percentile(short, 50), percentile(long, 50)).is_noise
    assert move(Compared.RANKS, percentile(short, 50), percentile({1.0: 2, 2.0: 2}, 50)).is_noise


def test_of_a_business_in_which_nothing_changes_no_more_than_two_of_a_hundred_figures_are_said_to_move() -> None:
    chance = random.Random(7)  # noqa: S311  # a seed, not a secret
    told: Counter[str] = Counter()
    for _ in range(300):
        was, now = (sum(chance.random() < 0.1 for _ in range(28 * 10)), sum(chance.random() < 0.1 for _ in range(70)))
        for one in (
            move(Compared.COUNT, counted(was), counted(now), (28, 7)),
            move(Compared.SHARE, share(was, 280), share(now, 70)),
        ):
            told["noise" if one.is_noise else "perhaps" if one.is_doubtful else "sure"] += 1

    assert told["sure"] <= 600 * 0.02
    assert told["perhaps"] <= 600 * 0.05


def test_a_bad_week_of_few_is_told_apart_from_chance() -> None:
    """8 of 14 against 6 of 53 is one; 8 of 20 is one perhaps; 12 against none in a longer span is none."""
    assert move(Compared.SHARE, share(6, 53), share(8, 14)).chance == pytest.approx(0.0007, abs=0.0005)
    assert move(Compared.SHARE, share(6, 53), share(8, 20)).is_doubtful
    assert move(Compared.COUNT, counted(0), counted(12), (28, 91)).is_noise


def test_the_interval_of_an_nps_of_few_holds_its_value() -> None:
    assert nps(2, 0, 2).high == 100
    assert nps(0, 1, 1).low == -100


def test_working_hours_pass_by_day_and_not_on_days_off() -> None:
    hours = WorkingHours("UTC", start=time(9), end=time(17), holidays=frozenset({date(2026, 11, 24)}))

    def passed(since: datetime, until: datetime) -> float:
        return Worked.between(hours, since, until).hours(since, until)

    friday = datetime(2026, 11, 20, 16, tzinfo=UTC)
    assert passed(friday, datetime(2026, 11, 25, 10, tzinfo=UTC)) == 1 + 8 + 1
    assert passed(datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)) == 0
    assert passed(friday, friday) == 0


def test_who_is_erased_is_neither_lost_nor_staying_from_then_on() -> None:
    september, october, november = (date(2026, month, 1) for month in (9, 10, 11))
    lives = {Life(september): 2, Life(september, lost=october): 1, Life(september, gone=november): 1}
    months = {one.began: (one.at_start, one.lost, one.new) for one in by_month(lives, date(2026, 11, 29))}
    (cohort,) = cohorts(lives, date(2026, 11, 29))

    assert (months[september], months[october], months[november]) == ((0, 0, 4), (4, 1, 0), (2, 0, 0))
    assert (cohort.customers, cohort.left) == (4, (4, 3, 2))


def test_a_span_is_compared_with_four_weeks_right_before_it_and_with_the_same_weeks_a_year_before() -> None:
    span = Span.ending(date(2026, 11, 29), 7)

    assert (span.first, span.days) == (date(2026, 11, 23), 7)
    assert span.a_year_before == Span(date(2025, 11, 24), date(2025, 11, 30))
    assert span.four_weeks_before == Span(date(2026, 10, 26), date(2026, 11, 22))


def test_every_figure_says_what_it_is_in_one_sentence() -> None:
    assert len({one.key for one in FIGURES}) == len(FIGURES)
    for one in FIGURES:
        assert one.means.endswith(".")
        assert one.means.count(". ") == 0
        assert one.how
