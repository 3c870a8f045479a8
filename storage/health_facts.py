"""What the rule of health (bot/domain/health.py) goes by, read of many customers at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from sqlite3 import Row

from bot.domain.customers import Tier
from bot.domain.followups import FollowUp
from bot.domain.health import TOUCHES
from bot.domain.mood import Label, Mood
from bot.domain.rating import Rating
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.followups import found_where
from storage.instants import day, day_text
from storage.sight import IN_SIGHT


@dataclass(frozen=True)
class Felt:
    """A contact: its day, its mood as scored, what somebody called it, and its words where it is not long ago."""

    on: date
    mood: Mood
    given: Label | None
    words: str


@dataclass(frozen=True)
class Record:
    """Of a customer's record what counts. `since`: since when they are a customer, else when they were added."""

    tier: Tier
    cadence: int | None
    since: date
    renewal: date | None
    is_lost: bool


def records(uow: UnitOfWork, customer_ids: Iterable[int]) -> dict[int, Record]:
    """The records of those of these customers who are there and in sight."""
    found = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        for row in uow.rows(
            "SELECT * FROM (SELECT id AS customer_id, tier, cadence_days, coalesce(since, substr(created_at, 1, 10))"  # noqa: S608  # ours
            " AS began, renewal, lost_on FROM customers WHERE removed_at IS NULL) AS c"
            f" WHERE {where} AND {IN_SIGHT}",
            parameters,
        ):
            found[row["customer_id"]] = _record(row)
    return found


def _record(row: Row) -> Record:
    began, renewal = day(row["began"]) or date.min, day(row["renewal"])
    return Record(Tier(row["tier"]), row["cadence_days"], began, renewal, row["lost_on"] is not None)


def touches(uow: UnitOfWork, customer_ids: Iterable[int], words_since: date) -> dict[int, list[Felt]]:
    """The last contacts with each of these customers, the latest first; with their words from a day on."""
    found: dict[int, list[Felt]] = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        for row in uow.rows(
            "SELECT t.customer_id, t.happened_on, t.mood_score, t.mood_label, l.label,"  # noqa: S608  # question marks
            " CASE WHEN t.happened_on >= ? THEN t.text ELSE '' END AS words"
            " FROM (SELECT id, row_number() OVER (PARTITION BY customer_id ORDER BY happened_on DESC, id DESC) AS place"
            f" FROM touchpoints WHERE {where} AND undone_at IS NULL) AS ranked"
            " JOIN touchpoints AS t ON t.id = ranked.id LEFT JOIN mood_labels AS l ON l.touchpoint_id = t.id"
            " WHERE place <= ? ORDER BY t.customer_id, place",
            (day_text(words_since), *parameters, TOUCHES),
        ):
            mood = Mood(row["mood_score"], row["mood_label"])
            felt = Felt(day(row["happened_on"]) or date.min, mood, row["label"], row["words"])
            found.setdefault(row["customer_id"], []).append(felt)
    return found


def last_ratings(uow: UnitOfWork, customer_ids: Iterable[int], since: date) -> dict[int, tuple[date, Rating]]:
    """The last rating of each of these customers who gave one since a day, and its day."""
    found = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        for row in uow.rows(
            "SELECT customer_id, happened_on, rating_scale, rating_value FROM touchpoints"  # noqa: S608  # question marks
            f" WHERE {where} AND undone_at IS NULL AND rating_scale IS NOT NULL AND happened_on >= ?"
            " ORDER BY happened_on, id",
            (*parameters, day_text(since)),
        ):
            rating = Rating(row["rating_scale"], row["rating_value"])
            found[row["customer_id"]] = (day(row["happened_on"]) or date.min, rating)
    return found


def to_do(uow: UnitOfWork, customer_ids: Iterable[int], promised_since: date) -> dict[int, list[FollowUp]]:
    """What is open for each of these customers, and what they were promised for days since then."""
    found: dict[int, list[FollowUp]] = {}
    since = day_text(promised_since)
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        counts = f"{where} AND (status = 'open' OR promised_on >= ? OR broken_on >= ?)"
        for one in found_where(uow, counts, (*parameters, since, since)):
            found.setdefault(one.customer_id, []).append(one)
    return found
