"""`/customer list`: who fits, as a table page by page, in an order and by the form."""

import re

import pytest

from bot.domain.customers import Customer
from bot.sandbox.wire.faults import Fault
from tests.customer_lists import cells, listed, names, option, six
from tests.team import ANA, BEN, GENERAL, Json, Team, action_ids, words


def test_list_shows_who_fits_and_opens_them(dana: Team) -> None:
    dana.add_customer(Customer(0, "Zoe Marsh", company="Marsh & Co", tags=("wholesale",), owner=BEN))
    page = listed(dana, "tag:wholesale stage:engagement tier:standard owner:<@U0BEN>")

    assert "1 customer: tag wholesale, stage engagement, tier Standard, owner" in page["text"]
    assert names(page) == ["Zoe Marsh"]

    dana.click(ANA, "open_customer", page)
    assert "#wholesale" in words(dana.form(ANA))


def test_more_than_a_few_are_a_table_of_what_there_is_to_say_of_them(dana: Team) -> None:
    six(dana, company="Marsh & Co", owner=BEN, tags=("press",))
    page = listed(dana, "tag:press")

    dash = "\u2013"
    assert cells(page)[0] == ["Customer 0", dash, BEN, "Marsh & Co", "engagement"]
    dana.click(ANA, "open_listed", page, value=option(page, "open_listed", "7"))
    assert "Customer 5" in words(dana.form(ANA))


def test_list_leads_to_everybody_page_by_page_in_one_order(team: Team) -> None:
    for number in range(95):
        team.add_customer(
            Customer(0, f"Customer {number:03} {'&' * 150}", company="&" * 200, tags=("press", "a&b=c:d"))
        )
    page = listed(team, "tag:a&b=c:d")
    assert "95 customers" in page["text"]

    seen = names(page)
    while "next_customers" in action_ids(page):
        team.click(ANA, "next_customers", page)
        page = team.latest(ANA, GENERAL)
        seen += names(page)
    assert [re.findall(r"\d+", name)[0] for name in seen] == [f"{number:03}" for number in range(95)]
    team.click(ANA, "previous_customers", page)
    assert "41 to 80" in words(team.latest(ANA, GENERAL))


def test_list_is_sorted_as_chosen_and_pages_stay_so(team: Team) -> None:
    for number in range(50):
        team.add_customer(Customer(0, f"C{number:02}", lifetime_value=number or None))
    page = listed(team, "")
    team.click(ANA, "sort_customers", page, value=option(page, "sort_customers", "value"))
    page = team.latest(ANA, GENERAL)
    assert names(page)[:3] == ["C49", "C48", "C47"]

    team.click(ANA, "next_customers", page)
    assert names(team.latest(ANA, GENERAL))[-2:] == ["C01", "C00"]


@pytest.mark.parametrize("value", ["999:", "0:", "-1:1:name:0", "x", "1:2:color:0", "999:1:name:0", "1:1:name:x"])
def test_page_of_customers_is_not_trusted(team: Team, value: str) -> None:
    for number in range(45):
        team.add_customer(Customer(0, f"Customer {number}"))
    page = listed(team, "")
    before = team.contents()
    _click_with(team, ANA, page, value)

    assert any(said in team.told(ANA, GENERAL) for said in ("from an older Rapport", "type `/customer list` again"))
    assert team.contents()["customers"] == before["customers"]


def _click_with(team: Team, who: str, page: Json, value: str) -> None:
    """A click on a list that carries something else than what stands in it."""
    team.click(who, "sort_customers", page, value=option(page, "sort_customers", "touch"))
    click = {**team.transport.delivered[-1].payload["actions"][0], "selected_option": None, "value": value}
    team.again(actions=[click], trigger_id="another")


def test_somebody_elses_list_is_not_shown(team: Team) -> None:
    six(team)
    listed(team, "customer")
    page = listed(team, "", who=BEN)
    _click_with(team, BEN, page, "1:1:value:0")

    assert "type `/customer list` again" in team.told(BEN, GENERAL)


def test_a_page_that_is_not_there_any_more_is_the_last_one(team: Team) -> None:
    for number in range(41):
        team.add_customer(Customer(0, f"C{number:02}"))
    page = listed(team, "")
    team.write("UPDATE customers SET removed_at = '2026-01-01' WHERE name = 'C40'")
    team.click(ANA, "next_customers", page)

    assert len(names(team.latest(ANA, GENERAL))) == 40


def test_where_slack_has_no_tables_the_same_stands_in_paragraphs(team: Team) -> None:
    team.add_customer(Customer(0, "Zoe <!channel> *Marsh*"))
    six(team, company="Marsh & Co", owner=BEN)
    team.sandbox.faults.order(Fault("response_url", error="invalid_blocks"))
    page = listed(team, "")

    shown = words(page)
    assert "Zoe &lt;!channel&gt;" in shown
    assert "Marsh &amp; Co" in shown
    assert f"<@{BEN}>" in shown
    assert "filter_customers" in action_ids(page)


# The form


def test_a_tag_with_quotes_and_signs_is_found_by_line_and_form(team: Team) -> None:
    team.add_customer(Customer(0, "Ana Lima", tags=('big "fish" & <chips>',)))
    team.add_customer(Customer(0, "Zoe Marsh"))
    page = listed(team, 'tag:big "fish" & <chips>')
    assert names(page) == ["Ana Lima"]

    team.click(ANA, "filter_customers", page)
    team.submit(ANA, tag=['big "fish" & <chips>'])
    assert names(team.latest(ANA, GENERAL)) == ["Ana Lima"]


def test_ten_thousand_are_paged_to_the_very_end(team: Team) -> None:
    team.write(
        "INSERT INTO customers (name, kind, company, stage, tier, channel, timezone, language, wishes_ok, email_ok,"
        " do_not_contact, created_at, created_by, sort_key)"
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
        " SELECT 'Customer ' || i, 'person', '', 'engagement', 'standard', '', '', '', 1, 1, 0, '2026-01-01', 'U0ANA',"
        " 'customer ' || (100000 + i) FROM n"
    )
    page = listed(team, "")
    assert page["text"] == "10,000 customers"
    kept = option(page, "sort_customers", "name").split(":")[0]
    _click_with(team, ANA, page, f"{kept}:250:name:0")

    assert names(team.latest(ANA, GENERAL))[-1] == "Customer 10000"
    assert "next_customers" not in action_ids(team.latest(ANA, GENERAL))


def test_a_list_left_for_days_says_so(team: Team) -> None:
    six(team)
    page = listed(team, "")
    team.advance(days=3, tick_s=21_600)
    team.click(ANA, "sort_customers", page, value=option(page, "sort_customers", "value"))

    assert "type `/customer list` again" in team.told(ANA, GENERAL)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("list tag:nothing", "No customer fits: tag nothing"),
        ("list everybody", "no customers yet"),
        ("list gold", "Do you mean `tier:gold`?"),
        ("list silent", "Do you mean `silent:60d`?"),
        ("list help", "nobody was in touch for so long"),
        ("list <!channel>", "No customer fits: called “&lt;!channel&gt;”"),
    ],
)
def test_that_nobody_fits_is_said(team: Team, typed: str, why: str) -> None:
    team.command(ANA, "/customer", typed)

    assert why in words(team.latest(ANA, GENERAL))
