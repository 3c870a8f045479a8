"""The report of a year of a million touches is there at once, right, and grows slower than they do."""

import pytest

from tests.bench.report import FEW, MANY, MOST_S, filled, measure

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_million_touches_are_reported_within_the_target_and_as_they_are(engine: str) -> None:
    found = {}
    for touches in (FEW, MANY):
        with filled(engine, touches) as (database, used):
            found[touches] = measure(database, used)

    assert all(one.is_right for one in found.values())
    assert found[MANY].slowest < MOST_S
    assert found[MANY].slowest <= MANY / FEW * found[FEW].slowest
