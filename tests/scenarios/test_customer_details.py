"""`/customer remember`: what is worth remembering about a customer."""

import pytest

from tests.team import ANA, BEN, GENERAL, Team, words


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("dog called Biscuit", "pet"),
        ("two kids, Leo and Mina", "family"),
        ("allergic to nuts", "health"),
        ("loves lemon tart", "taste"),
        ("plans a second shop", "goal"),
        ("loves her dog", "other"),
        ("met at the fair #1234", "other"),
    ],
)
def test_remember_stores_the_detail_with_the_category_its_words_name(dana: Team, text: str, category: str) -> None:
    said = dana.command(BEN, "/customer", f"remember Dana Reyes: {text}")

    assert "*Remembered* about Dana Reyes" in words(said)
    assert dana.rows("SELECT text, category, remembered_by FROM details") == [
        {"text": text, "category": category, "remembered_by": BEN}
    ]


def test_remember_keeps_people_and_tags_at_the_end_as_words(dana: Team) -> None:
    dana.command(BEN, "/customer", "remember Dana Reyes: knows <@U0CARA> #wholesale")

    assert dana.rows("SELECT text FROM details") == [{"text": "knows @cara #wholesale"}]


def test_remember_for_a_misspelled_name_asks_and_then_remembers(dana: Team) -> None:
    dana.command(BEN, "/customer", "remember Dana Rayes: dog called Biscuit")
    dana.click(BEN, "choose_customer", dana.latest(BEN, GENERAL))

    assert dana.rows("SELECT text, customer_id FROM details") == [{"text": "dog called Biscuit", "customer_id": 1}]


def test_endless_detail_is_refused(dana: Team) -> None:
    assert "Please shorten it" in words(dana.command(BEN, "/customer", f"remember Dana Reyes: {'x' * 10_000}"))
    assert dana.rows("SELECT * FROM details") == []


def test_remember_from_the_card_asks_for_the_detail(dana: Team) -> None:
    dana.command(BEN, "/customer", "Dana Reyes")
    dana.click(BEN, "remember", dana.latest(BEN, GENERAL))
    dana.submit(BEN, text="Dog called <!here>", category="pet")

    assert "Pet: Dog called &lt;!here&gt;" in words(dana.command(BEN, "/customer", "Dana Reyes"))


def test_remember_with_a_name_alone_opens_the_form_for_that_customer(dana: Team) -> None:
    dana.command(ANA, "/customer", "remember Dana Reyes")

    assert dana.form(ANA)["callback_id"] == "remember_form"
