"""Collecting what is wrong with blocks, in Slack's words and with Slack's pointers."""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.world.state import Json

Value = Any  # whatever JSON the bot sent


class Check:
    """One look at a message or view. `surface`: "message", "modal" or "home"."""

    def __init__(self, surface: str) -> None:
        self.surface = surface
        self.errors: list[str] = []

    def wrong(self, path: str, words: str) -> None:
        """Add an error at a place."""
        self.errors.append(f"{words} [json-pointer:{path}]")

    def fields(self, path: str, given: Json, required: frozenset[str], optional: frozenset[str]) -> bool:
        """Whether all required fields are there; what Slack does not know is wrong."""
        missing = required - given.keys()
        for name in sorted(missing):
            self.wrong(path, f"missing required field: {name}")
        for name in given.keys() - required - optional:
            self.wrong(path, f"invalid additional property: {name}")
        return not missing

    def length(self, path: str, value: Value, most: int, least: int = 1) -> None:
        """A string of that many characters; None is not there."""
        if value is None:
            return
        if not isinstance(value, str):
            self.wrong(path, "must be a string")
        elif len(value) > most:
            self.wrong(path, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.wrong(path, f"must be more than {least - 1} characters")

    def text(self, path: str, given: Value, most: int, *, plain: bool = False) -> None:
        """A text object; None is not there."""
        if given is None:
            return
        if not isinstance(given, dict) or given.get("type") not in {"plain_text", "mrkdwn"}:
            self.wrong(path, "must provide a text object of type plain_text or mrkdwn")
            return
        if plain and given["type"] != "plain_text":
            self.wrong(f"{path}/type", "must be plain_text")
        self.length(f"{path}/text", given.get("text", ""), most)

    def items(self, path: str, given: Value, most: int, least: int = 1) -> Sequence[Json]:
        """An array of objects of that many; empty where it is something else."""
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            self.wrong(path, "must be an array of objects")
            return []
        if len(given) > most:
            self.wrong(path, f"no more than {most} items allowed")
        elif len(given) < least:
            self.wrong(path, f"no fewer than {least} items allowed")
        return given

    def among(self, path: str, value: Value, allowed: Sequence[Value]) -> None:
        """One of a few values; None is not there."""
        if value is not None and value not in allowed:
            self.wrong(path, f"must be one of: {', '.join(map(str, allowed))}")

    def number(self, path: str, value: Value, least: int, most: int) -> None:
        """A whole number in a range; None is not there."""
        if value is not None and not (isinstance(value, int) and least <= value <= most):
            self.wrong(path, f"must be a whole number from {least} to {most}")
