"""A flood of refused requests does not fill the log, and nobody is left to guess how large it was."""

import logging

import pytest

from bot.slack.refusals import LINES, MOST_KINDS, Refusals
from tests.fake_clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_of_one_kind_a_few_lines_a_minute_are_logged_and_then_how_many_more_there_were(
    clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    refusals = Refusals(clock)
    for _ in range(10_000):
        refusals.note("signature wrong")
    assert said(caplog) == ["request refused: signature wrong"] * LINES

    caplog.clear()
    clock.advance(60)
    refusals.tell()
    refusals.tell()
    assert said(caplog) == [f"{10_000 - LINES} more requests refused within a minute: signature wrong"]


def test_another_kind_is_logged_beside_a_flood(clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    refusals = Refusals(clock)
    for _ in range(1_000):
        refusals.note("signature wrong")
    refusals.note("another workspace")

    assert said(caplog)[-1] == "request refused: another workspace"


def test_any_number_of_kinds_is_bounded_too(clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    refusals = Refusals(clock)
    for number in range(10_000):
        refusals.note(f"event has a wrong or missing {number}")

    assert len(said(caplog)) == MOST_KINDS + LINES


def test_lines_begin_again_with_the_next_minute(clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    refusals = Refusals(clock)
    for _ in range(LINES):
        refusals.note("signature wrong")
    clock.advance(60)
    refusals.note("signature wrong")

    assert said(caplog) == ["request refused: signature wrong"] * (LINES + 1)


def test_what_was_left_out_is_told_when_rapport_stops(clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    refusals = Refusals(clock)
    for _ in range(LINES + 2):
        refusals.note("body malformed")
    refusals.stop()

    assert said(caplog)[-1] == "2 more requests refused within a minute: body malformed"
