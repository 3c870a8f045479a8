"""Which notes say the same as one that somebody called fine."""

import pytest

from bot.domain.said_fine import says_the_same


@pytest.mark.parametrize(
    ("said", "cue", "new", "its_cue"),
    [
        ("No answer, will try again tomorrow", "no answer", "no answer, try again on Friday", "no answer"),
        (
            "Asked what happens if it rains on the day",
            "Asked what happens if it rains on the",
            "asked what happens if it snows on the day",
            "asked what happens if it snows on the",
        ),
        (
            "left the broken tray at our reception desk",
            "broken",
            "left the broken lamp at our reception desk",
            "broken",
        ),
    ],
)
def test_one_other_word_is_still_the_same_note(said: str, cue: str, new: str, its_cue: str) -> None:
    assert says_the_same(new, [its_cue], said, [cue])


@pytest.mark.parametrize(
    ("said", "cue", "new", "its_cue"),
    [
        ("terrible weather at the tasting", "terrible weather", "terrible service at the tasting", "terrible service"),
        ("order never arrived", "never arrived", "order arrived", "arrived"),
        ("asked what happens if it rains", "what happens", "our marquee leaks if it rains", "leaks"),
    ],
)
def test_another_matter_is_not_the_same_note(said: str, cue: str, new: str, its_cue: str) -> None:
    assert not says_the_same(new, [its_cue], said, [cue])
