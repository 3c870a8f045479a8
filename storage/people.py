"""The people of the workspace as Slack last described them, and their direct messages with the bot."""

from collections.abc import Collection
from datetime import UTC, datetime, time

from bot.domain.digest import Rhythm
from bot.domain.people import INSIDE, Person, Role
from bot.domain.saying import language_of
from bot.domain.setting_values import read_days, read_time
from storage.conditions import EVERYBODY, Condition, one_of
from storage.database import UnitOfWork
from storage.instants import instant, instant_text
from storage.my_digest import zone_of

_OUTSIDE, _ROLES = one_of("role", set(Role) - INSIDE)  # not "none of INSIDE": no index answers that
IS_GONE: Condition = (f"name != '' AND {_OUTSIDE}", _ROLES)
"""Who is known not to be of the team: the deactivated, guests, strangers, bots."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def save(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Keep what Slack says of somebody; their direct message and wishes stay."""
    uow.execute(
        "INSERT INTO people (id, name, tz, locale, role, fetched_at, known_since)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, tz = excluded.tz, locale = excluded.locale,"
        " role = excluded.role, fetched_at = excluded.fetched_at,"
        " home_withheld_at = CASE WHEN ? = 1 THEN NULL ELSE people.home_withheld_at END",
        (
            *(person.id, person.name, person.tz, person.locale, person.role, instant_text(now), instant_text(now)),
            int(person.is_inside),
        ),
    )


def get(uow: UnitOfWork, person_id: str) -> Person | None:
    """Somebody, as last seen."""
    row = uow.row("SELECT id, name, tz, locale, role FROM people WHERE id = ?", (person_id,))
    return Person(row["id"], row["name"], row["tz"], row["locale"], Role(row["role"])) if row else None


def doubt(uow: UnitOfWork, person_id: str) -> None:
    """What is kept of somebody counts as seen long ago, so that they are looked up before all others."""
    uow.execute("UPDATE people SET fetched_at = ? WHERE id = ?", (instant_text(_LONG_AGO), person_id))


def is_known(uow: UnitOfWork, person_id: str) -> bool:
    """Whether Rapport has had to do with this person: they used it, or customers or follow-ups are theirs."""
    found = uow.row(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM people WHERE id = ?)"
        " OR EXISTS (SELECT 1 FROM customers WHERE owner = ? OR backup_owner = ?)"
        " OR EXISTS (SELECT 1 FROM followups WHERE status = 'open' AND assignee = ?)",
        (person_id,) * 4,
    )
    return found is not None


def everybody(uow: UnitOfWork) -> list[Person]:
    """Everybody ever seen, by id."""
    rows = uow.rows("SELECT id, name, tz, locale, role FROM people ORDER BY id")
    return [Person(row["id"], row["name"], row["tz"], row["locale"], Role(row["role"])) for row in rows]


def of_the_team(uow: UnitOfWork) -> list[Person]:
    """Who is known to be of the team, those first who have been for longest."""
    inside, roles = one_of("role", INSIDE)
    rows = uow.rows(
        f"SELECT id, name, tz, locale, role FROM people WHERE name != '' AND {inside}"  # noqa: S608  # question marks
        " ORDER BY coalesce(known_since, ''), id",
        roles,
    )
    return [Person(row["id"], row["name"], row["tz"], row["locale"], Role(row["role"])) for row in rows]


def as_seen(uow: UnitOfWork, person_id: str) -> tuple[Person, datetime] | None:
    """Somebody as Slack last described them, and when."""
    row = uow.row("SELECT id, name, tz, locale, role, fetched_at FROM people WHERE id = ?", (person_id,))
    if row is None:
        return None
    return Person(row["id"], row["name"], row["tz"], row["locale"], Role(row["role"])), instant(row["fetched_at"])


def gone(uow: UnitOfWork) -> frozenset[str]:
    """Who is known not to be of the team: the deactivated, guests, strangers, bots."""
    where, parameters = IS_GONE
    return frozenset(row["id"] for row in uow.rows(f"SELECT id FROM people WHERE {where}", parameters))  # noqa: S608  # question marks


def roles_of_gone(uow: UnitOfWork) -> dict[str, Role]:
    """The same, with what they are now."""
    where, parameters = IS_GONE
    rows = uow.rows(f"SELECT id, role FROM people WHERE {where}", parameters)  # noqa: S608  # question marks
    return {row["id"]: Role(row["role"]) for row in rows}


def dm_channel(uow: UnitOfWork, person_id: str) -> str | None:
    """The id of the direct message with somebody, once opened."""
    row = uow.row("SELECT dm_channel FROM people WHERE id = ?", (person_id,))
    found: str | None = row["dm_channel"] if row else None
    return found


def dms_of_outsiders(uow: UnitOfWork) -> list[str]:
    """The direct messages of guests and strangers: of who was of the team when they were opened."""
    rows = uow.rows(
        "SELECT dm_channel FROM people WHERE dm_channel IS NOT NULL AND name != '' AND role IN (?, ?)",
        (Role.GUEST, Role.STRANGER),
    )
    return [row["dm_channel"] for row in rows]


def homes_of_outsiders(uow: UnitOfWork) -> list[str]:
    """The guests and strangers whose Home tab may still show what it showed while they were of the team."""
    rows = uow.rows(
        "SELECT id FROM people WHERE home_withheld_at IS NULL AND name != '' AND role IN (?, ?) ORDER BY id",
        (Role.GUEST, Role.STRANGER),
    )
    return [row["id"] for row in rows]


def withhold_home(uow: UnitOfWork, person_id: str, now: datetime) -> None:
    """Note that somebody's Home tab says nothing of customers any more."""
    uow.execute("UPDATE people SET home_withheld_at = ? WHERE id = ?", (instant_text(now), person_id))


def of_dm(uow: UnitOfWork, channel: str) -> str | None:
    """Whose direct message with Rapport this channel is."""
    row = uow.row("SELECT id FROM people WHERE dm_channel = ?", (channel,))
    return str(row["id"]) if row else None


def keep_dm_channel(uow: UnitOfWork, person_id: str, channel: str, now: datetime) -> None:
    """Remember the direct message with somebody: read-back and edits need its id."""
    uow.execute(
        "INSERT INTO people (id, name, tz, locale, role, dm_channel, fetched_at)"
        " VALUES (?, '', 'UTC', 'en-US', ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET dm_channel = excluded.dm_channel",
        (person_id, Role.MEMBER, channel, instant_text(now)),
    )


def forget_dm_channel(uow: UnitOfWork, channel: str) -> None:
    """A direct message is no longer there: the next message to its person opens it anew."""
    uow.execute("UPDATE people SET dm_channel = NULL WHERE dm_channel = ?", (channel,))


def rhythms(uow: UnitOfWork, usual_at: time, usual_days: frozenset[int]) -> dict[str, Rhythm]:
    """When each member of the team gets their digest: as they chose, else as usual. Who chose no day is left out.

    What is stored for somebody and cannot be counts as not chosen: it must not keep the others from theirs.
    """
    inside, roles = one_of("role", INSIDE)
    rows = uow.rows(
        "SELECT id, tz, digest_tz, digest_at, digest_days FROM people WHERE name != ''"  # noqa: S608  # question marks
        f" AND (digest_days IS NULL OR digest_days != '') AND {inside} ORDER BY id",
        roles,
    )
    return {
        row["id"]: Rhythm(
            zone_of(row["digest_tz"], row["tz"]),
            _time(row["digest_at"]) or usual_at,
            _days(row["digest_days"]) or usual_days,
        )
        for row in rows
    }


def reads_in(uow: UnitOfWork, person_id: str) -> tuple[str, frozenset[int], str] | None:
    """Somebody's zone, the days they chose for their digest (none: the usual ones), and the language they read.

    None: nobody of that id.
    """
    row = uow.row(
        "SELECT tz, digest_tz, digest_days, language, locale FROM people WHERE id = ? AND name != ''", (person_id,)
    )
    if row is None:
        return None
    return (
        zone_of(row["digest_tz"], row["tz"]),
        _days(row["digest_days"]),
        row["language"] or language_of(row["locale"]),
    )


def choose_rhythm(uow: UnitOfWork, person_id: str, at: time | None, days: frozenset[int] | None) -> None:
    """Keep when somebody wants their digest; None: as the workspace has it. No day at all: none."""
    uow.execute(
        "UPDATE people SET digest_at = ?, digest_days = ? WHERE id = ?",
        (
            at.isoformat("minutes") if at else None,
            None if days is None else "".join(str(day) for day in sorted(days)),
            person_id,
        ),
    )


def known_since(uow: UnitOfWork, person_id: str | None) -> datetime | None:
    """Since when this person is known; without one, since when the first of all is. None: for long."""
    where, parameters = one_of("id", [person_id]) if person_id else EVERYBODY
    row = uow.row(f"SELECT min(coalesce(known_since, '')) AS since FROM people WHERE {where}", parameters)  # noqa: S608  # question marks
    return instant(row["since"]) if row else None


def to_look_up(uow: UnitOfWork, also: Collection[str], before: datetime, now: datetime, limit: int) -> list[str]:
    """Whom to ask Slack about, at most `limit`.

    First who has customers or follow-ups (or is among `also`) and is not known; then those of whom Slack was asked
    longest ago, before that instant, or at a time still to come, by a clock that was wrong.
    """
    where, parameters = one_of("id", also)
    known = {row["id"] for row in uow.rows(f"SELECT id FROM people WHERE name != '' AND {where}", parameters)}  # noqa: S608  # question marks
    unknown = uow.rows(
        "SELECT id FROM (SELECT owner AS id FROM customers WHERE removed_at IS NULL"
        " UNION SELECT backup_owner FROM customers WHERE removed_at IS NULL"
        " UNION SELECT assignee FROM followups WHERE status = 'open') AS named"
        " WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM people WHERE name != '') ORDER BY id LIMIT ?",
        (limit,),
    )
    seen_long_ago = uow.rows(
        "SELECT id FROM people WHERE name != '' AND (fetched_at < ? OR fetched_at > ?) ORDER BY fetched_at LIMIT ?",
        (instant_text(before), instant_text(now), limit),
    )
    first = sorted({*(row["id"] for row in unknown), *set(also).difference(known)})
    return [*first, *(row["id"] for row in seen_long_ago)][:limit]


def _time(text: str | None) -> time | None:
    try:
        return read_time(text)
    except ValueError:
        return None


def _days(text: str | None) -> frozenset[int]:
    try:
        return read_days(list(text or ""))
    except KeyError:
        return frozenset()
