"""Installations, the workspaces they are for, and the states of those under way (storage/installations_schema.py).

Tokens stand here as they were given: sealed (storage/installations_kept.py).
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.installation import KEPT, DueWorkspace, Installation
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant, instant_text

_COLUMNS = (
    "id, organisation, app, bot, bot_user, scopes, installer, url, token, refresh_token, token_until, installed_at,"
    " removed_at"
)


def save(uow: UnitOfWork, one: Installation) -> None:
    """Keep it in place of an earlier one of the same workspace or organisation."""
    moments = (instant_text(one.token_until), instant_text(one.installed_at), instant_text(one.removed_at))
    uow.execute(
        f"INSERT INTO installations ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id)"  # noqa: S608  # our own names
        " DO UPDATE SET organisation = excluded.organisation, app = excluded.app, bot = excluded.bot,"
        " bot_user = excluded.bot_user, scopes = excluded.scopes, installer = excluded.installer, url = excluded.url,"
        " token = excluded.token, refresh_token = excluded.refresh_token, token_until = excluded.token_until,"
        " refreshing_until = NULL, installed_at = excluded.installed_at, removed_at = excluded.removed_at",
        (
            *(one.id, one.organisation, one.app, one.bot, one.bot_user, ",".join(one.scopes), one.installer, one.url),
            *(one.token, one.refresh_token, *moments),
        ),
    )


def get(uow: UnitOfWork, installation_id: str | None) -> Installation | None:
    """One of them."""
    row = uow.row(f"SELECT {_COLUMNS} FROM installations WHERE id = ?", (installation_id,))  # noqa: S608  # as above
    if row is None:
        return None
    values = {name: row[name] for name in _COLUMNS.split(", ")}
    values |= {name: instant(values[name]) for name in ("token_until", "installed_at", "removed_at")}
    return Installation(**(values | {"scopes": tuple(filter(None, values["scopes"].split(",")))}))


def remove(uow: UnitOfWork, installation_id: str, now: datetime) -> None:
    """It was taken out: its tokens go at once, what its workspaces told us in KEPT."""
    found = get(uow, installation_id)
    if found and found.removed_at is None:
        save(uow, replace(found, token="", refresh_token="", token_until=None, removed_at=now))
        workspaces = uow.rows("SELECT id FROM workspaces WHERE installation = ?", (installation_id,))
        due(uow, [row["id"] for row in workspaces], now + KEPT)


def forget(uow: UnitOfWork, workspace: str) -> None:
    """A workspace was erased, and with the last one the installation that was for it."""
    uow.execute("DELETE FROM workspaces WHERE id = ?", (workspace,))
    uow.execute(
        "DELETE FROM installations WHERE removed_at IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM workspaces WHERE installation = installations.id)"
    )


def serve(uow: UnitOfWork, workspace: str, installation_id: str, now: datetime) -> None:
    """A workspace is served by this installation from now on, and is due."""
    uow.execute(
        "INSERT INTO workspaces (id, installation, due_at) VALUES (?, ?, ?) ON CONFLICT (id)"
        " DO UPDATE SET installation = excluded.installation, due_at = excluded.due_at",
        (workspace, installation_id, instant_text(now)),
    )


def served_by(uow: UnitOfWork, workspace: str) -> str | None:
    """The installation that serves a workspace."""
    row = uow.row("SELECT installation FROM workspaces WHERE id = ?", (workspace,))
    return str(row["installation"]) if row else None


def served(uow: UnitOfWork, installation_id: str) -> list[str]:
    """The workspaces that an installation serves."""
    return [row["id"] for row in uow.rows("SELECT id FROM workspaces WHERE installation = ?", (installation_id,))]


def due(uow: UnitOfWork, workspaces: Collection[str], at: datetime) -> None:
    """They are due at this moment, and not before."""
    for some in portions(workspaces):
        condition, ids = one_of("id", some)
        uow.execute(f"UPDATE workspaces SET due_at = ? WHERE {condition}", (instant_text(at), *ids))  # noqa: S608  # ours


def keep_from_due(uow: UnitOfWork, workspaces: Collection[str], until: datetime, now: datetime) -> None:
    """They are due then, but for those that are due already."""
    for some in portions(workspaces):
        condition, ids = one_of("id", some)
        uow.execute(
            f"UPDATE workspaces SET due_at = ? WHERE due_at > ? AND {condition}",  # noqa: S608  # ours
            (instant_text(until), instant_text(now), *ids),
        )


def hurry(uow: UnitOfWork, workspace: str, now: datetime) -> None:
    """It is due now, where it was to be later."""
    moment = instant_text(now)
    uow.execute("UPDATE workspaces SET due_at = ? WHERE id = ? AND due_at > ?", (moment, workspace, moment))


def due_by(uow: UnitOfWork, now: datetime, limit: int) -> list[DueWorkspace]:
    """Those that are due, those first that have been for longest."""
    rows = uow.rows(
        "SELECT workspaces.id, removed_at FROM workspaces JOIN installations ON installations.id = installation"
        " WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        (instant_text(now), limit),
    )
    return [DueWorkspace(row["id"], is_left=row["removed_at"] is not None) for row in rows]


def stamps(uow: UnitOfWork, workspaces: Collection[str]) -> dict[str, str]:
    """By workspace, what changes when it is served by another token: see Installation.stamp."""
    found: dict[str, str] = {}
    for some in portions(workspaces):
        condition, ids = one_of("id", some)
        rows = uow.rows(f"SELECT id, installation FROM workspaces WHERE {condition}", ids)  # noqa: S608  # ours
        found |= {row["id"]: row["installation"] for row in rows}
    standing = {one: installation.stamp for one in set(found.values()) if (installation := get(uow, one))}
    return {workspace: standing[one] for workspace, one in found.items() if one in standing}


def sealed(uow: UnitOfWork) -> list[tuple[str, str]]:
    """Of each installation its id and its token as it is stored."""
    return [(row["id"], row["token"]) for row in uow.rows("SELECT id, token FROM installations ORDER BY id")]


def count(uow: UnitOfWork) -> tuple[int, int]:
    """How many workspaces are served, and how many are kept after the app was taken out of them."""
    row = uow.row(
        "SELECT count(*) AS n, count(removed_at) AS removed FROM workspaces"
        " JOIN installations ON installations.id = installation"
    )
    return (row["n"] - row["removed"], row["removed"]) if row else (0, 0)


def longest_due(uow: UnitOfWork) -> datetime | None:
    """Since when the workspace is due that has been for longest, or when the first one will be."""
    row = uow.row("SELECT min(due_at) AS moment FROM workspaces")
    return instant(row["moment"]) if row else None


def to_refresh(uow: UnitOfWork, before: datetime, now: datetime, claimed_for: timedelta) -> list[Installation]:
    """Those whose token expires before a moment; they are left to the caller for a while."""
    rows = uow.rows(
        "UPDATE installations SET refreshing_until = ? WHERE token_until < ? AND (refreshing_until IS NULL OR"
        " refreshing_until < ?) RETURNING id",
        (instant_text(now + claimed_for), instant_text(before), instant_text(now)),
    )
    return [found for row in rows if (found := get(uow, row["id"]))]


def any_expiring(uow: UnitOfWork, before: datetime) -> bool:
    """Whether a token expires before a moment."""
    return bool(uow.rows("SELECT 1 FROM installations WHERE token_until < ? LIMIT 1", (instant_text(before),)))


def issue_state(uow: UnitOfWork, digest: str, until: datetime, now: datetime, most: int) -> bool:
    """Keep a state; False where there are too many. Expired ones go."""
    uow.execute("DELETE FROM states WHERE until <= ?", (instant_text(now),))
    [row] = uow.rows("SELECT count(*) AS n FROM states")
    if row["n"] >= most:
        return False
    uow.execute("INSERT INTO states (digest, until) VALUES (?, ?)", (digest, instant_text(until)))
    return True


def use_state(uow: UnitOfWork, digest: str, now: datetime) -> bool:
    """Whether it was there, and not expired. It is no more."""
    return bool(
        uow.rows("DELETE FROM states WHERE digest = ? AND until > ? RETURNING digest", (digest, instant_text(now)))
    )
