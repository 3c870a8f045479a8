"""People who leave the team, and what became of what was theirs."""

from datetime import UTC, datetime

from tests.team import DEV, Json, Team, words

TUESDAY_NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def leaves(team: Team, person: str) -> None:
    team.sandbox.people.change_user({"id": person, "deleted": True})
    team.settle()


def leaves_unnoticed(team: Team, person: str) -> None:
    """Rapport is down when it happens."""
    team.sandbox.workspace.users[person]["deleted"] = True
    team.jump(TUESDAY_NINE.replace(minute=5))


def comes_back(team: Team, person: str) -> None:
    team.sandbox.people.change_user({"id": person, "deleted": False})
    team.settle()


def has_default_owner(team: Team, person: str) -> None:
    team.choose(DEV, default_owner=person)


def assignees(team: Team) -> dict[str, str | None]:
    """Title -> who has it."""
    return {row["title"]: row["assignee"] for row in team.rows("SELECT title, assignee FROM followups")}


def owners(team: Team) -> dict[str, tuple[str | None, str | None]]:
    rows = team.rows("SELECT name, owner, backup_owner FROM customers WHERE removed_at IS NULL")
    return {row["name"]: (row["owner"], row["backup_owner"]) for row in rows}


def told(team: Team, person: str, what: str) -> list[Json]:
    """The direct messages of somebody that say this."""
    return [message for message in team.dm(person) if what in words(message)]


def hand_over(team: Team, person: str, takers: list[str], parts: list[str] | None = None) -> Json:
    """Fill in the form that somebody has open, look at the preview, and confirm; gives the preview."""
    team.submit(person, takers=takers, **({"parts": parts} if parts else {}))
    preview = team.form(person)
    team.submit(person)
    return preview
