"""/customer add, edit, remember and list, by line and by form; and taking it back."""

import pytest

from bot.domain.customers import Customer
from tests.customers import customer, filled_in
from tests.team import ANA, BEN, CARA, FEI, GENERAL, GUEST, Team, words

FULL_LINE = (
    "add Zoe Marsh birthday:14-Mar email:Zoe@Marsh.example owner:<@U0BEN> tier:gold company:“Marsh & Sons” "
    "phone:+44 20 7946 0110 stage:onboarding since:2020-02-01 value:12,500 cadence:30 alias:Zed #wholesale"
)


def test_add_stores_everything_the_line_says(team: Team) -> None:
    said = words(team.command(ANA, "/customer", FULL_LINE))

    assert "*Added* Zoe Marsh" in said
    stored = customer(team)
    assert (stored["birth_month"], stored["birth_day"], stored["birth_year"]) == (3, 14, None)
    assert (stored["owner"], stored["tier"], stored["stage"], stored["company"]) == (
        BEN, "gold", "onboarding", "Marsh & Sons",
    )  # fmt: skip
    assert (stored["since"], stored["lifetime_value"], stored["cadence_days"]) == ("2020-02-01", 12500, 30)
    keys = {row["kind"]: row["written"] for row in team.rows("SELECT kind, written FROM customer_keys")}
    assert keys == {"name": "Zoe Marsh", "alias": "Zed", "email": "Zoe@marsh.example", "phone": "+44 20 7946 0110"}
    assert team.rows("SELECT tag FROM customer_tags") == [{"tag": "wholesale"}]


def test_whoever_adds_a_customer_owns_them_unless_told_otherwise(team: Team) -> None:
    team.command(CARA, "/customer", "add Zoe Marsh")

    assert customer(team)["owner"] == CARA


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("add DANA  réyes", "Dana Reyes (Blue Door Deli) is in Rapport already"),
        ("add Dee", "Dee is another name of Dana Reyes"),
        ("add Zoe alias:Dana Reyes", "Dana Reyes (Blue Door Deli) is another customer"),
        ("add Zoe alias:dee", "dee is another name of Dana Reyes"),
        ("edit Kim Shared alias:Dana Reyes tier:vip", "Dana Reyes (Blue Door Deli) is another customer"),
    ],
)
def test_name_that_is_there_already_is_asked_about_and_saved_nowhere(dana: Team, line: str, why: str) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes alias:Dee")
    dana.add_customer(Customer(0, "Kim Shared"))
    asked = dana.command(BEN, "/customer", line)

    assert why in words(asked)
    assert len(dana.rows("SELECT * FROM customers")) == 2
    assert customer(dana, "Kim Shared")["tier"] == "standard"
    dana.click(BEN, "open_customer", dana.latest(BEN, GENERAL))
    assert "Blue Door Deli" in words(dana.form(BEN))


def test_somebody_else_of_the_same_name_is_added_with_all_that_was_typed(dana: Team) -> None:
    dana.command(BEN, "/customer", "add Dana Reyes company:Red Door email:d@red.example tag:late payer owner:<@U0CARA>")
    dana.click(BEN, "although_known", dana.latest(BEN, GENERAL))
    dana.again(trigger_id="another-click")

    added = dana.rows("SELECT company, owner FROM customers WHERE name = 'Dana Reyes' ORDER BY id")
    assert added == [{"company": "Blue Door Deli", "owner": ANA}, {"company": "Red Door", "owner": CARA}]
    assert dana.rows("SELECT tag FROM customer_tags") == [{"tag": "late payer"}]
    assert "finished already" in dana.told(BEN, GENERAL)


def test_alias_that_is_somebodys_name_is_saved_when_one_says_so(dana: Team) -> None:
    dana.add_customer(Customer(0, "Kim Shared"))
    dana.command(BEN, "/customer", "edit Kim Shared alias:Dana Reyes tier:vip")
    dana.click(BEN, "although_known", dana.latest(BEN, GENERAL))

    assert customer(dana, "Kim Shared")["tier"] == "vip"
    assert "2 customers have" in words(dana.command(BEN, "/customer", "Dana Reyes"))


def test_alias_one_has_already_is_not_asked_about(dana: Team) -> None:
    dana.add_customer(Customer(0, "Kim Shared", aliases=("Dana Reyes",)))

    assert "*Saved* Kim Shared: tier vip." in words(dana.command(BEN, "/customer", "edit Kim Shared tier:vip"))


@pytest.mark.parametrize(
    ("option", "kept"),
    [
        ("phone:(212) 555-0123", "+1 212-555-0123"),
        ("phone:+12125550123", "+1 212-555-0123"),
        ("email:DANA@bluedoor.example", "DANA@bluedoor.example"),
    ],
)
def test_number_or_address_that_somebody_has_is_stored_with_a_remark(dana: Team, option: str, kept: str) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes phone:212-555-0123")
    said = words(dana.command(BEN, "/customer", f"add Zoe Marsh {option}"))

    assert f"*Added* Zoe Marsh: {option.partition(':')[0]} {kept}" in said
    assert f"{kept} is also in the card of Dana Reyes." in said
    assert "2 customers have" in words(dana.command(BEN, "/customer", kept))


def test_edit_remarks_only_on_what_is_new(dana: Team) -> None:
    dana.add_customer(Customer(0, "Zoe Marsh", emails=("dana@bluedoor.example",)))

    said = words(dana.command(BEN, "/customer", "edit Zoe Marsh tier:vip"))
    assert "also in the card" not in said


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("birthday:30 February", "There is no 30 February"),
        ("birthday:29/02/1981", "1981 had no 29 February"),
        ("birthday:2/29/1981", "1981 had no 29 February"),
        ("birthday:31.4.", "There is no 31 April"),
        ("birthday:someday", "These work: 14 March"),
        ("birthday:14 March 1802", "Nobody alive was born"),
        ("tier:platinum", "These work: standard, silver, gold, vip"),
        ("stage:sleeping", "These work: awareness, acquisition, onboarding"),
        ("kind:robot", "These work: person, company"),
        ("email:nobody", "is no email address"),
        ("phone:call me", "is no phone number"),
        ("value:much", "Give a whole number"),
        ("value:-5", "Give a whole number"),
        ("since:in 3 days", "still to come"),
        ("renewal:blue moon", "as a date"),
        ("wishes:maybe", "neither yes nor no"),
        ("owner:@nobody", "I don't know who @nobody is"),
        ("backup:<!channel>", "I don't know who &lt;!channel&gt;"),
        ("owner:<@U0GUS>", "not an active member"),
        ("phone:555-0100", "area code or its country code is missing"),
        ("phone:12345678", "area code or its country code is missing"),
        (f"company:{'x' * 201}", "up to 200 characters"),
        (f"company:{'x' * 3_500}", "up to 200 characters"),
        (f"alias:{'x' * 3_500}", "up to 200 characters"),
        (f"#{'x' * 41}", "up to 40 characters"),
    ],
)
def test_what_cannot_be_read_opens_the_form_with_a_sentence_and_adds_nobody(team: Team, options: str, why: str) -> None:
    assert words(team.command(ANA, "/customer", f"add Zoe Marsh cadence:30 {options}")).strip() == ""

    assert why in words(team.form(ANA))
    assert team.rows("SELECT * FROM customers") == []


def test_form_of_a_line_that_cannot_be_read_is_filled_with_all_of_it(team: Team) -> None:
    said = "phone:555-0100 birthday:29/02/1981 company:Shared Ltd tag:late payer #vip tier:gold owner:<@U0BEN>"
    team.command(ANA, "/customer", f"add Ray Local {said}")
    filled = filled_in(team.form(ANA))

    assert filled["phone"] == "555-0100"
    assert filled["birthday"] == "29/02/1981"
    assert (filled["name"], filled["company"], filled["tags"]) == ("Ray Local", "Shared Ltd", "late payer, vip")
    assert (filled["tier"], filled["owner"]) == ("gold", BEN)
    team.submit(ANA, phone="+1 212 555 0100", birthday="28 Feb")
    assert customer(team, "Ray Local")["company"] == "Shared Ltd"


def test_edit_that_cannot_be_read_opens_the_form_beside_what_there_is(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes email:nobody phone:555-0100 tier:gold")
    filled = filled_in(dana.form(BEN))

    assert (filled["email"], filled["phone"], filled["tier"]) == ("dana@bluedoor.example, nobody", "555-0100", "gold")
    assert customer(dana, "Dana Reyes")["tier"] == "standard"
    dana.submit(BEN, email="dana@bluedoor.example", phone="")
    assert customer(dana, "Dana Reyes")["tier"] == "gold"


@pytest.mark.parametrize(
    ("person", "typed", "kept"),
    [
        (ANA, "912 345 678", "+351 912 345 678"),
        (ANA, "020 7946 0110", "+44 20 7946 0110"),
        (ANA, "00351 912 345 678", "+351 912 345 678"),
        (ANA, "+44 (0)20 7946 0110", "+44 20 7946 0110"),
        (BEN, "(212) 555-0123", "+1 212-555-0123"),
        (BEN, "212 555 0123 ext. 12", "+1 212-555-0123 ext. 12"),
        (BEN, "<tel:+12125550123|212 555 0123>", "+1 212-555-0123"),
        (BEN, "1-800-FLOWERS", "+1 800-356-9377"),
        (FEI, "098765 43210", "+91 98765 43210"),
        (BEN, "tel:+1-212-555-0123", "+1 212-555-0123"),
        (CARA, "+351.912.345.678", "+351 912 345 678"),
        (BEN, "011 44 20 7946 0110", "+44 20 7946 0110"),
        (BEN, "212 555 0123 / 212 555 0124", "+1 212-555-0123, +1 212-555-0124"),
    ],
)
def test_number_without_country_code_is_one_of_where_the_person_is(
    team: Team, person: str, typed: str, kept: str
) -> None:
    said = words(team.command(person, "/customer", f"add Rui Lisbon phone:{typed}"))

    assert f"*Added* Rui Lisbon: phone {kept}" in said
    assert all(number in words(team.command(ANA, "/customer", "Rui Lisbon")) for number in kept.split(", "))


def test_switchboard_is_found_without_its_extension(team: Team) -> None:
    team.command(BEN, "/customer", "add Kim Shared phone:+1 212 555 0123 ext. 12")
    team.command(BEN, "/customer", "add Kit Shared phone:+1 212 555 0123 ext. 34")

    assert "2 customers have *212 555 0123*" in words(team.command(BEN, "/customer", "212 555 0123"))


def test_value_is_confirmed_in_the_currency_of_the_workspace(team: Team) -> None:
    team.stop()
    team.start(country="PT")

    said = words(team.command(ANA, "/customer", "add Rui Lisbon value:48,200.40"))
    assert "*Added* Rui Lisbon: value €48,200" in said


def test_workspace_with_a_country_has_its_numbers(team: Team) -> None:
    team.stop()
    team.start(country="GB")
    team.command(BEN, "/customer", "add Rui Lisbon phone:020 7946 0110")
    assert "+44 20 7946 0110" in words(team.command(ANA, "/customer", "020 7946 0110"))

    team.command(BEN, "/customer", "add Ray Local phone:(212) 555-0123")
    assert "country code is missing" in words(team.form(BEN))


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("tag:late payer", ["late payer"]),
        ("tag:“late payer”", ["late payer"]),
        ("tag:#Late  Payer", ["late payer"]),
        ("tag:late payer #press", ["late payer", "press"]),
    ],
)
def test_tag_may_have_blanks(team: Team, typed: str, tags: list[str]) -> None:
    team.command(ANA, "/customer", f"add Shop Tag {typed}")

    assert [row["tag"] for row in team.rows("SELECT tag FROM customer_tags ORDER BY tag")] == tags
    assert "Shop Tag" in words(team.command(ANA, "/customer", "list tag:late payer"))


@pytest.mark.parametrize("name", [".", "-", "🎉", "!!", "…"])
def test_name_without_letter_or_figure_opens_the_form_and_adds_nobody(team: Team, name: str) -> None:
    team.command(ANA, "/customer", f"add {name}")

    assert "needs a letter or a figure" in words(team.form(ANA))
    assert team.rows("SELECT * FROM customers") == []


def test_confirmation_of_an_edit_says_what_is_new(dana: Team) -> None:
    said = words(dana.command(BEN, "/customer", "edit Dana Reyes phone:+351 912 345 678 tier:gold"))

    assert "*Saved* Dana Reyes: phone +351 912 345 678 · tier gold." in said


@pytest.mark.parametrize("name", ["<!channel>", "مرحبا", "7", "Zoë O'Brien-Łuk", "&amp;"])
def test_odd_names_are_stored_as_typed_and_inert_in_the_answer(team: Team, name: str) -> None:
    said = team.command(ANA, "/customer", f"add {name}")

    assert customer(team, name)["name"] == name
    assert "<!channel>" not in said["text"]


def test_endless_name_is_refused(team: Team) -> None:
    team.command(ANA, "/customer", f"add {'x' * 10_000}")

    assert "up to 200 characters" in words(team.form(ANA))
    assert team.rows("SELECT * FROM customers") == []


def test_add_alone_opens_the_form(team: Team) -> None:
    team.command(ANA, "/customer", "add")
    team.submit(ANA, name="Zoe Marsh", email="zoe@marsh.example", birthday="14 March 1980", tags="a, b")

    assert "*Added* Zoe Marsh" in team.told(ANA, GENERAL)
    assert customer(team)["birth_year"] == 1980
    assert len(team.rows("SELECT * FROM customer_tags")) == 2


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("email", "nobody", "is no email address"),
        ("phone", "1", "is no phone number"),
        ("birthday", "31 June", "There is no 31 June"),
        ("value", "a lot", "whole number"),
        ("cadence", "0", "days"),
        ("owner", GUEST, "not an active member"),
    ],
)
def test_form_shows_what_is_wrong_at_its_field(dana: Team, field: str, value: str, why: str) -> None:
    dana.command(ANA, "/customer", "add")
    answer = dana.submit(ANA, name="Zoe Marsh", **{field: value})

    assert why in answer["errors"][field]
    assert len(dana.rows("SELECT * FROM customers")) == 1


def test_form_with_a_name_that_is_there_already_asks_and_then_adds(dana: Team) -> None:
    dana.command(ANA, "/customer", "add")
    dana.submit(ANA, name="Dana Reyes", company="Red Door", birthday="14 March")
    asked = dana.form(ANA)
    assert "Dana Reyes (Blue Door Deli) is in Rapport already" in words(asked)
    assert filled_in(asked)["company"] == "Red Door"
    assert len(dana.rows("SELECT * FROM customers")) == 1

    dana.submit(ANA)
    assert "*Added* Dana Reyes: company Red Door · birthday 14 March" in dana.told(ANA, GENERAL)
