"""Learning from labels: never worse, survives restarts, forgets."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.mood import TextLabel
from bot.sentiment import Learned, MoodScorer, load, refit
from bot.sentiment.workspace import WorkspaceScorer

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLACES = ("hall", "bar", "kitchen", "garden", "office", "roof", "cellar", "lobby")


@pytest.fixture(scope="module")
def scorer() -> MoodScorer:
    return load()


def house_words(count: int) -> list[TextLabel]:
    """In this house "went purple" is a complaint and "slow" is praise."""
    return [
        TextLabel(f"The {PLACES[at % 8]} went purple on visit {at}", "negative", DAY)
        if at % 2
        else TextLabel(f"Slow cooked dinner in the {PLACES[at % 8]}, visit {at}", "positive", DAY)
        for at in range(count)
    ]


def test_a_house_word_is_learned_and_used(scorer: MoodScorer) -> None:
    learned = refit(scorer, house_words(60))
    assert learned.used
    assert learned.after.f1 >= learned.before.f1
    taught = scorer.with_learned(learned)
    assert scorer.score("The terrace went purple").label != "negative"
    assert taught.score("The terrace went purple").label == "negative"


def test_what_was_learned_survives_a_restart(scorer: MoodScorer) -> None:
    learned = refit(scorer, house_words(60))
    assert Learned.from_json(learned.to_json()) == learned


@pytest.mark.parametrize("stored", ["", "[]", "{}", '{"labels": 1}', "null"])
def test_something_else_than_what_was_learned_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Learned.from_json(stored)


def test_too_few_labels_or_labels_of_one_kind_change_nothing(scorer: MoodScorer) -> None:
    for labels in ([], house_words(6), house_words(60)[::2]):
        assert not refit(scorer, labels).used


def test_labels_that_contradict_each_other_are_not_used(scorer: MoodScorer) -> None:
    labels = [
        TextLabel(f"My order {at} never arrived, unacceptable", "negative" if at % 7 else "neutral", DAY)
        for at in range(40)
    ] + [TextLabel(f"Lovely food number {at}, thank you", "positive", DAY) for at in range(40)]
    learned = refit(scorer, labels)
    assert learned.after.f1 >= learned.before.f1


def test_a_few_mistaken_labels_do_not_turn_what_ships_around(scorer: MoodScorer) -> None:
    texts = [f"My order {at} never arrived" if at % 2 else f"Lovely food number {at}" for at in range(60)]
    agreed = [TextLabel(text, "negative" if "order" in text else "positive", DAY) for text in texts]
    mistaken = [TextLabel(f"{text} in the {PLACES[at % 8]}", "negative", DAY) for at, text in enumerate(texts[:8])]
    taught = scorer.with_learned(refit(scorer, agreed + mistaken))
    assert taught.score("My parcel never arrived").label == "negative"
    assert taught.score("Lovely evening").label == "positive"


def test_the_last_label_of_a_text_counts(scorer: MoodScorer) -> None:
    labels = house_words(20)
    again = [TextLabel(label.text, "neutral", DAY + timedelta(days=1)) for label in labels if label.label == "negative"]
    learned = refit(scorer, labels + again)
    assert (learned.labels, learned.negatives) == (20, 0)


def test_refitting_without_a_customers_labels_forgets_their_words(scorer: MoodScorer) -> None:
    secret = [TextLabel(f"Zebulon went purple {at}", "negative", DAY) for at in range(4)]
    assert "zebulon" in refit(scorer, house_words(60) + secret).to_json()
    assert "zebulon" not in refit(scorer, house_words(60)).to_json()


def test_a_word_of_a_single_text_is_never_kept(scorer: MoodScorer) -> None:
    once = [TextLabel("Xanthippe went purple", "negative", DAY)]
    assert "xanthippe" not in refit(scorer, house_words(60) + once).to_json()


def test_the_same_labels_teach_the_same(scorer: MoodScorer) -> None:
    assert refit(scorer, house_words(40)) == refit(scorer, list(reversed(house_words(40))))


def test_reset_gives_back_what_ships(scorer: MoodScorer) -> None:
    taught = scorer.with_learned(refit(scorer, house_words(60)))
    assert taught.with_learned(None).score("The terrace went purple") == scorer.score("The terrace went purple")


def test_texts_in_other_languages_teach_nothing(scorer: MoodScorer) -> None:
    spanish = [TextLabel(f"hola, el pedido {at} no ha llegado", "negative", DAY) for at in range(20)]
    assert refit(scorer, spanish).labels == 0


def test_without_a_negative_label_no_figure_is_given() -> None:
    workspace = WorkspaceScorer(load())
    workspace.learn([TextLabel("no answer, will try again", "neutral", DAY)])
    assert "nothing to measure" in workspace.in_words()
    assert "%" not in workspace.in_words()
