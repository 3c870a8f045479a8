"""Touchpoints (complaints and ratings among them) and what people said of their mood."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from bot.domain.channel import Severity
from bot.domain.mood import Label, Mood
from bot.domain.rating import Rating
from bot.domain.touchpoints import LastTouch, Touchpoint, TouchpointKind
from storage import followup_facts, passages, rollups
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant, instant_text
from storage.sight import IN_SIGHT


def add(uow: UnitOfWork, touchpoint: Touchpoint) -> int:
    """Store a touchpoint and give its id."""
    mood, rating = touchpoint.mood, touchpoint.rating
    touchpoint_id = uow.insert(
        "INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_score, mood_label,"
        " mood_phrases, mood_reason, severity, category, cause, rating_scale, rating_value, logged_by, logged_at,"
        " source, link, said_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            touchpoint.customer_id, touchpoint.kind, day_text(touchpoint.happened_on), touchpoint.channel,
            touchpoint.direction, touchpoint.text, mood.score, mood.label, json.dumps(mood.phrases), mood.reason,
            touchpoint.severity, touchpoint.category, touchpoint.cause, rating.scale if rating else None,
            rating.value if rating else None,
            touchpoint.logged_by, instant_text(touchpoint.logged_at), touchpoint.source, touchpoint.link,
            touchpoint.said_by,
        ),
    )  # fmt: skip  # in the order of the columns above
    passages.put_touchpoint(uow, touchpoint_id, touchpoint.text, touchpoint.happened_on)
    rollups.mark(uow, touchpoint.happened_on)
    return touchpoint_id


def rewrite(uow: UnitOfWork, touchpoint: Touchpoint) -> None:
    """Its words are others now, and so is their mood, or its rating."""
    mood, rating = touchpoint.mood, touchpoint.rating
    uow.execute(
        "UPDATE touchpoints SET text = ?, mood_score = ?, mood_label = ?, mood_phrases = ?, mood_reason = ?,"
        " rating_value = ? WHERE id = ?",
        (
            *(touchpoint.text, mood.score, mood.label, json.dumps(mood.phrases), mood.reason),
            *(rating.value if rating else None, touchpoint.id),
        ),
    )
    passages.put_touchpoint(uow, touchpoint.id, touchpoint.text, touchpoint.happened_on)
    rollups.mark(uow, touchpoint.happened_on)


def set_about(uow: UnitOfWork, touchpoint_id: int, category: str, cause: str) -> None:
    """What it is about, and what the cause was, in words of the team's lists or their own; "" where nobody said."""
    uow.execute("UPDATE touchpoints SET category = ?, cause = ? WHERE id = ?", (category, cause, touchpoint_id))
    followup_facts.mark_behind(uow, touchpoint_id)


def get(uow: UnitOfWork, touchpoint_id: int) -> Touchpoint | None:
    """One touchpoint, undone or not."""
    row = uow.row(f"SELECT * FROM touchpoints WHERE id = ? AND {IN_SIGHT}", (touchpoint_id,))  # noqa: S608  # a constant
    return _read(row) if row else None


def undo(uow: UnitOfWork, touchpoint_id: int, now: datetime) -> None:
    """It never happened: out of every list and figure."""
    uow.execute("UPDATE touchpoints SET undone_at = ? WHERE id = ?", (instant_text(now), touchpoint_id))
    rollups.mark_of(uow, touchpoint_id)
    followup_facts.mark_behind(uow, touchpoint_id)


def latest(uow: UnitOfWork, customer_id: int, limit: int) -> list[Touchpoint]:
    """The last contacts with a customer, the latest first."""
    rows = uow.rows(
        "SELECT * FROM touchpoints WHERE customer_id = ? AND undone_at IS NULL"
        " ORDER BY happened_on DESC, id DESC LIMIT ?",
        (customer_id, limit),
    )
    return [_read(row) for row in rows]


def before(uow: UnitOfWork, customer_id: int, mark: tuple[date, int], limit: int) -> list[Touchpoint]:
    """The contacts with a customer that come after this one (its day and id) in the order of `latest`."""
    rows = uow.rows(
        "SELECT * FROM touchpoints WHERE customer_id = ? AND undone_at IS NULL AND happened_on <= ?"
        " AND (happened_on < ? OR id < ?) ORDER BY happened_on DESC, id DESC LIMIT ?",
        (customer_id, day_text(mark[0]), day_text(mark[0]), mark[1], limit),
    )
    return [_read(row) for row in rows]


def by_id(uow: UnitOfWork, ids: Iterable[int]) -> dict[int, Touchpoint]:
    """These touchpoints, undone or not."""
    found = {}
    for portion in portions(ids):
        where, parameters = one_of("id", portion)
        for row in uow.rows(f"SELECT * FROM touchpoints WHERE {where}", parameters):  # noqa: S608  # question marks
            found[row["id"]] = _read(row)
    return found


def moods(uow: UnitOfWork, customer_id: int, limit: int) -> list[tuple[date, Mood, Label | None]]:
    """Of the last contacts that were scored, the latest first: day, mood, and what somebody called it."""
    rows = uow.rows(
        "SELECT t.happened_on, t.mood_score, t.mood_label, l.label FROM touchpoints t"
        " LEFT JOIN mood_labels l ON l.touchpoint_id = t.id"
        " WHERE t.customer_id = ? AND t.undone_at IS NULL AND t.mood_score IS NOT NULL"
        " ORDER BY t.happened_on DESC, t.id DESC LIMIT ?",
        (customer_id, limit),
    )
    return [(day(row["happened_on"]), Mood(row["mood_score"], row["mood_label"]), row["label"]) for row in rows]


def last_day_before(uow: UnitOfWork, touchpoint: Touchpoint) -> date | None:
    """The latest day of what was logged for the same customer before this one."""
    row = uow.row(
        "SELECT max(happened_on) AS last FROM touchpoints WHERE customer_id = ? AND id < ? AND undone_at IS NULL",
        (touchpoint.customer_id, touchpoint.id),
    )
    return day(row["last"]) if row else None


def last_days(uow: UnitOfWork, customer_ids: Iterable[int]) -> dict[int, date]:
    """The day of the last contact with each of these customers who ever had one."""
    found = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        for row in uow.rows(
            f"SELECT customer_id, max(happened_on) AS last FROM touchpoints WHERE {where}"  # noqa: S608  # question marks
            " AND undone_at IS NULL GROUP BY customer_id",
            parameters,
        ):
            found[row["customer_id"]] = day(row["last"])
    return found


def last_days_at(uow: UnitOfWork, companies: Iterable[str]) -> dict[str, date]:
    """The day of the last contact with anybody of each of these companies, where there was one."""
    found = {}
    for portion in portions(companies):
        where, parameters = one_of("c.company", portion)
        for row in uow.rows(
            "SELECT c.company, max(t.happened_on) AS last FROM customers AS c"  # noqa: S608  # question marks
            f" JOIN touchpoints AS t ON t.customer_id = c.id WHERE {where} AND t.undone_at IS NULL GROUP BY c.company",
            parameters,
        ):
            found[row["company"]] = day(row["last"])
    return found


def last_of(uow: UnitOfWork, customer_ids: Iterable[int]) -> dict[int, LastTouch]:
    """The latest contact with each of these customers who ever had one."""
    found = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("c.id", portion)
        for row in uow.rows(
            "SELECT t.id, t.customer_id, t.logged_by, t.happened_on, t.logged_at, t.channel, t.source"  # noqa: S608  # question marks
            " FROM customers AS c JOIN touchpoints AS t ON t.id ="
            " (SELECT id FROM touchpoints WHERE customer_id = c.id AND undone_at IS NULL"
            f" ORDER BY happened_on DESC, id DESC LIMIT 1) WHERE {where}",
            parameters,
        ):
            found[row["customer_id"]] = LastTouch(
                *(row["id"], row["logged_by"], day(row["happened_on"]), instant(row["logged_at"])),
                *(row["channel"], row["source"]),
            )
    return found


def has_logged(uow: UnitOfWork, person: str) -> bool:
    """Whether somebody has ever logged anything."""
    return uow.row("SELECT 1 FROM touchpoints WHERE logged_by = ? LIMIT 1", (person,)) is not None


def links_of(uow: UnitOfWork, customer_ids: Iterable[int]) -> list[str]:
    """The messages in Slack, not of ours, from which something was logged for these customers, in sight or not."""
    where, parameters = one_of("customer_id", tuple(customer_ids))
    rows = uow.rows(
        f"SELECT DISTINCT link FROM touchpoints WHERE {where} AND link != '' ORDER BY link",  # noqa: S608  # question marks
        parameters,
    )
    return [row["link"] for row in rows]


def ratings(uow: UnitOfWork, customer_id: int, limit: int) -> list[Touchpoint]:
    """What a customer answered last, the latest first."""
    rows = uow.rows(
        "SELECT * FROM touchpoints WHERE customer_id = ? AND rating_scale IS NOT NULL AND undone_at IS NULL"
        " ORDER BY happened_on DESC, id DESC LIMIT ?",
        (customer_id, limit),
    )
    return [_read(row) for row in rows]


def count(uow: UnitOfWork, customer_id: int) -> int:
    """How many contacts with a customer there were."""
    row = uow.row("SELECT count(*) AS n FROM touchpoints WHERE customer_id = ? AND undone_at IS NULL", (customer_id,))
    return int(row["n"]) if row else 0


def by_channel(uow: UnitOfWork, customer_id: int) -> dict[str, int]:
    """How many contacts with a customer there were by each channel, the most used first."""
    rows = uow.rows(
        "SELECT channel, count(*) AS n FROM touchpoints WHERE customer_id = ? AND undone_at IS NULL"
        " GROUP BY channel ORDER BY n DESC, channel",
        (customer_id,),
    )
    return {row["channel"]: row["n"] for row in rows}


def set_label(uow: UnitOfWork, touchpoint_id: int, label: Label, person: str, now: datetime) -> None:
    """Keep what somebody says the mood of a text was; the last word counts."""
    uow.execute(
        "INSERT INTO mood_labels (touchpoint_id, label, labelled_by, labelled_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (touchpoint_id) DO UPDATE SET label = excluded.label, labelled_by = excluded.labelled_by,"
        " labelled_at = excluded.labelled_at",
        (touchpoint_id, label, person, instant_text(now)),
    )
    rollups.mark_of(uow, touchpoint_id)


def label_of(uow: UnitOfWork, touchpoint_id: int) -> tuple[Label, str] | None:
    """What somebody said the mood was, and who."""
    return labels_of(uow, [touchpoint_id]).get(touchpoint_id)


def labels_of(uow: UnitOfWork, touchpoint_ids: Iterable[int]) -> dict[int, tuple[Label, str]]:
    """The same of many, where somebody said something."""
    found = {}
    for portion in portions(touchpoint_ids):
        where, parameters = one_of("touchpoint_id", portion)
        for row in uow.rows(f"SELECT touchpoint_id, label, labelled_by FROM mood_labels WHERE {where}", parameters):  # noqa: S608  # question marks
            found[row["touchpoint_id"]] = (row["label"], row["labelled_by"])
    return found


def clear_label(uow: UnitOfWork, touchpoint_id: int) -> None:
    """Take back what was said of a mood."""
    uow.execute("DELETE FROM mood_labels WHERE touchpoint_id = ?", (touchpoint_id,))
    rollups.mark_of(uow, touchpoint_id)


def _read(row: sqlite3.Row) -> Touchpoint:
    return Touchpoint(
        id=row["id"],
        kind=TouchpointKind(row["kind"]),
        customer_id=row["customer_id"],
        happened_on=day(row["happened_on"]),
        channel=row["channel"],
        text=row["text"],
        mood=Mood(row["mood_score"], row["mood_label"], tuple(json.loads(row["mood_phrases"])), row["mood_reason"]),
        logged_by=row["logged_by"],
        logged_at=instant(row["logged_at"]),
        source=row["source"],
        direction=row["direction"],
        severity=Severity(row["severity"]) if row["severity"] else None,
        category=row["category"],
        cause=row["cause"],
        rating=Rating(row["rating_scale"], row["rating_value"]) if row["rating_scale"] else None,
        link=row["link"],
        said_by=row["said_by"],
        undone_at=instant(row["undone_at"]),
    )
