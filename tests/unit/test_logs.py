"""The log: one line an event, and nothing of what people wrote."""

import logging
import sys

import pytest

from bot.cli.logs import KeyValueFormatter
from bot.domain.errors import RapportError, StorageError


def line(event: str, error: Exception | None = None) -> str:
    caught = None
    if error is not None:
        try:
            raise error
        except type(error):
            caught = sys.exc_info()
    record = logging.LogRecord("jobs.sending.sender", logging.WARNING, __file__, 1, event, (), caught)
    record.created = 1795424400.0
    return KeyValueFormatter().format(record)


def test_an_event_is_one_line_of_keys_and_values() -> None:
    assert line("3 messages sent") == (
        'at=2026-11-23T09:00:00.000+00:00 level=warning from=jobs.sending.sender event="3 messages sent"'
    )


def test_an_event_cannot_forge_another_line() -> None:
    assert line('a" level=error\nat=now') == (
        'at=2026-11-23T09:00:00.000+00:00 level=warning from=jobs.sending.sender event="a\' level=error\\nat=now"'
    )


@pytest.mark.parametrize("error", [ValueError("Dana Reyes"), KeyError("Dana Reyes"), RapportError("Dana\nReyes")])
def test_an_error_says_its_kind_and_place_but_not_its_text(error: Exception) -> None:
    logged = line("it failed", error)
    assert f'error="{type(error).__name__} at ' in logged
    assert "test_logs.py" in logged
    assert "Dana" not in logged
    assert "\n" not in logged


def test_sentences_about_the_machine_are_kept() -> None:
    assert "StorageError: The disk is full. at" in line("it failed", StorageError("The disk is full."))
