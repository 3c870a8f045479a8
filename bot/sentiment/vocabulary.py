"""The word lists of words.toml."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("bot.sentiment").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list, in lower case without apostrophes."""
    return frozenset(_data()[name].split())


@cache
def foreign() -> dict[str, frozenset[str]]:
    """Common words by language ("Spanish")."""
    return {language: frozenset(words.split()) for language, words in _data()["foreign"].items()}


@cache
def languages() -> dict[str, str]:
    """Names of languages by their code ("es")."""
    names: dict[str, str] = _data()["languages"]
    return names
