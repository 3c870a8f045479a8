"""Requests to forget a customer, how far each is, and which messages in Slack show them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from sqlite3 import Row
from typing import Any

from bot.domain.digest import COVER, FOLLOW_UP, NOTES, STILL_OPEN
from bot.domain.forgetting import Forgetting, Report, State
from bot.domain.message_kinds import ABOUT_AN_ENTRY, SHOWING_A_FOLLOW_UP, MessageKind
from bot.domain.outbox import OutboxRow
from storage import ledger, outbox
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant, instant_text

CARRIED = (FOLLOW_UP, STILL_OPEN, COVER, MessageKind.HANDED_OVER)
"""Lines of digests and notes: a follow-up each."""


def begin(
    uow: UnitOfWork, customers: Sequence[int], asked_by: str, kept: Mapping[str, Any], now: datetime, final_at: datetime
) -> int:
    """From now on they are out of sight; its id."""
    forgetting_id = uow.insert(
        "INSERT INTO forgettings (asked_by, asked_at, final_at, state, kept, report) VALUES (?, ?, ?, ?, ?, '{}')",
        (asked_by, instant_text(now), instant_text(final_at), State.WAITING, json.dumps(kept)),
    )
    for customer_id in customers:
        uow.execute(
            "INSERT INTO forgotten_customers (customer_id, forgetting_id) VALUES (?, ?)", (customer_id, forgetting_id)
        )
    return forgetting_id


def shown_in(
    uow: UnitOfWork, customers: Iterable[int], offered: Iterable[int] = (), naming: Iterable[int] = ()
) -> list[OutboxRow]:
    """Every message of ours that shows one of these customers, or will once it is sent. To ask before `begin`.

    `offered`: the watched messages at which one of them is offered as who may have written them; `naming`: the answers
    at counters in whose words one of them is named, or that are theirs.
    """
    ids = list(customers)
    where, parameters = one_of("customer_id", ids)
    subjects = [str(row["id"]) for row in uow.rows(f"SELECT id FROM followups WHERE {where}", parameters)]  # noqa: S608  # question marks
    of_followups = f"SELECT id FROM audit WHERE {where} AND subject_kind = 'followup'"  # noqa: S608  # question marks
    told = [str(row["id"]) for row in uow.rows(of_followups, parameters)]
    found = {one.id for one in outbox.posts_about(uow, SHOWING_A_FOLLOW_UP, subjects)}
    found |= {one.id for one in outbox.posts_about(uow, ABOUT_AN_ENTRY, told)}
    theirs = f"touchpoint_id IN (SELECT id FROM touchpoints WHERE {where})"  # noqa: S608  # as above
    rows = uow.rows(f"SELECT id FROM watched_messages WHERE {theirs}", parameters)  # noqa: S608  # as above
    asked = {str(one) for one in (*offered, *(row["id"] for row in rows))}
    found |= {one.id for one in outbox.posts_about(uow, [MessageKind.WHOSE_WORDS], asked)}
    found |= {one.id for one in outbox.posts_about(uow, [MessageKind.COUNTER_ANSWER], map(str, naming))}
    of_words = uow.rows(f"SELECT id FROM scribbles WHERE {where}", parameters)  # noqa: S608  # as above
    found |= {one.id for one in outbox.posts_about(uow, [MessageKind.SCRIBBLED], (str(row["id"]) for row in of_words))}
    for customer_id in ids:
        files = uow.rows(
            "SELECT id FROM outbox WHERE kind = ? AND subject LIKE ? AND edits IS NULL",
            (MessageKind.ACCESS, f"{customer_id}:%"),
        )
        found |= {row["id"] for row in files}
    found |= {post for _, post in ledger.carriers(uow, CARRIED, subjects)}
    for customer_id in ids:
        found |= ledger.shown_about(uow, NOTES, customer_id)
    return sorted(outbox.by_id(uow, found).values(), key=lambda one: one.id)


def note_posts(uow: UnitOfWork, forgetting_id: int, posts: Iterable[OutboxRow]) -> None:
    """They show who is forgotten: one that shows two of them is noted for the first."""
    for post in posts:
        uow.execute(
            "INSERT INTO forgotten_posts (post_id, forgetting_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (post.id, forgetting_id),
        )


def posts(uow: UnitOfWork, forgetting_id: int) -> list[OutboxRow]:
    """The messages that showed them, oldest first."""
    rows = uow.rows("SELECT post_id FROM forgotten_posts WHERE forgetting_id = ?", (forgetting_id,))
    return sorted(outbox.by_id(uow, (row["post_id"] for row in rows)).values(), key=lambda one: one.id)


def shows(uow: UnitOfWork, post_id: int) -> bool:
    """Whether a message shows somebody who is forgotten."""
    return uow.row("SELECT 1 FROM forgotten_posts WHERE post_id = ?", (post_id,)) is not None


def last_edits(uow: UnitOfWork, forgetting_id: int) -> dict[int, OutboxRow]:
    """By the message that is edited its latest edit since they were forgotten, or the latest that Slack took.

    Every one of them is drawn without the customers, so what becomes of later ones changes nothing.
    """
    rows = uow.rows(
        "SELECT coalesce(max(CASE WHEN e.state = 'sent' THEN e.id END), max(e.id)) AS id"
        " FROM forgotten_posts AS p JOIN outbox AS e ON e.edits = p.post_id"
        " JOIN forgettings AS f ON f.id = p.forgetting_id WHERE p.forgetting_id = ? AND e.created_at >= f.asked_at"
        " GROUP BY p.post_id",
        (forgetting_id,),
    )
    found = outbox.by_id(uow, (row["id"] for row in rows))
    return {one.edits: one for one in found.values() if one.edits is not None}


def get(uow: UnitOfWork, forgetting_id: int) -> Forgetting | None:
    """One of them; None once it was taken back."""
    row = uow.row("SELECT * FROM forgettings WHERE id = ?", (forgetting_id,))
    return _read(uow, row) if row else None


def of_customer(uow: UnitOfWork, customer_id: int) -> Forgetting | None:
    """The one that a customer is part of."""
    row = uow.row("SELECT forgetting_id FROM forgotten_customers WHERE customer_id = ?", (customer_id,))
    return get(uow, row["forgetting_id"]) if row else None


def unfinished(uow: UnitOfWork) -> list[Forgetting]:
    """Those of which somebody is still to be told, oldest first. Asked every minute."""
    return [_read(uow, row) for row in uow.rows("SELECT * FROM forgettings WHERE told_at IS NULL ORDER BY id")]


def is_forgotten(uow: UnitOfWork, customer_id: int) -> bool:
    """Whether a customer is being forgotten, or was."""
    return uow.row("SELECT 1 FROM forgotten_customers WHERE customer_id = ?", (customer_id,)) is not None


def when_forgotten(uow: UnitOfWork, customers: Iterable[int]) -> dict[int, datetime]:
    """Of these customers those who are being forgotten, or were, and when somebody asked for it."""
    found: dict[int, datetime] = {}
    for portion in portions(customers):
        where, parameters = one_of("g.customer_id", portion)
        rows = uow.rows(
            "SELECT g.customer_id, f.asked_at FROM forgotten_customers AS g"  # noqa: S608  # question marks
            f" JOIN forgettings AS f ON f.id = g.forgetting_id WHERE {where}",
            parameters,
        )
        found |= {row["customer_id"]: instant(row["asked_at"]) for row in rows}
    return found


def advance(uow: UnitOfWork, forgetting_id: int, state: State) -> None:
    """It is so far."""
    uow.execute("UPDATE forgettings SET state = ? WHERE id = ?", (state, forgetting_id))


def erased(uow: UnitOfWork, forgetting_id: int, report: Report, now: datetime) -> None:
    """Nothing is kept of them any more."""
    uow.execute(
        "UPDATE forgettings SET state = ?, kept = '', report = ?, erased_at = ? WHERE id = ?",
        (State.ERASED, json.dumps(asdict(report)), instant_text(now), forgetting_id),
    )


def swept(uow: UnitOfWork, now: datetime) -> None:
    """Of all that is erased so far the disk has no trace."""
    uow.execute(
        "UPDATE forgettings SET swept_at = ? WHERE swept_at IS NULL AND erased_at IS NOT NULL", (instant_text(now),)
    )


def told(uow: UnitOfWork, forgetting_id: int, report: Report, now: datetime) -> None:
    """What came of it is told, and that is the end of it."""
    uow.execute(
        "UPDATE forgettings SET report = ?, told_at = ? WHERE id = ?",
        (json.dumps(asdict(report)), instant_text(now), forgetting_id),
    )


def drop(uow: UnitOfWork, forgetting_id: int) -> None:
    """It was taken back."""
    uow.execute("DELETE FROM forgotten_posts WHERE forgetting_id = ?", (forgetting_id,))
    uow.execute("DELETE FROM forgotten_customers WHERE forgetting_id = ?", (forgetting_id,))
    uow.execute("DELETE FROM forgettings WHERE id = ?", (forgetting_id,))


def _read(uow: UnitOfWork, row: Row) -> Forgetting:
    of_it = "SELECT customer_id FROM forgotten_customers WHERE forgetting_id = ? ORDER BY customer_id"
    kept = json.loads(row["kept"]) if row["kept"] else None
    customers = [one["customer_id"] for one in uow.rows(of_it, (row["id"],))]
    first = kept["id"] if kept else None
    return Forgetting(
        row["id"],
        tuple(sorted(customers, key=lambda one: (one != first, one))),
        row["asked_by"],
        instant(row["asked_at"]),
        instant(row["final_at"]),
        State(row["state"]),
        kept,
        Report.of(json.loads(row["report"])),
        instant(row["erased_at"]),
        instant(row["swept_at"]),
        instant(row["told_at"]),
    )
