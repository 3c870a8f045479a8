"""The Home tab is there at once however much somebody has to do."""

import pytest

from bot.domain.home import TEAM
from tests.bench.home import MANY, MOST_MS, measure

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_ten_thousand_open_follow_ups_are_drawn_within_the_target(engine: str) -> None:
    found = measure(engine)

    assert max(found[MANY, ""], found[MANY, TEAM]) < MOST_MS
