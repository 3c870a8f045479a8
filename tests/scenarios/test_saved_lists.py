"""Lists under a name: saved, shared, opened, counted every day, changed by two people, deleted, undone."""

import pytest

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customers import Customer
from bot.sandbox.world.state import Json
from storage import custom_fields
from tests.team import ANA, BEN, CARA, GENERAL, Given, Team, action_ids, words

NAME = "Regulars at risk"


@pytest.fixture
def team(team: Team) -> Team:
    """Three customers of the press, one of them Ana's; Cara is a lead."""
    for name, owner in (("Dana Reyes", ANA), ("Kofi Lindgren", BEN), ("Zoe Marsh", None)):
        team.add_customer(Customer(0, name, tags=("press",), owner=owner))
    return team


def listed(team: Team, typed: str, who: str = ANA) -> Json:
    team.command(who, "/customer", f"list {typed}".strip())
    return team.latest(who, GENERAL)


def save(team: Team, *, who: str = ANA, typed: str = "tag:press", name: str = NAME, **values: Given) -> Json:
    """What somebody is told who saved a list; or what is wrong with the form."""
    team.click(who, "save_list", listed(team, typed, who))
    answer = team.submit(who, name=name, **values)
    return answer if answer.get("errors") else team.latest(who, GENERAL)


SHARE: dict[str, Given] = {"shared": ["shared"]}


def test_a_list_is_saved_and_opened_by_its_name_however_it_is_written(team: Team) -> None:
    assert f"Saved for you as “{NAME}”" in save(team)["text"]

    for typed in (f'"{NAME}"', "regulars AT risk", f"“{NAME}”"):
        assert listed(team, typed)["text"].startswith(f"{NAME}: 3 customers")


def test_a_list_of_ones_own_is_seen_by_nobody_else_and_a_shared_one_by_all(team: Team) -> None:
    save(team)
    assert "No customer fits" in listed(team, f'"{NAME}"', BEN)["text"]

    save(team, name="Press", **SHARE)
    assert listed(team, "press", BEN)["text"].startswith("Press: 3 customers")
    team.command(BEN, "/customer", "lists")
    shown = words(team.latest(BEN, GENERAL))
    assert f"Press* · 3 now\ntag press · shared by <@{ANA}>" in shown
    assert NAME not in shown


def test_a_shared_list_of_mine_is_each_ones_own(team: Team) -> None:
    save(team, typed="owner:me", name="Mine", **SHARE)

    assert "Dana Reyes" in words(listed(team, "mine"))
    assert "Kofi Lindgren" in words(listed(team, "mine", BEN))


def test_lists_are_counted_every_day_and_say_how_it_was_a_week_ago(team: Team) -> None:
    save(team)
    team.write("UPDATE list_counts SET day = '2026-11-16'")
    team.add_customer(Customer(0, "Mara Vogel", tags=("press",)))
    team.advance(hours=1)
    page = listed(team, NAME)

    assert page["text"].startswith(f"{NAME}: 4 customers now, 3 a week ago")
    assert len(team.rows("SELECT * FROM list_counts")) == 2


def test_counts_are_kept_for_a_year(team: Team) -> None:
    save(team)
    team.write("UPDATE list_counts SET day = '2025-01-01'")
    team.advance(hours=1)

    assert "2025-01-01" not in {row["day"] for row in team.rows("SELECT day FROM list_counts")}


def test_a_tick_counts_each_list_once_a_day(team: Team) -> None:
    save(team)
    for _ in range(3):
        team.advance(minutes=20)
        team.rapport.tick()

    assert len(team.rows("SELECT * FROM list_counts")) == 1


def test_a_list_is_renamed_and_shared_by_who_made_it_or_a_lead_and_undone(team: Team) -> None:
    save(team, **SHARE)
    assert "edit_list" not in action_ids(listed(team, NAME, BEN))

    team.click(CARA, "edit_list", listed(team, NAME, CARA))
    team.submit(CARA, name="At risk", shared=["shared"])
    assert listed(team, "at risk", BEN)["text"].startswith("At risk: 3")
    told = [message for message in team.sees(CARA, GENERAL) if "undo" in action_ids(message)][-1]
    team.click(CARA, "undo", told)
    assert listed(team, NAME, BEN)["text"].startswith(NAME)


def test_a_lists_conditions_are_changed_by_what_is_shown(team: Team) -> None:
    save(team)
    team.click(ANA, "filter_customers", listed(team, NAME))
    team.submit(ANA, tag=["press"], owner=[ANA])
    page = team.latest(ANA, GENERAL)
    assert page["text"].startswith(f"{NAME}, changed: 1 customer")

    team.click(ANA, "update_list", page)
    assert listed(team, NAME)["text"].startswith(f"{NAME}: 1 customer")
    assert [row["customers"] for row in team.rows("SELECT customers FROM list_counts")] == [1]


def test_a_list_is_deleted_with_a_question_before_and_undone(team: Team) -> None:
    save(team)
    page = listed(team, NAME)
    team.click(ANA, "delete_list", page)
    told = team.latest(ANA, GENERAL)
    assert "The customers in it stay" in told["text"]
    assert "No customer fits" in listed(team, NAME)["text"]

    team.click(ANA, "undo", told)
    assert listed(team, NAME)["text"].startswith(NAME)


def test_of_two_people_who_edit_one_list_the_second_is_told(team: Team) -> None:
    save(team, **SHARE)
    team.click(CARA, "edit_list", listed(team, NAME, CARA))
    team.click(ANA, "edit_list", listed(team, NAME, ANA))
    team.submit(ANA, name="Ana's name", shared=["shared"])
    team.submit(CARA, name="Cara's name", shared=["shared"])

    assert "Somebody changed this list meanwhile" in words(team.form(CARA))
    assert [row["name"] for row in team.rows("SELECT name FROM lists")] == ["Ana's name"]


def test_an_undo_of_what_was_changed_again_since_is_refused(team: Team) -> None:
    save(team)
    team.click(ANA, "edit_list", listed(team, NAME))
    team.submit(ANA, name="Second")
    told = team.latest(ANA, GENERAL)
    team.click(ANA, "edit_list", listed(team, "Second"))
    team.submit(ANA, name="Third")
    team.click(ANA, "undo", told)

    assert "changed again since" in team.told(ANA, GENERAL)
    assert [row["name"] for row in team.rows("SELECT name FROM lists")] == ["Third"]


@pytest.mark.parametrize(
    ("name", "why"), [("!!!", "give the list a name"), (NAME.upper(), "already"), ("  regulars   at risk ", "already")]
)
def test_a_name_that_cannot_be_is_told_at_its_field(team: Team, name: str, why: str) -> None:
    save(team)
    assert why in save(team, name=name)["errors"]["name"]
    assert len(team.rows("SELECT * FROM lists")) == 1


def test_a_hostile_name_is_only_words(team: Team) -> None:
    save(team, name="<!channel> *x* <@U0BEN>", **SHARE)
    team.command(BEN, "/customer", "lists")

    assert "&lt;!channel&gt;" in words(team.latest(BEN, GENERAL))


def test_a_saved_list_whose_field_was_removed_says_so_and_can_be_mended(team: Team) -> None:
    with team.writing(CARA) as session:
        custom_fields.add(session.uow, CustomField(0, "Seats", "seats", FieldType.NUMBER), 0)
    team.add_customer(Customer(0, "Ana Lima", tags=("press",), custom=((1, "7"),)))
    save(team, typed="tag:press seats:>5")
    with team.writing(CARA) as session:
        custom_fields.set_removed(session.uow, 1, session.now)
    team.command(ANA, "/customer", "lists")
    assert "a field that was removed" in words(team.latest(ANA, GENERAL))
    page = listed(team, NAME)
    assert "asks for a field that was removed" in page["text"]
    team.write("UPDATE list_counts SET day = '2026-11-22'")
    team.advance(hours=1)
    assert len(team.rows("SELECT * FROM list_counts")) == 1

    team.click(ANA, "filter_customers", page)
    team.submit(ANA)
    page = team.latest(ANA, GENERAL)
    assert page["text"].startswith(f"{NAME}, changed: 4 customers")
    team.click(ANA, "update_list", page)
    assert listed(team, NAME)["text"].startswith(f"{NAME}: 4 customers")


def test_erased_customers_are_in_no_list_and_no_count(team: Team) -> None:
    save(team)
    team.write("UPDATE customers SET removed_at = '2026-11-23' WHERE name = 'Dana Reyes'")

    assert listed(team, NAME)["text"].startswith(f"{NAME}: 2 customers")


def test_a_button_of_a_list_that_is_gone_says_so(team: Team) -> None:
    save(team)
    page = listed(team, NAME)
    team.write("UPDATE lists SET removed_at = '2026-11-23'")
    team.click(ANA, "edit_list", page)

    assert "not there any more" in team.told(ANA, GENERAL)


def test_no_lists_yet(team: Team) -> None:
    assert "no saved lists yet" in words(team.command(ANA, "/customer", "lists"))


def test_more_lists_than_a_message_holds_are_counted(team: Team) -> None:
    for number in range(45):
        team.write(
            "INSERT INTO lists (name, folded, segment, sorting, made_by, is_shared, version, made_at)"
            " VALUES (?, ?, '[]', 'name', ?, 1, 1, '2026-11-23T00:00:00.000000+00:00')",
            f"List {number:02}", f"list {number:02}", ANA,
        )  # fmt: skip

    assert "and 5 more" in words(team.command(ANA, "/customer", "lists"))
