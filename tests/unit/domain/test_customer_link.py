"""Links to customers: what they look like, and which are ours."""

import pytest

from bot.domain.customer_link import CustomerLinks
from bot.domain.workflow_steps import meant_by_number, numbered

LINKS = CustomerLinks("https://customers.harbour.example", "T0HARBOUR")


def test_a_link_leads_back_to_its_customer() -> None:
    assert LINKS.of(214) == "https://customers.harbour.example/customers/T0HARBOUR/214"
    assert LINKS.read(LINKS.of(214)) == 214
    assert LINKS.read(f"{LINKS.of(214)}/?utm=x#top") == 214


@pytest.mark.parametrize(
    "link",
    [
        "https://customers.harbour.example/customers/T0OTHER/214",
        "https://customers.harbour.example.evil.example/customers/T0HARBOUR/214",
        "https://customers.harbour.example/customers/T0HARBOUR/214/x",
        "https://customers.harbour.example/customers/T0HARBOUR/",
        "https://customers.harbour.example/customers/T0HARBOUR/9999999999999999999",
        "",
    ],
)
def test_no_other_link_is_one(link: str) -> None:
    assert LINKS.read(link) is None


def test_without_an_address_there_are_no_links() -> None:
    assert CustomerLinks("", "T0HARBOUR").of(214) == ""
    assert CustomerLinks("", "T0HARBOUR").read("/customers/T0HARBOUR/214") is None


def test_a_step_reads_the_number_that_another_gave() -> None:
    assert meant_by_number(numbered(214)) == 214
    assert meant_by_number("customer #214") == 214
    assert [meant_by_number(words) for words in ("214", "Customer Smith", "Customer ٢", "")] == [None] * 4
