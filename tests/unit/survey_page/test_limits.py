"""How many requests of the survey page are taken in."""

import pytest

from bot.survey_page.limits import Limits, Rate, subscriber

FEW = Rate(burst=3, a_second=0.5)
MANY = Rate(burst=1000, a_second=1000)


def test_an_address_has_its_burst_and_then_waits_for_the_next() -> None:
    limits = Limits(0.0, FEW, MANY)
    assert [limits.wait("192.0.2.1", 0.0) for _ in range(4)] == [0, 0, 0, 2.0]
    assert limits.wait("192.0.2.1", 1.9) > 0
    assert limits.wait("192.0.2.1", 2.0) == 0


def test_another_address_is_not_kept_waiting_by_it() -> None:
    limits = Limits(0.0, FEW, MANY)
    for _ in range(10):
        limits.wait("192.0.2.1", 0.0)
    assert limits.wait("192.0.2.2", 0.0) == 0


def test_all_together_have_a_bound_too_and_who_is_turned_away_by_it_loses_nothing_of_their_own() -> None:
    limits = Limits(0.0, FEW, Rate(burst=2, a_second=1))
    assert [limits.wait(f"192.0.2.{last}", 0.0) for last in (1, 2, 3, 3, 3, 3)] == [0, 0, 1, 1, 1, 1]
    assert limits.wait("192.0.2.3", 1.0) == 0


def test_an_idle_address_has_no_more_than_its_burst() -> None:
    limits = Limits(0.0, FEW, MANY)
    assert [limits.wait("192.0.2.1", 1000.0) > 0 for _ in range(4)] == [False, False, False, True]


def test_only_so_many_addresses_are_remembered_and_who_was_seen_last_is_one_of_them() -> None:
    limits = Limits(0.0, Rate(burst=1, a_second=0.001), MANY, most=2)
    seen = ("192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3", "192.0.2.1", "192.0.2.2")
    assert [limits.wait(one, 0.0) > 0 for one in seen] == [False, False, True, False, True, False]


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_the_network_of_an_ipv6_address_counts_as_one(address: str, whose: str) -> None:
    assert subscriber(address) == whose
