"""Whoever sends slowly keeps nobody waiting: a ratio to the undisturbed answers of the same run."""

import sys

import pytest

from tests.bench import slow
from tests.bench.load import Measured

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def found() -> dict[str, Measured]:
    measured = slow.measure()
    sys.stdout.write(f"\n{slow.table(measured)}\n")
    return measured


@pytest.mark.parametrize("how", [how for how, others in slow.HOW.items() if others])
def test_the_slowest_hundredth_waits_less_than_three_times_as_long(found: dict[str, Measured], how: str) -> None:
    assert found[how].p99 < 3 * found["nobody else"].p99
