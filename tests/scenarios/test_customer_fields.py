"""Every field of a customer, by form and by line: what is stored, what is said, errors where they belong."""

from typing import Any

import pytest

from bot.domain.customers import Customer
from tests.customers import customer, filled_in
from tests.scenarios.test_custom_fields import define
from tests.team import ANA, BEN, CARA, GENERAL, Team, words

OWN = (
    ("Allergies", "text", ""),
    ("Table number", "number", ""),
    ("Contract signed", "date", ""),
    ("Room", "choice", "Terrace\nGarden \N{SUNFLOWER}"),
    ("Press list", "yes-no", ""),
)


@pytest.fixture
def team_with_fields(dana: Team) -> Team:
    for name, type_, choices in OWN:
        define(dana, name, type_, choices)
    return dana


def own(team: Team) -> dict[str, str]:
    """What Dana has in the team's own fields, by their names."""
    rows = team.rows("SELECT name, value FROM customer_values v JOIN custom_fields f ON f.id = v.field_id")
    return {row["name"]: row["value"] for row in rows}


def slots(team: Team) -> dict[str, str]:
    return {row["name"]: f"field_{row['id']}" for row in team.rows("SELECT id, name FROM custom_fields")}


def element(team: Team, block: str, person: str = BEN) -> Any:  # noqa: ANN401  # JSON
    return next(one["element"] for one in team.form(person)["blocks"] if one.get("block_id") == block)


def chosen(team: Team, block: str, label: str) -> str:
    """The value of a choice by what is written on it."""
    options = element(team, block)["options"]
    return str(next(one["value"] for one in options if one["text"]["text"] == label))


def test_the_form_stores_every_field(dana: Team) -> None:
    kofi = dana.add_customer(Customer(0, "Kofi Lindgren"))
    dana.command(BEN, "/customer", "edit Dana Reyes")
    dana.submit(
        BEN,
        language="português",
        prefers="in person",
        timezone="Asia/Kolkata",
        cadence="30",
        since="2024-05-01",
        renewal="2027-06-01",
        value="€1,204.00",
        referred="Kofi",
    )

    stored = customer(dana, "Dana Reyes")
    assert (stored["language"], stored["channel"], stored["timezone"]) == ("Portuguese", "in person", "Asia/Kolkata")
    assert (stored["cadence_days"], stored["lifetime_value"], stored["referred_by"]) == (30, 1204, kofi)
    said = dana.told(BEN, GENERAL)
    for fact in ("prefers in person", "time zone Asia/Kolkata", "language Portuguese", "referred by Kofi Lindgren"):
        assert fact in said


def test_the_form_is_grouped_and_each_field_has_its_element(team_with_fields: Team) -> None:
    team_with_fields.command(BEN, "/customer", "edit Dana Reyes")
    form = team_with_fields.form(BEN)
    headers = [block["text"]["text"] for block in form["blocks"] if block["type"] == "header"]
    types = {block["block_id"]: block["element"]["type"] for block in form["blocks"] if block["type"] == "input"}

    assert headers == ["Reaching them", "Looking after them", "With us", "Your own fields"]
    assert [types[slot] for slot in slots(team_with_fields).values()] == [
        *("plain_text_input", "number_input", "datepicker", "static_select", "radio_buttons")
    ]
    assert (types["timezone"], types["referred"], types["cadence"]) == (
        *("external_select", "external_select", "number_input"),
    )


def test_the_form_fills_in_the_teams_own_fields_and_empties_them(team_with_fields: Team) -> None:
    team, slot = team_with_fields, slots(team_with_fields)
    team.command(BEN, "/customer", "edit Dana Reyes")
    garden = chosen(team, slot["Room"], "Garden \N{SUNFLOWER}")
    team.submit(
        BEN,
        **{
            slot["Allergies"]: "=HYPERLINK(1)",
            slot["Table number"]: "12.50",
            slot["Contract signed"]: "2024-01-31",
            slot["Room"]: garden,
            slot["Press list"]: "yes",
        },
    )
    assert own(team) == {
        "Allergies": "=HYPERLINK(1)",
        "Table number": "12.5",
        "Contract signed": "2024-01-31",
        "Room": "Garden \N{SUNFLOWER}",
        "Press list": "yes",
    }
    assert "Contract signed 31 January 2024" in team.told(BEN, GENERAL)

    team.command(BEN, "/customer", "edit Dana Reyes")
    team.submit(BEN, **{slot["Allergies"]: "", slot["Press list"]: "not_known"})
    assert own(team).keys() == {"Table number", "Contract signed", "Room"}
    assert "Allergies taken out" in team.told(BEN, GENERAL)
    team.click(BEN, "undo", team.latest(BEN, GENERAL))
    assert own(team)["Allergies"] == "=HYPERLINK(1)"


def test_all_that_is_wrong_in_a_form_is_told_at_once_each_at_its_field(team_with_fields: Team) -> None:
    team, slot = team_with_fields, slots(team_with_fields)
    team.command(BEN, "/customer", "edit Dana Reyes")
    wrong = {"birthday": "31 Feb", "language": "Elbonian", "email": "nobody", slot["Allergies"]: "x" * 499}
    answer = team.submit(BEN, **{**wrong, "cadence": "0"})

    assert answer["errors"].keys() == {"birthday", "language", "email", "cadence"}
    assert own(team) == {}


def test_a_choice_that_is_removed_while_a_form_is_open_is_refused_and_others_stay(team_with_fields: Team) -> None:
    team, slot = team_with_fields, slots(team_with_fields)
    team.command(BEN, "/customer", "edit Dana Reyes room:terrace")
    for person in (ANA, BEN):
        team.command(person, "/customer", "edit Dana Reyes")
    garden = chosen(team, slot["Room"], "Garden \N{SUNFLOWER}")
    team.write("UPDATE custom_fields SET choices = ? WHERE name = 'Room'", '["Bar", "Roof"]')

    assert "is no choice" in team.submit(BEN, **{slot["Room"]: garden})["errors"][slot["Room"]]
    assert team.submit(ANA, company="Red Door")["closed"]  # what Dana has is no choice either: nobody touched it
    assert own(team) == {"Room": "Terrace"}
    team.command(BEN, "/customer", "edit Dana Reyes")
    assert [one["text"]["text"] for one in element(team, slot["Room"])["options"]] == ["Bar", "Roof", "Terrace"]


def test_a_field_that_is_removed_while_a_form_is_open_keeps_nobody_from_saving_the_rest(team_with_fields: Team) -> None:
    team, slot = team_with_fields, slots(team_with_fields)
    team.command(BEN, "/customer", "edit Dana Reyes")
    team.write("UPDATE custom_fields SET removed_at = '2026-11-23T09:00:00+00:00' WHERE name = 'Allergies'")
    answer = team.submit(BEN, company="Red Door", **{slot["Allergies"]: "nuts"})
    assert "removed meanwhile" in answer["errors"][slot["Allergies"]]

    team.submit(BEN, **{slot["Allergies"]: ""})
    assert customer(team, "Dana Reyes")["company"] == "Red Door"


def test_lines_set_every_field(team_with_fields: Team) -> None:
    team = team_with_fields
    team.add_customer(Customer(0, "Kofi Lindgren"))
    said = team.command(
        BEN,
        "/customer",
        'add Mara Vogel allergies:nuts and fish "Table number":12 contract signed:31 Jan 2024 press-list:ja '
        "room:GARDEN \N{SUNFLOWER} prefers:whatsapp timezone:lisbon language:pt mailing:no do-not-contact:yes "
        "referred:Kofi Lindgren",
    )

    assert "*Added* Mara Vogel" in said["text"]
    assert own(team) == {
        "Allergies": "nuts and fish",
        "Table number": "12",
        "Contract signed": "2024-01-31",
        "Room": "Garden \N{SUNFLOWER}",
        "Press list": "yes",
    }
    stored = customer(team, "Mara Vogel")
    assert (stored["channel"], stored["timezone"], stored["language"]) == ("chat", "Europe/Lisbon", "Portuguese")
    assert (stored["email_ok"], stored["do_not_contact"], stored["referred_by"]) == (0, 1, 2)


@pytest.mark.parametrize(
    ("option", "field", "says"),
    [
        ("table-number:twelve", "Table number", "“twelve” is no number"),
        ("room:roof", "Room", "is no choice"),
        ("contract-signed:14 March", "Contract signed", "needs its year"),
        ("press-list:maybe", "Press list", "neither yes nor no"),
        ("prefers:pigeon", "prefers", "pigeon"),
        ("timezone:Elbonia", "timezone", "time zone “Elbonia”"),
        ("language:Elbonian", "language", "language “Elbonian”"),
        ("referred:Nobody Known", "referred", "Nobody Known"),
        ("mailing:perhaps", "mailing", "neither yes nor no"),
    ],
)
def test_what_cannot_be_read_opens_the_form_with_all_the_rest(
    team_with_fields: Team, option: str, field: str, says: str
) -> None:
    team, slot = team_with_fields, slots(team_with_fields)
    team.command(BEN, "/customer", f"edit Dana Reyes allergies:nuts {option} tier:vip")
    form = team.form(BEN)
    filled = filled_in(form)

    assert says in words({"blocks": [form["blocks"][0]]})
    assert (filled[slot["Allergies"]], filled["tier"]) == ("nuts", "vip")
    assert not filled.get(slot.get(field, field)) or filled[slot.get(field, field)] in {"not_known", "Elbonian"}
    assert own(team) == {}


def test_who_is_asked_who_referred_somebody_does_not_choose_themselves(dana: Team) -> None:
    dana.add_customer(Customer(0, "Dana Twin"))
    dana.command(BEN, "/customer", "edit Dana Reyes")
    found = dana.sandbox.people.options(user=BEN, action_id="referred", query="dana")["options"]

    assert [one["text"]["text"] for one in found] == ["Dana Twin"]
    dana.command(CARA, "/customer", "edit Dana Reyes referred:Dana Reyes")
    assert "Nobody refers themselves" in words(dana.form(CARA))
    assert customer(dana, "Dana Reyes")["referred_by"] is None


def test_a_time_zone_is_found_by_its_city_or_country(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes")
    found = dana.sandbox.people.options(user=BEN, action_id="timezone", query="portu")["options"]

    assert [one["value"] for one in found] == ["Atlantic/Azores", "Atlantic/Madeira", "Europe/Lisbon"]


def test_a_name_of_two_hundred_arabic_letters_is_stored_whole(team: Team) -> None:
    name = "نور " * 50
    team.command(ANA, "/customer", "add")
    team.submit(ANA, name=name.strip())

    assert [row["name"] for row in team.rows("SELECT name FROM customers")] == [name.strip()]


def test_the_same_form_twice_has_one_effect(team_with_fields: Team) -> None:
    team, slot = team_with_fields, slots(team_with_fields)
    team.command(BEN, "/customer", "edit Dana Reyes")
    team.submit(BEN, **{slot["Allergies"]: "nuts"})
    team.again()

    assert len(team.rows("SELECT 1 FROM audit WHERE action = 'customer edited'")) == 1


def test_customers_are_listed_by_the_language_however_it_is_written(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes language:português")

    for written in ("pt", "Portuguese", "pt-BR"):
        assert "Dana Reyes" in words(dana.command(BEN, "/customer", f"list language:{written}"))
