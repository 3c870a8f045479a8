"""Finds the phrases of cues.toml in a text: failures of service, threats to leave, praise, thanks, requests.

A phrase is words in a row. `a|b` is either, `word*` any ending (three letters or more before the star), `[word]` may be
missing, `..` up to three words (but no "not"), `#` a number, `{name}` any word of the list of that name in the file.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from bot.sentiment.vocabulary import word_list

GAP = 3
LEAST_STEM = 3
UNSKIPPED = word_list("negators")  # ".." passes over any word but these


@dataclass(frozen=True)
class Category:
    """A group of phrases that weigh the same, in logits: below 0 speaks for a complaint, above 0 against it."""

    name: str
    weight: float
    example: str
    reason: str = ""


@dataclass(frozen=True)
class Cue:
    """A phrase found: tokens `start` up to `end` belong to the category."""

    start: int
    end: int
    category: Category


@dataclass(eq=False, slots=True)
class Node:
    """A place in a phrase: where each next word leads, and the category of the phrase that ends here."""

    words: dict[str, "list[Node]"] = field(default_factory=dict)
    stems: dict[str, "list[tuple[str, Node]]"] = field(default_factory=dict)
    gap: "Node | None" = None
    ends: Category | None = None
    steps: dict[str, "Node"] = field(default_factory=dict)

    def then(self, step: str, lists: dict[str, list[str]]) -> "Node":
        """The place after one more step of a phrase, made if it is new."""
        if step in self.steps:
            return self.steps[step]
        after = self.steps[step] = Node()
        for word in _alternatives(step, lists):
            if word.endswith("*"):
                self.stems.setdefault(word[:LEAST_STEM], []).append((word[:-1], after))
            else:
                self.words.setdefault(word, []).append(after)
        return after


NOWHERE: list[Node] = []


def _alternatives(step: str, lists: dict[str, list[str]]) -> Iterator[str]:
    for word in step.split("|"):
        if word.startswith("{"):
            yield from lists[word[1:-1]]
        elif word.endswith("*") and len(word) <= LEAST_STEM:
            raise ValueError(f"{word} in cues.toml: put at least {LEAST_STEM} letters before the star")
        else:
            yield word.replace("'", "")


def _add(node: Node, steps: list[str], category: Category, lists: dict[str, list[str]]) -> None:
    for at, step in enumerate(steps):
        if step.startswith("["):
            _add(node, steps[at + 1 :], category, lists)
            node = node.then(step[1:-1], lists)
        elif step == "..":
            node.gap = node.gap or Node()
            node = node.gap
        else:
            node = node.then(step, lists)
    node.ends = category


class Cues:
    """Every phrase of cues.toml, ready to be found."""

    def __init__(self, data: dict[str, Any]) -> None:
        lists = {name: words.replace("'", "").split() for name, words in data["lists"].items()}
        self.categories: dict[str, Category] = {}
        self._root = Node()
        for name, group in data["cues"].items():
            category = Category(name, group["weight"], group["example"], group.get("reason", ""))
            self.categories[name] = category
            for phrase in group["phrases"].replace("\n", ",").split(","):
                if phrase.strip():
                    _add(self._root, phrase.split(), category, lists)

        self.reasons = {f"cue:{name}": category.reason for name, category in self.categories.items()}

    def find(self, words: list[str], start: int, end: int) -> list[Cue]:
        """The cues among these tokens of one sentence, from left to right, the longest at each place."""
        found = []
        first_words, first_stems = self._root.words, self._root.stems
        at = start
        while at < end:
            word = words[at]
            if word in first_words or word[:LEAST_STEM] in first_stems or word[0].isdigit():
                reach, category = _longest(self._root, words, at, end)
                if category:
                    found.append(Cue(at, reach, category))
                    at = reach
                    continue
            at += 1
        return found


def _longest(node: Node, words: list[str], at: int, end: int) -> tuple[int, Category | None]:
    best: tuple[int, Category | None] = (at, node.ends)
    if at >= end:
        return best
    for after in _next(node, words[at]):
        reached = _longest(after, words, at + 1, end)
        if reached[1] and (reached[0] > best[0] or not best[1]):
            best = reached
    if node.gap:
        for skipped in range(at, min(at + GAP + 1, end)):
            reached = _longest(node.gap, words, skipped, end)
            if reached[1] and reached[0] > best[0]:
                best = reached
            if words[skipped] in UNSKIPPED:
                break
    return best


def _next(node: Node, word: str) -> list[Node]:
    after = node.words.get(word, NOWHERE)
    if node.stems and (stems := node.stems.get(word[:LEAST_STEM])):
        after = after + [leads for stem, leads in stems if word.startswith(stem)]
    if word[0].isdigit():
        after = after + node.words.get("#", NOWHERE)
    return after


def load_cues() -> Cues:
    """The cues that ship with Rapport."""
    return Cues(tomllib.loads(resources.files("bot.sentiment").joinpath("cues.toml").read_text(encoding="utf-8")))
