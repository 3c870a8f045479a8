"""The list behind a sentence of a report says of which days and customers it is."""

from datetime import date

import pytest

from bot.domain.behind import Behind
from bot.domain.span import Span


def test_what_a_list_is_about_is_read_as_it_was_written() -> None:
    behind = Behind(Span(date(2026, 11, 20), date(2026, 11, 26)), 7)

    assert Behind.read(str(behind)) == behind


@pytest.mark.parametrize("forged", ["", "x", "2026-11-26.2026-11-20.0", "2026-11-20.2026-11-26", "2026-11-20.x.0"])
def test_what_was_made_up_is_about_nothing(forged: str) -> None:
    assert Behind.read(forged) is None
