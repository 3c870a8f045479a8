"""What people type after /customer that is no name: asked about, with nothing lost, and never stored as one."""

import pytest

from tests.customers import customer, filled_in
from tests.team import ANA, BEN, GENERAL, Team, words


@pytest.mark.parametrize(
    "more",
    [
        "teir:gold",
        "city:Lisbon",
        "note:allergic to nuts",
        "birthday 14 March",
        ", allergic to nuts",
        "vip gold",
        "tag new",
    ],
)
def test_words_that_may_be_no_name_open_the_form_with_all_of_them(team: Team, more: str) -> None:
    team.command(ANA, "/customer", f"add Ola Berg {more} ola@fjord.example")
    filled = filled_in(team.form(ANA))

    assert team.rows("SELECT * FROM customers") == []
    assert more.strip(", ") in filled["name"]
    assert filled["email"] == "ola@fjord.example"


def test_pasted_line_opens_the_form_with_address_and_number_taken(team: Team) -> None:
    team.command(ANA, "/customer", "add Ola Berg, Fjord AS, ola@fjord.example, +47 912 34 567")
    filled = filled_in(team.form(ANA))

    assert (filled["name"], filled["email"]) == ("Ola Berg, Fjord AS", "ola@fjord.example")
    assert filled["phone"].replace(" ", "") == "+4791234567"


@pytest.mark.parametrize(
    "address",
    [
        "<jose@silva.example>",
        "<mailto:jose@silva.example|jose@silva.example>",
        "<<mailto:jose@silva.example|jose@silva.example>>",
    ],
)
def test_address_from_a_mail_is_taken_as_one(team: Team, address: str) -> None:
    team.command(ANA, "/customer", f"add José da Silva {address}")

    assert customer(team, "José da Silva")
    assert {"written": "jose@silva.example"} in team.rows("SELECT written FROM customer_keys")


@pytest.mark.parametrize("name", ["“Hill, Sons & Co”", "Acme, Inc.", "Gold Street Café", "Sammy Davis, Jr"])
def test_name_with_a_comma_of_its_own_is_added_at_once(team: Team, name: str) -> None:
    assert "*Added*" in words(team.command(ANA, "/customer", f"add {name}"))


@pytest.mark.parametrize(
    ("option", "field"), [("tier:platinum", "tier"), ("stage:asleep", "stage"), ("kind:robot", "kind")]
)
def test_choice_that_cannot_be_read_is_left_open(dana: Team, option: str, field: str) -> None:
    for line in ("add Zoe Marsh", "edit Dana Reyes"):
        dana.command(BEN, "/customer", f"{line} {option}")
        assert filled_in(dana.form(BEN))[field] is None


def test_owner_who_cannot_be_one_is_nobody_in_a_new_form_and_who_it_was_in_an_edit(dana: Team) -> None:
    dana.command(BEN, "/customer", "add Zoe Marsh owner:<@U0GUS>")
    assert filled_in(dana.form(BEN))["owner"] is None
    before = customer(dana, "Dana Reyes")["owner"]
    dana.command(BEN, "/customer", "edit Dana Reyes owner:<@U0GUS>")
    assert filled_in(dana.form(BEN))["owner"] == before


def test_wishes_that_cannot_be_read_are_not_allowed_by_default(team: Team) -> None:
    team.command(ANA, "/customer", "add Zoe Marsh wishes:nope")
    team.submit(ANA)

    assert customer(team)["wishes_ok"] == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("rememeber Dana Reyes: tea", "remember"), ("lsit", "list"), ("ad Zoe Marsh", "add"), ("edti Dana", "edit")],
)
def test_mistyped_word_is_asked_about(dana: Team, typed: str, meant: str) -> None:
    assert f"Do you mean `/customer {meant}`?" in words(dana.command(ANA, "/customer", typed))


@pytest.mark.parametrize("typed", ["lisa", "adam", "eddi"])
def test_name_like_a_word_is_looked_up(dana: Team, typed: str) -> None:
    assert "Do you mean `/customer" not in words(dana.command(ANA, "/customer", typed))


@pytest.mark.parametrize("word", ["show", "find", "search", "open"])
def test_card_has_other_words(dana: Team, word: str) -> None:
    assert "Blue Door Deli" in words(dana.command(ANA, "/customer", f"{word} Dana Reyes"))


def test_add_and_edit_have_other_words(dana: Team) -> None:
    assert "*Added* Zoe Marsh" in words(dana.command(ANA, "/customer", "create Zoe Marsh"))
    assert "*Saved* Zoe Marsh" in words(dana.command(ANA, "/customer", "update Zoe Marsh tier:gold"))
    assert dana.latest(ANA, GENERAL)
