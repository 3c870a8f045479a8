"""One spelling for all the ways to type a name, so that an exact match does not hang on accents or commas."""

import re
import unicodedata
from functools import lru_cache

# Accents one may leave out: Latin, Greek and Cyrillic diacritics, Hebrew points, Arabic vowels and hamza, tatweel,
# variation selectors. Marks that make another syllable (Devanagari, Thai, Japanese) stay.
_OPTIONAL_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
# Letters that Unicode does not take apart but people replace when their keyboard lacks them.
_UNSEEN = ("Cc", "Cf", "Cs")  # control signs, zero-width and direction marks, halves of a broken emoji
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
_ASCII = str.maketrans({"'": None, "`": None, ".": None} | dict.fromkeys('!"#%&()*,-/:;?@[\\]_{}', " "))
"""Of ASCII the silent signs and the other punctuation (Unicode's category P), as `_folded_word` has them."""
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")  # a.b@x.org is not ab@x.org: nothing of an address may go
_PHONE_SIGNS = frozenset("0123456789+()-./ ")
_PHONE_BEGINS = frozenset({*_PHONE_SIGNS, ""})
_WITHOUT_SIGNS = str.maketrans("", "", "()-./ ")
_PLAIN_EMAIL = re.compile(r"[a-z0-9._+-]+@(?:[a-z0-9-]+\.)+[a-z0-9-]+")  # ana@x.org alone
_PHONE_DIGITS = 7  # the shortest numbers with an area code
_EXTENSION = re.compile(r"(?<=\d)\s*(?:ext\.?|x)\s*\d{1,7}$")  # a switchboard is found by its number alone


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The key under which a name, an email or a phone number is found exactly. Not for display.

    A name loses case, accents, punctuation and odd spaces, in any script ("  Zoë O'Brien-Łuk " is "zoe obrien luk"),
    an email its case, a phone number its spacing and its extension. Idempotent; never empty unless there is nothing to
    see in the name.
    """
    if name.isascii() and name.isprintable():
        return _fold_ascii(name)
    letters = _lower(_lower(name))
    number = _EXTENSION.sub("", letters)
    if _PHONE_SIGNS.issuperset(number) and sum(map(str.isdigit, number)) >= _PHONE_DIGITS:
        return "".join(sign for sign in number if sign.isdigit() or sign == "+")
    visible = "".join(sign for sign in letters if unicodedata.category(sign) not in _UNSEEN or sign.isspace())
    plain = _OPTIONAL_MARKS.sub("", visible).translate(_PLAIN)
    words = " ".join(_folded_word(word) for word in plain.split())
    return unicodedata.normalize("NFC", " ".join(words.split()) or " ".join(visible.split()))


def _fold_ascii(name: str) -> str:
    """The same where there are neither accents nor odd letters: a fifth of the time, and an import folds millions."""
    letters = name.lower()
    if letters[:1] in _PHONE_BEGINS:
        number = _EXTENSION.sub("", letters) if "x" in letters and letters[-1].isdigit() else letters
        digits = number.translate(_WITHOUT_SIGNS)
        if _PHONE_SIGNS.issuperset(number) and len(digits) - digits.count("+") >= _PHONE_DIGITS:
            return digits
    elif _PLAIN_EMAIL.fullmatch(letters):
        return letters
    if "@" not in letters:
        return " ".join(letters.translate(_ASCII).split()) or " ".join(letters.split())
    words = " ".join(word if _EMAIL.fullmatch(word) else word.translate(_ASCII) for word in letters.split())
    return " ".join(words.split()) or " ".join(letters.split())


def _lower(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()


def _folded_word(word: str) -> str:
    if _EMAIL.fullmatch(word):
        return word
    return "".join(" " if unicodedata.category(sign).startswith("P") else sign for sign in _SILENT.sub("", word))
