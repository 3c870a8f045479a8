"""`/customer edit`: by line and by form, asked about where it must be, and undone."""

import pytest

from bot.domain.customers import Customer
from tests.customers import customer, filled_in
from tests.team import ANA, BEN, CARA, GENERAL, Team, action_ids, words


def test_edit_with_options_changes_only_them(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes tier:vip email:d2@x.example #press")

    stored = customer(dana, "Dana Reyes")
    assert (stored["tier"], stored["owner"], stored["company"]) == ("vip", ANA, "Blue Door Deli")
    emails = dana.rows("SELECT written FROM customer_keys WHERE kind = 'email' ORDER BY position")
    assert [row["written"] for row in emails] == ["dana@bluedoor.example", "d2@x.example"]


def test_edit_alone_opens_the_form_as_the_customer_is(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes")
    dana.submit(BEN, company="Red Door", backup=CARA, consents=["do_not_contact"])

    assert "*Saved* Dana Reyes" in dana.told(BEN, GENERAL)
    stored = customer(dana, "Dana Reyes")
    assert (stored["company"], stored["owner"], stored["backup_owner"]) == ("Red Door", ANA, CARA)
    assert (stored["wishes_ok"], stored["do_not_contact"]) == (0, 1)


def test_edit_by_form_to_a_name_that_is_there_already_asks_and_then_saves(dana: Team) -> None:
    dana.add_customer(Customer(0, "Kim Shared"))
    dana.command(BEN, "/customer", "edit Kim Shared")
    dana.submit(BEN, name="Dana Reyes", company="Shared Ltd")
    assert "is in Rapport already" in words(dana.form(BEN))
    assert filled_in(dana.form(BEN))["company"] == "Shared Ltd"
    assert customer(dana, "Kim Shared")["company"] == ""

    dana.submit(BEN)
    assert dana.rows("SELECT name, company FROM customers WHERE id = 2") == [
        {"name": "Dana Reyes", "company": "Shared Ltd"}
    ]


def test_phone_of_long_ago_that_nobody_touches_is_no_obstacle_to_an_edit(team: Team) -> None:
    team.add_customer(Customer(0, "Ray Local", phones=("+1 5550100", "+1 212-555-0123 ext. 12")))
    team.command(BEN, "/customer", "edit Ray Local")
    team.submit(BEN, company="Shared Ltd")
    assert customer(team, "Ray Local")["company"] == "Shared Ltd"

    team.command(BEN, "/customer", "edit Ray Local")
    assert "code is missing" in team.submit(BEN, phone="+1 5550100, 212 555 0124")["errors"]["phone"]


def test_edit_of_a_misspelled_name_asks_and_then_opens_the_form(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Rayes")
    dana.click(BEN, "edit_customer", dana.latest(BEN, GENERAL))

    assert dana.form(BEN)["title"]["text"] == "Edit customer"


def test_edit_with_options_of_a_misspelled_name_asks_and_keeps_them(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Rayes tier:vip")
    asked = dana.latest(BEN, GENERAL)
    assert "somebody_new" not in action_ids(asked)
    dana.click(BEN, "choose_customer", asked)

    assert customer(dana, "Dana Reyes")["tier"] == "vip"


def test_edit_of_a_misspelled_name_that_cannot_be_read_opens_the_form_of_the_one_chosen(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Rayes tier:vip phone:555-0100")
    dana.click(BEN, "choose_customer", dana.latest(BEN, GENERAL))
    filled = filled_in(dana.form(BEN))
    assert (filled["name"], filled["tier"], filled["phone"]) == ("Dana Reyes", "vip", "555-0100")

    dana.submit(BEN, phone="212 555 0100")
    assert customer(dana, "Dana Reyes")["tier"] == "vip"


@pytest.mark.parametrize(
    ("options", "stored"),
    [
        ("tag:late payer, vip", {"late payer", "vip"}),
        ("alias:Zed, Zoe M", {"Zed", "Zoe M"}),
        ("phone:212 555 0123, 212 555 0124", {"+1 212-555-0123", "+1 212-555-0124"}),
        ("email:a@x.example, b@x.example", {"a@x.example", "b@x.example"}),
        ("a@x.example 212-555-0123", {"a@x.example", "+1 212-555-0123"}),
    ],
)
def test_several_values_of_a_line_are_several(team: Team, options: str, stored: set[str]) -> None:
    team.command(BEN, "/customer", f"add Zoe Marsh {options}")

    kept = team.rows("SELECT written FROM customer_keys WHERE kind != 'name' UNION ALL SELECT tag FROM customer_tags")
    assert {row["written"] for row in kept} == stored


def test_form_of_a_customer_changed_meanwhile_saves_nothing(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes")
    dana.command(ANA, "/customer", "edit Dana Reyes tier:vip")
    answer = dana.submit(BEN, company="Red Door")

    assert "changed by somebody else meanwhile" in words(answer["view"])
    assert customer(dana, "Dana Reyes")["company"] == "Blue Door Deli"


def test_undo_of_add_takes_the_customer_away(team: Team) -> None:
    team.command(ANA, "/customer", "add Zoe Marsh")
    team.click(ANA, "undo", team.latest(ANA, GENERAL))

    assert "I don't know anybody" in words(team.command(ANA, "/customer", "Zoe Marsh"))
    assert "*Added*" in words(team.command(ANA, "/customer", "add Zoe Marsh"))


def test_undo_of_edit_brings_everything_back(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes tier:vip #press #big alias:Dee birthday:14-Mar")
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))

    stored = customer(dana, "Dana Reyes")
    assert (stored["tier"], stored["birth_month"]) == ("standard", None)
    assert dana.rows("SELECT * FROM customer_tags") == []


def test_undo_of_an_edit_that_was_built_upon_is_refused(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes tier:vip")
    edited = dana.latest(BEN, GENERAL)
    dana.command(ANA, "/customer", "edit Dana Reyes tier:gold")
    dana.click(BEN, "undo", edited)

    assert "changed again since" in dana.told(BEN, GENERAL)
    assert customer(dana, "Dana Reyes")["tier"] == "gold"


def test_undo_of_remember_forgets_the_detail(dana: Team) -> None:
    dana.command(BEN, "/customer", "remember Dana Reyes: dog called Biscuit")
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))

    assert "Biscuit" not in words(dana.command(BEN, "/customer", "Dana Reyes"))


def test_a_number_that_others_have_is_said_when_it_is_new_and_not_at_every_change(dana: Team) -> None:
    dana.add_customer(Customer(0, "Kim Shared", phones=("+442079460110",)))
    said = "is also in the card of Kim Shared"

    assert said in words(dana.command(BEN, "/customer", "edit Dana Reyes phone:+44 20 7946 0110"))
    assert said not in words(dana.command(BEN, "/customer", "edit Dana Reyes tier:vip"))
