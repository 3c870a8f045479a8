"""Counters with their links, and what was answered there by whoever it was."""

from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Row

from bot.domain.counter import Counter, CounterAnswer, State
from bot.domain.rating import Scale
from bot.domain.survey import hash_of
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def add(uow: UnitOfWork, counter: Counter) -> int:
    """Store one and give its id."""
    return uow.insert(
        "INSERT INTO survey_counters (name, token, scale, made_by, made_at) VALUES (?, ?, ?, ?, ?)",
        (counter.name, counter.token, counter.scale, counter.made_by, instant_text(counter.made_at)),
    )


def end(uow: UnitOfWork, counter_id: int, at: datetime | None) -> None:
    """Its link is good no more; None: it is again."""
    uow.execute("UPDATE survey_counters SET ended_at = ? WHERE id = ?", (instant_text(at), counter_id))


def get(uow: UnitOfWork, counter_id: int) -> Counter | None:
    """One of them, also one that has ended."""
    row = uow.row("SELECT * FROM survey_counters WHERE id = ?", (counter_id,))
    return _counter(row) if row else None


def of_token(uow: UnitOfWork, token: str) -> Counter | None:
    """The one behind a link."""
    row = uow.row("SELECT * FROM survey_counters WHERE token = ?", (token,))
    return _counter(row) if row else None


def open_ones(uow: UnitOfWork) -> list[Counter]:
    """Those whose link is good, the oldest first."""
    return [_counter(row) for row in uow.rows("SELECT * FROM survey_counters WHERE ended_at IS NULL ORDER BY id")]


def values_since(uow: UnitOfWork, since: datetime) -> Mapping[int, Mapping[int, int]]:
    """By counter, how often each value was answered since then."""
    found: dict[int, dict[int, int]] = {}
    for row in uow.rows(
        "SELECT counter_id, value, count(*) AS n FROM counter_answers WHERE answered_at >= ?"
        " GROUP BY counter_id, value",
        (instant_text(since),),
    ):
        found.setdefault(row["counter_id"], {})[row["value"]] = row["n"]
    return found


def values_between(uow: UnitOfWork, since: datetime, until: datetime) -> Mapping[Scale, Mapping[int, int]]:
    """By scale, how often each value was answered from then until before then, by whoever nobody told apart since."""
    found: dict[Scale, dict[int, int]] = {}
    for row in uow.rows(
        "SELECT scale, value, count(*) AS n FROM counter_answers WHERE answered_at >= ? AND answered_at < ?"
        " AND state != 'given' GROUP BY scale, value ORDER BY scale, value",
        (instant_text(since), instant_text(until)),
    ):
        found.setdefault(_scale(row), {})[row["value"]] = row["n"]
    return found


# Answers


def add_answer(uow: UnitOfWork, one: CounterAnswer, secret: str) -> int:
    """Store one, whose page is behind this secret, and give its id."""
    return uow.insert(
        "INSERT INTO counter_answers (counter_id, hash, scale, value, answered_at, state, words, has_words)"
        " VALUES (?, ?, ?, ?, ?, ?, '', 0)",
        (one.counter_id, hash_of(secret), one.scale, one.value, instant_text(one.answered_at), one.state),
    )


def update_answer(uow: UnitOfWork, one: CounterAnswer) -> None:
    """How it stands now."""
    uow.execute(
        "UPDATE counter_answers SET value = ?, state = ?, words = ?, has_words = ?, decided_by = ?, touchpoint_id = ?"
        " WHERE id = ?",
        (one.value, one.state, one.words, int(one.has_words), one.decided_by, one.touchpoint or None, one.id),
    )


def answer(uow: UnitOfWork, answer_id: int) -> CounterAnswer | None:
    """One of them."""
    row = uow.row("SELECT * FROM counter_answers WHERE id = ?", (answer_id,))
    return _answer(row) if row else None


def answer_by(uow: UnitOfWork, secret: str) -> CounterAnswer | None:
    """The one whose page is behind this secret."""
    row = uow.row("SELECT * FROM counter_answers WHERE hash = ?", (hash_of(secret),))
    return _answer(row) if row else None


def answer_behind(uow: UnitOfWork, touchpoint_id: int) -> CounterAnswer | None:
    """The one that became this touchpoint."""
    row = uow.row("SELECT * FROM counter_answers WHERE touchpoint_id = ?", (touchpoint_id,))
    return _answer(row) if row else None


def place_behind(uow: UnitOfWork, touchpoint_id: int) -> str:
    """The name of the counter at which this touchpoint was answered; "" where it was at none."""
    one = answer_behind(uow, touchpoint_id)
    counter = get(uow, one.counter_id) if one else None
    return counter.name if counter else ""


def said_since(uow: UnitOfWork, counter_id: int, since: datetime, limit: int) -> list[CounterAnswer]:
    """The latest at a counter that came with words since then, the newest first; none that is a customer's by now."""
    rows = uow.rows(
        "SELECT * FROM counter_answers WHERE counter_id = ? AND answered_at >= ? AND words != '' AND state != 'given'"
        " ORDER BY answered_at DESC, id DESC LIMIT ?",
        (counter_id, instant_text(since), limit),
    )
    return [_answer(row) for row in rows]


def number_since(uow: UnitOfWork, counter_id: int, since: datetime) -> int:
    """How many answers there were at a counter since then."""
    row = uow.row(
        "SELECT count(*) AS n FROM counter_answers WHERE counter_id = ? AND answered_at > ?",
        (counter_id, instant_text(since)),
    )
    return int(row["n"]) if row else 0


def asked_since(uow: UnitOfWork, counter_id: int, since: datetime) -> int:
    """Of how many of them somebody was asked who it was."""
    row = uow.row(
        "SELECT count(*) AS n FROM counter_answers WHERE counter_id = ? AND answered_at > ? AND state != 'kept'",
        (counter_id, instant_text(since)),
    )
    return int(row["n"]) if row else 0


def forget_words_before(uow: UnitOfWork, before: datetime) -> None:
    """What was said longer ago goes; that it was answered stays."""
    uow.execute("UPDATE counter_answers SET words = '' WHERE answered_at < ? AND words != ''", (instant_text(before),))


def _counter(row: Row) -> Counter:
    made_at, ended_at = instant(row["made_at"]), instant(row["ended_at"])
    return Counter(row["id"], row["name"], row["token"], _scale(row), row["made_by"], made_at, ended_at)


def _answer(row: Row) -> CounterAnswer:
    return CounterAnswer(
        id=row["id"],
        counter_id=row["counter_id"],
        scale=_scale(row),
        value=row["value"],
        answered_at=instant(row["answered_at"]),
        state=State(row["state"]),
        words=row["words"],
        has_words=bool(row["has_words"]),
        decided_by=row["decided_by"],
        touchpoint=row["touchpoint_id"] or 0,
    )


def _scale(row: Row) -> Scale:
    return "nps" if row["scale"] == "nps" else "csat"
