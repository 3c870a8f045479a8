"""A remembered wish not to be called is found where a call is planned, and nowhere else."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Detail, DetailCategory
from bot.domain.hints import is_call, no_calls


@pytest.mark.parametrize("title", ["ring him", "call back about the invoice", "give her a call", "phone the office"])
def test_what_reads_like_a_call_is_one(title: str) -> None:
    assert is_call(title)


@pytest.mark.parametrize("title", ["send the menu", "write, don't call", "order the rings box", "check in"])
def test_what_does_not_is_none(title: str) -> None:
    assert not is_call(title)


def detail(text: str) -> Detail:
    return Detail(1, 1, DetailCategory.OTHER, text, "U0ANA", datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    ["Asked not to be called any more", "no phone calls please", "don\u2019t ring before noon", "hates being called"],
)
def test_the_wish_is_found_in_its_own_words(text: str) -> None:
    assert no_calls([detail("likes calls with Ben"), detail(text)]) == text


@pytest.mark.parametrize(
    "text", ["prefers phone calls", "no nuts", "dog called Biscuit, no children", "never eats fish"]
)
def test_other_details_are_no_such_wish(text: str) -> None:
    assert no_calls([detail(text)]) == ""
