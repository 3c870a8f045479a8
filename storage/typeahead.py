"""The search field: while somebody types, who is meant comes up, the likeliest first.

Exact matches come first, then customers of the one who types, then those who were touched last, then the likest. What
is looked through is capped at each step, so a million customers take little more than a thousand (docs/bench.md).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.domain.customers import Candidate
from storage import customers, search
from storage.conditions import begins, one_of
from storage.database import UnitOfWork
from storage.instants import day

LIMIT = 20
THEIRS, LATELY = 2_000, 300
"""So many of one's own customers, and of the last touches, are looked through for names that begin so."""

MOST = 100
"""So many of the others are compared."""

FEWEST_DIGITS = 4
"""From so many digits on the end of a phone number is enough."""

_PHONE = frozenset("0123456789+()-./ ")


def suggestions(uow: UnitOfWork, typed: str, asker: str = "", limit: int = LIMIT) -> list[Candidate]:
    """Customers for what was typed so far by a person; with nothing typed, those who were touched last."""
    words = search.words_of(typed)
    if not words:
        return _touched_last(uow, limit)
    if typed.strip().startswith("#"):
        return by_tag_or_digits(uow, typed, asker, limit)
    digits = _by_digits(uow, typed, limit)
    exact = [one.id for one in search.exact(uow, typed)]
    pool = search.begin_with(uow, words, MOST) | _near_to(uow, words, asker)
    scores = {one: search.likeness(words, search.known_words(known)) for one, known in pool.items()}
    likely = {one: score for one, score in scores.items() if score >= search.ALIKE}
    found = _ranked(uow, {**dict.fromkeys(digits, 1.0), **likely}, exact, asker, limit)
    if not found:
        found = _ranked(uow, dict.fromkeys(_tagged(uow, typed, limit), 1.0), (), asker, limit)
    return found or search.close(uow, typed, limit)


def by_tag_or_digits(uow: UnitOfWork, typed: str, asker: str, limit: int) -> list[Candidate]:
    """Who has a tag (`#vip`) that begins like this, or a phone number with these digits at its end or beginning."""
    is_tag = typed.strip().startswith("#")
    found = _tagged(uow, typed, search.POOL) if is_tag else _by_digits(uow, typed, limit)
    return _ranked(uow, dict.fromkeys(found, 1.0), (), asker, limit)


def _ranked(
    uow: UnitOfWork, scores: Mapping[int, float], exact: Collection[int], asker: str, limit: int
) -> list[Candidate]:
    """The first of them by the order above; removed ones are not among them."""
    where, parameters = one_of("c.id", [*scores, *(one for one in exact if one not in scores)])
    rows = uow.rows(
        "SELECT c.id, c.sort_key, CASE WHEN c.owner = ? OR c.backup_owner = ? THEN 1 ELSE 0 END AS own,"  # noqa: S608  # ours
        " (SELECT max(happened_on) FROM touchpoints t WHERE t.customer_id = c.id AND t.undone_at IS NULL) AS last"
        f" FROM customers c WHERE {where} AND c.removed_at IS NULL",
        (asker, asker, *parameters),
    )
    touched: dict[int, date | None] = {row["id"]: day(row["last"]) for row in rows}
    first = sorted(
        rows,
        key=lambda row: (
            row["id"] not in exact,
            -row["own"],
            -(last.toordinal() if (last := touched[row["id"]]) else 0),
            -round(scores.get(row["id"], 1.0), 2),
            row["sort_key"],
            row["id"],
        ),
    )[:limit]
    known = customers.by_id(uow, [row["id"] for row in first])
    return [Candidate(known[row["id"]], touched[row["id"]]) for row in first]


def _near_to(uow: UnitOfWork, words: Sequence[str], asker: str) -> dict[int, str]:
    """Of the asker's own customers, and of those who were touched last, whoever's name has words that begin so."""
    named, begun = begins("sort_key", words)
    rows = uow.rows(
        "SELECT id, sort_key FROM customers WHERE id IN ("  # noqa: S608  # ours
        "SELECT id FROM (SELECT id FROM customers WHERE owner = ? LIMIT ?) AS theirs UNION "
        "SELECT id FROM (SELECT id FROM customers WHERE backup_owner = ? LIMIT ?) AS covered UNION "
        "SELECT customer_id FROM (SELECT customer_id FROM touchpoints ORDER BY id DESC LIMIT ?) AS lately"
        f") AND {named} LIMIT ?",
        (asker, THEIRS, asker, THEIRS, LATELY, *begun, search.FEW),
    )
    return {row["id"]: row["sort_key"] for row in rows}


def _by_digits(uow: UnitOfWork, typed: str, limit: int) -> list[int]:
    """Customers with a phone that begins like this, or whose last seven digits do, or that ends so."""
    digits = "".join(sign for sign in typed if sign.isdecimal() and sign.isascii())
    if not digits or not _PHONE.issuperset(typed):
        return []
    begun = f"+{digits}" if typed.strip().startswith("+") else digits
    ranges = [("folded", *search.beginning(begun)), ("substr(folded, length(folded) - 6)", *search.beginning(digits))]
    asked = [f"{column} >= ? AND {column} < ?" for column, _, _ in ranges]
    parameters: list[object] = [one for _, first, end in ranges for one in (first, end)]
    if len(digits) >= FEWEST_DIGITS:
        asked.append("substr(folded, length(folded) - 3) = ? AND folded LIKE ?")
        parameters += [digits[-FEWEST_DIGITS:], f"%{digits}"]
    each = (f"SELECT customer_id FROM customer_keys WHERE kind = 'phone' AND {one}" for one in asked)  # noqa: S608  # ours
    rows = uow.rows(f"{' UNION '.join(each)} LIMIT ?", (*parameters, limit))
    return [row["customer_id"] for row in rows]


def _tagged(uow: UnitOfWork, typed: str, limit: int) -> list[int]:
    """Customers with a tag that begins like this."""
    tag = " ".join(typed.strip().lstrip("#").casefold().split())
    if not tag:
        return []
    rows = uow.rows(
        "SELECT DISTINCT customer_id FROM customer_tags WHERE tag >= ? AND tag < ? LIMIT ?",
        (*search.beginning(tag), limit),
    )
    return [row["customer_id"] for row in rows]


def _touched_last(uow: UnitOfWork, limit: int) -> list[Candidate]:
    rows = uow.rows("SELECT customer_id FROM touchpoints WHERE undone_at IS NULL ORDER BY id DESC LIMIT ?", (LATELY,))
    ids = list(dict.fromkeys(row["customer_id"] for row in rows))[:limit]
    found = customers.by_id(uow, ids)
    return search.candidates(uow, [found[one] for one in ids if one in found])
