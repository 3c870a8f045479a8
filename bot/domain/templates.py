"""Wordings of notes with named fields, for each occasion several: what one may say, and how it is filled in.

`{first_name}` is a field. What stands in [square brackets] with a field is left out where nothing is known for it; a
line with such a field outside of brackets is left out whole. Fields are the names of FIELDS and nothing else: nothing
of a template is ever evaluated, and what is filled in is not read again.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Self

from bot.domain.errors import NotUnderstoodError, RapportError, raise_all
from bot.domain.saying import figure, later, say

SUBJECT_LENGTH = 150
WORDS_LENGTH = 2_000
"""The longest subject and words of a template, in characters: a page of a letter."""

FILLED_LENGTH = 3_000
"""The longest note: what an input of Slack holds (docs.slack.dev/reference/block-kit/block-elements)."""

FIELDS: Mapping[str, str] = {
    "first_name": later("how they are addressed: Dana, or a company's name"),
    "name": later("the whole name"),
    "company": later("where they work"),
    "years": later("how long they are a customer: 5 years"),
    "reason": later("what the note is for: for the referral"),
    "change": later("what you changed because of what they told you"),
    "detail": later("a sentence from what you remember: And a pat for Biscuit from all of us."),
    "sender": later("the first name of whoever writes"),
}
"""Every field, and what it says."""


class Occasion(StrEnum):
    """What a note is for. `label` is its heading, `subject` the one of a note whose own would be empty."""

    label: str
    subject: str

    def __new__(cls, value: str, label: str = "", subject: str = "Thank you") -> Self:
        """One row of the table."""
        occasion = str.__new__(cls, value)
        occasion._value_, occasion.label, occasion.subject = value, label, subject
        return occasion

    BIRTHDAY = "birthday", later("Birthday wishes"), "Happy birthday"
    BELATED = "belated birthday", later("Belated birthday wishes"), "Belated happy birthday"
    PRAISE = "praise", later("Thanks for praise")
    RATING = "rating", later("Thanks for a high rating")
    REFERRAL = "referral", later("Thanks for a referral")
    RENEWAL = "renewal", later("Thanks for a renewal")
    ANNIVERSARY = "anniversary", later("Thanks for years as a customer")
    CHANGED = "changed", later("You told us, we changed it"), "You told us, we changed it"
    BY_HAND = "by hand", later("Other thanks")
    REFERRAL_ASK = "referral ask", later("Asking for a referral"), "May I ask you something?"
    BOARD_ASK = "board ask", later("Asking to join the advisory board"), "May I ask you something?"


@dataclass(frozen=True)
class Template:
    """One wording. `key` names it: a shipped one's ("birthday-1"), or the team's own ("own-12"); "" until stored.

    `language` is an English name, "" for customers of any. `is_changed`: a shipped one that the team has edited.
    """

    key: str
    occasion: Occasion
    subject: str
    words: str
    language: str = ""
    is_used: bool = True
    is_changed: bool = False


def begun(occasion: Occasion) -> Template:
    """A new one, in which only what is said is still to be written."""
    return Template("", occasion, occasion.subject, "Dear {first_name},\n\n\n\n{detail}\n\nWarmly,\n{sender}")


_FIELD = re.compile(r"\{([^{}]*)\}")
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")
_PIECE = re.compile(rf"{_OPTIONAL.pattern}|{_FIELD.pattern}")


def check(template: Template) -> None:
    """Raise NotUnderstoodError, with the field of the form to mend, for what cannot be filled in."""
    wrong: list[RapportError] = []
    for text, at, longest in (
        (template.subject, "subject", SUBJECT_LENGTH),
        (template.words, "words", WORDS_LENGTH),
    ):
        if sentence := _wrong(text, longest):
            wrong.append(NotUnderstoodError(sentence, field=at))
    raise_all(wrong)


def is_broken(template: Template) -> bool:
    """Whether it cannot be used as it is stored."""
    try:
        check(template)
    except RapportError:
        return True
    return False


def fill(text: str, values: Mapping[str, str]) -> str:
    """The words with what is known in their fields. `values` has a field's text, "" or nothing where none is known."""
    lines = (_filled(line, values) for line in text.splitlines())
    whole = "\n".join(line.rstrip() for line in lines if line is not None)
    return re.sub(r"\n{3,}", "\n\n", whole).strip()[:FILLED_LENGTH].rstrip()


def usable(templates: Sequence[Template], shipped: Sequence[Template], language: str) -> list[Template]:
    """Those of an occasion's templates to choose from for a customer of this language.

    Those in their language, else those for any. What is broken is as it was shipped, or left out; where none is left,
    all are as they were shipped.
    """
    originals = {one.key: one for one in shipped}
    kept = [originals.get(one.key) if is_broken(one) else one for one in templates if one.is_used]
    fit = [one for one in kept if one]
    in_language = [one for one in fit if language and one.language == language]
    return in_language or [one for one in fit if one.language in {"", "English"}] or list(shipped)


def chosen(templates: Sequence[Template], number: int, last: str = "") -> Template:
    """One of these for a follow-up of this number: always the same, and not the `last` (a key) that they got."""
    first = number % len(templates)
    return after(templates, last) if templates[first].key == last else templates[first]


def after(templates: Sequence[Template], key: str) -> Template:
    """The one that comes after this one, the first again after the last."""
    keys = [one.key for one in templates]
    return templates[(keys.index(key) + 1) % len(keys)] if key in keys else templates[0]


def _filled(line: str, values: Mapping[str, str]) -> str | None:
    """None: something is not known without which the line says nothing."""
    needed = [_name(found[1]) for found in _FIELD.finditer(_OPTIONAL.sub("", line))]
    if not all(values.get(name) for name in needed):
        return None
    return _PIECE.sub(lambda found: _piece(found[0], values), line)


def _piece(piece: str, values: Mapping[str, str]) -> str:
    names = [_name(found[1]) for found in _FIELD.finditer(piece)]
    if piece.startswith("[") and names:
        if not all(values.get(name) for name in names):
            return ""
        piece = piece[1:-1]
    return _FIELD.sub(lambda found: values.get(_name(found[1]), ""), piece)


def _wrong(text: str, longest: int) -> str:
    if not text.strip():
        return say("There are no words. Please write some.")
    if len(text) > longest:
        return say(
            "These are {length} characters; up to {longest} fit. Please shorten it.",
            length=figure(len(text)),
            longest=figure(longest),
        )
    unknown = [found[1].strip() for found in _FIELD.finditer(text) if _name(found[1]) not in FIELDS]
    if unknown:
        return _unknown(unknown[0])
    rest = _FIELD.sub("", text)
    if "{" in rest or "}" in rest:
        return say(
            "There is a brace without its other half. Braces stand around a field, such as {example}.",
            example="{first_name}",
        )
    rest = _OPTIONAL.sub("", rest)
    if "[" in rest or "]" in rest:
        return say("There is a square bracket without its other half, or one within another.")
    return ""


def _unknown(typed: str) -> str:
    like = get_close_matches(_name(typed), FIELDS, 1)
    meant = say(" Did you mean {field}?", field=f"{{{like[0]}}}") if like else ""
    return say(
        "I don't know the field {field}.{meant} These work: {fields}.",
        field=f"{{{typed[:40]}}}",
        meant=meant,
        fields=_listed(FIELDS),
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _name(typed: str) -> str:
    """A field as people may write it: {First name}."""
    return "_".join(typed.casefold().replace("-", " ").replace("_", " ").split())
