"""Who looks after a customer: the first of owner, backup owner and default owner who is of the team."""

import pytest

from bot.domain.caretaker import Caretaker, Caretakers
from bot.domain.customers import Customer


@pytest.mark.parametrize(
    ("gone", "default", "expected"),
    [
        (set(), "D", Caretaker("O", None, "B")),
        ({"O"}, "D", Caretaker("B", "O", None)),
        ({"O", "B"}, "D", Caretaker("D", "O", None)),
        ({"B"}, "D", Caretaker("O", None, None)),
        ({"O", "B", "D"}, "D", Caretaker(None, "O", None)),
        ({"O", "B"}, None, Caretaker(None, "O", None)),
        (set(), "O", Caretaker("O", None, "B")),
    ],
)
def test_the_chain_goes_on_to_the_next_who_is_of_the_team(
    gone: set[str], default: str | None, expected: Caretaker
) -> None:
    customer = Customer(1, "Dana Reyes", owner="O", backup_owner="B")

    assert Caretakers(default, frozenset(gone)).of(customer) == expected


def test_without_an_owner_nobody_is_stood_in_for() -> None:
    assert Caretakers("D", frozenset()).of(Customer(1, "Jo Berg")) == Caretaker("D", None, None)
