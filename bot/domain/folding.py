"""One spelling for all the ways to type a name, so that an exact match does not hang on accents or commas."""

import re
import unicodedata

# Accents one may leave out: Latin, Greek and Cyrillic diacritics, Hebrew points, Arabic vowels and hamza, tatweel,
# variation selectors. Marks that make another syllable (Devanagari, Thai, Japanese) stay.
_OPTIONAL_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
# Letters that Unicode does not take apart but people replace when their keyboard lacks them.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "\u0131": "i",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
    }
)
_SILENT = re.compile("['\u2018\u2019\u02bc`\u00b4\u02bb\u02be\u02bf\uff07.]")  # O'Brien is OBrien, J.R. is JR


def fold(name: str) -> str:
    """The key under which a name is found: no case, accents, punctuation or odd spaces.

    "  Zoë O'Brien-Łuk " gives "zoe obrien luk". Works in any script and is idempotent; never empty unless the name
    is blank (a name of nothing but punctuation keeps it). Not for display.
    """
    letters = unicodedata.normalize("NFKD", _lower(_lower(name)))
    plain = _OPTIONAL_MARKS.sub("", _SILENT.sub("", letters)).translate(_PLAIN)
    words = "".join(_kept(sign) for sign in plain).split()
    return unicodedata.normalize("NFC", " ".join(words)) or " ".join(letters.split())


def _lower(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()


def _kept(sign: str) -> str:
    """The sign itself; a space for punctuation; nothing for what cannot be seen."""
    kind = unicodedata.category(sign)
    if kind.startswith(("P", "Z")) or sign.isspace():
        return " "
    return "" if kind in ("Cc", "Cf", "Cs") else sign
