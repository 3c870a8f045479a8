"""`/customer list`, and what `/customer` cannot do."""

import re

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, GENERAL, Team, action_ids, words


def test_list_shows_who_fits_and_opens_them(dana: Team) -> None:
    dana.add_customer(Customer(0, "Zoe Marsh", tags=("wholesale",), owner=BEN))
    listed = dana.command(ANA, "/customer", "list tag:wholesale stage:engagement tier:standard owner:<@U0BEN>")
    assert "1 customer with" in words(listed)
    assert "Dana" not in words(listed)

    dana.click(ANA, "open_customer", dana.latest(ANA, GENERAL))
    assert "#wholesale" in words(dana.form(ANA))


def test_list_leads_to_everybody_page_by_page_in_one_order(team: Team) -> None:
    for number in range(45):
        team.add_customer(Customer(0, f"Customer {number} {'&' * 150}", company="&" * 200, tags=("press", "a&b=c:d")))
    team.command(ANA, "/customer", "list tag:a&b=c:d")
    assert "45 customers" in words(team.latest(ANA, GENERAL))

    seen = []
    while True:
        page = team.latest(ANA, GENERAL)
        seen += re.findall(r"\*Customer (\d+) ", words({"blocks": page["blocks"]}))
        if "next_customers" not in action_ids(page):
            break
        team.click(ANA, "next_customers", page)
    assert len(seen) == 45
    assert sorted(seen) == seen
    team.click(ANA, "previous_customers", team.latest(ANA, GENERAL))
    assert "31 to 40" in words(team.latest(ANA, GENERAL))


@pytest.mark.parametrize("value", ["999:", "0:", "-1:", "x", "2:tag=nobody", "1:secret=1", "1:owner=%3C!channel%3E"])
def test_page_of_customers_is_not_trusted(team: Team, value: str) -> None:
    for number in range(25):
        team.add_customer(Customer(0, f"Customer {number}"))
    team.command(ANA, "/customer", "list")
    team.click(ANA, "next_customers", team.latest(ANA, GENERAL))
    click = team.transport.delivered[-1].payload["actions"][0]
    team.again(actions=[{**click, "value": value}], trigger_id="another")

    shown = words(team.latest(ANA, GENERAL))
    assert "Customer" in shown or "No customer fits" in shown
    assert "<!channel>" not in shown


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("list stage:sleeping", "These work: awareness"),
        ("list tier:platinum", "These work: standard"),
        ("list everybody", "I don't know how to list by"),
        ("list tag:nothing", "No customer fits"),
        ("list owner:@nobody", "I don't know who"),
        ("list owner:<!channel>", "I don't know who &lt;!channel&gt;"),
        ("merge Dana and Zoe", "later version"),
        ("export", "later version"),
        ("forget Dana", "later version"),
    ],
)
def test_what_cannot_be_done_is_said(dana: Team, typed: str, why: str) -> None:
    assert why in words(dana.command(ANA, "/customer", typed))
    assert len(dana.rows("SELECT * FROM customers WHERE removed_at IS NULL")) == 1
