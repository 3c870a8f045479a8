"""How help is asked for in other languages."""

from typing import cast

import pytest

from handlers import rapport
from handlers.asking import Asking


@pytest.mark.parametrize("word", ["hilfe", "Ayuda", "help", ""])
def test_help_is_asked_for_in_the_readers_language(word: str) -> None:
    nobody = cast("Asking", None)
    everything, of_one = rapport.answer(nobody, word), rapport.answer(nobody, f"away {word or 'help'}")

    assert everything is not None
    assert everything.text == "/rapport: what you can type"
    assert of_one is not None
    assert "`/rapport away until monday`" in of_one.text
