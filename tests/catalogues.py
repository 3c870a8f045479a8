"""What the code says, and what the catalogues have of it. `just language` brings the files up to date."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.domain.saying import CATALOGUES, ENGLISH, LANGUAGES

ROOT = Path(__file__).parent.parent
SPEAKS = ("bot", "handlers", "jobs")
"""Packages that say something to people."""

ONE, PAIR = frozenset({"say", "later"}), frozenset({"say_count", "later_count"})

Key = str | tuple[str, str]
"""A sentence, or the two forms of one with a number."""


def files() -> Iterator[Path]:
    """The modules of those packages."""
    for package in SPEAKS:
        yield from sorted((ROOT / package).rglob("*.py"))


def said_in(file: Path) -> set[Key]:
    """The sentences of one module."""
    found: set[Key] = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ONE | PAIR):
            continue
        words = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if node.func.id in ONE and words:
            found.add(words[0])
        elif node.func.id in PAIR and len(words) > 1:
            found.add((words[0], words[1]))
    return found - {""}


def said() -> set[Key]:
    """All of them. A sentence that is said both alone and of a number is kept with its forms."""
    found = set().union(*(said_in(file) for file in files()))
    counted = {key[0] for key in found if isinstance(key, tuple)}
    return {key for key in found if key not in counted}


def catalogue(language: str) -> Catalog:
    """The catalogue of a language."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def refresh() -> None:
    """Add what is said anew, untranslated, and take out what is said no more."""
    for language in LANGUAGES.keys() - {ENGLISH}:
        before = catalogue(language)
        now = Catalog(
            locale=language, creation_date=before.creation_date
        )  # today's would make two of each rebase quarrel
        now.mime_headers = [("Plural-Forms", "nplurals=2; plural=(n != 1);")]  # CLDR's third of Spanish is for millions
        for key in sorted(said(), key=lambda one: one if isinstance(one, str) else one[0]):
            known = before.get(key if isinstance(key, str) else key[0])
            fits = known is not None and isinstance(known.id, str) == isinstance(key, str)
            now.add(key, known.string if known and fits else "" if isinstance(key, str) else ("", ""))
        with (CATALOGUES / f"{language}.po").open("wb") as file:
            write_po(file, now, width=0, omit_header=False, no_location=True)


if __name__ == "__main__":
    refresh()
