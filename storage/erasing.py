"""Erasing customers for good: every row that the registry of storage/personal_data.py knows of.

What deletes here overwrites too (PRAGMA secure_delete); what may be left besides is swept away by Database.sweep.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import datetime

from bot.domain.forgetting import ERASED, Named
from bot.domain.people import ITSELF
from storage import audit, customers, erased_figures, followup_facts, forgotten_lists, merges
from storage.conditions import none_of, one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant_text
from storage.personal_data import DELETED, HELD, Whose, saying

SHORTEST_WORD = 4
"""Shorter names and numbers stand in too many texts by chance to be looked for there."""

MOST_NAMED = 200
"""So many places are listed that name the one who is erased."""


def whose(uow: UnitOfWork, ids: Collection[int]) -> Whose:
    """Somebody with the words by which texts name them: as they are called now, and were before."""
    where, parameters = one_of("customer_id", ids)
    words = {row["written"] for row in uow.rows(f"SELECT written FROM customer_keys WHERE {where}", parameters)}  # noqa: S608  # question marks
    of_id, of_ids = one_of("id", ids)
    words |= {row["name"] for row in uow.rows(f"SELECT name FROM customers WHERE {of_id}", of_ids)}  # noqa: S608  # question marks
    for row in uow.rows(f"SELECT kept FROM forgettings WHERE kept != '' AND id IN"  # noqa: S608  # question marks
                        f" (SELECT forgetting_id FROM forgotten_customers WHERE {where})", parameters):  # fmt: skip
        words |= _words_of(json.loads(row["kept"]))
    words |= {word for snapshot in merges.snapshots(uow, ids) for word in _words_of(snapshot)}
    of_kind, kinds = one_of("subject_kind", ["customer"])
    for row in uow.rows(f"SELECT before, after FROM audit WHERE {of_kind} AND {where}", (*kinds, *parameters)):  # noqa: S608  # question marks
        for kept in filter(None, (row["before"], row["after"])):
            words |= _words_of(json.loads(kept))
    return Whose(tuple(ids), tuple(sorted(filter(None, words))))


def _words_of(snapshot: dict[str, object]) -> set[str]:
    several = [one for name in ("aliases", "emails", "phones") if isinstance(one := snapshot.get(name), list)]
    return {str(snapshot.get("name") or ""), *(str(word) for words in several for word in words)} - {""}


def also_theirs(uow: UnitOfWork, customer_id: int) -> tuple[int, ...]:
    """The customer, whoever was merged into them, and records of the same name, taken back, which nobody sees."""
    rows = uow.rows(
        "SELECT id FROM customers WHERE removed_at IS NOT NULL AND id != ?"
        " AND sort_key = (SELECT sort_key FROM customers WHERE id = ?)"
        " AND id NOT IN (SELECT customer_id FROM forgotten_customers) ORDER BY id",
        (customer_id, customer_id),
    )
    return tuple(dict.fromkeys((customer_id, *merges.merged_into(uow, customer_id), *(row["id"] for row in rows))))


def marks_of(uow: UnitOfWork, workspace: str, ids: Collection[int]) -> list[str]:
    """By what a backup's records of these customers are known again, when they are not there any more."""
    where, parameters = one_of("id", ids)
    rows = uow.rows(f"SELECT id, created_at FROM customers WHERE {where} ORDER BY id", parameters)  # noqa: S608  # question marks
    return [mark(workspace, row["id"], row["created_at"]) for row in rows]


def mark(workspace: str, customer_id: int, created_at: str) -> str:
    """A hash of the record's number and the microsecond in which it was made: nothing of the person goes into it.

    So nobody can find out by trying names whether somebody was a customer; and who comes back later is a new record,
    which no restore erases.
    """
    return hashlib.sha256(f"{workspace}|{customer_id}|{created_at}".encode()).hexdigest()


def named_elsewhere(uow: UnitOfWork, who: Whose) -> list[Named]:
    """Where something of other customers has one of their words: it is theirs too, so a person is to look."""
    found = []
    words = Whose(who.ids, tuple(word for word in who.words if len(word) >= SHORTEST_WORD))
    others, ids = none_of("customer_id", who.ids)
    for table, column, what in _TEXTS:
        where, parameters = saying(column)(words)
        rows = uow.rows(
            f"SELECT DISTINCT customer_id FROM {table} WHERE {others} AND ({where}) ORDER BY customer_id LIMIT ?",  # noqa: S608  # ours
            (*ids, *parameters, MOST_NAMED),
        )
        found += [Named(row["customer_id"], what) for row in rows]
    return list(dict.fromkeys(found))[:MOST_NAMED]


_TEXTS = (
    ("touchpoints", "text", "a touchpoint"),
    ("details", "text", "a detail"),
    ("followups", "title", "a follow-up"),
    ("followups", "outcome", "what came of a follow-up"),
    ("customer_values", "value", "a field"),
    ("life", "reason", "a reason"),
)


def erase(uow: UnitOfWork, who: Whose, now: datetime) -> dict[str, int]:
    """Everything of them; by table how many rows went. The second time nothing. Figures stay (erased_figures.py)."""
    erased_figures.leave(uow, who.ids, now)
    theirs, ids = one_of("customer_id", who.ids)
    followup_facts.mark_joined(uow, who.ids)
    for table, column in (("touchpoints", "spared_by"), ("followups", "joined_to")):
        uow.execute(
            f"UPDATE {table} SET {column} = NULL WHERE {column} IN (SELECT id FROM {table} WHERE {theirs})",  # noqa: S608  # ours
            ids,
        )
    referred, _ = one_of("referred_by", who.ids)
    uow.execute(f"UPDATE customers SET referred_by = NULL WHERE {referred}", ids)  # noqa: S608  # question marks
    for customer_id in who.ids:
        customers.drop_words(uow, customer_id)
    gone = {}
    for held in HELD:
        where, parameters = held.theirs(who)
        if held.erased == DELETED:
            gone[held.table] = uow.execute(f"DELETE FROM {held.table} WHERE {where}", parameters).rowcount  # noqa: S608  # ours
        elif held.erased:
            uow.execute(f"UPDATE {held.table} SET {held.erased} WHERE {where}", parameters)  # noqa: S608  # ours
    return {table: number for table, number in gone.items() if number}


def erase_with_lists(uow: UnitOfWork, who: Whose, now: datetime) -> tuple[dict[str, int], list[int]]:
    """The same, and what saved lists say of them; gives the ids of these too."""
    names = forgotten_lists.called(uow, who)
    return erase(uow, who, now), forgotten_lists.make_neutral(uow, names)


def erase_again(uow: UnitOfWork, workspace: str, marks: Collection[str], now: datetime) -> int:
    """In a backup that was brought back: those who were erased since. Gives how many."""
    if not marks:
        return 0
    known = uow.rows("SELECT id, created_at FROM customers")
    found = [row["id"] for row in known if mark(workspace, row["id"], row["created_at"]) in marks]
    for portion in portions(found):
        erase_with_lists(uow, whose(uow, portion), now)
    _close(uow, found, now)
    for customer_id in found:
        audit.record(
            uow, actor=ITSELF.id, action=ERASED, subject=("customer", customer_id), now=now, customer_id=customer_id
        )
    return len(found)


def _close(uow: UnitOfWork, ids: Iterable[int], now: datetime) -> None:
    """Of what was asked for when the backup was taken: it is done."""
    for portion in portions(ids):
        where, parameters = one_of("customer_id", portion)
        uow.execute(
            f"UPDATE forgettings SET state = 'erased', kept = '', erased_at = ?, told_at = ? WHERE id IN"  # noqa: S608  # question marks
            f" (SELECT forgetting_id FROM forgotten_customers WHERE {where})",
            (instant_text(now), instant_text(now), *parameters),
        )
