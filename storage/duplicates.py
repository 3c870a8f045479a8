"""Pairs of customers who may be one: who is to be compared, those that look alike, and those that somebody told apart.

Nobody is compared with everybody. Whom to compare is found by what is the same: an address, a number's end, all words
of a name, all but one. Of many who have the same (a switchboard, "Guest") each is compared with the next few only.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations, islice

from bot.domain.customers import Birthday, Customer, Kind
from bot.domain.duplicates import LAST_DIGITS, SHORT_WORD, names_of, one_slip, phone_ends_of, without_a_letter
from bot.domain.folding import fold
from bot.domain.passages import Term
from bot.domain.people import ITSELF
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant_text

Pair = tuple[int, int]
"""Two customers' ids, the lower one first."""

TOGETHER = 20
"""Of so many who have the same, each is compared with each; of more only neighbours, in the order of their ids."""

SHARING = 500
"""So many customers with the same words in their names are looked at for one; they come in no order."""

NAMES = 4
"""So many of the names of one customer are looked at."""

_END = f"substr(folded, length(folded) - {LAST_DIGITS - 1})"
"""How a number ends; the index customer_keys_by_phone_end is of this."""


def of(uow: UnitOfWork, customer: Customer) -> set[int]:
    """Whom to compare with one customer."""
    found = _having(uow, "folded", [fold(one) for one in (*customer.emails, *customer.phones)])
    found |= _having(uow, _END, sorted(phone_ends_of(customer)), "AND kind = 'phone'")
    joined = ["".join(name) for name in names_of(customer)]
    found |= _having(uow, "folded", joined)
    for words in names_of(customer)[:NAMES]:
        for at, word in enumerate(words):
            found |= _with_a_slip(uow, word, words[:at] + words[at + 1 :])
    return found - {customer.id}


def _with_a_slip(uow: UnitOfWork, word: str, others: Sequence[str]) -> set[int]:
    """Who has all the others among their words, and this one or one that is a slip away.

    Where there are no others, who has a word that begins alike: a slip in the first half of it only `pairs` finds.
    """
    if not others and len(word) <= SHORT_WORD:
        return set()
    terms = [[Term(other)] for other in others] or [[Term(word[: len(word) // 2], is_begun=True)]]
    sharing = uow.full_text.having(uow, terms, SHARING)
    return {one for one, known in sharing.items() if any(word == is_ or one_slip(word, is_) for is_ in known.split())}


def _having(uow: UnitOfWork, what: str, values: Collection[str], more: str = "") -> set[int]:
    where, parameters = one_of(what, values)
    rows = uow.rows(
        f"SELECT customer_id FROM customer_keys WHERE {where} {more} LIMIT {SHARING}",  # noqa: S608  # names are ours
        parameters,
    )
    return {row["customer_id"] for row in rows}


Keyed = Iterable[tuple[str, int]]
"""Something that customers may have in common, and whose it is."""

Keys = tuple[list[tuple[str, int]], list[tuple[str, int]]]


def pairs(keys: Keys) -> Iterator[Pair]:
    """Whom to compare among all of whom these are the keys, each pair once. Reads nothing, and takes seconds."""
    same, names = keys
    seen: set[Pair] = set()
    for group in (*_shared(same), *_but_for_one_slip(names)):
        for pair in _neighbours(group):
            if pair not in seen:
                seen.add(pair)
                yield pair


def keys_of_all(uow: UnitOfWork) -> Keys:
    """Addresses, ends of numbers and names without their blanks; and names as their words."""
    same, names = [], []
    for row in uow.rows("SELECT customer_id, kind, folded FROM customer_keys"):
        whose, folded = row["customer_id"], row["folded"]
        if row["kind"] == "email":
            same.append((folded, whose))
        elif row["kind"] == "phone":
            same.append((folded[-LAST_DIGITS:], whose))
        else:
            words = sorted(folded.split())
            same.append((f"={''.join(words)}", whose))
            names.append((" ".join(words), whose))
    return same, names


def _but_for_one_slip(names: Keyed) -> Iterator[set[int]]:
    """Who is called the same but for one word, and that one but for one letter."""
    by_others: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, whose in names:
        words = name.split()
        for at, word in enumerate(words):
            by_others[" ".join(words[:at] + words[at + 1 :])].append((word, whose))
    for of_others in by_others.values():
        if len(of_others) > 1:
            yield from _shared((left, one) for word, one in of_others for left in without_a_letter(word))


def _shared(keyed: Keyed) -> Iterator[set[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for same, customer_id in keyed:
        groups[same].add(customer_id)
    return (group for group in groups.values() if len(group) > 1)


def _neighbours(group: Collection[int]) -> Iterator[Pair]:
    ids = sorted(group)
    if len(ids) <= TOGETHER:
        yield from combinations(ids, 2)
    else:
        yield from ((one, other) for at, one in enumerate(ids) for other in islice(ids, at + 1, at + 3))


def sketches(uow: UnitOfWork, ids: Iterable[int]) -> dict[int, Customer]:
    """These customers with what bot/domain/duplicates.py looks at, and nothing else of them."""
    found: dict[int, Customer] = {}
    for portion in portions(ids):
        where, parameters = one_of("customer_id", portion)
        keys: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for key in uow.rows(f"SELECT customer_id, kind, written FROM customer_keys WHERE {where}", parameters):  # noqa: S608  # question marks
            keys[key["customer_id"]][key["kind"]].append(key["written"])
        where, parameters = one_of("id", portion)
        for row in uow.rows(
            f"SELECT id, name, kind, company, birth_month, birth_day FROM customers WHERE {where}"  # noqa: S608  # question marks
            " AND removed_at IS NULL",
            parameters,
        ):
            lists = keys[row["id"]]
            found[row["id"]] = Customer(
                row["id"],
                row["name"],
                Kind(row["kind"]),
                row["company"],
                tuple(lists["alias"]),
                tuple(lists["email"]),
                tuple(lists["phone"]),
                birthday=Birthday(row["birth_month"], row["birth_day"]) if row["birth_month"] else None,
            )
    return found


def keep(uow: UnitOfWork, found: Iterable[Pair], now: datetime) -> None:
    """These look alike."""
    for one, other in found:
        uow.execute(
            "INSERT INTO likely_duplicates VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (*sorted((one, other)), ITSELF.id, instant_text(now)),
        )


def drop(uow: UnitOfWork, customer_ids: Collection[int] | None = None) -> None:
    """What was found is no longer so: of these customers, or of everybody."""
    if customer_ids is None:
        uow.execute("DELETE FROM likely_duplicates")
        return
    one, ids = one_of("one_id", customer_ids)
    other, _ = one_of("other_id", customer_ids)
    uow.execute(f"DELETE FROM likely_duplicates WHERE {one} OR {other}", (*ids, *ids))  # noqa: S608  # question marks


_SHOWN = (
    "FROM likely_duplicates AS l JOIN customers AS one ON one.id = l.one_id JOIN customers AS other"
    " ON other.id = l.other_id WHERE one.removed_at IS NULL AND other.removed_at IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM not_duplicates AS n WHERE n.one_id = l.one_id AND n.other_id = l.other_id)"
)


def count(uow: UnitOfWork) -> int:
    """How many pairs look alike that nobody has told apart."""
    row = uow.row(f"SELECT count(*) AS n {_SHOWN}")
    return int(row["n"]) if row else 0


def page(uow: UnitOfWork, limit: int, offset: int) -> list[Pair]:
    """So many of them, those with whoever came last first."""
    rows = uow.rows(
        f"SELECT l.one_id, l.other_id {_SHOWN} ORDER BY l.other_id DESC, l.one_id DESC LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return [(row["one_id"], row["other_id"]) for row in rows]


def told_apart(uow: UnitOfWork, customer_id: int) -> set[int]:
    """Of whom somebody said that they are not this customer."""
    rows = uow.rows(
        "SELECT one_id AS other FROM not_duplicates WHERE other_id = ?"
        " UNION SELECT other_id FROM not_duplicates WHERE one_id = ?",
        (customer_id, customer_id),
    )
    return {row["other"] for row in rows}


def tell_apart(uow: UnitOfWork, pair: Pair, person: str, now: datetime) -> bool:
    """Somebody says that these are two. False where somebody said so before."""
    said = uow.execute(
        "INSERT INTO not_duplicates VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (*sorted(pair), person, instant_text(now)),
    )
    return said.rowcount == 1


def take_back(uow: UnitOfWork, pair: Pair) -> None:
    """Nobody says so any more."""
    uow.execute("DELETE FROM not_duplicates WHERE one_id = ? AND other_id = ?", tuple(sorted(pair)))


def touched_since(uow: UnitOfWork, entry_id: int, limit: int) -> list[int]:
    """Customers to whose records something was done, or undone, after an audit entry, at most so many."""
    rows = uow.rows(
        "SELECT DISTINCT coalesce(customer_id, subject_id) AS whose FROM audit WHERE id > ?"
        " AND (subject_kind = 'customer' OR (subject_kind = 'audit' AND customer_id IS NOT NULL))"
        " ORDER BY whose LIMIT ?",
        (entry_id, limit),
    )
    return [row["whose"] for row in rows]


LOOKED_UNTIL = "duplicates looked for until entry"
"""Among the settings: the audit entry up to which was looked for duplicates."""


def to_look_at(uow: UnitOfWork) -> tuple[int | None, int]:
    """Up to which audit entry was looked (None: nobody has looked yet), and which is the newest. Asked every minute."""
    row = uow.row(
        "SELECT (SELECT value FROM settings WHERE name = ?) AS until, (SELECT max(id) FROM audit) AS last",
        (LOOKED_UNTIL,),
    )
    until, last = (row["until"], row["last"]) if row else (None, None)
    return int(until) if until and until.isdecimal() else None, int(last or 0)


def note_look(uow: UnitOfWork, entry_id: int) -> None:
    """It was looked up to this entry."""
    uow.execute(
        "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (LOOKED_UNTIL, str(entry_id)),
    )
