"""Customers whose renewal is near, and renewals that were done."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.domain.customers import Customer
from bot.domain.followups import FollowUpKind
from bot.domain.mood import Label, Mood
from storage import customers
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant_text
from storage.sight import IN_SIGHT


def near(uow: UnitOfWork, first: date, last: date) -> list[Customer]:
    """Whose renewal is on one of these days and came up by itself for none of them yet, the nearest first."""
    rows = uow.rows(
        "SELECT c.id FROM customers AS c WHERE renewal BETWEEN ? AND ? AND lost_on IS NULL AND removed_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM followups AS f WHERE f.origin ="
        " 'renewal:' || c.id || ':' || c.renewal) ORDER BY renewal, c.id",
        (day_text(first), day_text(last)),
    )
    found = customers.by_id(uow, (row["id"] for row in rows))
    return [found[row["id"]] for row in rows]


def done_since(uow: UnitOfWork, since: datetime) -> list[tuple[int, date]]:
    """(customer, day of the renewal) of every renewal that was done since then."""
    rows = uow.rows(
        "SELECT customer_id, due FROM followups WHERE status = 'done' AND kind = ? AND origin IS NOT NULL"  # noqa: S608  # a constant
        f" AND closed_at >= ? AND {IN_SIGHT} ORDER BY id",
        (FollowUpKind.RENEWAL, instant_text(since)),
    )
    return [(row["customer_id"], day(row["due"])) for row in rows]


def last_moods(uow: UnitOfWork, customer_ids: Iterable[int], most: int) -> dict[int, list[tuple[Mood, Label | None]]]:
    """How the last scored touches of each of these customers felt, the latest first: mood, and what it was called."""
    found: dict[int, list[tuple[Mood, Label | None]]] = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("t.customer_id", portion)
        for row in uow.rows(
            "SELECT * FROM (SELECT t.customer_id, t.mood_score, t.mood_label, l.label, row_number() OVER"  # noqa: S608  # question marks
            " (PARTITION BY t.customer_id ORDER BY t.happened_on DESC, t.id DESC) AS place FROM touchpoints AS t"
            " LEFT JOIN mood_labels AS l ON l.touchpoint_id = t.id"
            f" WHERE {where} AND t.undone_at IS NULL AND t.mood_score IS NOT NULL) AS ranked WHERE place <= ?"
            " ORDER BY customer_id, place",
            (*parameters, most),
        ):
            mood = Mood(row["mood_score"], row["mood_label"])
            found.setdefault(row["customer_id"], []).append((mood, row["label"]))
    return found
