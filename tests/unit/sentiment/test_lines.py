"""`score_lines`: texts in, JSON out."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.sentiment import load, score_lines


def scored(lines: list[str]) -> list[dict[str, Any]]:
    written: list[str] = []
    score_lines(load(), lines, written.append)
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in written)
    return [json.loads(line) for line in written]


def test_plain_lines_and_json_lines_are_scored_in_order() -> None:
    answers = scored(['{"text": "My order never arrived"}\n', "Lovely evening\n"])
    assert [answer["label"] for answer in answers] == ["negative", "positive"]
    assert answers[0]["phrases"] == ["never arrived"]


@pytest.mark.parametrize("line", ['{"text": "awful', '{"text": 3}', '{"note": "x"}', "{" * 9999, "[1, 2]", "\0", "{}"])
def test_broken_json_is_taken_as_the_text_it_is(line: str) -> None:
    assert len(scored([line])) == 1


def test_an_empty_line_is_answered_with_unscored() -> None:
    assert scored(["\n"]) == [{"score": None, "label": "unscored", "phrases": [], "reason": "no words to score"}]


def test_each_line_is_answered_before_the_next_is_read() -> None:
    written: list[str] = []

    def lines() -> Iterator[str]:
        for at in range(3):
            assert len(written) == at
            yield f"line {at}\n"

    score_lines(load(), lines(), written.append)
    assert len(written) == 3
