"""Emoji however people give them, and however Slack names them in its events."""

import pytest

from bot.domain.errors import NotUnderstoodError
from bot.reading.emoji import emoji_of, read_emoji


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        ("🙋", ["raising_hand"]),
        ("🙋🏽", ["raising_hand"]),
        (":raising_hand:", ["raising_hand"]),
        (":raising_hand::skin-tone-4:", ["raising_hand"]),
        ("raising_hand", ["raising_hand"]),
        (":Raising_Hand:", ["raising_hand"]),
        ("✅ ✔️ ✔", ["white_check_mark", "heavy_check_mark"]),
        ("✅, :eyes:", ["white_check_mark", "eyes"]),
        ("👍 :thumbsup: :+1:", ["+1"]),
        (":our-logo: :café:", ["our-logo", "café"]),
        (":man-gesturing-ok:", ["man-gesturing-ok"]),
        ("🏳️‍🌈", ["rainbow-flag"]),
    ],
)
def test_emoji_are_read_pasted_or_named_and_each_once(typed: str, read: list[str]) -> None:
    assert read_emoji(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["claim", "yes please", "::", ": :", "x🙋", ":foo bar:", ":" + "x" * 101 + ":", "<!channel>", "$", "🙋 done"],
)
def test_what_is_no_emoji_is_told_with_an_example(typed: str) -> None:
    with pytest.raises(NotUnderstoodError, match=":raising_hand:") as told:
        read_emoji(typed, "claim")

    assert set(told.value.by_field) == {"claim"}


def test_more_than_anybody_remembers_are_refused() -> None:
    with pytest.raises(NotUnderstoodError, match="at most 5"):
        read_emoji("😀 😁 😂 😃 😄 😅")


@pytest.mark.parametrize(
    ("name", "emoji"),
    [
        ("wave::skin-tone-2", "wave"),
        ("thumbsup", "+1"),
        ("+1::skin-tone-6", "+1"),
        ("our-logo", "our-logo"),
        ("white_check_mark", "white_check_mark"),
    ],
)
def test_what_an_event_names_is_the_emoji_whatever_its_skin_tone_and_spelling(name: str, emoji: str) -> None:
    assert emoji_of(name) == emoji
