"""Every sentence that a person sees, in the language they read.

The English sentence, whole, is the key to its translations, so code reads as what is said and English needs no
catalogue. Placeholders are named, since languages order words differently:

    say("Logged for {name}.", name=customer.name)
    say_count("{number} touch", "{number} touches", number)

What stands in a table of a module is marked with `later`, and said with `say` when it is shown. Translations are
gettext's own files (bot/domain/catalogues), read by Babel when they are first wanted; `just language` refreshes them
from the code. Which language is in force is said where a request, a message or a page begins (`speaking`).
"""

import gettext
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

ENGLISH = "en"
"""What sentences are written in, and what is said where a translation is missing."""

LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "es": "Español"}
"""Languages that Rapport speaks -> what they call themselves."""

_NAMED = {"english": ENGLISH, "german": "de", "spanish": "es"}

CATALOGUES = Path(__file__).parent / "catalogues"
"""One .po file for each language but English."""

_log = logging.getLogger(__name__)
_in_force: ContextVar[str] = ContextVar("language", default=ENGLISH)


def say(sentence: str, /, **values: object) -> str:
    """The sentence in the language in force, with its placeholders filled in. Never raises."""
    return _filled(_catalogue(language()).gettext(sentence) if sentence else "", sentence, values)


def say_count(one: str, many: str, number: float, /, **values: object) -> str:
    """A sentence that depends on a number, which both forms may show as {number}: "1 touch", "2 touches"."""
    values = {"number": number, **values}
    english = one if number == 1 else many
    if language() == ENGLISH:
        return _filled(english, english, values)
    whole = int(number) if number == int(number) else 2  # of parts there are many: "1,5 Tage"
    return _filled(_catalogue(language()).ngettext(one, many, whole), english, values)


def figure(number: int) -> str:
    """A whole number as people read it: "12,500", in German "12.500"."""
    return f"{number:,}" if language() == ENGLISH else format_decimal(number, locale=language())


def fraction(number: float) -> str:
    """A number with at most one digit behind the point: "1.5", "2", in German "1,5"."""
    if language() == ENGLISH:
        return f"{number:,.1f}".removesuffix(".0")
    return format_decimal(round(number, 1), locale=language())


def listed(words: Sequence[str]) -> str:
    """Words one after the other: "a, b and c"."""
    return format_list(words, locale="en_GB" if language() == ENGLISH else language())


def capital(words: str) -> str:
    """The words with a capital letter to begin with; the others stay as they are ("soziale Medien")."""
    return words[:1].upper() + words[1:]


def within(words: str) -> str:
    """Words that begin a line elsewhere, for the middle of a sentence; German nouns keep their capital letter."""
    return words if language() == "de" else words[:1].lower() + words[1:]


def later(sentence: str) -> str:
    """Marks a sentence of a module's table for the catalogues; whoever shows it says it then."""
    return sentence


def later_count(one: str, many: str) -> tuple[str, str]:
    """The same for the two forms of a sentence with a number: `say_count(*pair, number)` says it."""
    return one, many


def language() -> str:
    """The language in force, a key of LANGUAGES."""
    return _in_force.get()


def speak(code: str) -> None:
    """Put a language in force for what is left of this request, in English where Rapport does not speak it."""
    _in_force.set(code if code in LANGUAGES else ENGLISH)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """What is said inside is said in this language, in English where Rapport does not speak it."""
    before = _in_force.set(code if code in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _in_force.reset(before)


def language_of(locale: str) -> str:
    """The language that somebody with this locale of Slack's ("de-DE", "es-LA") reads."""
    return spoken(locale) or ENGLISH


def spoken(named: str) -> str:
    """The code of a language by its English name ("German") or a locale; "" where Rapport does not speak it."""
    code = _NAMED.get(named.strip().casefold()) or named.replace("_", "-").partition("-")[0].lower()
    return code if code in LANGUAGES else ""


def language_named(code: str) -> str:
    """What the language in force calls one of LANGUAGES: "German", "Deutsch" or "alemán" for "de"."""
    return str(Locale(language()).languages[code])


class _Values(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _filled(said: str, english: str, values: Mapping[str, object]) -> str:
    """A translation that cannot be filled in gives way to the English sentence, which is better than no answer."""
    try:
        return said.format_map(values)
    except (KeyError, ValueError, IndexError, AttributeError):
        _log.warning("a sentence lacks values", extra={"language": language()})
    try:
        return english.format_map(_Values(values))
    except (ValueError, IndexError, AttributeError):
        return english


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == ENGLISH:
        return gettext.NullTranslations()
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        compiled = BytesIO()
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
