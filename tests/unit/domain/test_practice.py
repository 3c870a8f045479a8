"""What of a good answer stands in an answer, as far as plain words tell."""

import pytest

from bot.domain.practice import FIRST, Case, Element, cases, found_in


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.who)
def test_every_good_answer_has_what_a_good_answer_contains(case: Case) -> None:
    """All of it but the thanks, for which there is not always room in an emergency."""
    assert found_in(case.good, case) >= set(Element) - {Element.THANKS}
    assert case.first in FIRST


@pytest.mark.parametrize(
    ("answer", "lacking"),
    [
        ("We were very busy, but our policy is clear.", {Element.FEELING, Element.NO_EXCUSE, Element.WHEN}),
        ("Sorry!", {Element.STEP, Element.WHEN, Element.THANKS, Element.MATTER}),
        ("ok", {Element.FEELING, Element.STEP, Element.WHEN}),
    ],
)
def test_what_is_missing_is_missed(answer: str, lacking: set[Element]) -> None:
    """An excuse, a bare sorry, a shrug."""
    assert not found_in(answer, cases()[0]) & lacking
