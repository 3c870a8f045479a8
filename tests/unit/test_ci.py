"""What CI runs a second time, on PostgreSQL (.ci/postgres), is there."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHOSEN = (ROOT / ".ci" / "postgres").read_text().splitlines()


@pytest.mark.parametrize("chosen", CHOSEN)
def test_each_file_and_test_that_is_chosen_for_postgresql_is_there(chosen: str) -> None:
    path, _, name = chosen.partition("::")
    assert f"def {name}" in (ROOT / path).read_text()
