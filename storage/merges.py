"""Customers who were merged: who went, who stayed, and every row that changed hands, so that it can be taken apart.

What is kept here of customers (storage/personal_data.py has it for erasing them): `merges` has, by `gone_id` and
`kept_id`, both as they were, as JSON; `merge_moves` has ids, and of some rows what they said before (origins and
subjects: ids and days, no words); `likely_duplicates` and `not_duplicates` have pairs of ids. Who is gone has their row
in `customers` still, removed, and nothing else: the rest is of whoever stays. `merged_into` says who went into
somebody, and is erased with them.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.customers import Customer
from bot.domain.merging import Counted
from storage import customers
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant, instant_text

MOVED = (
    *(("touchpoints", "customer_id"), ("followups", "customer_id"), ("details", "customer_id")),
    *(("life", "customer_id"), ("audit", "customer_id"), ("customers", "referred_by")),
    ("playbook_runs", "customer_id"),
    *(("mails", "customer_id"), ("refused_addresses", "customer_id"), ("scribbles", "customer_id")),
    *(("reactions", "customer_id"), ("theme_links", "customer_id")),
    *(("surveys", "customer_id"), ("survey_stops", "customer_id")),
)
"""The tables of what is a customer's, and the column that says whose. A test finds any that is missing."""

ORIGIN, SUBJECT, CANCELLED = "followups.origin", "ledger.subject", "followups.status"
"""What else changes: origins of follow-ups, subjects of reminders, and follow-ups of which one is enough."""

LONGEST_CHAIN = 100
"""So often somebody was merged into somebody who was merged: more than that is a defect, not a chain."""


@dataclass(frozen=True)
class Merge:
    """One of them. `gone` and `before` are the two as they were, `after` the one who stayed, right after it."""

    id: int
    gone: Customer
    before: Customer
    after: Customer
    merged_by: str
    merged_at: datetime


def add(uow: UnitOfWork, *, gone: Customer, before: Customer, after: Customer, merged_by: str, now: datetime) -> int:
    """Note that somebody goes into somebody else, and give the id. What moves is moved by `move`."""
    snapshots = (json.dumps(customers.snapshot(one)) for one in (gone, before, after))
    return uow.insert(
        "INSERT INTO merges (gone_id, kept_id, gone, before, after, merged_by, merged_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (gone.id, before.id, *snapshots, merged_by, instant_text(now)),
    )


def move(uow: UnitOfWork, merge_id: int, gone_id: int, kept_id: int) -> None:
    """Everything that is the one's becomes the other's."""
    for table, column in MOVED:
        where, but_for = f"{column} = ? AND id != ?", kept_id if table == "customers" else 0
        uow.execute(
            f"INSERT INTO merge_moves SELECT ?, '{table}', id, '' FROM {table} WHERE {where}",  # noqa: S608  # ours
            (merge_id, gone_id, but_for),
        )
        uow.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (kept_id, gone_id, but_for))  # noqa: S608  # ours


def ever_into(uow: UnitOfWork, customer_ids: Iterable[int]) -> set[int]:
    """Who was ever merged into one of these, taken out again or not."""
    found = set()
    for portion in portions(customer_ids):
        where, parameters = one_of("kept_id", portion)
        found |= {row["gone_id"] for row in uow.rows(f"SELECT gone_id FROM merges WHERE {where}", parameters)}  # noqa: S608  # question marks
    return found


def standing_in(uow: UnitOfWork, customer_ids: Iterable[int]) -> dict[int, int]:
    """Who is part of one of these now, as they were merged -> of whom."""
    found: dict[int, int] = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("kept_id", portion)
        rows = uow.rows(f"SELECT gone_id, kept_id FROM merges WHERE {where} AND undone_at IS NULL", parameters)  # noqa: S608  # question marks
        found |= {row["gone_id"]: row["kept_id"] for row in rows}
    return found


def move_back(uow: UnitOfWork, merge_id: int, gone_id: int, kept_id: int) -> None:
    """What was moved is theirs again, where it still is with whom it went to; with what arose from it since.

    Each row is looked up by its key: PostgreSQL knows nothing of how many there are in rows that are just written.
    """
    for table, column in MOVED:
        uow.execute(
            f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND EXISTS (SELECT 1 FROM merge_moves AS m"  # noqa: S608  # ours
            f" WHERE m.merge_id = ? AND m.what = '{table}' AND m.row_id = {table}.id)",
            (gone_id, kept_id, merge_id),
        )
    uow.execute(
        "UPDATE followups SET customer_id = ? WHERE customer_id = ? AND EXISTS"
        " (SELECT 1 FROM touchpoints AS t WHERE t.id = followups.touchpoint_id AND t.customer_id = ?)",
        (gone_id, kept_id, gone_id),
    )


def note(uow: UnitOfWork, merge_id: int, what: str, was: Mapping[int, str]) -> None:
    """Remember of rows what they said before."""
    for row_id, said in was.items():
        uow.execute("INSERT INTO merge_moves VALUES (?, ?, ?, ?)", (merge_id, what, row_id, said))


def noted(uow: UnitOfWork, merge_id: int, what: str) -> dict[int, str]:
    """What rows said before."""
    rows = uow.rows("SELECT row_id, was FROM merge_moves WHERE merge_id = ? AND what = ?", (merge_id, what))
    return {row["row_id"]: row["was"] for row in rows}


def origins(uow: UnitOfWork, customer_ids: Collection[int]) -> dict[int, str]:
    """Follow-ups of these customers that arose by themselves -> from what."""
    where, parameters = one_of("customer_id", customer_ids)
    rows = uow.rows(f"SELECT id, origin FROM followups WHERE {where} AND origin IS NOT NULL ORDER BY id", parameters)  # noqa: S608  # question marks
    return {row["id"]: row["origin"] for row in rows}


def set_origins(uow: UnitOfWork, origins: Mapping[int, str]) -> None:
    """Say anew from what follow-ups arose; one whose place another one has taken stays as it is."""
    for followup_id in origins:  # each makes room first: two may have changed places
        uow.execute("UPDATE followups SET origin = NULL WHERE id = ?", (followup_id,))
    for followup_id, origin in origins.items():
        uow.execute(
            "UPDATE followups SET origin = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM followups WHERE origin = ?)",
            (origin, followup_id, origin),
        )


def move_reminders(uow: UnitOfWork, merge_id: int, kinds: Collection[str], gone_id: int, kept_id: int) -> None:
    """Reminders of these kinds, whose subject begins with a customer's id, are of the one who stays.

    But for those of which whoever was reminded was told the same of that one, in the same digest.
    """
    where, of_kinds = one_of("l.kind", kinds)
    rest = len(str(gone_id)) + 1
    uow.execute(
        "INSERT INTO merge_moves SELECT ?, ?, l.id, l.subject FROM ledger AS l"  # noqa: S608  # question marks
        f" WHERE {where} AND l.subject >= ? AND l.subject < ? AND NOT EXISTS (SELECT 1 FROM ledger AS o"
        " WHERE o.kind = l.kind AND o.recipient = l.recipient AND o.local_date = l.local_date"
        " AND o.subject = ? || substr(l.subject, ?))",
        (merge_id, SUBJECT, *of_kinds, f"{gone_id}:", f"{gone_id};", str(kept_id), rest),
    )
    uow.execute(
        "UPDATE ledger SET subject = ? || substr(subject, ?) WHERE id IN"
        " (SELECT row_id FROM merge_moves WHERE merge_id = ? AND what = ?)",
        (str(kept_id), rest, merge_id, SUBJECT),
    )


def move_reminders_back(uow: UnitOfWork, merge_id: int) -> None:
    """They say what they said before."""
    for row_id, was in noted(uow, merge_id, SUBJECT).items():
        uow.execute("UPDATE ledger SET subject = ? WHERE id = ?", (was, row_id))


def bring_back(uow: UnitOfWork, customer: Customer) -> None:
    """Who went is there again, as they were then. Who recommended us to them is left out where they are gone."""
    uow.execute("UPDATE customers SET removed_at = NULL WHERE id = ?", (customer.id,))
    customers.update(uow, customer)


def undone(uow: UnitOfWork, merge_id: int, now: datetime) -> None:
    """It is taken apart."""
    uow.execute("UPDATE merges SET undone_at = ? WHERE id = ?", (instant_text(now), merge_id))


def get(uow: UnitOfWork, merge_id: int) -> Merge | None:
    """One that is in force and can be taken apart: what is needed for that is kept for a while (`forget_before`)."""
    row = uow.row("SELECT * FROM merges WHERE id = ? AND undone_at IS NULL AND gone != ''", (merge_id,))
    if row is None:
        return None
    gone, before, after = (customers.from_snapshot(json.loads(row[name])) for name in ("gone", "before", "after"))
    return Merge(row["id"], gone, before, after, row["merged_by"], instant(row["merged_at"]))


def present_id(uow: UnitOfWork, customer_id: int) -> int | None:
    """Who stands in the place of somebody who was merged, perhaps over several; None: they were not."""
    found = None
    for _ in range(LONGEST_CHAIN):
        row = uow.row("SELECT kept_id FROM merges WHERE gone_id = ? AND undone_at IS NULL", (found or customer_id,))
        if row is None:
            break
        found = int(row["kept_id"])
    return found


def merged_into(uow: UnitOfWork, customer_id: int) -> list[int]:
    """Everybody who went into somebody, also over others."""
    found, looked_at = [customer_id], 0
    while looked_at < len(found):
        rows = uow.rows(
            "SELECT gone_id FROM merges WHERE kept_id = ? AND undone_at IS NULL ORDER BY id", (found[looked_at],)
        )
        found += [row["gone_id"] for row in rows if row["gone_id"] not in found]
        looked_at += 1
    return found[1:]


def last_into(uow: UnitOfWork, customer_id: int) -> int | None:
    """The id of the last merge into somebody that is in force."""
    row = uow.row("SELECT max(id) AS id FROM merges WHERE kept_id = ? AND undone_at IS NULL", (customer_id,))
    return row["id"] if row else None


def counted(uow: UnitOfWork, customer_ids: Collection[int]) -> dict[int, Counted]:
    """How much is each of these customers'."""
    where, parameters = one_of("customer_id", customer_ids)
    rows = uow.rows(
        f"SELECT customer_id, 'touchpoints' AS what, count(*) AS n FROM touchpoints WHERE {where}"  # noqa: S608  # question marks
        " AND undone_at IS NULL GROUP BY customer_id UNION ALL"
        f" SELECT customer_id, 'open_followups', count(*) FROM followups WHERE {where} AND status = 'open'"
        " GROUP BY customer_id UNION ALL"
        f" SELECT customer_id, 'details', count(*) FROM details WHERE {where} AND removed_at IS NULL"
        " GROUP BY customer_id",
        (*parameters, *parameters, *parameters),
    )
    found: dict[int, dict[str, int]] = {customer_id: {} for customer_id in customer_ids}
    for row in rows:
        found[row["customer_id"]][row["what"]] = row["n"]
    return {customer_id: Counted(**numbers) for customer_id, numbers in found.items()}


def changed_last(uow: UnitOfWork, one_id: int, other_id: int) -> int:
    """Which of two customers was added or edited last."""
    row = uow.row(
        "SELECT subject_id FROM audit WHERE subject_kind = 'customer' AND subject_id IN (?, ?)"
        " ORDER BY id DESC LIMIT 1",
        (one_id, other_id),
    )
    return int(row["subject_id"]) if row else max(one_id, other_id)


def forget_before(uow: UnitOfWork, until: datetime) -> None:
    """Drop what only taking apart needs of merges that are older; who stands in whose place stays known."""
    over = uow.rows("SELECT id FROM merges WHERE merged_at < ? AND gone != ''", (instant_text(until),))
    _drop_what_was(uow, [row["id"] for row in over])


def any_before(uow: UnitOfWork, until: datetime) -> bool:
    """Whether there are such."""
    found = uow.row("SELECT 1 FROM merges WHERE merged_at < ? AND gone != '' LIMIT 1", (instant_text(until),))
    return found is not None


def snapshots(uow: UnitOfWork, customer_ids: Collection[int]) -> list[dict[str, Any]]:
    """What is kept of how these customers were, and of whom they were merged with."""
    gone, ids = one_of("gone_id", customer_ids)
    kept, _ = one_of("kept_id", customer_ids)
    rows = uow.rows(
        f"SELECT gone, before, after FROM merges WHERE ({gone} OR {kept}) AND gone != ''",  # noqa: S608  # question marks
        (*ids, *ids),
    )
    return [json.loads(row[name]) for row in rows for name in ("gone", "before", "after")]


def _drop_what_was(uow: UnitOfWork, merge_ids: Iterable[int]) -> None:
    for merge_id in merge_ids:
        uow.execute("DELETE FROM merge_moves WHERE merge_id = ?", (merge_id,))
        uow.execute("UPDATE merges SET gone = '', before = '', after = '' WHERE id = ?", (merge_id,))
