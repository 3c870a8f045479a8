"""Merging two customers: picked, shown side by side, one afterwards, with everything of both."""

from datetime import date

import pytest

from bot.domain.customers import Birthday, Customer, Stage, Tier
from storage import search
from tests.team import ANA, BEN, CARA, GENERAL, GUEST, Json, Team, words
from tests.traces import traces


@pytest.fixture
def two(team: Team) -> Team:
    """Dana, twice: Ana's of the deli, and with a slip in her name; Kofi is Ben's."""
    team.add_customer(
        Customer(
            0,
            "Dana Reyes",
            company="Blue Door Deli",
            emails=("dana@bluedoor.example",),
            tags=("wholesale",),
            owner=ANA,
            wishes_ok=False,
        )
    )
    team.add_customer(
        Customer(
            0,
            "Danna Reyes",
            company="Blue Door",
            emails=("dana.reyes@mail.example",),
            tags=("press",),
            tier=Tier.GOLD,
            birthday=Birthday(3, 14),
            owner=ANA,
        )
    )
    team.add_customer(Customer(0, "Kofi Lindgren", owner=BEN))
    return team


def ids(team: Team) -> dict[str, int]:
    return {row["name"]: row["id"] for row in team.rows("SELECT id, name FROM customers")}


def card(team: Team, name: str) -> str:
    return words(team.command(ANA, "/customer", name))


def known(team: Team, name: str) -> Customer:
    """The one customer of this name."""
    with team.rapport.database.reading() as uow:
        [found] = search.exact(uow, name)
        return found


def merge(team: Team, line: str = "Danna Reyes into Dana Reyes", person: str = ANA, **chosen: str) -> Json:
    """Merged by the line and its form; the confirmation."""
    team.command(person, "/customer", f"merge {line}")
    team.submit(person, **chosen)
    return team.latest(person, GENERAL)


def test_the_form_shows_both_side_by_side_with_what_is_sensible_chosen(two: Team) -> None:
    two.command(ANA, "/touchpoint", "Danna Reyes: happy with the new menu due:friday")
    two.command(ANA, "/customer", "merge Danna Reyes into Dana Reyes")
    form = two.form(ANA)

    assert (
        "*Danna Reyes (Blue Door)* goes into *Dana Reyes (Blue Door Deli)*: 1 touchpoint and 1 open follow-up move"
        in words(form)
    )
    chosen = {
        block["block_id"]: block["element"]["initial_option"]["value"]
        for block in form["blocks"]
        if block["type"] == "input"
    }
    assert chosen == {
        "name": "kept",
        "company": "gone",
        "birthday": "gone",
        "tier": "gone",
        "wishes_ok": "kept",
    }
    assert "dana@bluedoor.example" not in str(form["private_metadata"])


@pytest.mark.parametrize(("old", "new"), [("Sol Vidal", "Sol Vidall"), ("Sol Vidall", "Sol Vidal")])
def test_who_is_typed_once_more_does_not_set_back_stage_nor_customer_since(two: Team, old: str, new: str) -> None:
    """Whichever stays, and though the new record is the newer one."""
    two.add_customer(Customer(0, old, stage=Stage.ENGAGEMENT, since=date(2019, 5, 1), owner=ANA))
    two.add_customer(Customer(0, new, stage=Stage.ACQUISITION, since=date(2026, 11, 20), owner=ANA))
    two.command(ANA, "/customer", f"edit {new} company:Vidal")
    merge(two, "Sol Vidall into Sol Vidal")

    one = known(two, "Sol Vidal")
    assert (one.stage, one.since, one.company) == (Stage.ENGAGEMENT, date(2019, 5, 1), "Vidal")


def test_merged_they_are_one_with_everything_of_both(two: Team) -> None:
    two.command(ANA, "/touchpoint", "Danna Reyes: happy with the new menu")
    two.command(ANA, "/followup", "Danna Reyes: send the menu due:2026-12-20")
    two.command(ANA, "/customer", "remember Danna Reyes: dog called Biscuit")
    told = merge(two, company="kept")

    assert "*Merged* Danna Reyes into *Dana Reyes*: 1 touchpoint, 1 open follow-up and 1 detail move." in words(told)
    seen = card(two, "dana.reyes@mail.example")
    for said in ("Blue Door Deli", "Gold", "dog called Biscuit", "send the menu"):
        assert said in seen
    kept = known(two, "Danna Reyes")
    assert (kept.aliases, kept.birthday) == (("Danna Reyes",), Birthday(3, 14))
    assert "happy with the new menu" in seen
    assert "#press #wholesale" in seen
    assert "No birthday wishes" in seen


@pytest.mark.parametrize(
    "line", ["Danna Reyes and Dana Reyes", "Dana Reyes with Danna Reyes", "“Dana Reyes” & Danna Reyes"]
)
def test_without_into_whoever_was_there_first_stays(two: Team, line: str) -> None:
    two.command(ANA, "/customer", f"merge {line}")

    assert "*Danna Reyes (Blue Door)* goes into *Dana Reyes (Blue Door Deli)*" in words(two.form(ANA))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Dana Reyes into Nobody Known", "I don't know “Nobody Known” exactly"),
        ("Dana", "I don't know “Dana” exactly"),
        ("", "This customer"),
        ("Dana Reyes", "goes into this one"),
        ("<!channel> into *", "exactly"),
    ],
)
def test_who_is_not_known_exactly_is_picked(two: Team, line: str, said: str) -> None:
    two.command(ANA, "/customer", f"merge {line}")
    form = two.form(ANA)
    assert said in words(form)
    assert form["callback_id"] == "pick_form"
    two.submit(ANA, gone="Danna Reyes", into="Dana Reyes")

    assert "goes into *Dana Reyes" in words(two.form(ANA))


def test_a_customer_is_not_merged_with_themselves(two: Team) -> None:
    answer = two.command(ANA, "/customer", "merge Dana Reyes into dana reyes")
    assert "Both are Dana Reyes, so there is nothing to merge." in answer["text"]

    two.command(ANA, "/customer", "merge")
    assert "Both are Dana Reyes" in str(two.submit(ANA, gone="Dana Reyes", into="Dana Reyes")["errors"]["into"])
    assert two.rows("SELECT 1 FROM merges") == []


def test_members_merge_their_own_and_leads_everybodys(two: Team) -> None:
    refused = two.command(ANA, "/customer", "merge Kofi Lindgren into Dana Reyes")
    assert "Kofi Lindgren is not yours to merge" in refused["text"]

    merge(two, "Kofi Lindgren into Dana Reyes", CARA)
    assert known(two, "Kofi Lindgren").name == "Dana Reyes"


def test_a_form_sent_by_who_may_not_changes_nothing(two: Team) -> None:
    two.command(ANA, "/customer", "merge Danna Reyes into Dana Reyes")
    known = ids(two)
    two.write("UPDATE customers SET owner = ? WHERE id = ?", BEN, known["Danna Reyes"])
    two.submit(ANA)

    assert two.rows("SELECT 1 FROM merges") == []


def test_who_was_changed_meanwhile_is_shown_again_and_nothing_is_merged(two: Team) -> None:
    two.command(ANA, "/customer", "merge Danna Reyes into Dana Reyes")
    two.command(BEN, "/customer", "edit Danna Reyes renewal:2027-06-01")
    two.submit(ANA)

    form = words(two.form(ANA))
    assert "was changed by somebody else meanwhile. Nothing was merged. This is how both are now." in form
    assert two.rows("SELECT 1 FROM merges") == []
    two.submit(ANA)
    assert known(two, "Dana Reyes").renewal == date(2027, 6, 1)


def test_what_is_logged_meanwhile_comes_along(two: Team) -> None:
    two.command(ANA, "/customer", "merge Danna Reyes into Dana Reyes")
    two.command(BEN, "/touchpoint", "Danna Reyes: wants a bigger table")
    two.submit(ANA)

    assert "wants a bigger table" in card(two, "Dana Reyes")


def test_messages_that_stand_in_slack_say_the_name_that_is_kept(two: Team) -> None:
    two.command(BEN, "/complaint", "Danna Reyes: order never arrived")
    merge(two)

    assert "Danna Reyes" not in words(two.alert())
    assert "Dana Reyes" in words(two.alert())
    two.click(BEN, "claim", two.alert())
    assert f"<@{BEN}>" in words(two.alert())
    assert two.rows("SELECT customer_id FROM followups") == [{"customer_id": ids(two)["Dana Reyes"]}]


def test_old_buttons_lead_to_whoever_stays(two: Team) -> None:
    two.command(BEN, "/customer", "edit Danna Reyes renewal:2027-06-01")
    saved = two.latest(BEN, GENERAL)
    merge(two)
    two.click(BEN, "open_customer", saved)

    assert "dana@bluedoor.example" in words(two.form(BEN))


def test_a_form_of_who_is_gone_is_for_whoever_stays(two: Team) -> None:
    two.command(BEN, "/touchpoint", "Danna Reyes: called")
    two.command(BEN, "/customer", "remember Danna Reyes")
    merge(two)
    two.submit(BEN, text="dog called Biscuit")

    assert "Biscuit" in card(two, "Dana Reyes")


def test_an_edit_of_who_is_gone_is_not_written_over_whoever_stays(two: Team) -> None:
    two.command(BEN, "/customer", "edit Danna Reyes")
    merge(two)

    assert "was changed by somebody else meanwhile" in str(two.submit(BEN, company="Elsewhere"))
    assert "Elsewhere" not in card(two, "Dana Reyes")


def test_a_kept_line_about_who_is_gone_is_finished_with_whoever_stays(two: Team) -> None:
    two.command(BEN, "/touchpoint", "Danna Reye: called about the renewal")
    question = two.latest(BEN, GENERAL)
    gone = ids(two)["Danna Reyes"]
    kept_id = two.rows("SELECT id FROM kept_lines")[0]["id"]
    merge(two)
    two.click(BEN, "choose_customer", question, f"{kept_id}:{gone}")

    assert "called about the renewal" in card(two, "Dana Reyes")


def test_lists_of_more_than_a_customer_can_have_are_chosen_from(two: Team) -> None:
    many = [f"dana{number}@mail.example" for number in range(6)]
    two.add_customer(Customer(0, "Dee One", emails=tuple(many), owner=ANA))
    two.add_customer(Customer(0, "Dee Two", emails=tuple(f"x{one}" for one in many), owner=ANA))
    two.command(ANA, "/customer", "merge Dee Two into Dee One")
    form = two.form(ANA)
    assert (
        "Together they have 12, a customer has up to 10. Left out unless you choose others: xdana4@mail.example"
        in words(form)
    )
    [field] = [block for block in form["blocks"] if block.get("block_id") == "emails"]
    assert "@" not in "".join(one["value"] for one in field["element"]["options"])
    two.submit(ANA, emails=[str(at) for at in range(2, 12)])

    kept = [
        row["written"]
        for row in two.rows(
            "SELECT written FROM customer_keys WHERE kind = 'email' AND customer_id = ? ORDER BY position",
            ids(two)["Dee One"],
        )
    ]
    assert kept == [*many[2:], *(f"x{one}" for one in many)]


def test_a_guest_cannot_merge(two: Team) -> None:
    assert "members of this team only" in two.command(GUEST, "/customer", "merge Danna Reyes into Dana Reyes")["text"]


def test_nobody_is_wished_the_same_birthday_twice(two: Team) -> None:
    """Both have a birthday in these days; one was wished already."""
    two.clock.set(two.clock.now().replace(year=2026, month=11, day=26, hour=15))
    for name in ("Dana Reyes", "Danna Reyes"):
        two.command(ANA, "/customer", f"edit {name} birthday:27-Nov wishes:yes")
    two.advance(hours=20)
    wishes = "SELECT id, status FROM followups WHERE kind = 'birthday' ORDER BY id"
    assert len(two.rows(wishes)) == 2
    merge(two)

    assert sorted(row["status"] for row in two.rows(wishes)) == ["cancelled", "open"]
    two.advance(hours=20)
    assert len(two.rows(wishes)) == 2


def test_sent_twice_it_has_one_effect(two: Team) -> None:
    two.command(ANA, "/customer", "merge Danna Reyes into Dana Reyes")
    two.submit(ANA)
    two.again()

    assert len(two.rows("SELECT 1 FROM merges")) == 1
    assert len(two.rows("SELECT 1 FROM audit WHERE action = 'customers merged'")) == 1


def test_erased_after_a_merge_nothing_is_left_of_either(two: Team) -> None:
    two.stop()
    two.start(leads=frozenset({CARA}))
    two.command(ANA, "/touchpoint", "Danna Reyes: happy with the new menu")
    merge(two, company="kept")
    two.command(CARA, "/customer", "forget Danna Reyes")
    two.submit(CARA, name="Dana Reyes")
    two.advance(hours=24)
    two.advance(minutes=10)

    assert two.rows("SELECT name FROM customers") == [{"name": "Kofi Lindgren"}]
    assert traces(two.data, ("Danna", "Reyes", "dana.reyes@mail", "Blue Door", "new menu")) == []


def test_from_the_card_one_of_the_two_is_picked_already(two: Team) -> None:
    two.command(ANA, "/customer", "Danna Reyes")
    two.click(ANA, "card_more", two.latest(ANA, GENERAL))
    two.click(ANA, "merge", two.latest(ANA, GENERAL))
    two.submit(ANA, into="Dana Reyes")

    assert "*Danna Reyes (Blue Door)* goes into *Dana Reyes (Blue Door Deli)*" in words(two.form(ANA))
