"""What an encrypted database may cost, as a ratio to a plain one in the same run (docs/bench.md has figures)."""

import sys

import pytest

from tests.bench.encryption import measure, table

pytestmark = pytest.mark.bench


def test_an_encrypted_database_costs_at_most_twice_as_much_and_its_backup_thrice() -> None:
    costs = measure()
    sys.stdout.write(f"\n{table(costs)}\n")
    for what, plain in costs["plain"].seconds.items():
        assert costs["encrypted"].seconds[what] <= plain * (3 if "backup" in what else 2), what
