"""Why a mood is as it is, in the reader's language."""

import tomllib
from dataclasses import replace

import pytest

from bot.domain.mood import UNSCORED, Mood
from bot.domain.saying import speaking
from bot.sentiment import scorer, vocabulary
from bot.use_cases import said_fine, sent_notes
from bot.views.mood_words import REASONS, mood_words
from tests.catalogues import ROOT


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("not in English (looks like German)", "nicht auf Englisch (vermutlich Deutsch)"),
        ("not in English (looks like another language)", "nicht auf Englisch (vermutlich eine andere Sprache)"),
        ("sounds sarcastic, it also asks for something", "klingt sarkastisch, es wird auch um etwas gebeten"),
        ("what is no reason of ours", "what is no reason of ours"),
    ],
)
def test_a_reason_that_is_stored_in_english_is_told_in_german(stored: str, told: str) -> None:
    with speaking("de"):
        assert told in mood_words(replace(UNSCORED, reason=stored))
        assert told in mood_words(Mood(-0.5, "negative", ("late",), stored))


def test_every_reason_that_is_stored_has_its_words() -> None:
    cues = tomllib.loads((ROOT / "bot/sentiment/cues.toml").read_text())["cues"]
    of_cues = {one["reason"] for one in cues.values() if isinstance(one, dict) and "reason" in one}
    others = {one.reason for one in (scorer.NOTHING, scorer.UNKNOWN, sent_notes.OUR_WORDS)} | {said_fine.REASON}

    assert of_cues
    assert of_cues | others <= {*REASONS}


def test_every_language_that_is_recognised_has_a_name_in_german() -> None:
    with speaking("de"):
        told = {
            name: mood_words(replace(UNSCORED, reason=f"not in English (looks like {name})"))
            for name in vocabulary.languages().values()
        }

    assert not [name for name, words in told.items() if "vermutlich" not in words]
