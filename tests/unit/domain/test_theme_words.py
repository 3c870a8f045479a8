"""Phrases that recur are proposed as themes, by counting that anybody can follow."""

import pytest

from bot.domain.passages import words_of
from bot.domain.theme_words import Recogniser, Said, likely_themes, recognised
from bot.reading.stems import stemmer_of

STEM = stemmer_of("en")
CALM = [
    f"{name} {words}"
    for name in ("asked", "confirmed", "wrote about", "called about", "thanked us for")
    for words in ("the soup of the day", "the order for friday", "the new menu", "a table outside", "the invoice")
]


def said(texts: list[str], first: int = 1) -> list[Said]:
    return [Said(at, at, " ".join(words_of(text))) for at, text in enumerate(texts, start=first)]


def found(texts: list[str], calm: list[str] = CALM, names: set[str] | None = None) -> dict[str, tuple[int, ...]]:
    """Phrase -> the touchpoints in which it stands."""
    likely = likely_themes(said(texts), said(calm, first=1000), STEM, names or set())
    return {one.phrase: one.touchpoint_ids for one in likely}


def test_a_phrase_that_three_customers_have_is_proposed_however_it_is_said() -> None:
    texts = ["The soup was cold again", "Cold soup, and a rude waiter", "got cold soups twice", "lost my coat"]

    assert found(texts) == {"cold soup": (1, 2, 3)}


def test_never_makes_a_phrase_and_nothing_by_itself() -> None:
    texts = ["Order never arrived", "my order has never arrived!", "the order never arrived, second time", "never mind"]

    assert list(found(texts)) == ["order never arrived"]


def test_two_customers_are_no_theme_and_one_who_says_it_often_is_neither() -> None:
    thrice = [Said(at, 7, "cold soup") for at in range(1, 6)]

    assert found(["cold soup", "cold soup"]) == {}
    assert likely_themes(thrice, said(CALM), STEM) == []


def test_what_is_as_common_in_calm_notes_is_no_theme() -> None:
    texts = ["the soup of the day was gone", "soup of the day: too salty", "no idea what the soup of the day is"]

    assert found(texts, calm=CALM[::5] * 5) == {}
    assert "soup" in found(texts, calm=[])  # nothing to compare with


def test_names_are_in_no_phrase() -> None:
    texts = ["Reyes late delivery", "Reyes: the delivery was late", "deliveries late, says Reyes"]

    assert list(found(texts, names={"reyes"})) == ["delivery late"]


def test_a_pair_that_explains_as_much_as_its_word_is_shown_also_where_its_words_stand_apart() -> None:
    texts = ["late delivery", "delivery came an hour late", "the delivery driver was late", "the delivery: again late"]

    assert list(found(texts)) == ["delivery late"]


def test_of_many_phrases_the_first_that_is_there_says_what_a_text_is_about() -> None:
    knows = Recogniser([("cold soup", 1), ("late delivery", 2), ("late", 3)], STEM)

    assert [knows.first(one) for one in ("soup late and cold", "the delivery was late", "late", "lost coat")] == [
        *(1, 2, 3, None)
    ]


def test_each_proposal_is_about_other_complaints() -> None:
    late = ["late delivery", "delivery came late", "delivery late once more"]
    bill = ["wrong invoice amount", "the invoice had the wrong amount", "amount on invoice wrong"]

    assert found([*late, *bill]) == {"delivery late": (1, 2, 3), "wrong invoice amount": (4, 5, 6)}


def test_a_proposal_says_how_common_it_is() -> None:
    (one,) = likely_themes(said(["cold soup"] * 3 + ["lost coat"]), said(CALM, 1000), STEM)

    assert (one.customers, one.of, one.calm, one.calm_of) == (3, 4, 0, 25)
    assert one.lift == pytest.approx(0.75 * 27)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The deliveries are always late", "late delivery"),
        ("Delivery came two hours late", "late delivery"),
        ("SOUP, cold", "cold soup"),
        ("never got my order", None),
        ("The delivery was fine, the driver kind, the paper neat. Only the bill came late", None),
        ("", None),
    ],
)
def test_what_is_logged_is_recognised_by_the_phrases_of_a_theme(text: str, phrase: str | None) -> None:
    assert recognised(["late delivery", "cold soup"], text, STEM) == phrase
