"""What is remembered about a customer: by line and form, changed, forgotten, and shown where a contact is prepared."""

import pytest

from tests.team import ANA, BEN, CARA, GENERAL, Json, Team, words

BISCUIT = "remember Dana Reyes: dog called Biscuit"


def known(team: Team) -> list[tuple[str, str]]:
    """(category, words) of what is remembered of anybody."""
    rows = team.rows("SELECT category, text FROM details WHERE removed_at IS NULL ORDER BY id")
    return [(row["category"], row["text"]) for row in rows]


def page(team: Team, person: str = BEN) -> Json:
    """All that is remembered of Dana, behind More of the card."""
    team.command(person, "/customer", "Dana Reyes")
    for button in ("card_more", "show_details"):
        team.click(person, button, team.latest(person, GENERAL))
    return team.latest(person, GENERAL)


@pytest.fixture
def biscuit(dana: Team) -> Team:
    dana.command(BEN, "/customer", BISCUIT)
    return dana


def test_the_category_is_suggested_and_changed_with_one_choice(biscuit: Team) -> None:
    said = biscuit.latest(BEN, GENERAL)
    assert "*Remembered* about Dana Reyes (pet): dog called Biscuit" in words(said)
    biscuit.click(BEN, "detail_category", said, "About: family")

    assert known(biscuit) == [("family", "dog called Biscuit")]
    assert "(family)" in words(biscuit.latest(BEN, GENERAL))
    biscuit.click(BEN, "undo", biscuit.latest(BEN, GENERAL))
    assert known(biscuit) == [("pet", "dog called Biscuit")]


def test_a_detail_is_forgotten_by_a_click_and_remembered_again_by_undo(biscuit: Team) -> None:
    biscuit.click(CARA, "forget_detail", page(biscuit, CARA))
    said = biscuit.latest(CARA, GENERAL)

    assert "*Forgotten*: one detail about Dana Reyes" in words(said)
    assert "Biscuit" not in words(said)
    assert known(biscuit) == []
    assert "Biscuit" not in words(biscuit.command(CARA, "/customer", "Dana Reyes"))
    biscuit.click(CARA, "undo", said)
    assert known(biscuit) == [("pet", "dog called Biscuit")]


def test_forgetting_asks_first(biscuit: Team) -> None:
    forget = [
        element
        for block in page(biscuit)["blocks"]
        for element in block.get("elements", [])
        if element.get("action_id") == "forget_detail"
    ]

    assert [element["confirm"]["confirm"]["text"] for element in forget] == ["Forget it"]


def test_a_detail_is_edited_and_undone(biscuit: Team) -> None:
    biscuit.click(BEN, "edit_detail", page(biscuit))
    biscuit.submit(BEN, text="two dogs: Biscuit and Crumb", category="pet")

    assert known(biscuit) == [("pet", "two dogs: Biscuit and Crumb")]
    biscuit.click(BEN, "undo", biscuit.latest(BEN, GENERAL))
    assert known(biscuit) == [("pet", "dog called Biscuit")]


def test_of_two_who_edit_the_second_is_told_and_loses_nothing(biscuit: Team) -> None:
    for person in (ANA, BEN):
        biscuit.click(person, "edit_detail", page(biscuit, person))
    biscuit.submit(ANA, text="dog called Crumb")
    answer = biscuit.submit(BEN, text="cat called Crumb")

    assert "Somebody else changed this meanwhile" in words(answer["view"])
    assert known(biscuit) == [("pet", "dog called Crumb")]


@pytest.mark.parametrize(("text", "says"), [("   ", "nothing to remember"), ("x" * 1001, "1,001 characters")])
def test_what_cannot_be_remembered_is_told_at_its_field(biscuit: Team, text: str, says: str) -> None:
    biscuit.click(BEN, "edit_detail", page(biscuit))

    assert says in biscuit.submit(BEN, text=text)["errors"]["text"]
    assert known(biscuit) == [("pet", "dog called Biscuit")]


def test_what_was_forgotten_meanwhile_is_not_changed(biscuit: Team) -> None:
    shown, confirmation = page(biscuit), biscuit.latest(BEN, GENERAL)
    biscuit.click(BEN, "edit_detail", shown)
    biscuit.click(CARA, "forget_detail", page(biscuit, CARA))
    answer = biscuit.submit(BEN, text="dog called Crumb")

    assert "forgotten already" in words(answer["view"])
    biscuit.click(BEN, "forget_detail", confirmation)
    assert "forgotten already" in biscuit.told(BEN, GENERAL)
    assert known(biscuit) == []


def test_hostile_words_are_only_words(dana: Team) -> None:
    said = dana.command(BEN, "/customer", "remember Dana Reyes: =HYPERLINK(1) <!channel> \N{DOG FACE} *bold*")

    assert "<!channel>" not in words(said)
    assert known(dana)[0][1].startswith("=HYPERLINK(1)")


def test_many_details_are_paged_to_the_last(dana: Team) -> None:
    for number in range(25):
        dana.command(BEN, "/customer", f"remember Dana Reyes: fact number {number}.")
    seen = words(page(dana))
    for _ in range(2):
        dana.click(BEN, "details_after", dana.latest(BEN, GENERAL))
        seen += words(dana.latest(BEN, GENERAL))

    assert all(f"fact number {number}." in seen for number in range(25))


def test_what_is_remembered_stands_in_the_form_to_log(biscuit: Team) -> None:
    biscuit.command(BEN, "/customer", "Dana Reyes")
    biscuit.click(BEN, "log_for_customer", biscuit.latest(BEN, GENERAL))

    assert "dog called Biscuit" in words(biscuit.form(BEN))


def test_a_check_in_asks_about_the_goal_that_was_remembered(dana: Team) -> None:
    dana.command(BEN, "/customer", "remember Dana Reyes: wants to open a second shop about:goal")
    dana.command(BEN, "/followup", "Dana Reyes: check in due:today")
    shown = words(dana.command(BEN, "/followup"))
    assert "ask about: wants to open a second shop" in shown
    dana.command(BEN, "/followup", "Dana Reyes: send the invoice due:today")
    assert words(dana.command(BEN, "/followup")).count("ask about") == 1

    dana.click(BEN, "forget_detail", page(dana))
    assert "ask about" not in words(dana.command(BEN, "/followup"))


def test_health_is_never_in_a_line_of_a_follow_up(dana: Team) -> None:
    dana.command(BEN, "/customer", "remember Dana Reyes: wants to walk again after the operation about:goal")
    dana.command(BEN, "/followup", "Dana Reyes: check in due:today")

    assert "operation" not in words(dana.command(BEN, "/followup"))


def test_a_customer_gone_quiet_comes_with_the_goal_to_ask_about(dana: Team) -> None:
    dana.command(ANA, "/customer", "remember Dana Reyes: wants to open a second shop about:goal")
    dana.command(ANA, "/customer", "edit Dana Reyes cadence:7 since:2020-01-01")
    dana.advance(days=1)
    dana.advance(days=9)

    assert "ask about: wants to open a second shop" in "\n".join(words(one) for one in dana.dm(ANA))


@pytest.mark.parametrize(
    ("words_said", "category"),
    [("wants to open a second shop", "goal"), ("Would like to travel", "goal"), ("wants a quiet table", "other")],
)
def test_a_wish_is_suggested_as_a_goal(dana: Team, words_said: str, category: str) -> None:
    dana.command(BEN, "/customer", f"remember Dana Reyes: {words_said}")

    assert known(dana) == [(category, words_said)]


def test_who_plans_a_call_is_told_of_the_wish_not_to_be_called(dana: Team) -> None:
    dana.command(ANA, "/customer", "remember Dana Reyes: asked not to be called any more")
    planned = words(dana.command(ANA, "/followup", "Dana Reyes: ring her about the invoice due:friday"))
    assert "Planned" in planned
    assert "*Dana Reyes*: you remember: “asked not to be called any more”" in planned
    assert "not to be called" not in words(dana.command(ANA, "/followup", "Dana Reyes: send the menu due:friday"))

    dana.command(ANA, "/customer", "edit Dana Reyes do-not-contact:yes")
    assert "*Dana Reyes*: must not be contacted" in words(dana.command(ANA, "/followup", "Dana Reyes: write to her"))
