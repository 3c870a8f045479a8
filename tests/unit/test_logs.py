"""The log: one line an event, and nothing of what people wrote."""

import pytest

from bot.cli.logs import KeyValueFormatter
from bot.domain.errors import RapportError, StorageError
from tests.log_records import record


def line(event: str, error: Exception | None = None) -> str:
    return KeyValueFormatter().format(record("jobs.sending.sender", event, error=error))


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
    assert "log_records.py" in logged
    assert "Dana" not in logged
    assert "\n" not in logged


def test_sentences_about_the_machine_are_kept() -> None:
    assert "StorageError: The disk is full. at" in line("it failed", StorageError("The disk is full."))
