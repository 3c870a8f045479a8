"""The targets of speed and size, each a ratio to a floor measured in the same run (docs/bench.md has figures)."""

import sys

import pytest

from tests.bench.measure import Figures, measure

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def figures() -> Figures:
    found = measure()
    sys.stdout.write(f"\n{found.table}\n")
    return found


def test_touchpoint_is_acknowledged_faster_than_bolts_bare_default_handler(figures: Figures) -> None:
    assert figures.rapport.p50 < figures.default.p50


def test_a_quarter_of_what_bolt_alone_serves_is_served(figures: Figures) -> None:
    assert figures.rapport.per_second >= figures.before.per_second / 4


def test_nobody_is_told_that_it_is_busy(figures: Figures) -> None:
    assert figures.rapport.busy == 0


def test_the_slowest_hundredth_takes_at_most_ten_times_the_median(figures: Figures) -> None:
    assert figures.rapport.p99 <= 10 * figures.rapport.p50


def test_it_is_ready_soon_and_small(figures: Figures) -> None:
    assert figures.ready <= 1.5
    assert figures.idle_mb <= 120
