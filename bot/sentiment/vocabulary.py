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
def kinds() -> dict[str, str]:
    """The kind a word counts as beside itself: "monday" is "<day>"."""
    return {word: f"<{kind}>" for kind, words in _data()["kinds"].items() for word in words.split()}


@cache
def misspellings() -> dict[str, str]:
    """The feeling words of the list "misspelt" by how they come out: a letter left out or twice ("terible")."""
    listed = _data()["misspelt"].split()
    known = frozenset(listed) | word_list("rightly_spelt")
    return {wrong: word for word in listed for wrong in _slips(word) if wrong not in known}


def _slips(word: str) -> set[str]:
    inside = range(1, len(word) - 1)
    slips = {word[:at] + word[at + 1 :] for at in inside}
    slips |= {word[:at] + word[at] + word[at:] for at in inside}
    slips |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in inside}
    for single in {word[:at] + word[at + 1 :] for at in inside if word[at] == word[at - 1]}:
        slips |= {single[:at] + single[at] + single[at:] for at in range(1, len(single) - 1)}  # "dissapointed"
    slips |= {
        word.replace("ible", "able"),
        word.replace("able", "ible"),
        word.replace("ll", "l"),
        word.replace("ei", "ie"),
    }
    return slips - {word}


@cache
def foreign() -> dict[str, frozenset[str]]:
    """Common words by language ("Spanish")."""
    return {language: frozenset(words.split()) for language, words in _data()["foreign"].items()}


@cache
def languages() -> dict[str, str]:
    """Names of languages by their code ("es")."""
    names: dict[str, str] = _data()["languages"]
    return names
