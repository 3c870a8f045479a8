"""Finding a customer: exactly, or who may have been meant. Never a silent best guess (promise 4).

Matches are capped before anything is ranked: on 1,000,000 customers an unranked prefix takes 0.01-1.6 ms,
`ORDER BY rank` up to 113 ms (measured). Where too few fit, the words typed are compared with all words there are.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.domain.customers import Candidate, Customer
from bot.domain.folding import fold
from bot.domain.passages import Term
from storage import customers, touchpoints
from storage.conditions import begins, one_of, portions
from storage.database import LOOKED_THROUGH, UnitOfWork

POOL = 300
"""How many rows a query may bring before they are ranked by likeness."""

SHORTLIST = 20
"""How many of them are looked at as customers."""

FEW = 60
"""So many of those are taken: a letter or two tells little, and more letters follow."""

FIRST_WORDS = 4
"""So many words that begin so are looked for."""

ALIKE = 0.6
"""From this likeness (0 to 1) on a customer may be meant: half the letters typed belong to their words, and more."""

BEGINS = 0.9
"""The likeness of a word to one that it begins: "dan" to "dana"."""

WORDS, LETTERS = 6, 200
"""So many words and letters of what was typed are looked at."""

SHORT_WORD, LONG_WORD = 3, 6
"""Letters up to which a word allows for no misspelling, and for one only."""

_OF_ADDRESS = re.compile(r"[\s@.]+")

LAST_DIGITS = 7
"""Phone numbers that end alike may be the same, whatever stands before: a trunk zero, a country code."""


def exact(uow: UnitOfWork, *spellings: str) -> list[Customer]:
    """Everybody whose name, alias, email or phone is one of these, but for case, accents and spaces in numbers."""
    keys = sorted({fold(spelling) for spelling in spellings} - {""})
    where, parameters = one_of("k.folded", keys)
    rows = uow.rows(
        "SELECT DISTINCT c.* FROM customer_keys k JOIN customers c ON c.id = k.customer_id"  # noqa: S608  # question marks
        f" WHERE {where} AND c.removed_at IS NULL ORDER BY c.id LIMIT 20",
        parameters,
    )
    return customers.read(uow, rows)


MOST_OF_A_KEY = 20
"""So many customers of one name, email or phone are looked at; more tell nothing apart."""


def exact_of_each(uow: UnitOfWork, keys: Iterable[str]) -> dict[str, list[Customer]]:
    """By folded name, alias, email or phone everybody who has exactly it, for many at once."""
    ids: dict[str, list[int]] = {}
    for portion in portions(keys):
        where, parameters = one_of("folded", portion)
        for row in uow.rows(
            f"SELECT folded, customer_id FROM customer_keys WHERE {where} ORDER BY customer_id",  # noqa: S608  # question marks
            parameters,
        ):
            of_key = ids.setdefault(row["folded"], [])
            if len(of_key) < MOST_OF_A_KEY and row["customer_id"] not in of_key:
                of_key.append(row["customer_id"])
    found = customers.by_id(uow, (one for of_key in ids.values() for one in of_key))
    return {key: [found[one] for one in of_key if one in found] for key, of_key in ids.items()}


def close(uow: UnitOfWork, typed: str, limit: int = 5) -> list[Candidate]:
    """Who may have been meant (a typo, a first name, a company, a phone's end), the likeliest first."""
    words = words_of(typed)
    if not words:
        return []
    pool = begin_with(uow, words)
    if len(pool) < limit:
        pool |= _misspelled(uow, words)
    found = _likeliest(uow, words, pool)[:limit] or _same_end(uow, "".join(words), limit)
    return candidates(uow, found)


def candidates(uow: UnitOfWork, found: Collection[Customer]) -> list[Candidate]:
    """Customers with what tells them apart."""
    last = touchpoints.last_days(uow, [customer.id for customer in found])
    return [Candidate(customer, last.get(customer.id)) for customer in found]


def known_words(known: str) -> list[str]:
    """The words of a customer; of an address its parts too."""
    return [*known.split(), *(_OF_ADDRESS.split(known) if "@" in known else ())]


def likeness(words: Sequence[str], known: Sequence[str]) -> float:
    """How well the words typed fit the words of a customer, 0 to 1, each by its length. All of them folded."""
    weighed = sum(len(word) * max((_alike(word, other) for other in known), default=0.0) for word in words)
    return weighed / sum(map(len, words))


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    return BEGINS if other.startswith(word) else OSA.normalized_similarity(word, other)


def words_of(typed: str) -> list[str]:
    """The words that are looked for, folded."""
    return fold(typed[:LETTERS]).split()[:WORDS]


def begin_with(uow: UnitOfWork, words: Sequence[str], most: int = POOL) -> dict[int, str]:
    """Customers of whom each word typed begins a word; whole words first, so that the cap leaves out the others."""
    long, short = _by_length(uow, words)
    if not long:
        return _first_letters(uow, short)
    most = FEW if short else most
    found = uow.full_text.having(uow, [[Term(word)] for word in long], most, also=short)
    if len(found) >= SHORTLIST:
        return found
    return found | uow.full_text.having(uow, [[Term(word, is_begun=True)] for word in long], most, also=short)


def _by_length(uow: UnitOfWork, words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Words long enough to be looked up by their beginning, and the others: too many words begin like those."""
    each = list(words)
    shortest = uow.full_text.shortest
    return [word for word in each if len(word) >= shortest], [word for word in each if len(word) < shortest]


def _first_letters(uow: UnitOfWork, words: Sequence[str]) -> dict[int, str]:
    """For a letter or two: whoever has them as words, whose name begins so, and who has one of the first such words."""
    whole = uow.full_text.having(uow, [[Term(word)] for word in words], FEW)
    others, of_others = begins("sort_key", words)
    rows = uow.rows(
        "SELECT id, sort_key FROM (SELECT id, sort_key FROM customers WHERE sort_key >= ? AND sort_key < ?"  # noqa: S608  # ours
        f" AND removed_at IS NULL ORDER BY sort_key LIMIT {LOOKED_THROUGH}) AS named WHERE {others} LIMIT {FEW}",
        (*beginning(words[0]), *of_others),
    )
    named = {row["id"]: row["sort_key"] for row in rows}
    if len(words) > 1:
        return whole | named
    known = uow.rows(
        "SELECT word FROM customer_words WHERE word >= ? AND word < ? LIMIT ?", (*beginning(words[0]), FIRST_WORDS)
    )
    begun = [Term(row["word"]) for row in known]
    return whole | named | (uow.full_text.having(uow, [begun], FEW) if begun else {})


def beginning(begun: str) -> tuple[str, str]:
    """From the text that is just this to the first that does not begin so, in the order of code points."""
    return begun, f"{begun}\U0010ffff"


def _misspelled(uow: UnitOfWork, words: Sequence[str]) -> dict[int, str]:
    """The same with the words that were perhaps meant; where nobody has all of them, whoever has one."""
    long, short = _by_length(uow, words)
    if not long:
        return {}
    meant = [[Term(word, is_begun=True), *map(Term, _near(uow, word))] for word in long]
    found = uow.full_text.having(uow, meant, POOL, also=short)
    return found or uow.full_text.having(uow, meant, POOL, every=False)


def _near(uow: UnitOfWork, word: str) -> list[str]:
    """Words one slip of the keyboard away; two in long ones, none in short ones ("Zoe" is not Joe)."""
    slips = 2 if len(word) > LONG_WORD else 1 if len(word) > SHORT_WORD else 0
    if not slips:
        return []
    rows = uow.rows(
        "SELECT word FROM customer_words WHERE length(word) BETWEEN ? AND ?", (len(word) - slips, len(word) + slips)
    )
    known = [row["word"] for row in rows]
    return [found for found, _, _ in process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=10)]


def _likeliest(uow: UnitOfWork, words: Sequence[str], pool: dict[int, str]) -> list[Customer]:
    """The customers of a pool (id to words) that are like enough, the likeliest first; of equals, by their name."""
    scores = {customer_id: likeness(words, known_words(known)) for customer_id, known in pool.items()}
    best = sorted((found for found in scores if scores[found] >= ALIKE), key=lambda found: -scores[found])[:SHORTLIST]
    found = customers.by_id(uow, best)
    return sorted(found.values(), key=lambda customer: (-round(scores[customer.id], 2), *_by_name(words, customer)))


def _by_name(words: Sequence[str], customer: Customer) -> tuple[float, float, int]:
    """A name that begins like this before a company that does; then the shorter name, then the older customer."""
    names = [name.split() for name in map(fold, (customer.name, *customer.aliases))]
    same = fuzz.ratio(" ".join(words), fold(customer.name))
    return -max(likeness(words, name) for name in names), -same, customer.id


def _same_end(uow: UnitOfWork, typed: str, limit: int) -> list[Customer]:
    """Customers with a phone number that ends like the one typed."""
    digits = "".join(sign for sign in typed if sign.isdigit())
    if len(digits) < LAST_DIGITS or len(digits) < len(typed) - 1:
        return []
    rows = uow.rows(
        "SELECT DISTINCT customer_id FROM customer_keys WHERE kind = 'phone'"
        " AND substr(folded, length(folded) - 6) = ? LIMIT ?",
        (digits[-LAST_DIGITS:], limit),
    )
    return list(customers.by_id(uow, [row["customer_id"] for row in rows]).values())
