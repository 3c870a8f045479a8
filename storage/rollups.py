"""Touches by day, counted once: what a report of a year reads in place of a million touchpoints.

Whatever changes a touch marks its day (`mark`), in the same transaction; marked days are counted anew by a job, a few
at a time (`count_some`). A day that is marked counts as its touches say at this moment (`touches`), so no figure is
behind the facts, and counting one anew can be repeated, interrupted and raced without harm. That is why days are marked
and nothing is added up as it comes: an undo, another mood or a merge needs no rule of its own.

Erasing somebody takes their touches away, and leaves how many they were (storage/erased_figures.py).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from sqlite3 import Row

from bot.domain.facts import Touched
from bot.domain.figures import Day
from bot.domain.span import Span
from bot.domain.touchpoints import TouchpointKind
from storage.conditions import EVERYBODY, Condition, one_of
from storage.database import UnitOfWork
from storage.instants import day, day_text

COLUMNS = "channel, kind, mood, scale, value"
"""What touches have in common that are counted together (bot/domain/facts.py: Touched)."""

COUNTED_NOW = 40
"""So many marked days are counted while somebody waits, the latest first: a month and what was re-dated. More are there
only right after an older database was brought to this schema, and say so."""

OF_TOUCH = (
    "t.channel, t.kind, coalesce(l.label, t.mood_label) AS mood, coalesce(t.rating_scale, '') AS scale,"
    " coalesce(t.rating_value, 0) AS value"
)
COUNTING = f"SELECT t.happened_on AS day, {OF_TOUCH}, count(*) AS n FROM touchpoints AS t"  # noqa: S608  # a constant
COUNTING += " LEFT JOIN mood_labels AS l ON l.touchpoint_id = t.id WHERE t.undone_at IS NULL AND "
BY_ALL = (
    " GROUP BY t.happened_on, t.channel, t.kind, coalesce(l.label, t.mood_label), coalesce(t.rating_scale, ''),"
    " coalesce(t.rating_value, 0)"
)


def mark(uow: UnitOfWork, on: date) -> None:
    """Something of this day is another now."""
    uow.execute("INSERT INTO day_marks (day) VALUES (?)", (day_text(on),))


def mark_of(uow: UnitOfWork, touchpoint_id: int) -> None:
    """Something of this touch is another now."""
    uow.execute("INSERT INTO day_marks (day) SELECT happened_on FROM touchpoints WHERE id = ?", (touchpoint_id,))


def mark_all(uow: UnitOfWork) -> None:
    """Count every day anew."""
    uow.execute("INSERT INTO day_marks (day) SELECT DISTINCT happened_on FROM touchpoints")
    uow.execute("INSERT INTO day_marks (day) SELECT DISTINCT day FROM touch_days")


def count_some(uow: UnitOfWork, most: int) -> int:
    """Count so many of the marked days anew, the latest first. Gives how many they were."""
    rows = uow.rows("SELECT DISTINCT day FROM day_marks ORDER BY day DESC LIMIT ?", (most,))
    if rows:
        where, days = one_of("day", [row["day"] for row in rows])
        on, _ = one_of("t.happened_on", days)
        uow.execute(f"DELETE FROM touch_days WHERE {where}", days)  # noqa: S608  # question marks
        uow.execute(f"INSERT INTO touch_days (day, {COLUMNS}, n) {COUNTING}{on}{BY_ALL}", days)
        uow.execute(f"DELETE FROM day_marks WHERE {where}", days)  # noqa: S608  # question marks
    return len(rows)


def leave(uow: UnitOfWork, who: Condition) -> None:
    """Keep how many touches these customers had, who are erased, and have their days counted without them.

    `who`: a condition on `t.customer_id`.
    """
    where, parameters = who
    uow.execute(f"INSERT INTO erased_touches (day, {COLUMNS}, n) {COUNTING}{where}{BY_ALL}", parameters)
    days = "INSERT INTO day_marks (day) SELECT DISTINCT t.happened_on FROM touchpoints AS t WHERE"
    uow.execute(f"{days} {where}", parameters)


def marked(uow: UnitOfWork, spans: Iterable[Span]) -> tuple[list[date], list[date]]:
    """The marked days of these spans: those that are counted while somebody waits, and those that are not in it yet."""
    found: set[date] = set()
    for span in spans:
        rows = uow.rows("SELECT DISTINCT day FROM day_marks WHERE day BETWEEN ? AND ?", _ends(span))
        found |= {day(row["day"]) for row in rows}
    ordered = sorted(found, reverse=True)
    return ordered[:COUNTED_NOW], ordered[COUNTED_NOW:]


def touches(uow: UnitOfWork, span: Span, now: Sequence[date]) -> dict[Touched, int]:
    """All touches of a span. `now`: the marked days that are counted at this moment."""
    rows = uow.rows(
        f"SELECT {COLUMNS}, sum(n) AS n FROM touch_days WHERE day BETWEEN ? AND ?"  # noqa: S608  # constants
        f" AND day NOT IN (SELECT day FROM day_marks) GROUP BY {COLUMNS}",
        _ends(span),
    )
    rows += uow.rows(
        f"SELECT {COLUMNS}, sum(n) AS n FROM erased_touches WHERE day BETWEEN ? AND ? GROUP BY {COLUMNS}",  # noqa: S608  # a constant
        _ends(span),
    )
    here = [one for one in now if span.first <= one <= span.last]
    if here:
        where, parameters = one_of("t.happened_on", [day_text(one) for one in here])
        rows += uow.rows(f"{COUNTING}{where}{BY_ALL}", parameters)
    return _summed(rows)


def touches_of(uow: UnitOfWork, span: Span, who: Condition = EVERYBODY) -> dict[Touched, int]:
    """The same counted from the touches themselves, of some customers. `who`: a condition on `t.customer_id`."""
    where, parameters = who
    return _summed(
        uow.rows(f"{COUNTING}t.happened_on BETWEEN ? AND ? AND ({where}){BY_ALL}", (*_ends(span), *parameters))
    )


_DAILY = (
    "sum(n) AS touches, sum(CASE WHEN mood = 'positive' THEN n ELSE 0 END) AS positive,"
    " sum(CASE WHEN mood = 'neutral' THEN n ELSE 0 END) AS neutral,"
    " sum(CASE WHEN mood = 'negative' THEN n ELSE 0 END) AS negative"
)


def daily(uow: UnitOfWork, span: Span, now: Sequence[date]) -> list[Day]:
    """Touches by day, the first day first; days without any are left out. `now`: as for `touches`."""
    counted = (
        "SELECT day, mood, n FROM touch_days WHERE day BETWEEN ? AND ? AND day NOT IN (SELECT day FROM day_marks)"
        " UNION ALL SELECT day, mood, n FROM erased_touches WHERE day BETWEEN ? AND ?"
    )
    parameters: tuple[object, ...] = (*_ends(span), *_ends(span))
    here = [day_text(one) for one in now if span.first <= one <= span.last]
    if here:
        where, days = one_of("t.happened_on", here)
        counted += f" UNION ALL SELECT day, mood, n FROM ({COUNTING}{where}{BY_ALL}) AS live"  # noqa: S608  # ours
        parameters += days
    return _by_day(uow, counted, parameters)


def daily_of(uow: UnitOfWork, span: Span, who: Condition) -> list[Day]:
    """The same of some customers."""
    where, parameters = who
    counted = f"{COUNTING}t.happened_on BETWEEN ? AND ? AND ({where}){BY_ALL}"
    return _by_day(uow, counted, (*_ends(span), *parameters))


def _by_day(uow: UnitOfWork, counted: str, parameters: tuple[object, ...]) -> list[Day]:
    rows = uow.rows(f"SELECT day, {_DAILY} FROM ({counted}) AS counted GROUP BY day ORDER BY day", parameters)  # noqa: S608  # ours
    return [
        Day(day(row["day"]), *(int(row[name]) for name in ("touches", "positive", "neutral", "negative")))
        for row in rows
    ]


def _summed(rows: Iterable[Row]) -> dict[Touched, int]:
    found: dict[Touched, int] = {}
    for row in rows:
        one = Touched(row["channel"], TouchpointKind(row["kind"]), row["mood"], row["scale"], row["value"])
        found[one] = found.get(one, 0) + int(row["n"])
    return found


def _ends(span: Span) -> tuple[str, str]:
    return day_text(span.first), day_text(span.last)
