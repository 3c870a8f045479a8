"""Which notes say that we got back to a customer; any other leaves their complaint open."""

import pytest

from bot.domain.answer_words import says_we_got_back


@pytest.mark.parametrize(
    "text",
    [
        "called, a new box is on its way",
        "Ben rang her back, all sorted",
        "we've told them it ships on Monday",
        "Apologised and refunded",
        "wir haben uns entschuldigt, neue Kiste kommt",
        "la llamamos y pedimos disculpas",
    ],
)
def test_what_we_did_is_an_answer(text: str) -> None:
    assert says_we_got_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kundin ist stinksauer, die Suppe war auch kalt",
        "it tasted of nothing",
        "she called again about the soup",
        "told us it was cold",
        "called, no answer",
        "Kundin hat angerufen, Suppe kalt",
        "La sopa estaba fría",
        "",
    ],
)
def test_what_they_said_or_what_was_in_vain_is_none(text: str) -> None:
    assert not says_we_got_back(text)
