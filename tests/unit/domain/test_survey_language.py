"""In which language a customer is asked."""

import pytest

from bot.domain.customers import Customer
from bot.domain.survey import language_for


@pytest.mark.parametrize(
    ("own", "asked_in"),
    [
        ("es", "es"),
        ("de-AT", "de"),
        ("German", "de"),
        ("Spanish", "es"),
        ("English", "en"),
        ("Chinese", "en"),
        ("", "de"),
    ],
)
def test_in_their_own_where_rapport_speaks_it_and_in_the_teams_where_none_is_known(own: str, asked_in: str) -> None:
    assert language_for(Customer(1, "Dana Reyes", language=own), "de") == asked_in
