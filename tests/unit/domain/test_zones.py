"""Time zones as people write them."""

import pytest

from bot.domain.zones import find_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        (" europe/lisbon ", "Europe/Lisbon"),
        ("Lisbon", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_name_or_its_city(typed: str, zone: str) -> None:
    assert find_zone(typed) == zone


@pytest.mark.parametrize(
    "typed", ["Europe", "Lisboa", "GMT plus two", "Europe/Nowhere", "../etc/passwd", "\x00", "", "9"]
)
def test_what_is_no_zone_is_none(typed: str) -> None:
    assert find_zone(typed) is None
