"""What somebody chose for their own digest besides hour and days (storage/people.py): the zone, what is left out."""

from collections.abc import Collection

from bot.domain.digest import Content
from bot.domain.zones import find_zone
from storage.database import UnitOfWork


def zone_of(own: str | None, of_slack: str) -> str:
    """Their own zone where they chose one that there is, else that of their profile in Slack."""
    return own if own and find_zone(own) == own else of_slack


def chosen(uow: UnitOfWork, person_id: str) -> tuple[str, frozenset[Content]]:
    """(own zone or "", what is left out)."""
    row = uow.row("SELECT digest_tz, digest_without FROM people WHERE id = ?", (person_id,))
    return (row["digest_tz"] or "", _contents(row["digest_without"])) if row else ("", frozenset())


def choose(uow: UnitOfWork, person_id: str, zone: str, without: Collection[Content]) -> None:
    """Keep it."""
    uow.execute(
        "UPDATE people SET digest_tz = ?, digest_without = ? WHERE id = ?",
        (zone or None, ",".join(sorted(without)), person_id),
    )


def who_leave_out(uow: UnitOfWork, content: Content) -> frozenset[str]:
    """Whose digest goes without this."""
    rows = uow.rows("SELECT id, digest_without FROM people WHERE digest_without != ''")
    return frozenset(row["id"] for row in rows if content in _contents(row["digest_without"]))


def _contents(text: str) -> frozenset[Content]:
    known = set(Content)
    return frozenset(Content(one) for one in text.split(",") if one in known)
