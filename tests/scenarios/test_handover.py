"""/rapport handover: everything of one person to another, or shared out."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Customer
from tests.leaving import assignees, hand_over, leaves, owners, told
from tests.team import ANA, BEN, CARA, ELI, FEI, GENERAL, Team, action_ids, words


@pytest.fixture
def ana(team: Team) -> Team:
    """Ana owns two customers, stands in for Ben's Kofi, and has two follow-ups."""
    for name, owner, backup in (("Dana Reyes", ANA, BEN), ("Mara Vogel", ANA, None), ("Kofi Lindgren", BEN, ANA)):
        team.add_customer(Customer(0, name, owner=owner, backup_owner=backup))
    team.command(ANA, "/followup", "Dana Reyes: call back due:friday")
    team.command(ANA, "/followup", "Kofi Lindgren: send the quote due:friday")
    return team


def undo(team: Team, person: str) -> None:
    team.click(person, "undo", [one for one in team.sees(person, GENERAL) if "undo" in action_ids(one)][-1])


def test_everything_goes_to_one_person_after_a_preview(ana: Team) -> None:
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")
    form = words(ana.form(CARA))
    preview = hand_over(ana, CARA, [ELI])

    assert "2 customers, 1 backup duty and 2 follow-ups" in form
    assert "<@U0ELI>: 2 customers, 1 backup duty and 2 follow-ups" in words(preview)
    assert "Nothing has changed yet" in words(preview)
    assert owners(ana) == {"Dana Reyes": (ELI, BEN), "Mara Vogel": (ELI, None), "Kofi Lindgren": (BEN, ELI)}
    assert assignees(ana) == {"call back": ELI, "send the quote": ELI}
    (message,) = told(ana, ELI, "2 more customers, 1 more backup duty and 2 more follow-ups now")
    assert action_ids(message) == ["their_customers", "show_page"]


def test_nothing_changes_before_the_preview_is_confirmed(ana: Team) -> None:
    before = owners(ana), assignees(ana)
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")
    ana.submit(CARA, takers=[ELI])

    assert (owners(ana), assignees(ana)) == before
    assert not told(ana, ELI, "handed over")


def test_it_is_shared_out_and_each_is_told_once_of_their_part(ana: Team) -> None:
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")
    hand_over(ana, CARA, [BEN, ELI])

    assert owners(ana) == {"Dana Reyes": (BEN, None), "Mara Vogel": (ELI, None), "Kofi Lindgren": (BEN, ELI)}
    assert assignees(ana) == {"call back": BEN, "send the quote": BEN}
    assert len(told(ana, BEN, "1 more customer and 2 more follow-ups")) == 1
    assert len(told(ana, ELI, "1 more customer and 1 more backup duty")) == 1


def test_only_what_is_ticked_is_handed_over(ana: Team) -> None:
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")
    hand_over(ana, CARA, [ELI], ["followups"])

    assert owners(ana)["Dana Reyes"] == (ANA, BEN)
    assert set(assignees(ana).values()) == {ELI}


def test_a_member_hands_over_what_is_theirs(ana: Team) -> None:
    ana.command(ANA, "/rapport", "handover")
    hand_over(ana, ANA, [BEN])

    assert owners(ana)["Mara Vogel"] == (BEN, None)


@pytest.mark.parametrize("typed", [f"handover <@{ANA}>", "handover @ana"])
def test_a_member_does_not_hand_over_what_is_somebody_elses(ana: Team, typed: str) -> None:
    answer = ana.command(BEN, "/rapport", typed)

    assert "Only leads and workspace admins" in answer["text"]
    assert ana.sandbox.workspace.views.top(BEN) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("handover @nobody.here", "I don't know who"),
        (f"handover <@{ANA}> <@{BEN}>", "Name one person"),
        ("handover <@U0ELI>", "nothing to hand over"),
        ("handover everything", "I don't know who"),
    ],
)
def test_what_cannot_be_handed_over_is_told_and_changes_nothing(ana: Team, typed: str, said: str) -> None:
    before = owners(ana), assignees(ana)

    assert said in ana.command(CARA, "/rapport", typed)["text"]
    assert (owners(ana), assignees(ana)) == before


@pytest.mark.parametrize("takers", [[ANA], [ELI, ANA], ["U0GUS"], [ELI, "U0RAPPORT"]])
def test_who_cannot_take_over_is_told_at_the_field(ana: Team, takers: list[str]) -> None:
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")

    assert "takers" in ana.submit(CARA, takers=takers)["errors"]
    assert owners(ana)["Mara Vogel"] == (ANA, None)


def test_who_leaves_between_preview_and_click_gets_nothing(ana: Team) -> None:
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")
    ana.submit(CARA, takers=[ELI])
    leaves(ana, ELI)
    ana.submit(CARA)

    assert owners(ana)["Mara Vogel"] == (ANA, None)
    assert "not an active member" in words(ana.form(CARA))


def test_it_is_undone_as_one_and_leaves_alone_what_has_changed_since(ana: Team) -> None:
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")
    hand_over(ana, CARA, [ELI])
    ana.command(BEN, "/customer", f"edit Mara Vogel owner:<@{BEN}>")
    ana.command(ELI, "/followup", "mine")
    ana.click(ELI, "done", ana.latest(ELI, GENERAL))
    listed = words(ana.command(CARA, "/rapport", "undo"))
    undo(ana, CARA)

    assert "3 customers and 2 follow-ups of Ana Silva given to Eli Turner" in listed
    assert owners(ana) == {"Dana Reyes": (ANA, BEN), "Mara Vogel": (BEN, None), "Kofi Lindgren": (BEN, ANA)}
    still_open = ana.rows("SELECT assignee FROM followups WHERE status = 'open'")
    assert [row["assignee"] for row in still_open] == [ANA]
    assert "taken back" in words(ana.dm(ELI)[-1])


def test_messages_that_show_the_follow_ups_name_the_new_assignee(ana: Team) -> None:
    ana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    ana.click(ANA, "claim", ana.alert())
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")
    hand_over(ana, CARA, [ELI])

    assert f"<@{ELI}>" in words(ana.alert())


def test_a_leavers_things_are_offered_to_the_leads(ana: Team) -> None:
    leaves(ana, ANA)
    (notice,) = told(ana, CARA, "no longer of the team")
    ana.click(CARA, "hand_over", notice)

    assert "2 customers and 1 backup duty" in words(ana.form(CARA))


def test_what_was_given_before_it_could_be_shared_out_is_still_undone(ana: Team) -> None:
    """As the release before wrote it: one taker, and the owners there were."""
    ana.write("UPDATE customers SET owner = ? WHERE name = 'Mara Vogel'", ELI)
    [mara] = ana.rows("SELECT id FROM customers WHERE name = 'Mara Vogel'")
    ana.write(
        "INSERT INTO audit (at, actor, action, subject_kind, subject_id, before, after)"
        " VALUES (?, ?, 'customers given', 'person', 0, ?, ?)",
        datetime(2026, 11, 23, 8, tzinfo=UTC).isoformat(),
        CARA,
        f'{{"owners": {{"{mara["id"]}": ["{ANA}", null]}}}}',
        f'{{"giver": "{ANA}", "taker": "{ELI}"}}',
    )
    assert "1 customer of Ana Silva given to" in words(ana.command(CARA, "/rapport", "undo"))
    undo(ana, CARA)

    assert owners(ana)["Mara Vogel"] == (ANA, None)


def test_nothing_is_left_once_all_is_handed_over(ana: Team) -> None:
    ana.command(CARA, "/rapport", f"handover <@{ANA}>")
    hand_over(ana, CARA, [FEI])

    assert "nothing to hand over" in ana.command(CARA, "/rapport", f"handover <@{ANA}>")["text"]
