"""The log as JSON: an object a line, and nothing of what people wrote."""

import json
from typing import Any

import pytest

from bot.cli.logs import JsonFormatter
from bot.domain.errors import StorageError, without_text
from tests.log_records import record


def logged(event: str, *arguments: object, error: Exception | None = None, of: str = "jobs.sending.sender") -> Any:  # noqa: ANN401  # JSON
    line = JsonFormatter().format(record(of, event, *arguments, error=error))
    assert "\n" not in line
    return json.loads(line)


def test_an_event_is_an_object_of_four_fields() -> None:
    assert logged("%d messages sent", 3) == {
        "at": "2026-11-23T09:00:00.000+00:00",
        "level": "warning",
        "from": "jobs.sending.sender",
        "event": "3 messages sent",
    }


@pytest.mark.parametrize("event", ['a", "level": "error', "two\nlines", "\u2028", "\ud800", "\x00"])
def test_an_event_stays_in_its_field(event: str) -> None:
    assert logged(event)["event"] == event


def test_an_error_says_its_kind_and_places_but_not_its_text() -> None:
    found = logged("it failed", error=ValueError("Dana Reyes"))
    assert found["error"]["kind"] == "ValueError"
    assert found["error"]["places"][-1]["function"] == "record"
    assert "Dana" not in str(found)


def test_sentences_about_the_machine_are_kept() -> None:
    assert logged("it failed", error=StorageError("The disk is full."))["error"]["said"] == "The disk is full."


def test_a_library_is_not_quoted() -> None:
    assert (
        logged("POST %s", "https://x/secret", of="slack_sdk.web")["event"] == "something is amiss at client.py:7 send"
    )


def test_an_error_without_its_text_keeps_its_name_and_places() -> None:
    try:
        dict[str, str]()["Dana Reyes"]
    except KeyError as error:
        bare = without_text(error)
    assert (type(bare).__name__, str(bare), bare.__traceback__) == ("KeyError", "", bare.__traceback__)
    assert bare.__traceback__
    assert bare.__cause__ is bare.__context__ is None
