"""The search field is as quick over a million customers as one needs it to be, and nearly as over a thousand."""

import pytest

from tests.bench.typeahead import FEW, MANY, measure

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_million_customers_take_at_most_three_times_what_a_thousand_take(engine: str) -> None:
    found = measure(engine)

    assert found[MANY].p99 < 25
    assert found[MANY].p99 <= 3 * found[FEW].p99
