"""What Rapport installs is what docs/dependencies.md says, and the words it ships are those they claim to be."""

import hashlib
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

import handlers

ROOT = Path(handlers.__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKED = {package["name"]: package for package in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
PAGE = (ROOT / "docs" / "dependencies.md").read_text()
WORDS = ROOT / "bot" / "sentiment" / "vader"


ASKED = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]


def named(requirement: str) -> str:
    return re.split(r"[<>=\[ ]", requirement)[0].lower()


OF_SENTRY = {"urllib3", "certifi"}
"""Left out, but brought again by what sends errors where that is asked for."""


def installed(*asked: str) -> set[str]:
    """Everything that comes with what is asked for."""
    found: set[str] = set()
    waiting = [named(one) for one in asked]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [one["name"] for one in LOCKED[name].get("dependencies", [])]
    return found


@pytest.mark.parametrize("package", sorted(map(named, ASKED)))
def test_every_package_that_is_asked_for_is_explained(package: str) -> None:
    tables = PAGE.partition("## What was left out")[0].lower()
    assert re.search(rf"\b{re.escape(package)}\b", tables)


def test_what_was_left_out_is_installed_by_nothing_else() -> None:
    left_out = re.findall(r"^\| ([^|]+) \|", PAGE.partition("## What was left out")[2], re.MULTILINE)[2:]
    packages = re.findall(
        r"[a-z][\w-]+", " ".join(re.sub(r"\(.*?\)| with | and ", " ", row) for row in left_out).lower()
    )
    assert {"nltk", "pip", "requests", "vadersentiment", "gunicorn", "dnspython"} <= set(packages)
    assert installed(*ASKED) & set(packages) == OF_SENTRY
    assert installed(*PROJECT["dependencies"]).isdisjoint(packages)


@pytest.mark.parametrize("name", ["vader_lexicon.txt", "emoji_utf8_lexicon.txt"])
def test_the_words_of_others_ship_unchanged(name: str) -> None:
    [stated] = re.findall(rf"`{name}`.*`([0-9a-f]{{64}})`", (WORDS / "README.md").read_text())
    assert hashlib.sha256((WORDS / name).read_bytes()).hexdigest() == stated
