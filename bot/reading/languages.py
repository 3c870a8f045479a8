"""Languages as people name them, by Unicode's locale data (CLDR, by way of babel)."""

from functools import lru_cache

from babel import Locale

from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import say

_OF_THEIR_OWN = (
    "ar bg bn ca cs da de el es et eu fa fi fr gl ga he hi hr hu hy id is it ja ka ko lt lv mk ms nb nl pl pt ro ru sk"
    " sl sq sr sv sw ta te th tr uk ur vi zh"
)
"""Languages that are also known by the name they have for themselves ("Deutsch")."""


def read_language(words: str) -> str:
    """The English name of the language meant by "Portuguese", "pt", "pt-BR" or "português"; "" for no words.

    Raises NotUnderstoodError.
    """
    if not words.strip():
        return ""
    found = _by_name().get(fold(words)) or _by_name().get(words.replace("_", "-").partition("-")[0].strip().casefold())
    if not found:
        raise NotUnderstoodError(
            say("I don't know the language “{words}”. Write its English name, like Portuguese.", words=words[:40])
        )
    return found


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    """Code, English name and own name -> English name."""
    english: dict[str, str] = {code: name for code, name in Locale("en").languages.items() if "_" not in code}
    own = {fold(Locale(code).languages[code]): english[code] for code in _OF_THEIR_OWN.split()}
    return {**own, **{fold(name): name for name in english.values()}, **english}
