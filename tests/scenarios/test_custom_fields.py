"""/rapport fields: leads define what their team wants to know of customers besides; everybody sees what there is."""

import pytest

from bot.domain.custom_fields import MOST_FIELDS
from tests.team import ANA, CARA, DEV, GENERAL, Team, words


def define(team: Team, name: str, type_: str = "text", choices: str = "", *, lead: str = CARA) -> dict[str, str]:
    """A lead defines a field by the form; the errors at its fields, if any."""
    team.command(lead, "/rapport", "fields")
    team.click(lead, "add_field", shown(team, lead))
    answer = team.submit(lead, name=name, type=type_, choices=choices)
    errors: dict[str, str] = answer.get("errors", {})
    return errors


def shown(team: Team, person: str) -> dict[str, object]:
    return team.latest(person, GENERAL)


def names(team: Team) -> list[str]:
    return [row["name"] for row in team.rows("SELECT name FROM custom_fields WHERE removed_at IS NULL ORDER BY id")]


@pytest.fixture
def allergies(dana: Team) -> Team:
    define(dana, "Allergies")
    return dana


def test_a_lead_defines_a_field_and_everybody_sees_it(dana: Team) -> None:
    assert "has no fields of its own" in dana.command(ANA, "/rapport", "fields")["text"]
    assert define(dana, "Room", "choice", "Terrace\nGarden") == {}

    said = words(dana.latest(CARA, GENERAL))
    assert "*Added* the field Room: write it `room:`" in said
    seen = words(dana.command(ANA, "/rapport", "fields"))
    assert "*Room* · choice from a list: Terrace, Garden" in seen
    assert "Leads and admins define them" in seen
    assert "Add a field" not in seen


def test_members_cannot_define_fields_even_with_a_forged_form(allergies: Team) -> None:
    allergies.command(CARA, "/rapport", "fields")
    allergies.click(CARA, "add_field", shown(allergies, CARA))
    allergies.submit(CARA, name="Table number", type="number")
    answer = allergies.again(user={"id": ANA, "team_id": "T0HARBOUR"}, trigger_id="9.9")

    assert "Only leads and workspace admins" in str(answer)
    assert names(allergies) == ["Allergies", "Table number"]


@pytest.mark.parametrize(
    ("name", "type_", "choices", "field", "says"),
    [
        ("", "text", "", "name", ""),
        ("Tier", "text", "", "name", "already"),
        ("Date of birth", "text", "", "name", "birthday"),
        ("ALLERGIES", "text", "", "name", "There is a field “Allergies” already"),
        ("\N{PEANUTS}\N{PEANUTS}", "text", "", "name", "begins with a letter"),
        ("Room", "choice", "", "choices", "at least two"),
        ("Room", "choice", "Garden\ngarden", "choices", "at least two"),
        ("Room", "choice", "a\n" + "b" * 100, "choices", "longer than"),
    ],
)
def test_what_cannot_be_a_field_is_refused_at_its_place(
    allergies: Team, name: str, type_: str, choices: str, field: str, says: str
) -> None:
    errors = define(allergies, name, type_, choices)

    assert list(errors) == [field]
    assert says in errors[field]
    assert names(allergies) == ["Allergies"]


ARABIC = "ألم حساسية طعام جوز فستق حليب بيض قمح صويا"[:40]


@pytest.mark.parametrize("name", ["=HYPERLINK(", "\N{PEANUTS} Nuts", ARABIC, "<!channel> *bold*"])
def test_hostile_names_are_words_and_nothing_else(dana: Team, name: str) -> None:
    assert define(dana, name) == {}

    assert names(dana) == [name]
    assert "<!channel>" not in words(dana.command(ANA, "/rapport", "fields"))


def test_there_is_room_for_so_many_fields_and_no_more(dana: Team) -> None:
    for number in range(MOST_FIELDS):
        dana.write(
            "INSERT INTO custom_fields (name, key, type, choices, position) VALUES (?, ?, 'text', '[]', ?)",
            *(f"Field {number}", f"field-{number}", number),
        )

    assert "no form has room for more" in words(dana.command(CARA, "/rapport", "fields"))
    assert "Add a field" not in words(dana.command(CARA, "/rapport", "fields"))


def test_of_two_leads_who_define_the_same_field_the_second_is_told(dana: Team) -> None:
    for lead in (CARA, DEV):
        dana.command(lead, "/rapport", "fields")
        dana.click(lead, "add_field", shown(dana, lead))

    assert dana.submit(CARA, name="Allergies", type="text", choices="")["closed"]
    assert "There is a field “Allergies” already" in dana.submit(DEV, name="allergies", type="text")["errors"]["name"]
    assert names(dana) == ["Allergies"]


def test_a_field_is_renamed_and_undo_takes_it_back(allergies: Team) -> None:
    allergies.command(ANA, "/customer", "edit Dana Reyes allergies:nuts")
    allergies.command(CARA, "/rapport", "fields")
    allergies.click(CARA, "change_field", shown(allergies, CARA))
    allergies.submit(CARA, name="Cannot eat")

    assert names(allergies) == ["Cannot eat"]
    allergies.command(ANA, "/customer", "edit Dana Reyes cannot-eat:fish")
    assert allergies.rows("SELECT value FROM customer_values") == [{"value": "fish"}]
    allergies.click(CARA, "undo", shown(allergies, CARA))
    assert names(allergies) == ["Allergies"]


def test_of_two_leads_who_change_a_field_the_second_is_told(allergies: Team) -> None:
    for lead in (CARA, DEV):
        allergies.command(lead, "/rapport", "fields")
        allergies.click(lead, "change_field", shown(allergies, lead))
    allergies.submit(CARA, name="Cannot eat")

    assert "changed by somebody else meanwhile" in str(allergies.submit(DEV, name="Diet"))
    assert names(allergies) == ["Cannot eat"]


def test_who_removes_a_field_is_warned_and_undo_brings_everything_back(allergies: Team) -> None:
    allergies.command(ANA, "/customer", "edit Dana Reyes allergies:nuts")
    allergies.command(CARA, "/rapport", "fields")
    allergies.click(CARA, "change_field", shown(allergies, CARA))
    assert "1 customer has something in it" in words(allergies.form(CARA))
    allergies.click_in_form(CARA, "remove_field")

    assert names(allergies) == []
    assert "*Removed* the field Allergies" in words(allergies.form(CARA))
    said = words(allergies.command(ANA, "/customer", "edit Dana Reyes allergies:fish"))
    assert "I don't know the option “allergies:fish”" in said
    allergies.click_in_form(CARA, "undo")
    assert names(allergies) == ["Allergies"]
    assert allergies.rows("SELECT value FROM customer_values") == [{"value": "nuts"}]


def test_a_removed_field_does_not_come_back_over_another_of_its_name(allergies: Team) -> None:
    allergies.command(CARA, "/rapport", "fields")
    allergies.click(CARA, "change_field", shown(allergies, CARA))
    allergies.click_in_form(CARA, "remove_field")
    define(allergies, "Allergies", "yes-no", lead=DEV)
    allergies.command(CARA, "/rapport", "undo")
    allergies.click(CARA, "undo", shown(allergies, CARA))

    assert "another field “Allergies”" in allergies.told(CARA, GENERAL)
    assert names(allergies) == ["Allergies"]


def test_a_field_that_customers_have_something_in_is_not_undone_but_removed(allergies: Team) -> None:
    undo = allergies.latest(CARA, GENERAL)
    allergies.command(ANA, "/customer", "edit Dana Reyes allergies:nuts")
    allergies.click(CARA, "undo", undo)

    assert "1 customer has something in “Allergies” since" in allergies.told(CARA, GENERAL)
    assert names(allergies) == ["Allergies"]


def test_from_the_settings_a_field_is_added_and_the_settings_stay_as_they_are(dana: Team) -> None:
    dana.command(DEV, "/rapport", "settings")
    dana.click_in_form(DEV, "show_fields")
    dana.click_in_form(DEV, "add_field")
    dana.submit(DEV, name="Allergies", type="text", choices="")

    assert names(dana) == ["Allergies"]
    assert "*Added* the field Allergies" in words(dana.form(DEV))
    assert dana.form(DEV)["title"]["text"] == "Fields of customers"


def test_what_becomes_of_a_field_stands_in_the_audit_log(allergies: Team) -> None:
    assert [row["action"] for row in allergies.rows("SELECT action FROM audit")][-1] == "field defined"


def test_all_choices_together_fit_a_form(dana: Team) -> None:
    for number in range(6):
        assert define(dana, f"Area {number + 1}", "choice", "\n".join(f"choice {one}" for one in range(50))) == {}

    assert "has room for 300" in define(dana, "One more", "choice", "yes\nno")["choices"]
