"""What of a text is read, how it is explained, and what a cue file may hold."""

import tomllib
from importlib import resources

import pytest

from bot.domain.mood import Sensitivity
from bot.sentiment import MoodScorer, load
from bot.sentiment.clean import own_words
from bot.sentiment.cues import Cues, load_cues
from bot.sentiment.words import read


@pytest.fixture(scope="module")
def scorer() -> MoodScorer:
    return load()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("<p>Great <b>food</b></p>", "Great food"),
        ("All fine.\n\nOn Mon, 3 Mar 2026 at 10:00, Ben wrote:\n> terrible service", "All fine."),
        ("All fine.\n> terrible service\nBye", "All fine. Bye"),
        ("Thanks!\n-- \nAnna Awful\nDisaster Recovery Ltd", "Thanks!"),
        ("Thanks!\nKind regards\nAnna Awful", "Thanks!"),
        ("See https://awful.example/terrible and ask bad@example.org", "See and ask"),
        ("<@U123> told <https://x.example|the form> broke", "told the form broke"),
        ("<style>.bad{}</style>Nice", "Nice"),
        ("> my order never arrived\n> nobody answers", "my order never arrived nobody answers"),
    ],
)
def test_markup_links_quotes_and_signatures_are_not_the_writers_words(text: str, own: str) -> None:
    assert " ".join(own_words(text).split()) == own


def test_phrases_are_the_texts_own_words_the_weightiest_first(scorer: MoodScorer) -> None:
    mood = scorer.score("Food was a bit bland, my order NEVER  arrived, and it is all disgraceful.")
    assert mood.phrases[0] == "disgraceful"
    assert "NEVER arrived" in mood.phrases


def test_flagging_grows_with_sensitivity(scorer: MoodScorer) -> None:
    order: tuple[Sensitivity, ...] = ("fewer", "balanced", "more")
    texts = [
        "Slow service",
        "A bit cold",
        "I was charged twice, unacceptable",
        "Lovely",
        "Portal down",
        "Not sure about it",
    ]
    flags = [sum(scorer.score(text, sensitivity).label == "negative" for text in texts) for sensitivity in order]
    assert flags == sorted(flags)
    assert flags[0] < flags[2]


def test_every_example_in_the_cue_file_is_found_by_its_category() -> None:
    cues = load_cues()
    for name, category in cues.categories.items():
        words = read(own_words(category.example))
        found = {cue.category.name for start, end in words.sentences for cue in cues.find(words.lower, start, end)}
        assert name in found, f"{category.example!r} is no example of {name}"


def test_a_new_category_needs_no_code() -> None:
    text = '[lists]\n[cues.parking]\nweight = -1\nexample = "x"\nphrases = "no [free] parking|space, gate .. shut*"'
    cues = Cues(tomllib.loads(text))
    for found in ("no parking", "no free space", "gate was shut", "gate slammed shutting"):
        assert cues.find(found.split(), 0, len(found.split()))
    assert not cues.find(["no", "bus"], 0, 2)


def test_a_star_after_too_few_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="letters before the star"):
        Cues({"lists": {}, "cues": {"x": {"weight": -1, "example": "", "phrases": "ab*"}}})


def test_every_category_has_a_weight_in_logits_and_an_example() -> None:
    data = tomllib.loads(resources.files("bot.sentiment").joinpath("cues.toml").read_text(encoding="utf-8"))
    for group in data["cues"].values():
        assert -3 <= group["weight"] <= 3
        assert group["example"]
