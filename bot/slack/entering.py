"""What comes from Slack, requests and answers alike, with every text in it cleaned (bot/reading/clean_text.py)."""

import json
from typing import Any

from bot.reading.clean_text import clean


def cleaned(value: Any) -> Any:  # noqa: ANN401  # JSON: what it is, it stays
    """The same JSON with clean texts; names of fields are Slack's own and stay. Nothing of what is given is changed.

    Without recursion: JSON may be nested deeper than Python calls.
    """
    root = [value]
    todo: list[tuple[Any, Any]] = [(root, 0)]
    while todo:
        holder, place = todo.pop()
        part = holder[place]
        if isinstance(part, str):
            holder[place] = clean(part)
        elif isinstance(part, dict | list):
            copy = part.copy()
            holder[place] = copy
            todo += [(copy, inner) for inner in (copy if isinstance(copy, dict) else range(len(copy)))]
    return root[0]


def cleaned_answer(body: object) -> object:
    """The body of an answer of the Web API with clean texts; what is no JSON stays for slack_sdk to refuse."""
    if not isinstance(body, str):
        return body
    try:
        return json.dumps(cleaned(json.loads(body)))
    except (ValueError, RecursionError):
        return body
