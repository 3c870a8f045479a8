"""Names that contain feeling words: "Grim Ltd", "Joy Fairweather", "meeting with Joy"."""

from bot.sentiment.lexicons import Lexicons
from bot.sentiment.vocabulary import word_list
from bot.sentiment.words import Words

TITLES, TRADES, MEETS, NOUNS = map(word_list, ("titles", "trades", "meets", "nouns"))
MOSTLY, LONG = 0.5, 5  # beyond this share of capitalised words, in more than so many words, capitals tell nothing


def names(words: Words, lexicons: Lexicons) -> bytearray:
    """One byte a token, 1 where a feeling word is a name and must not count."""
    covered = bytearray(len(words.lower))
    title = [token[0].isupper() and token[1:].islower() for token in words.written]
    if sum(title) > MOSTLY * len(title) and len(title) > LONG:
        return covered
    firsts = {start for start, _ in words.sentences}
    for at, capital in enumerate(title):
        if capital and words.lower[at] in lexicons and _is_name(words, title, lexicons, at, first=at in firsts):
            covered[at] = 1
    return covered


def _is_name(words: Words, title: list[bool], lexicons: Lexicons, at: int, *, first: bool) -> bool:
    lower = words.lower
    before = lower[at - 1] if at and not first else ""
    if before == ".":  # "Mr. Sorrow"
        before = lower[at - 2]
    after = lower[at + 1] if at + 1 < len(lower) else ""
    capital_after = bool(after) and title[at + 1]
    return (
        before in TITLES
        or before in MEETS
        or after in TRADES
        or after == "&"
        or (capital_after and after not in NOUNS and after not in lexicons)
    )
