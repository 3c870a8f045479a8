"""How well health warns of who leaves, on a simulated business not built from its rule (tests/bench/leavers.py).

The floors are rough, well below what docs/health.md has of many more customers.
"""

import pytest

from tests.bench.leavers import B2B, CLINIC, STUDIO, Business
from tests.bench.warned import compare


@pytest.mark.parametrize(
    ("kind", "seeds"), [(B2B, 1), (STUDIO, 1), (CLINIC, 2)], ids=lambda one: getattr(one, "name", "")
)
def test_a_warning_is_right_more_often_than_by_chance_and_than_silence_with_as_many(kind: Business, seeds: int) -> None:
    by_chance, (risk, red, silent, *_) = compare(kind, range(seeds), 90)

    assert red.precision > 1.3 * by_chance
    assert red.precision > silent.precision
    assert risk.precision >= red.precision
