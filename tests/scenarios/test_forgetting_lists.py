"""Saved lists that name who is forgotten: neutral afterwards, for the leads to look at."""

import pytest

from bot.domain.customers import Customer
from storage import erasing
from tests.forgetting import WORDS, erase, with_dana
from tests.team import ANA, CARA, GENERAL, Team, words
from tests.traces import traces


@pytest.fixture
def dana(team: Team) -> Team:
    """Lists that name her, shared but for one, and one of Ruth Olsen, who has a list too."""
    with_dana(team)
    save(team, "Dana's people", 'dana company:"Blue Door Bistro"')
    save(team, "Reyes family", "-reyes owner:me", "edit the name", is_shared=False)
    save(team, "Ruth Olsen", "ruth")
    return team


def save(team: Team, name: str, typed: str, renamed: str = "", *, is_shared: bool = True) -> None:
    shared = {"shared": ["shared"]} if is_shared else {}
    team.command(ANA, "/customer", f"list {typed}")
    team.click(ANA, "save_list", team.latest(ANA, GENERAL))
    team.submit(ANA, name=name, **shared)
    if renamed:
        team.command(ANA, "/customer", f'list "{name}"')
        team.click(ANA, "edit_list", team.latest(ANA, GENERAL))
        team.submit(ANA, name=renamed, **shared)


def lists(team: Team) -> list[tuple[str, str]]:
    return [(row["name"], row["segment"]) for row in team.rows("SELECT name, segment FROM lists ORDER BY id")]


def test_no_byte_of_them_is_left_in_lists_and_what_was_noted_of_these(dana: Team) -> None:
    dana.command(CARA, "/customer", "export dana")
    assert "reyes" in str(dana.contents()["audit"]).lower()
    erase(dana)

    assert traces(dana.data, WORDS) == []
    assert lists(dana) == [
        ("List 1", '[["word", "forgotten"], ["company", "forgotten"]]'),
        ("edit the name", '[["word", "forgotten", "not"], ["owner", "me"]]'),
        ("Ruth Olsen", '[["word", "ruth"]]'),
    ]
    report = words(dana.dm(CARA)[-1])
    assert "Saved lists named them" in report
    assert "list 1, list 2." in report


def test_a_list_asks_for_the_same_customers_as_before(dana: Team) -> None:
    erase(dana)
    dana.command(ANA, "/customer", 'list "List 1"')
    assert "0 customers" in words(dana.latest(ANA, GENERAL))
    dana.command(ANA, "/customer", 'list "edit the name"')
    assert "Ruth Olsen" in words(dana.latest(ANA, GENERAL))


def test_a_change_of_such_a_list_cannot_be_undone_any_more_and_says_so(dana: Team) -> None:
    dana.command(ANA, "/rapport", "undo")
    shown = dana.latest(ANA, GENERAL)
    erase(dana)
    before = lists(dana)
    dana.click(ANA, "undo", shown)

    assert lists(dana) == before
    assert "went wrong" not in dana.told(ANA, GENERAL)


def test_what_others_are_called_too_stays(dana: Team) -> None:
    dana.add_customer(Customer(0, "Dana Whitfield", company="Blue Door Bistro"))
    erase(dana)

    assert lists(dana)[0] == ("Dana's people", '[["word", "dana"], ["company", "Blue Door Bistro"]]')
    assert lists(dana)[1][1] == '[["word", "forgotten", "not"], ["owner", "me"]]'


def test_who_is_erased_again_in_a_backup_goes_from_its_lists_too(dana: Team) -> None:
    with dana.writing(ANA) as session:
        erasing.erase_again(session.uow, "T0HARBOUR", erasing.marks_of(session.uow, "T0HARBOUR", [1]), session.now)

    assert lists(dana)[0][0] == "List 1"
