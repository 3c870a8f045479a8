"""What an emoji means, and which of several events about it counts."""

from datetime import UTC, datetime

import pytest

from bot.domain.errors import ConflictError
from bot.domain.reactions import Act, Heard, Reaction, State, by_act, chosen_of, is_news

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "known", "counts"),
    [
        ("1764169200.000100", None, True),
        ("1764169200.000200", "1764169200.000100", True),
        ("1764169200.000100", "1764169200.000100", False),
        ("1764169200.000099", "1764169200.000100", False),
        ("1764169200.2", "1764169200.100000", True),
        ("999999999.900000", "1764169200.100000", False),
    ],
)
def test_only_what_is_later_than_what_is_known_counts(at: str, known: str | None, counts: bool) -> None:  # noqa: FBT001  # of the table
    before = Reaction(Heard("C1", "1.1", "U1", "eyes", known), Act.LOG, State.ASKED, NOON) if known else None

    assert is_news(at, before) is counts


def test_an_emoji_that_would_mean_two_things_is_told_at_the_second_field() -> None:
    with pytest.raises(ConflictError, match=":eyes: stands twice") as told:
        chosen_of({Act.CLAIM: ["eyes"], Act.LOG: ["memo", "eyes"]})

    assert set(told.value.by_field) == {"log"}


def test_what_was_chosen_is_shown_by_what_it_does() -> None:
    chosen = chosen_of({Act.CLAIM: ["wave", "eyes"], Act.DONE: []})

    assert by_act(chosen) == {Act.CLAIM: ["eyes", "wave"], Act.DONE: [], Act.PLAN: [], Act.LOG: []}
