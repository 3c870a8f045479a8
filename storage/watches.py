"""The channels that are watched, and when one brought more alarms than anybody can work through."""

from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Row

from bot.domain.slack_channel import Trouble
from bot.domain.watching import Keeps, Watch, Whose
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def add(uow: UnitOfWork, watch: Watch) -> int:
    """Store one and give its id."""
    return uow.insert(
        "INSERT INTO watches (channel, name, whose, keeps, via, set_by, set_at, trouble)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(watch.channel, watch.name, watch.whose, watch.keeps, watch.via, watch.set_by),
            *(instant_text(watch.set_at), watch.trouble),
        ),
    )


def update(uow: UnitOfWork, watch: Watch) -> None:
    """Store what has changed of one."""
    uow.execute(
        "UPDATE watches SET channel = ?, name = ?, whose = ?, keeps = ?, via = ?, trouble = ?, ended_at = ?"
        " WHERE id = ?",
        (
            *(watch.channel, watch.name, watch.whose, watch.keeps, watch.via, watch.trouble),
            *(instant_text(watch.ended_at), watch.id),
        ),
    )


def get(uow: UnitOfWork, watch_id: int) -> Watch | None:
    """One of them, also one that has ended."""
    row = uow.row("SELECT * FROM watches WHERE id = ?", (watch_id,))
    return _watch(row) if row else None


def of_channel(uow: UnitOfWork, channel: str) -> Watch | None:
    """The one of a channel that is watched now. Asked at every message."""
    row = uow.row("SELECT * FROM watches WHERE channel = ? AND ended_at IS NULL", (channel,))
    return _watch(row) if row else None


def every(uow: UnitOfWork) -> list[Watch]:
    """Those in force, by name."""
    return [_watch(row) for row in uow.rows("SELECT * FROM watches WHERE ended_at IS NULL ORDER BY name, id")]


def flood_underway(uow: UnitOfWork, watch_id: int) -> int | None:
    """The id of the flood that goes on there."""
    row = uow.row("SELECT id FROM floods WHERE watch_id = ? AND ended_at IS NULL", (watch_id,))
    return int(row["id"]) if row else None


def floods_underway(uow: UnitOfWork) -> Mapping[int, int]:
    """Flood -> its watch, of those that go on."""
    rows = uow.rows("SELECT id, watch_id FROM floods WHERE ended_at IS NULL ORDER BY id")
    return {row["id"]: row["watch_id"] for row in rows}


def begin_flood(uow: UnitOfWork, watch_id: int, now: datetime) -> int:
    """There are too many from now on. Gives its id."""
    return uow.insert("INSERT INTO floods (watch_id, began_at) VALUES (?, ?)", (watch_id, instant_text(now)))


def end_flood(uow: UnitOfWork, flood_id: int, now: datetime) -> None:
    """It is over."""
    uow.execute("UPDATE floods SET ended_at = ? WHERE id = ?", (instant_text(now), flood_id))


def flood(uow: UnitOfWork, flood_id: int) -> tuple[int, datetime, datetime | None] | None:
    """Its watch, when it began and ended."""
    row = uow.row("SELECT watch_id, began_at, ended_at FROM floods WHERE id = ?", (flood_id,))
    return (row["watch_id"], instant(row["began_at"]), instant(row["ended_at"])) if row else None


def last_flood(uow: UnitOfWork, watch_id: int) -> int | None:
    """The last flood of a watch, over or not."""
    row = uow.row("SELECT max(id) AS id FROM floods WHERE watch_id = ?", (watch_id,))
    return row["id"] if row else None


def _watch(row: Row) -> Watch:
    return Watch(
        id=row["id"],
        channel=row["channel"],
        name=row["name"],
        whose=Whose(row["whose"]),
        keeps=Keeps(row["keeps"]),
        set_by=row["set_by"],
        set_at=instant(row["set_at"]),
        via=row["via"],
        trouble=Trouble(row["trouble"]),
        ended_at=instant(row["ended_at"]),
    )
