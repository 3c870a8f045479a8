"""What likely themes are counted in: the words of complaints and negative notes, and of the calm ones beside them."""

from collections.abc import Iterable
from datetime import date
from sqlite3 import Row

from bot.domain.passages import words_of
from bot.domain.theme_words import Said
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import day_text
from storage.sight import IN_SIGHT

_SAID = "SELECT t.id, t.customer_id, p.words FROM touchpoints AS t JOIN passages AS p ON p.touchpoint_id = t.id"
_LABEL = "(SELECT l.label FROM mood_labels AS l WHERE l.touchpoint_id = t.id)"
_FREE = (
    "NOT EXISTS (SELECT 1 FROM theme_links AS k JOIN themes AS h ON h.id = k.theme_id"
    " WHERE k.touchpoint_id = t.id AND h.removed_at IS NULL)"
)
_SEEN = f"t.undone_at IS NULL AND t.{IN_SIGHT}"


def complaints(uow: UnitOfWork, since: date, limit: int) -> list[Said]:
    """Complaints, and what sounded negative or was said to, since a day and about no theme yet; the latest first."""
    rows = uow.rows(
        f"{_SAID} WHERE t.happened_on >= ? AND (t.kind = 'complaint' OR t.mood_label = 'negative')"
        f" AND {_SEEN} AND {_FREE} AND (t.kind = 'complaint' OR coalesce({_LABEL}, '') IN ('', 'negative'))"
        " ORDER BY t.happened_on DESC, t.id DESC LIMIT ?",
        (day_text(since), limit),
    )
    by_hand = uow.rows(
        f"{_SAID} WHERE t.id IN (SELECT l.touchpoint_id FROM mood_labels AS l WHERE l.label = 'negative')"  # noqa: S608  # ours
        f" AND t.kind != 'complaint' AND t.mood_label != 'negative' AND t.happened_on >= ? AND {_SEEN} AND {_FREE}"
        " ORDER BY t.id DESC LIMIT ?",
        (day_text(since), limit),
    )
    return _read([*rows, *by_hand])[:limit]


def calm(uow: UnitOfWork, limit: int) -> list[Said]:
    """The notes logged last that alarmed nobody."""
    rows = uow.rows(
        f"{_SAID} WHERE t.kind != 'complaint' AND coalesce({_LABEL}, t.mood_label) != 'negative' AND {_SEEN}"
        " ORDER BY t.id DESC LIMIT ?",
        (limit,),
    )
    return _read(rows)


def names(uow: UnitOfWork, customer_ids: Iterable[int]) -> set[str]:
    """The words of the names of these customers, and of everybody in the team."""
    found: set[str] = set()
    for portion in portions(customer_ids):
        where, parameters = one_of("id", portion)
        rows = uow.rows(f"SELECT name, company FROM customers WHERE {where}", parameters)  # noqa: S608  # question marks
        found |= {word for row in rows for text in (row["name"], row["company"]) for word in words_of(text)}
    team = uow.rows("SELECT name FROM people")
    return found | {word for row in team for word in words_of(row["name"] or "")}


def _read(rows: Iterable[Row]) -> list[Said]:
    return [Said(row["id"], row["customer_id"], row["words"]) for row in rows]
