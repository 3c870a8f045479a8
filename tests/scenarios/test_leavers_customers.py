"""The customers of somebody who left: found, and given to somebody else in one step."""

import pytest

from tests.leaving import assignees, hand_over, leaves, owners, told
from tests.team import ANA, BEN, CARA, ELI, FEI, GENERAL, Team, action_ids, words


@pytest.mark.parametrize("typed", ["owner:@fei", "owner:<@U0FEI>", "owner:@fei.zhang", "@fei"])
def test_the_customers_of_a_leaver_are_listed_however_they_are_named(fei: Team, typed: str) -> None:
    leaves(fei, FEI)
    answer = words(fei.command(ANA, "/customer", f"list {typed}"))

    assert "2 customers: owner" in answer
    assert "Mara Vogel" in answer
    assert "Dana Reyes" not in answer


def test_a_leaver_cannot_be_given_anything(fei: Team) -> None:
    leaves(fei, FEI)
    answer = fei.command(ANA, "/customer", "edit Dana Reyes owner:<@U0FEI>")

    assert "not an active member" in words(answer) + words(fei.sandbox.people.view(user=ANA) or {})
    assert owners(fei)["Dana Reyes"] == (ANA, None)


def give_all(team: Team, taker: str) -> None:
    """A lead gives all of Fei's customers away, from the list."""
    listed = team.command(CARA, "/customer", "list owner:@fei")
    assert "hand_over" in action_ids(listed)
    team.click(CARA, "hand_over", team.latest(CARA, GENERAL))
    hand_over(team, CARA, [taker], ["customers"])


def test_a_lead_gives_them_all_to_somebody_in_one_step_who_is_told_once(fei: Team) -> None:
    leaves(fei, FEI)
    give_all(fei, ELI)

    assert owners(fei) == {"Kofi Lindgren": (ELI, BEN), "Mara Vogel": (ELI, None), "Dana Reyes": (ANA, None)}
    (message,) = told(fei, ELI, "You have 2 more customers now")
    fei.click(ELI, "their_customers", message)
    assert "Mara Vogel" in fei.told(ELI, message["channel"])


def test_a_backup_who_becomes_the_owner_is_the_backup_no_longer(fei: Team) -> None:
    leaves(fei, FEI)
    give_all(fei, BEN)

    assert owners(fei)["Kofi Lindgren"] == (BEN, None)


def test_what_the_lead_was_told_then_offers_nothing_more(fei: Team) -> None:
    leaves(fei, FEI)
    (before,) = told(fei, CARA, "no longer of the team")
    assert "hand_over" in action_ids(before)
    fei.click(CARA, "hand_over", before)
    hand_over(fei, CARA, [ELI])

    (after,) = told(fei, CARA, "no longer of the team")
    assert "still name them" not in words(after)
    assert "hand_over" not in action_ids(after)


def test_it_is_undone_in_one_step_too(fei: Team) -> None:
    leaves(fei, FEI)
    before = owners(fei)
    give_all(fei, ELI)
    assert "2 customers of Fei Zhang given to Eli Turner" in words(fei.command(CARA, "/rapport", "undo"))
    fei.click(CARA, "undo", [one for one in fei.sees(CARA, GENERAL) if "undo" in action_ids(one)][-1])

    assert owners(fei) == before
    assert "taken back" in words(fei.dm(ELI)[-1])


def test_undoing_leaves_alone_who_got_another_owner_since(fei: Team) -> None:
    leaves(fei, FEI)
    give_all(fei, ELI)
    fei.command(ANA, "/customer", "edit Mara Vogel owner:<@U0ANA>")
    fei.click(CARA, "undo", [one for one in fei.sees(CARA, GENERAL) if "undo" in action_ids(one)][-1])

    assert owners(fei) == {"Kofi Lindgren": (FEI, BEN), "Mara Vogel": (ANA, None), "Dana Reyes": (ANA, None)}


def test_members_see_the_list_without_that_button(fei: Team) -> None:
    leaves(fei, FEI)

    assert "hand_over" not in action_ids(fei.command(ANA, "/customer", "list owner:@fei"))


@pytest.mark.parametrize("taker", ["U0GUS", FEI, "U0RAPPORT"])
def test_they_cannot_be_given_to_who_may_not_have_them(fei: Team, taker: str) -> None:
    leaves(fei, FEI)
    fei.command(CARA, "/customer", "list owner:@fei")
    fei.click(CARA, "hand_over", fei.latest(CARA, GENERAL))
    answer = fei.submit(CARA, takers=[taker])

    assert "takers" in answer["errors"]
    assert owners(fei)["Mara Vogel"] == (FEI, None)


def test_customers_of_somebody_who_is_still_there_can_be_given_too(fei: Team) -> None:
    give_all(fei, ELI)

    assert owners(fei)["Mara Vogel"] == (ELI, None)
    assert assignees(fei)["call back"] == FEI
