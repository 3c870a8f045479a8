"""What became of each message of a watched channel; one row for each, by channel and ts, however often it is told."""

import json
from collections.abc import Collection
from datetime import datetime
from sqlite3 import Row

from bot.domain.mood import Mood
from bot.domain.watching import STANDING, State, Watched
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.instants import instant, instant_text

_OF_ITS_CHANNEL = "channel = (SELECT channel FROM watches WHERE id = ?)"


def put(uow: UnitOfWork, one: Watched) -> Watched:
    """Store what is known of a message now, with the id of its row."""
    row = uow.row(
        "INSERT INTO watched_messages (watch_id, channel, ts, thread_ts, version, state, text, mood, link,"
        " touchpoint_id, backfill_id, negative_at, deleted_at, decided_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (channel, ts) DO UPDATE SET"
        " version = excluded.version, state = excluded.state, text = excluded.text, mood = excluded.mood,"
        " link = excluded.link, touchpoint_id = excluded.touchpoint_id, backfill_id = excluded.backfill_id,"
        " negative_at = excluded.negative_at, deleted_at = excluded.deleted_at, decided_by = excluded.decided_by"
        " RETURNING *",
        (
            *(one.watch_id, one.channel, one.ts, one.thread_ts, one.version, one.state, one.text, _kept(one.mood)),
            *(one.link, one.touchpoint_id, one.backfill_id, instant_text(one.negative_at)),
            *(instant_text(one.deleted_at), one.decided_by),
        ),
    )
    assert row  # noqa: S101  # it was just written
    return _watched(row)


def get(uow: UnitOfWork, message_id: int) -> Watched | None:
    """One of them."""
    row = uow.row("SELECT * FROM watched_messages WHERE id = ?", (message_id,))
    return _watched(row) if row else None


def at(uow: UnitOfWork, channel: str, ts: str) -> Watched | None:
    """That of a message."""
    row = uow.row("SELECT * FROM watched_messages WHERE channel = ? AND ts = ?", (channel, ts))
    return _watched(row) if row else None


def behind(uow: UnitOfWork, touchpoint_id: int) -> Watched | None:
    """The message that a touchpoint was made of."""
    row = uow.row("SELECT * FROM watched_messages WHERE touchpoint_id = ?", (touchpoint_id,))
    return _watched(row) if row else None


def standing(uow: UnitOfWork, watch_id: int, states: Collection[State]) -> list[Watched]:
    """What somebody is still to decide about in a channel, the oldest first."""
    where, parameters = one_of("state", states)
    rows = uow.rows(
        f"SELECT * FROM watched_messages WHERE {_OF_ITS_CHANNEL} AND {where} AND deleted_at IS NULL ORDER BY ts",  # noqa: S608  # question marks
        (watch_id, *parameters),
    )
    return [_watched(row) for row in rows]


def count_held(uow: UnitOfWork, watch_id: int) -> int:
    """How many wait in the list of a channel."""
    row = uow.row(
        f"SELECT count(*) AS n FROM watched_messages WHERE {_OF_ITS_CHANNEL} AND state = ? AND deleted_at IS NULL",  # noqa: S608  # question marks
        (watch_id, State.HELD),
    )
    return int(row["n"]) if row else 0


def asked(uow: UnitOfWork) -> list[Watched]:
    """Every message of which somebody is asked whose words it is."""
    rows = uow.rows("SELECT * FROM watched_messages WHERE state = 'asked' ORDER BY id")
    return [_watched(row) for row in rows]


def count_standing(uow: UnitOfWork) -> int:
    """How many messages of all channels that are watched now are still to be decided about."""
    where, parameters = one_of("state", STANDING)
    row = uow.row(
        f"SELECT count(*) AS n FROM watched_messages WHERE {where} AND deleted_at IS NULL AND watch_id IN"  # noqa: S608  # question marks
        " (SELECT id FROM watches WHERE channel IN (SELECT channel FROM watches WHERE ended_at IS NULL))",
        parameters,
    )
    return int(row["n"]) if row else 0


def negative_since(uow: UnitOfWork, watch_id: int, since: datetime) -> int:
    """How many negative ones were heard there since."""
    row = uow.row(
        "SELECT count(*) AS n FROM watched_messages WHERE watch_id = ? AND negative_at > ?",
        (watch_id, instant_text(since)),
    )
    return int(row["n"]) if row else 0


def of_backfill(uow: UnitOfWork, backfill_id: int) -> dict[tuple[State, bool], int]:
    """How many a backfill found, by what became of them and whether they sound negative."""
    rows = uow.rows(
        "SELECT state, negative_at IS NOT NULL AS bad, count(*) AS n FROM watched_messages WHERE backfill_id = ?"
        " AND deleted_at IS NULL GROUP BY state, negative_at IS NOT NULL",
        (backfill_id,),
    )
    return {(State(row["state"]), bool(row["bad"])): int(row["n"]) for row in rows}


def move(uow: UnitOfWork, before: str, after: str) -> None:
    """A channel goes on under another id."""
    uow.execute("UPDATE watched_messages SET channel = ? WHERE channel = ?", (after, before))


def any_words_before(uow: UnitOfWork, ts: str) -> bool:
    """Whether words of messages older than this are kept here."""
    return uow.row("SELECT 1 FROM watched_messages WHERE text != '' AND ts < ? LIMIT 1", (ts,)) is not None


def words_before(uow: UnitOfWork, ts: str) -> list[Watched]:
    """Those messages."""
    rows = uow.rows("SELECT * FROM watched_messages WHERE text != '' AND ts < ? ORDER BY id", (ts,))
    return [_watched(row) for row in rows]


def _kept(mood: Mood | None) -> str:
    return json.dumps([mood.score, mood.label, mood.phrases, mood.reason]) if mood else ""


def _mood(kept: str) -> Mood | None:
    if not kept:
        return None
    score, label, phrases, reason = json.loads(kept)
    return Mood(score, label, tuple(phrases), reason)


def _watched(row: Row) -> Watched:
    return Watched(
        id=row["id"],
        watch_id=row["watch_id"],
        channel=row["channel"],
        ts=row["ts"],
        version=row["version"],
        state=State(row["state"]),
        thread_ts=row["thread_ts"],
        text=row["text"],
        mood=_mood(row["mood"]),
        link=row["link"],
        touchpoint_id=row["touchpoint_id"],
        backfill_id=row["backfill_id"],
        negative_at=instant(row["negative_at"]),
        deleted_at=instant(row["deleted_at"]),
        decided_by=row["decided_by"],
    )
