"""Customers who are there twice: told as somebody is entered, listed, told apart, merged from there."""

import pytest

from bot.domain.customers import Customer
from bot.use_cases import duplicates as use
from storage import duplicates
from tests.team import ANA, BEN, CARA, GENERAL, Team, words


@pytest.fixture
def deli(team: Team) -> Team:
    """Three who are one, of Ana; one who is somebody else."""
    team.add_customer(Customer(0, "Dana Reyes", company="Blue Door", emails=("dana@x.org",), owner=ANA))
    team.add_customer(Customer(0, "Danna Reyes", company="Blue Door", emails=("danna@y.org",), owner=ANA))
    team.add_customer(Customer(0, "Reyes, Dana", emails=("dana@x.org",), owner=ANA))
    team.add_customer(Customer(0, "Kofi Lindgren", owner=BEN))
    team.advance(minutes=1)
    return team


def test_who_may_be_the_same_is_told_as_somebody_is_added_and_they_are_added(deli: Team) -> None:
    said = words(deli.command(CARA, "/customer", "add Dena Reyes company:Blue Door"))

    assert "*Added* Dena Reyes" in said
    assert (
        "*Dana Reyes* (Blue Door) may be the same customer: names alike: Dana Reyes / Dena Reyes, same company." in said
    )
    deli.click(CARA, "merge_these", deli.latest(CARA, GENERAL))
    assert "*Dena Reyes (Blue Door)* goes into *Dana Reyes (Blue Door)*" in words(deli.form(CARA))


def test_it_is_told_by_the_form_too_and_of_an_edit_that_makes_them_alike(deli: Team) -> None:
    deli.command(CARA, "/customer", "add")
    deli.submit(CARA, name="Kofi Lindgrenn")
    assert "*Kofi Lindgren* may be the same customer" in words(deli.latest(CARA, GENERAL))

    edited = words(deli.command(BEN, "/customer", "edit Kofi Lindgren email:dana@x.org"))
    assert "*Dana Reyes* (Blue Door) may be the same customer: same email." in edited
    assert "may be" not in words(deli.command(BEN, "/customer", "edit Kofi Lindgren tier:gold"))


def test_duplicates_are_listed_with_why(deli: Team) -> None:
    said = words(deli.command(ANA, "/customer", "duplicates"))

    assert "2 pairs of customers look like one" in said
    assert (
        "*Dana Reyes* (Blue Door) and *Danna Reyes* (Blue Door): names alike: Dana Reyes / Danna Reyes, same company"
        in said
    )
    assert (
        "*Dana Reyes* (Blue Door) and *Reyes, Dana* (dana@x.org): same email, same name: Dana Reyes / Reyes, Dana"
        in said
    )


def test_told_apart_they_are_not_listed_any_more_until_that_is_undone(deli: Team) -> None:
    deli.command(ANA, "/customer", "duplicates")
    deli.click(ANA, "not_the_same", deli.latest(ANA, GENERAL))
    told = words(deli.latest(ANA, GENERAL))
    assert "*Two customers*: Dana Reyes and Reyes, Dana." in told
    assert "1 pair of customers looks like one" in told
    deli.command(ANA, "/customer", "edit Dana Reyes tier:gold")
    deli.advance(minutes=1)
    assert "1 pair of customers looks" in words(deli.command(ANA, "/customer", "duplicates"))

    deli.command(ANA, "/rapport", "undo")
    [entry] = deli.rows("SELECT id FROM audit WHERE action = 'customers told apart'")
    deli.click(ANA, "undo", deli.latest(ANA, GENERAL), f"list:{entry['id']}")
    assert "2 pairs of customers look" in words(deli.command(ANA, "/customer", "duplicates"))


def test_merged_they_are_off_the_list_and_on_it_again_when_that_is_undone(deli: Team) -> None:
    deli.command(ANA, "/customer", "merge Danna Reyes into Dana Reyes")
    deli.submit(ANA)
    merged = deli.latest(ANA, GENERAL)
    deli.advance(minutes=1)
    assert "1 pair of customers looks" in words(deli.command(ANA, "/customer", "duplicates"))

    deli.click(ANA, "undo", merged)
    deli.advance(minutes=1)
    assert "2 pairs of customers look" in words(deli.command(ANA, "/customer", "duplicates"))


def test_who_was_there_first_is_looked_at_however_many_come(team: Team) -> None:
    """More than the job looks at one by one: it looks through all."""
    for number in range(210):
        team.add_customer(Customer(0, f"Guest Number{number:03}x{number % 7}"))
        if number == 3:
            team.advance(minutes=1)
    team.add_customer(Customer(0, "Guest Number001x11"))
    team.advance(minutes=1)

    assert "Guest Number001x11" in words(team.command(ANA, "/customer", "duplicates"))


def test_the_list_turns_its_pages_to_the_end(team: Team) -> None:
    for number in range(10):
        for suffix in ("", "a"):
            team.add_customer(Customer(0, f"{'abcdefghij'[number] * 5}{suffix} Customer"))
    team.advance(minutes=1)
    assert "1 to 8" in words(team.command(ANA, "/customer", "duplicates"))
    team.click(ANA, "next_duplicates", team.latest(ANA, GENERAL))
    last = words(team.latest(ANA, GENERAL))

    assert "9 to 10" in last
    assert "Next" not in last
    team.click(ANA, "previous_duplicates", team.latest(ANA, GENERAL))
    assert "1 to 8" in words(team.latest(ANA, GENERAL))


def test_of_nobody_who_is_there_twice_it_says_so(dana: Team) -> None:
    assert "No two customers look like one." in words(dana.command(ANA, "/customer", "duplicates"))
    assert "takes no more words" in words(dana.command(ANA, "/customer", "duplicates of Dana"))


def test_for_one_the_same_are_found_as_among_all(deli: Team) -> None:
    with deli.rapport.database.reading() as uow:
        found = {tuple(sorted(pair)) for pair in use.look_at(uow, range(1, 5))}

    assert found == set(use.look_through(deli.rapport.database.reading))
    assert found == {(1, 2), (1, 3)}


def test_many_with_one_number_are_not_all_compared_with_each_other(team: Team) -> None:
    for number in range(60):
        team.add_customer(Customer(0, f"{chr(97 + number % 26) * 4}{number} Switchboard", phones=("+1 212 555 0199",)))
    with team.rapport.database.reading() as uow:
        compared = list(duplicates.pairs(duplicates.keys_of_all(uow)))

    assert len(compared) < 60 * 3


def test_under_the_list_stand_the_merges_that_one_can_undo_however_much_came_since(deli: Team) -> None:
    deli.command(ANA, "/customer", "merge Danna Reyes into Dana Reyes")
    deli.submit(ANA)
    for number in range(12):
        deli.command(ANA, "/touchpoint", f"Dana Reyes: note {number}")
    deli.advance(hours=50)
    listed = words(deli.command(ANA, "/customer", "duplicates"))
    assert "*Merges of the last 30 days*" in listed
    assert "Merge of Danna Reyes into Dana Reyes" in listed
    assert "Merges of" not in words(deli.command(BEN, "/customer", "duplicates"))

    deli.command(ANA, "/customer", "duplicates")
    deli.click(ANA, "undo", deli.latest(ANA, GENERAL))
    assert "*Undone*: merge of Danna Reyes into Dana Reyes" in deli.told(ANA, GENERAL)


def test_a_lead_undoes_the_merge_of_another_also_where_nobody_looks_alike_any_more(deli: Team) -> None:
    deli.command(ANA, "/customer", "merge Danna Reyes into Dana Reyes")
    deli.submit(ANA)
    deli.command(CARA, "/customer", "merge Reyes, Dana into Dana Reyes")
    deli.submit(CARA)
    by_ana, by_cara = (
        row["id"] for row in deli.rows("SELECT id FROM audit WHERE action = 'customers merged' ORDER BY id")
    )
    listed = words(deli.command(CARA, "/customer", "duplicates"))

    assert "No two customers look like one" in listed
    assert f"Merge of Danna Reyes into Dana Reyes · <@{ANA}>" in listed
    assert "Merge of Reyes, Dana into Dana Reyes · <!date" in listed
    for entry in (by_cara, by_ana):
        deli.command(CARA, "/customer", "duplicates")
        deli.click(CARA, "undo", deli.latest(CARA, GENERAL), f"list:{entry}")
    assert "*Undone*: merge of Danna Reyes into Dana Reyes" in deli.told(CARA, GENERAL)
    assert deli.rows("SELECT 1 FROM merges WHERE undone_at IS NULL") == []
    assert deli.rows("SELECT undone_by FROM audit WHERE id = ?", by_ana) == [{"undone_by": CARA}]


def test_a_member_is_shown_and_undoes_only_their_own_merges(deli: Team) -> None:
    deli.command(CARA, "/customer", "merge Danna Reyes into Dana Reyes")
    deli.submit(CARA)
    assert "Merge of" not in words(deli.command(ANA, "/customer", "duplicates"))

    confirmed = deli.latest(CARA, GENERAL)
    deli.click(CARA, "open_customer", confirmed)
    [undo] = [part for part in confirmed["blocks"][-1]["elements"] if part["action_id"] == "undo"]
    ana = {"id": ANA, "name": "ana", "username": "ana", "team_id": "T0HARBOUR"}
    deli.again(actions=[undo], user=ana, trigger_id="forged.by.ana")
    assert "who did this, and leads can undo it" in str(deli.sees(CARA, GENERAL))
    assert deli.rows("SELECT undone_at FROM merges") == [{"undone_at": None}]
