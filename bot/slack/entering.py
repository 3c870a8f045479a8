"""What comes from Slack, requests and answers alike, with every text in it cleaned (bot/domain/clean_text.py)."""

import json
from typing import Any

from bot.domain.clean_text import clean


def cleaned(value: Any) -> Any:  # noqa: ANN401  # JSON: what it is, it stays
    """The same JSON with clean texts. Names of fields are Slack's own and stay."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: cleaned(part) for name, part in value.items()}
    if isinstance(value, list):
        return [cleaned(part) for part in value]
    return value


def cleaned_answer(body: object) -> object:
    """The body of an answer of the Web API with clean texts; what is no JSON stays for slack_sdk to refuse."""
    if not isinstance(body, str):
        return body
    try:
        return json.dumps(cleaned(json.loads(body)))
    except ValueError:
        return body
