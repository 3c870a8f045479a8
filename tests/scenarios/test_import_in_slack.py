"""A file given in Slack: read, its columns shown and changed, tried, imported with one click, taken back."""

import base64
from typing import Any

import pytest

from bot.domain.customers import Customer
from bot.sandbox.errors import ControlError
from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, DEV, GENERAL, Team, words

FILE = (
    "Full Name,E-Mail,Shoe size,Firm,Tier,Born\n"
    "Zoe Marsh,zoe@marsh.example,42,Marsh Ltd,gold,3/4/1980\n"
    "Dana Reyes,dana@bluedoor.example,,Blue Door,vip,14 March\n"
    ",nobody@x.example,,,,\n"
    "Al Bo,no address,,,,\n"
)


def given(team: Team, text: str | bytes, person: str = DEV, name: str = "customers.csv") -> dict[str, Any]:
    """Give a file, and what is seen then."""
    team.command(person, "/rapport", "import")
    content = base64.b64encode(text if isinstance(text, bytes) else text.encode()).decode()
    team.submit(person, file={"name": name, "content": content})
    return team.form(person)


def tried(team: Team, text: str | bytes = FILE, person: str = DEV, **values: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    given(team, text, person)
    team.submit(person, **values)
    return team.form(person)


def stored(team: Team) -> dict[str, list[tuple[Any, ...]]]:
    kept = ("customers", "customer_keys", "details", "audit", "outbox")
    return {name: rows for name, rows in team.contents().items() if name in kept}


def names(team: Team) -> list[str]:
    return [row["name"] for row in team.rows("SELECT name FROM customers WHERE removed_at IS NULL ORDER BY id")]


def test_columns_are_shown_as_they_are_read_and_can_be_changed(dana: Team) -> None:
    form = given(dana, FILE)

    chosen = {
        block["label"]["text"]: block["element"]["initial_option"]["text"]["text"]
        for block in form["blocks"]
        if block["block_id"].startswith("column")
    }
    assert chosen == {
        "Full Name": "Name",
        "E-Mail": "Email",
        "Shoe size": "Leave out",
        "Firm": "Company",
        "Tier": "Tier",
        "Born": "Leave out",
    }
    dana.submit(DEV, column_5="birthday", column_4="-", locale="en-GB")
    dana.submit(DEV)
    [row] = dana.rows("SELECT birth_day, birth_month, tier FROM customers WHERE name = 'Zoe Marsh'")
    assert row == {"birth_day": 3, "birth_month": 4, "tier": "standard"}


def test_what_would_become_of_it_is_said_before_anything_is_written(dana: Team) -> None:
    before = stored(dana)
    said = words(tried(dana))

    assert "2 would be added, 1 refused; 1 known already, unchanged; 1 cell left out" in said
    assert "Refused: line 4, Full Name: There is no name" in said
    assert "Left out: line 5, E-Mail" in said
    assert "To know: line 3, Tier: Dana Reyes has something else here" in said
    assert stored(dana) == before


def test_one_click_imports_and_another_takes_it_back(dana: Team) -> None:
    tried(dana)
    dana.submit(DEV)

    message = dana.dm(DEV)[-1]
    assert "customers.csv is imported: 2 added, 1 refused" in words(message)
    assert names(dana) == ["Dana Reyes", "Zoe Marsh", "Al Bo"]
    dana.click(DEV, "undo", message)
    assert names(dana) == ["Dana Reyes"]


def test_two_clicks_import_once(dana: Team) -> None:
    tried(dana)
    dana.submit(DEV)
    dana.again()
    dana.again(trigger_id="another")

    assert names(dana) == ["Dana Reyes", "Zoe Marsh", "Al Bo"]
    assert len(dana.rows("SELECT * FROM audit WHERE action = 'customers imported'")) == 1


def test_file_replaces_what_is_known_where_that_was_chosen(dana: Team) -> None:
    said = words(tried(dana, replaces=["yes"]))
    assert "1 would be changed" in said
    assert "company 1, tier 1" in said
    dana.submit(DEV)

    [row] = dana.rows("SELECT tier, company FROM customers WHERE name = 'Dana Reyes'")
    assert row == {"tier": "vip", "company": "Blue Door"}


def test_card_of_an_address_book_comes_in(dana: Team) -> None:
    form = given(dana, "BEGIN:VCARD\nVERSION:3.0\nFN:Kim Ode\nNOTE:likes jazz\nEND:VCARD\n", name="kim.vcf")
    assert "Details" in words(form)
    dana.submit(DEV)
    dana.submit(DEV)

    assert "Kim Ode" in names(dana)
    assert dana.rows("SELECT text FROM details") == [{"text": "likes jazz"}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"PK\x03\x04" + bytes(100), "Save it as “CSV UTF-8”"),
        (bytes(range(256)) * 40, "Nothing was changed"),
        (b"", "There is nothing in this file"),
        ("name\n" + "Al\n" * 5_001, "at most 5,000 are imported from Slack"),
        (",".join(f"c{number}" for number in range(10_000)), "10,000 columns"),
        ("name,name\nAl,Bo\n", "is there twice"),
        ("who\nAl\n", "one of them must be “name”"),
        ("name\nAl\n".encode("utf-16"), "Import"),
        ("x" * 5_000_000, "Nothing was changed"),
    ],
)
def test_odd_files_get_a_sentence_and_change_nothing(dana: Team, text: str | bytes, said: str) -> None:
    before = names(dana)
    assert said in words({"blocks": given(dana, text)["blocks"], "text": "Import"})
    assert names(dana) == before


def test_member_may_not_import(dana: Team) -> None:
    assert "Only leads" in dana.command(ANA, "/rapport", "import")["text"]


def test_app_that_may_not_read_files_says_how_it_may(dana: Team) -> None:
    scopes = dana.sandbox.workspace.app.scopes
    dana.sandbox.workspace.app.scopes = [one for one in scopes if one != "files:read"]
    try:
        assert "files:read" in dana.command(DEV, "/rapport", "import")["text"]
    finally:
        dana.sandbox.workspace.app.scopes = scopes


def test_file_that_is_gone_or_not_given_out_is_told(dana: Team) -> None:
    given(dana, FILE)
    dana.sandbox.faults.order(Fault("url_private", status=503))
    dana.submit(DEV)
    assert "does not give the file out just now" in words(dana.form(DEV))
    tried(dana)
    dana.sandbox.workspace.files.by_id.clear()
    dana.submit(DEV)

    assert "was not imported. This file is not in Slack any more" in words(dana.dm(DEV)[-1])
    assert names(dana) == ["Dana Reyes"]


def test_import_that_was_interrupted_is_done_after_the_start_and_the_person_is_told(dana: Team) -> None:
    tried(dana)
    dana.write(
        "UPDATE imports SET state = 'asked', started_at = given_at"
    )  # asked for, and then the process was killed
    dana.stop()
    dana.start()
    dana.advance(minutes=4)

    assert names(dana) == ["Dana Reyes", "Zoe Marsh", "Al Bo"]
    assert dana.rows("SELECT state FROM imports") == [{"state": "done"}]


def test_what_was_given_and_not_imported_is_forgotten_after_an_hour(dana: Team) -> None:
    tried(dana)
    dana.advance(minutes=70)
    assert dana.rows("SELECT * FROM imports") == []
    dana.submit(DEV)
    assert names(dana) == ["Dana Reyes"]


def test_file_of_somebody_else_is_not_read(dana: Team) -> None:
    given(dana, FILE)
    dana.write("UPDATE imports SET person = ?", BEN)
    answer = dana.submit(DEV)
    assert "hour ago" in str(answer) or "hour ago" in words(dana.form(DEV))


def test_customer_who_is_gone_during_the_import_costs_nothing_else(dana: Team) -> None:
    tried(dana, "name,email,company\nDana Reyes,dana@bluedoor.example,Other\nZoe Marsh,,\n", replaces=["yes"])
    dana.command(DEV, "/customer", "list")
    dana.write("UPDATE customers SET removed_at = '2026-11-23T09:00:00+00:00'")
    dana.write("DELETE FROM customer_keys")
    dana.submit(DEV)

    assert "Zoe Marsh" in names(dana)


def test_ending_that_is_no_table_is_not_taken_by_slack(dana: Team) -> None:
    with pytest.raises(ControlError):
        given(dana, FILE, name="customers.xlsx")


def test_team_field_is_a_column(dana: Team) -> None:
    dana.write(
        "INSERT INTO custom_fields (name, key, type, choices, position) VALUES"
        " ('Shoe size', 'shoe-size', 'number', '[]', 1)"
    )
    tried(dana)
    dana.submit(DEV)
    assert [row["value"] for row in dana.rows("SELECT value FROM customer_values")] == ["42"]


def test_long_name_in_arabic_and_a_formula_come_in_inert(dana: Team) -> None:
    dana.add_customer(Customer(0, "Somebody Else"))
    said = words(tried(dana, f"name,tier\n{'محمد ' * 39},gold\n=1+1,bronze\n<!channel>,gold\n"))
    assert "3 would be added" in said
    dana.submit(DEV)
    assert "=1+1" in names(dana)
    dana.command(DEV, "/customer", "=1+1")
    assert "=1+1" in words(dana.latest(DEV, GENERAL))
