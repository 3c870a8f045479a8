"""Who wrote a message: people, forms, mail bridges."""

from typing import Any

import pytest

from bot.domain.slack_message import author


@pytest.mark.parametrize(
    ("message", "who"),
    [
        ({"user": "U0BEN"}, "U0BEN"),
        ({"bot_id": "B1", "user": "U0BOT", "bot_profile": {"name": "Website form"}}, "Website form"),
        ({"bot_id": "B1", "username": "Mail"}, "Mail"),
        ({"bot_id": "B1"}, ""),
        ({}, ""),
    ],
)
def test_its_author_is_a_person_or_the_app_that_posted_it(message: dict[str, Any], who: str) -> None:
    assert author(message) == who
