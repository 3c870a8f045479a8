"""Themes (bot/domain/theme.py), which touchpoints are about them, and what is behind each, counted from these.

What counts: every link whose touchpoint was not undone. Of who was forgotten the link stays without its touchpoint
(storage/personal_data.py), so they still count, with nothing of theirs.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from bot.domain.theme import NOTHING, TREND, Standing, Theme, Weighed, Weight, in_order
from bot.domain.touchpoints import Touchpoint
from storage import many
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import day_text, instant, instant_text

_COLUMNS = ("name", "phrases", "cause", "owner", "standing", "change", "since", "version")
_LINKS = "theme_links AS l LEFT JOIN touchpoints AS t ON t.id = l.touchpoint_id"
_COUNTS = "t.undone_at IS NULL"


def all_of(uow: UnitOfWork) -> list[Theme]:
    """Those there are, the oldest first."""
    return [_read(row) for row in uow.rows("SELECT * FROM themes WHERE removed_at IS NULL ORDER BY id")]


def to_mend_by(uow: UnitOfWork, person: str) -> list[Theme]:
    """Those that somebody is to mend, and that are not mended; the oldest first."""
    rows = uow.rows(
        "SELECT * FROM themes WHERE owner = ? AND standing != ? AND removed_at IS NULL ORDER BY id",
        (person, Standing.MENDED),
    )
    return [_read(row) for row in rows]


def get(uow: UnitOfWork, theme_id: int) -> Theme | None:
    """One of them; None where it was removed or merged into another."""
    row = uow.row("SELECT * FROM themes WHERE id = ? AND removed_at IS NULL", (theme_id,))
    return _read(row) if row else None


def add(uow: UnitOfWork, theme: Theme) -> int:
    """Store a new one and give its id."""
    return uow.insert(
        f"INSERT INTO themes ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",  # noqa: S608  # names are ours
        tuple(snapshot(theme).values()),
    )


def put(uow: UnitOfWork, theme: Theme, removed_at: datetime | None = None) -> None:
    """Store one as it is now."""
    uow.execute(
        f"UPDATE themes SET {', '.join(f'{name} = ?' for name in _COLUMNS)}, removed_at = ? WHERE id = ?",  # noqa: S608  # names are ours
        (*snapshot(theme).values(), instant_text(removed_at), theme.id),
    )


def snapshot(theme: Theme) -> dict[str, Any]:
    """One as the audit log keeps it."""
    return {
        **{name: getattr(theme, name) for name in _COLUMNS},
        "phrases": json.dumps(theme.phrases, ensure_ascii=False),
        "standing": str(theme.standing),
        "since": instant_text(theme.since),
    }


def from_snapshot(theme_id: int, kept: dict[str, Any]) -> Theme:
    """The one behind a snapshot."""
    return _read({"id": theme_id, **kept})


def link(uow: UnitOfWork, theme_id: int, about: Iterable[Touchpoint], by: str, now: datetime) -> list[int]:
    """These touchpoints are about a theme; gives the ids of those that were not before."""
    found = {one.id: one for one in about}
    known = linked(uow, theme_id, found)
    new = [one for one in found.values() if one.id not in known]
    many.insert(
        uow,
        "theme_links (theme_id, touchpoint_id, customer_id, raised_on, linked_by, linked_at)",
        "(?, ?, ?, ?, ?, ?)",
        [(theme_id, one.id, one.customer_id, day_text(one.happened_on), by, instant_text(now)) for one in new],
    )
    return [one.id for one in new]


def unlink(uow: UnitOfWork, theme_id: int, touchpoint_ids: Iterable[int]) -> None:
    """They are not about it (any more)."""
    for portion in portions(touchpoint_ids):
        where, parameters = one_of("touchpoint_id", portion)
        uow.execute(f"DELETE FROM theme_links WHERE theme_id = ? AND {where}", (theme_id, *parameters))  # noqa: S608  # question marks


def linked(uow: UnitOfWork, theme_id: int, touchpoint_ids: Iterable[int]) -> set[int]:
    """Which of these are about the theme."""
    found = set()
    for portion in portions(touchpoint_ids):
        where, parameters = one_of("touchpoint_id", portion)
        rows = uow.rows(
            f"SELECT touchpoint_id FROM theme_links WHERE theme_id = ? AND {where}",  # noqa: S608  # question marks
            (theme_id, *parameters),
        )
        found |= {row["touchpoint_id"] for row in rows}
    return found


def move_links(uow: UnitOfWork, from_id: int, into_id: int) -> list[int]:
    """What is about the one is about the other; gives the ids of the links that were not there before."""
    rows = uow.rows(
        "SELECT l.id FROM theme_links AS l WHERE l.theme_id = ? AND NOT EXISTS (SELECT 1 FROM theme_links AS o"
        " WHERE o.theme_id = ? AND o.touchpoint_id = l.touchpoint_id) ORDER BY l.id",
        (from_id, into_id),
    )
    moved = [row["id"] for row in rows]
    put_links(uow, moved, into_id)
    return moved


def put_links(uow: UnitOfWork, link_ids: Iterable[int], theme_id: int) -> None:
    """These links lead to that theme now."""
    for portion in portions(link_ids):
        where, parameters = one_of("id", portion)
        uow.execute(f"UPDATE theme_links SET theme_id = ? WHERE {where}", (theme_id, *parameters))  # noqa: S608  # question marks


def of_touchpoints(uow: UnitOfWork, touchpoint_ids: Iterable[int]) -> dict[int, list[Theme]]:
    """By touchpoint the themes that it is about, where it is about any."""
    found: dict[int, list[Theme]] = {}
    for portion in portions(touchpoint_ids):
        where, parameters = one_of("l.touchpoint_id", portion)
        rows = uow.rows(
            "SELECT l.touchpoint_id, h.* FROM theme_links AS l JOIN themes AS h ON h.id = l.theme_id"  # noqa: S608  # question marks
            f" WHERE {where} AND h.removed_at IS NULL ORDER BY l.touchpoint_id, h.id",
            parameters,
        )
        for row in rows:
            found.setdefault(row["touchpoint_id"], []).append(_read(row))
    return found


def of_customer(uow: UnitOfWork, customer_id: int) -> list[tuple[Theme, int]]:
    """The themes that a customer raised, and how often; what they said last first."""
    rows = uow.rows(
        f"SELECT h.id, count(*) AS n, max(l.raised_on) AS last FROM {_LINKS} JOIN themes AS h ON h.id = l.theme_id"  # noqa: S608  # ours
        f" WHERE l.customer_id = ? AND {_COUNTS} AND h.removed_at IS NULL GROUP BY h.id ORDER BY last DESC, h.id",
        (customer_id,),
    )
    known = {one.id: one for one in all_of(uow)} if rows else {}
    return [(known[row["id"]], row["n"]) for row in rows]


def customers_of(uow: UnitOfWork, theme_id: int) -> list[int]:
    """Who raised a theme, who did so last first; without those who are forgotten or gone."""
    rows = uow.rows(
        f"SELECT l.customer_id, max(l.raised_on) AS last FROM {_LINKS} JOIN customers AS c ON c.id = l.customer_id"  # noqa: S608  # ours
        f" WHERE l.theme_id = ? AND {_COUNTS} AND c.removed_at IS NULL"
        " GROUP BY l.customer_id ORDER BY last DESC, l.customer_id",
        (theme_id,),
    )
    return [row["customer_id"] for row in rows]


def touchpoints_of(uow: UnitOfWork, theme_id: int, limit: int) -> list[int]:
    """What was said about a theme last, the latest first; without what is out of sight."""
    rows = uow.rows(
        f"SELECT l.touchpoint_id FROM {_LINKS} JOIN customers AS c ON c.id = l.customer_id"  # noqa: S608  # ours
        f" WHERE l.theme_id = ? AND l.touchpoint_id IS NOT NULL AND {_COUNTS} AND c.removed_at IS NULL"
        " ORDER BY l.raised_on DESC, l.id DESC LIMIT ?",
        (theme_id, limit),
    )
    return [row["touchpoint_id"] for row in rows]


def weights(uow: UnitOfWork, today: date) -> dict[int, Weight]:
    """By theme what is behind it, as of a day; of one with nothing behind it, nothing. Two statements for all."""
    last, before = day_text(today - TREND), day_text(today - 2 * TREND)
    rows = uow.rows(
        "SELECT l.theme_id, count(*) AS touches, count(DISTINCT l.customer_id) AS customers,"  # noqa: S608  # ours
        " count(CASE WHEN l.raised_on > ? THEN 1 END) AS lately,"
        f" count(CASE WHEN l.raised_on > ? AND l.raised_on <= ? THEN 1 END) AS earlier FROM {_LINKS} WHERE {_COUNTS}"
        " GROUP BY l.theme_id",
        (last, before, last),
    )
    worth = uow.rows(
        "SELECT o.theme_id, sum(c.lifetime_value) AS value FROM"  # noqa: S608  # ours
        f" (SELECT DISTINCT l.theme_id, l.customer_id FROM {_LINKS} WHERE {_COUNTS}) AS o"
        " JOIN customers AS c ON c.id = o.customer_id AND c.removed_at IS NULL GROUP BY o.theme_id"
    )
    values = {row["theme_id"]: int(row["value"] or 0) for row in worth}
    return {
        row["theme_id"]: Weight(
            row["touches"], row["customers"], values.get(row["theme_id"], 0), row["lately"], row["earlier"]
        )
        for row in rows
    }


def top(uow: UnitOfWork, today: date, limit: int) -> list[Weighed]:
    """Those with most customers behind them, in the order of `in_order`."""
    found = weights(uow, today)
    return in_order(Weighed(one, found.get(one.id, NOTHING)) for one in all_of(uow))[:limit]


def _read(row: Row | dict[str, Any]) -> Theme:
    return Theme(
        id=row["id"],
        name=row["name"],
        since=instant(row["since"]),
        phrases=tuple(json.loads(row["phrases"])),
        cause=row["cause"],
        owner=row["owner"],
        standing=Standing(row["standing"]),
        change=row["change"],
        version=row["version"],
    )
