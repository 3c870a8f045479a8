"""What the confirmation of a log gives back, and where a thank-you note is offered."""

import re
from collections.abc import Callable

import pytest

from tests.drafts import drafted
from tests.team import ANA, GENERAL, Team, action_ids, words


def confirmed(team: Team, line: str = "asked for the opening hours", command: str = "/touchpoint") -> str:
    return words(team.command(ANA, command, f"Dana Reyes: {line}"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ("birth_month = 11, birth_day = 23", "Dana's birthday is today"),
        ("birth_month = 11, birth_day = 24", "Dana's birthday is tomorrow"),
        ("birth_month = 11, birth_day = 26", "Dana's birthday is in 3 days"),
        ("renewal = '2026-12-05'", "renewal in 12 days"),
        ("since = '2023-11-23'", "customer for 3 years today"),
        ("since = '2025-11-23'", "customer for 1 year today"),
    ],
)
def test_one_useful_thing_comes_back(dana: Team, changes: str, says: str) -> None:
    with dana.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE customers SET birth_month = NULL, renewal = NULL, since = NULL")
        uow.execute(f"UPDATE customers SET {changes}")  # noqa: S608  # the cases above

    assert says in confirmed(dana)


@pytest.mark.parametrize("changes", ["wishes_ok = 0", "do_not_contact = 1", "birth_day = 30", "birth_month = 3"])
def test_no_birthday_is_brought_up_that_nobody_should_wish(dana: Team, changes: str) -> None:
    with dana.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE customers SET birth_month = 11, birth_day = 23")
        uow.execute(f"UPDATE customers SET {changes}")  # noqa: S608  # the cases above

    assert "birthday" not in confirmed(dana)


def test_open_complaints_are_counted_but_not_the_one_just_logged(dana: Team) -> None:
    with dana.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE customers SET birth_month = NULL, renewal = NULL, since = NULL")
    assert "open complaint" not in confirmed(dana, "soup was cold", "/complaint")
    assert "1 open complaint" in confirmed(dana)
    dana.advance(hours=1, tick_s=1800)  # soon after the first it would be offered as one with it instead
    assert "2 open complaints" in confirmed(dana, "waiter was rude", "/complaint")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("the order never arrived", "sounds negative: “never arrived”"),
        ("asked for the opening hours", "sounds neutral"),
        ("das Essen war kalt und der Kellner unfreundlich", "mood not scored"),
    ],
)
def test_mood_is_said_in_words_without_decimals(dana: Team, line: str, says: str) -> None:
    answer = confirmed(dana, line)

    assert says in answer
    assert not re.search(r"[+-]0\.\d", answer)


def test_rating_says_what_its_scale_means(dana: Team) -> None:
    assert "NPS 9 (would they recommend us, 0 to 10)" in confirmed(dana, "9/10, loved it", "/rating")
    assert "CSAT 4 (how satisfied they are, 1 to 5)" in confirmed(dana, "4/5, fine", "/rating")


def test_first_touchpoint_of_somebody_says_what_one_is_and_the_second_no_more(dana: Team) -> None:
    assert "A touchpoint is one contact with a customer" in confirmed(dana)
    assert "A touchpoint is" not in confirmed(dana)


def with_a_recent_note(team: Team) -> None:
    team.command(ANA, "/thanks", "Dana Reyes: for the referral")


def refused_by_an_open_complaint(team: Team) -> None:
    team.command(ANA, "/complaint", "Dana Reyes: soup was cold")


def refused_by_do_not_contact(team: Team) -> None:
    with team.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE customers SET do_not_contact = 1")


@pytest.mark.parametrize("before", [with_a_recent_note, refused_by_an_open_complaint, refused_by_do_not_contact])
@pytest.mark.parametrize(
    ("command", "line"), [("/touchpoint", "loved the new menu, wonderful evening"), ("/rating", "10/10, wonderful")]
)
def test_no_note_is_offered_where_it_would_be_refused_or_is_out_of_place(
    dana: Team, before: Callable[[Team], None], command: str, line: str
) -> None:
    before(dana)
    answer = dana.command(ANA, command, f"Dana Reyes: {line}")

    assert "deserves a thank-you note" not in words(answer)
    assert "thank_you_note" not in action_ids(answer)


def test_menu_and_card_offer_no_note_that_would_be_refused(dana: Team) -> None:
    refused_by_do_not_contact(dana)

    assert "Thank-you note" not in confirmed(dana)
    assert "thank_you_note" not in action_ids(dana.command(ANA, "/customer", "Dana Reyes"))


def test_note_carries_the_praise_in_its_title_and_beside_its_draft(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: she loved the new menu, wonderful")
    dana.click(ANA, "thank_you_note", dana.latest(ANA, GENERAL))
    assert "Thank-you note: “she loved the new menu, wonderful”" in dana.told(ANA, GENERAL)

    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "draft", dana.latest(ANA, GENERAL))
    page = words(dana.form(ANA))
    assert "What they said: “she loved the new menu, wonderful”" in page
    assert "kind words" in drafted(dana, ANA) + drafted(dana, ANA, "subject") or "What you said" in drafted(dana, ANA)


def test_note_goes_when_the_praise_behind_it_is_undone(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: she loved the new menu, wonderful")
    logged = dana.latest(ANA, GENERAL)
    dana.click(ANA, "thank_you_note", logged)
    dana.click(ANA, "undo", logged)

    assert dana.rows("SELECT status FROM followups") == [{"status": "cancelled"}]


@pytest.mark.parametrize(("answer", "is_offered"), [("4/5", False), ("8/10", False), ("5/5", True), ("9/10", True)])
def test_a_rating_is_thanked_for_by_what_was_answered_and_not_by_its_words(
    dana: Team,
    answer: str,
    is_offered: bool,  # noqa: FBT001  # a case
) -> None:
    said = confirmed(dana, f"{answer}, wonderful, she loved the new menu", "/rating")

    assert ("deserves a thank-you note" in said) is is_offered
