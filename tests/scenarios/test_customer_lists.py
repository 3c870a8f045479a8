"""`/customer list`: who fits, as a table page by page, in an order and by the form."""

import re

import pytest

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customers import Customer, Tier
from bot.sandbox.wire.faults import Fault
from storage import custom_fields
from tests.team import ANA, BEN, GENERAL, Json, Team, action_ids, words


def cells(message: Json) -> list[list[str]]:
    """The rows of a list's table, but for its heading; of people their ids."""
    [table] = [block for block in message["blocks"] if block["type"] == "data_table"]
    return [[_cell(cell) for cell in row] for row in table["rows"][1:]]


def _cell(cell: Json) -> str:
    if cell["type"] != "rich_text":
        return str(cell["text"])
    return str(cell["elements"][0]["elements"][0]["user_id"])


def names(message: Json) -> list[str]:
    """Of a table, or of lines with a button each."""
    if any(block["type"] == "data_table" for block in message["blocks"]):
        return [row[0] for row in cells(message)]
    lines = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"][1:]
    return [line.split("*")[1] for line in lines]


def listed(team: Team, typed: str, who: str = ANA) -> Json:
    team.command(who, "/customer", f"list {typed}".strip())
    return team.latest(who, GENERAL)


def six(team: Team, **fields: object) -> None:
    """As many as make a table."""
    for number in range(6):
        team.add_customer(Customer(0, f"Customer {number}", **fields))  # type: ignore[arg-type]  # any of its fields


def filled(form: Json) -> Json:
    """The values of a form's elements by field, those that have one."""
    elements = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    found = {}
    for name, element in elements.items():
        options = [option["value"] for option in element.get("initial_options", [])]
        one = element.get("initial_option", {}).get("value")
        value = element.get("initial_value") or options or element.get("initial_users") or one
        if value and value != "any":
            found[name] = value
    return found


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


def option(page: Json, action_id: str, part: str) -> str:
    """The value of an element's choice in which this stands."""
    elements = [one for block in page["blocks"] if block["type"] == "actions" for one in block["elements"]]
    [element] = [one for one in elements if one["action_id"] == action_id]
    return str(next(one["value"] for one in element["options"] if part in one["value"]))


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


def test_what_cannot_be_read_is_asked_about_in_the_form_with_everything_typed_kept(team: Team) -> None:
    team.add_customer(Customer(0, "Dana", tags=("press",)))
    typed = "list dana tag:press stge:onboarding tier:gold,vip owner:me silent:60d -lost value:>10k tier:platinum"
    team.command(ANA, "/customer", typed)
    form = team.form(ANA)

    assert "Do you mean `stage:`" in words(form)
    assert "I don't know the tier “platinum”" in words(form)
    assert typed.replace(">", "&gt;").removeprefix("list ") in words(form)
    assert filled(form) == {
        "word": '"dana"',
        "tag": ["press"],
        "tier": ["gold", "vip"],
        "owner_else": ["me"],
        "silent": "60d",
        "value": ">10000",
        "more": "-lost:yes stge:onboarding tier:platinum",
    }


def test_the_form_shows_what_is_active_and_takes_every_condition(team: Team) -> None:
    _own_fields(team)
    team.add_customer(
        Customer(0, "Ana Lima", tags=("press", "vip"), owner=BEN, tier=Tier.GOLD, custom=((1, "Garden"), (2, "7")))
    )
    team.add_customer(Customer(0, "Zoe Marsh", tags=("press",)))
    page = listed(team, "tag:press")
    team.click(ANA, "filter_customers", page)
    assert filled(team.form(ANA)) == {"tag": ["press"]}

    team.submit(
        ANA, tag=["press"], owner=[BEN], tier=["gold"], **{"field:1": ["Garden"], "field:2": ">5"}, more="-lost"
    )
    page = team.latest(ANA, GENERAL)
    assert names(page) == ["Ana Lima"]
    assert "Room “Garden”" in page["text"] or "Room Garden" in page["text"]
    assert "not lost" in page["text"]

    team.click(ANA, "filter_customers", page)
    again = filled(team.form(ANA))
    assert again == {
        "tag": ["press"], "owner": [BEN], "tier": ["gold"], "field:1": ["Garden"], "field:2": ">5", "more": "-lost:yes",
    }  # fmt: skip


def test_the_form_asks_for_backup_owners_too(team: Team) -> None:
    team.add_customer(Customer(0, "Ana Lima", owner=ANA, backup_owner=BEN))
    team.add_customer(Customer(0, "Zoe Marsh", owner=ANA, backup_owner=ANA))
    team.add_customer(Customer(0, "Kofi Lindgren", owner=ANA))
    page = listed(team, f"backup:<@{BEN}|ben>,nobody -backup:me")
    team.click(ANA, "filter_customers", page)
    assert filled(team.form(ANA)) == {"backup": [BEN], "backup_else": ["nobody"], "more": "-backup:me"}

    team.submit(ANA, backup=[BEN], backup_else=["me"], more="")
    page = team.latest(ANA, GENERAL)
    assert names(page) == ["Ana Lima", "Zoe Marsh"]

    team.click(ANA, "filter_customers", page)
    assert filled(team.form(ANA)) == {"backup": [BEN], "backup_else": ["me"]}


def _own_fields(team: Team) -> None:
    fields = (
        CustomField(0, "Room", "room", FieldType.CHOICE, ("Garden", "Cellar")),
        CustomField(0, "Seats", "seats", FieldType.NUMBER),
    )
    with team.writing(ANA) as session:
        for position, field in enumerate(fields):
            custom_fields.add(session.uow, field, position)


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("value", "lots", "whole number"),
        ("since", "soonish", "soonish"),
        ("more", "stge:x", "stage"),
        ("word", "tier:x", "tier"),
    ],
)
def test_what_the_form_cannot_read_is_told_at_its_field(team: Team, field: str, typed: str, why: str) -> None:
    page = listed(team, "tag:none")
    team.click(ANA, "filter_customers", page)
    answer = team.submit(ANA, **{field: typed})

    assert why in answer["errors"][field]


def test_the_form_of_a_list_whose_field_was_removed_leaves_it_out(team: Team) -> None:
    _own_fields(team)
    six(team, custom=((2, "7"),))
    page = listed(team, "seats:>5 customer")
    with team.writing(ANA) as session:
        custom_fields.set_removed(session.uow, 2, session.now)
    team.click(ANA, "sort_customers", page, value=option(page, "sort_customers", "value"))
    page = team.latest(ANA, GENERAL)
    assert "a field that was removed" in page["text"]

    team.click(ANA, "filter_customers", page)
    assert filled(team.form(ANA)) == {"word": '"customer"'}


# Wrong and hostile


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
    team.advance(days=3)
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
