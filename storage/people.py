"""The people of the workspace as Slack last described them, and their direct messages with the bot."""

from datetime import datetime

from bot.domain.people import Person, Role
from storage.database import UnitOfWork
from storage.instants import instant_text


def save(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Keep what Slack says of somebody; their direct message and wishes stay."""
    uow.execute(
        "INSERT INTO people (id, name, tz, locale, role, fetched_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, tz = excluded.tz, locale = excluded.locale,"
        " role = excluded.role, fetched_at = excluded.fetched_at",
        (person.id, person.name, person.tz, person.locale, person.role, instant_text(now)),
    )


def get(uow: UnitOfWork, person_id: str) -> Person | None:
    """Somebody, as last seen."""
    row = uow.row("SELECT id, name, tz, locale, role FROM people WHERE id = ?", (person_id,))
    return Person(row["id"], row["name"], row["tz"], row["locale"], Role(row["role"])) if row else None


def everybody(uow: UnitOfWork) -> list[Person]:
    """Everybody ever seen, by id."""
    rows = uow.rows("SELECT id, name, tz, locale, role FROM people ORDER BY id")
    return [Person(row["id"], row["name"], row["tz"], row["locale"], Role(row["role"])) for row in rows]


def dm_channel(uow: UnitOfWork, person_id: str) -> str | None:
    """The id of the direct message with somebody, once opened."""
    row = uow.row("SELECT dm_channel FROM people WHERE id = ?", (person_id,))
    found: str | None = row["dm_channel"] if row else None
    return found


def keep_dm_channel(uow: UnitOfWork, person_id: str, channel: str, now: datetime) -> None:
    """Remember the direct message with somebody: read-back and edits need its id."""
    uow.execute(
        "INSERT INTO people (id, name, tz, locale, role, dm_channel, fetched_at)"
        " VALUES (?, '', 'UTC', 'en-US', ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET dm_channel = excluded.dm_channel",
        (person_id, Role.MEMBER, channel, instant_text(now)),
    )
