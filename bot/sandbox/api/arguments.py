"""The arguments of a Web API call, however they came: query, form, JSON."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.world.state import Json


class Arguments:
    """Reads values as Slack does: booleans and numbers may be text, objects may be JSON text."""

    def __init__(self, values: Json) -> None:
        self._values = values

    def text(self, name: str, default: str = "") -> str:
        """A string; "" where it is not given."""
        value = self._values.get(name)
        return default if value is None else str(value)

    def need(self, name: str) -> str:
        """A string that must be there. Raises SlackError `invalid_arguments`."""
        value = self.text(name)
        if not value:
            raise SlackError.listing("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True for true, 1, "1" and "true"."""
        value = self._values.get(name)
        return default if value is None else str(value).lower() in {"true", "1"}

    def number(self, name: str, default: int) -> int:
        """A whole number. Raises SlackError `invalid_arguments`."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise SlackError.listing("invalid_arguments", [f"must be a number: {name}"]) from None

    def json(self, name: str, wrong: str) -> Any:  # noqa: ANN401  # because any JSON may stand there
        """An object or array, None where it is not given. Raises SlackError `wrong` where it is not JSON."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(wrong) from None


def page(items: Sequence[Any], args: Arguments, default: int, most: int = 1000) -> tuple[list[Any], str]:
    """One page of a list by `cursor` and `limit`, of `most` at most, and the cursor of the next ("" after the last).

    Raises SlackError `invalid_cursor`, `invalid_limit`.
    """
    limit = args.number("limit", default)
    if not 1 <= limit <= 1000:  # noqa: PLR2004  # because that is Slack's largest page
        raise SlackError("invalid_limit")
    limit = min(limit, most)
    start = _start(args.text("cursor"))
    more = start + limit < len(items)
    return list(items[start : start + limit]), cursor_at(start + limit) if more else ""


def cursor_at(place: int) -> str:
    """An opaque cursor."""
    return base64.b64encode(f"next:{place}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, place = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise SlackError("invalid_cursor")
        return int(place)
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
